/** The first section of the engine: what the others were written with. */

import { SiteciteError } from "../../domain/errors.ts";
import { corruptSection } from "./section-file.ts";

export const ENGINE_SECTION = "engine.json";

/** Raised whenever sections of the older kind could no longer be read right. */
const FORMAT = 3;

export interface EngineHeader {
	readonly format: number;
	readonly chunks: number;
	/** Length of the vectors. */
	readonly dimensions: number;
}

export function packHeader(chunks: number, dimensions: number): Uint8Array {
	return new TextEncoder().encode(`${JSON.stringify({ format: FORMAT, chunks, dimensions })}\n`);
}

/** @throws SiteciteError `index_corrupt`, or `index_version` for sections of another format. */
export function readHeader(bytes: Uint8Array): EngineHeader {
	const { format, chunks, dimensions } = parseHeader(bytes);
	if (!isCount(format) || !isCount(chunks) || !isCount(dimensions) || dimensions === 0) {
		throw corruptSection(ENGINE_SECTION, "a number is missing or wrong");
	}
	if (format !== FORMAT) {
		throw new SiteciteError(
			"index_version",
			`The index file ${ENGINE_SECTION} has format ${format}, this version reads ${FORMAT}. Build the index again.`,
		);
	}
	return { format, chunks, dimensions };
}

function parseHeader(bytes: Uint8Array): Record<string, unknown> {
	try {
		const header: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
		return typeof header === "object" && header !== null ? { ...header } : {};
	} catch (cause) {
		throw corruptSection(ENGINE_SECTION, "it is no JSON", cause);
	}
}

function isCount(value: unknown): value is number {
	return typeof value === "number" && Number.isInteger(value) && value >= 0;
}
