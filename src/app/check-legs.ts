/** Asks an index sentences of its own articles, to see whether each leg finds the article they come from. */

import type { IndexedChunk } from "../domain/indexed-chunk.ts";
import type { LegCheck } from "../domain/leg-check.ts";
import type { SearchEngine } from "../engines/search-engine.ts";
import { fuse } from "../retrieval/fuse.ts";

/** A sentence, and where it stands. */
export interface HeldOutSentence {
	readonly text: string;
	readonly articleId: string;
	readonly chunkId: string;
}

/** Enough to tell a leg that works from one that does not, and asked in well under a second by words. */
const MAX_SENTENCES = 128;
/** Fewer say nothing. */
const MIN_SENTENCES = 12;
/** A sentence is found where one of so many chunks, its own left out, is of its article. */
const DEPTH = 5;
const MIN_WORDS = 6;
const MAX_WORDS = 40;
/**
 * A leg is of no use that finds less than this share of what words find. Meaning found 51 where words found 56 of 108
 * sentences of English posts, 14 and 13 of 15 of the sample articles, and 1 and 20 of 20 in a script the model lacks.
 */
const USEFUL_SHARE = 0.2;

/** Keeps sentences of articles as they stream by: evenly spread, the same for the same articles. */
export class SentenceSample {
	#sentences: HeldOutSentence[] = [];
	/** One article of so many is kept. */
	#step = 1;
	#articles = 0;

	/** All chunks of an article; of one chunk nothing can be held out. */
	add(chunks: readonly IndexedChunk[]): void {
		if (chunks.length < 2) return;
		this.#articles += 1;
		if (this.#articles % this.#step !== 0) return;
		const sentence = heldOut(chunks[Math.floor(chunks.length / 2)]);
		if (sentence === null) return;
		this.#sentences.push(sentence);
		if (this.#sentences.length < 2 * MAX_SENTENCES) return;
		this.#sentences = this.#sentences.filter((_, i) => i % 2 === 1);
		this.#step *= 2;
	}

	/** At most `MAX_SENTENCES`. */
	list(): readonly HeldOutSentence[] {
		const every = Math.ceil(this.#sentences.length / MAX_SENTENCES);
		return this.#sentences.filter((_, i) => i % every === 0);
	}
}

function heldOut(chunk: IndexedChunk | undefined): HeldOutSentence | null {
	if (chunk === undefined) return null;
	for (const { start, end } of chunk.sentences) {
		const text = chunk.text.slice(start - chunk.start, end - chunk.start);
		const words = text.split(/\s+/u).length;
		if (words < MIN_WORDS || words > MAX_WORDS) continue;
		return { text, articleId: chunk.articleId, chunkId: chunk.id };
	}
	return null;
}

/**
 * @param vectors of the sentences, in their order
 * @returns null where there are too few sentences to tell
 */
export async function checkLegs(
	engine: SearchEngine,
	sentences: readonly HeldOutSentence[],
	vectors: readonly Float32Array[],
): Promise<LegCheck | null> {
	if (sentences.length < MIN_SENTENCES) return null;
	let lexical = 0;
	let semantic = 0;
	for (const [i, sentence] of sentences.entries()) {
		const common = { text: sentence.text, filter: {}, limit: DEPTH + 1 };
		const vector = vectors[i] ?? null;
		if (await finds(engine, sentence, { ...common, vector: null, lexical: true })) lexical++;
		if (await finds(engine, sentence, { ...common, vector, lexical: false })) semantic++;
	}
	return {
		sentences: sentences.length,
		lexical,
		semantic,
		usesSemantic: semantic >= USEFUL_SHARE * lexical,
	};
}

async function finds(
	engine: SearchEngine,
	{ articleId, chunkId }: HeldOutSentence,
	query: Parameters<SearchEngine["candidates"]>[0],
): Promise<boolean> {
	const { candidates } = await engine.candidates(query);
	return fuse(candidates, query.lexical ? 0 : 1)
		.map(({ candidate }) => candidate.chunk)
		.filter(({ id }) => id !== chunkId)
		.slice(0, DEPTH)
		.some((chunk) => chunk.articleId === articleId);
}
