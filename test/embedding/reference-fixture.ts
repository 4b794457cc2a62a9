/** Texts with the tokens and vectors that `scripts/train-model/make_fixture.py` computed for a model file. */

import { readFile } from "node:fs/promises";

export interface Reference {
	/** SHA-256 of the model file. */
	readonly model: string;
	readonly texts: readonly {
		readonly text: string;
		/** Known tokens. */
		readonly ids: readonly number[];
		readonly vector: readonly number[];
	}[];
}

export async function readReference(file: URL): Promise<Reference> {
	const { model, texts } = JSON.parse(await readFile(file, "utf8")) as {
		model: string;
		texts: { text: string; ids: number[]; vector: string }[];
	};
	return {
		model,
		texts: texts.map(({ vector, ...rest }) => ({ ...rest, vector: decodeFloats(vector) })),
	};
}

/** float32, little-endian, in base64. */
function decodeFloats(base64: string): number[] {
	const bytes = Buffer.from(base64, "base64");
	return Array.from({ length: bytes.length / 4 }, (_, index) => bytes.readFloatLE(index * 4));
}

/** The largest difference of two vectors in any component. */
export function largestDifference(
	expected: ArrayLike<number>,
	actual: ArrayLike<number> | undefined,
): number {
	if (actual?.length !== expected.length) return Number.POSITIVE_INFINITY;
	return Math.max(...Array.from(expected, (value, i) => Math.abs(value - (actual[i] ?? 0))));
}
