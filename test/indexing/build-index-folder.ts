/** Whole builds of small indexes, for tests of what comes after. */

import type { Sections } from "../../src/domain/section.ts";
import { GenerationStore } from "../../src/indexing/generation-store.ts";
import type { WrittenGeneration } from "../../src/indexing/generation-writer.ts";
import type { GenerationContents } from "../../src/indexing/manifest.ts";

/** What a small index says of itself. */
export const CONTENTS: GenerationContents = {
	counts: { articles: 2, chunks: 3 },
	embedder: { id: "fake", fingerprint: "fake-1", dimensions: 4 },
	legs: null,
	chunker: { maxWords: 120, keepsTables: true },
	engine: "orama",
};

/** Sections of one text each. */
export function textSections(texts: Readonly<Record<string, string>>): Sections {
	const encoder = new TextEncoder();
	return new Map(Object.entries(texts).map(([name, text]) => [name, encoder.encode(text)]));
}

/** Builds `sections` into the index `folder` and makes them current. */
export async function buildIndexFolder(
	folder: string,
	sections: Sections,
	options: { readonly contents?: GenerationContents; readonly now?: Date } = {},
): Promise<WrittenGeneration> {
	const build = await new GenerationStore(folder).startBuild();
	try {
		const generation = await build.beginGeneration();
		await generation.addSections(sections);
		const written = await generation.commit(options.contents ?? CONTENTS);
		await build.makeCurrent(written.name, { isNew: written.isNew }, options.now);
		return written;
	} finally {
		await build.release();
	}
}
