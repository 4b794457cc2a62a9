/** Makes an embedded engine from chunks, through its artifact. */

import type { Sections } from "../../../src/domain/section.ts";
import { type OramaEngine, openOramaEngine } from "../../../src/engines/orama/orama-engine.ts";
import { OramaEngineBuilder } from "../../../src/engines/orama/orama-engine-builder.ts";
import type { ChunkWithVector } from "../../contracts/search-engine.ts";

export async function makeOramaEngine(
	chunks: readonly ChunkWithVector[],
	dimensions: number,
): Promise<OramaEngine> {
	return openOramaEngine(sectionsOf(chunks, dimensions));
}

export function sectionsOf(chunks: readonly ChunkWithVector[], dimensions: number): Sections {
	const builder = new OramaEngineBuilder({ dimensions });
	for (const { chunk, vector } of chunks) builder.add(chunk, vector);
	return builder.finish();
}
