/** Made-up articles as large as a bench wants them, the same for the same seed. */

import { stopwords } from "@orama/stopwords/english";
import type { IndexedChunk } from "../../src/domain/indexed-chunk.ts";
import { randomFrom } from "./random-from.ts";

/** A large news site has about so many different words. */
const VOCABULARY = 150_000;
const CHUNK_WORDS = 120;
const TITLE_WORDS = 7;
const CHUNKS_PER_ARTICLE = 5;
const SYLLABLES =
	"a an ar ba be bri ca ce chi co da de do el en er fa fe ga ge gra ha he hi in ja ka ki la le li lo ma me mi mo na ne ni no on or pa pe pla po qui ra re ri ro sa se shi so sta ta te ti to tra un va ve vi wa we wi za ing ed ness tion".split(
		" ",
	);

/** The commonest words of a language are those that searches leave out. */
export const STOP_WORDS: readonly string[] = stopwords;

export interface SyntheticArticles {
	readonly chunks: readonly IndexedChunk[];
	/** The words, the commonest first. */
	readonly words: readonly string[];
	/** A word, the r-th commonest with a probability of about 1/r (Zipf). */
	readonly word: () => string;
	readonly random: () => number;
}

export function syntheticArticles(chunkCount: number, seed = 1): SyntheticArticles {
	const random = randomFrom(seed);
	const words = vocabulary(random);
	// The inverse of the distribution function of 1/r, which is about log.
	const word = (): string => words[Math.floor(words.length ** random()) - 1] ?? "";
	const sentence = (count: number): string => {
		const all = Array.from({ length: count }, word).join(" ");
		return `${all.charAt(0).toUpperCase()}${all.slice(1)}.`;
	};
	const chunks: IndexedChunk[] = [];
	let title = "";
	for (let number = 0; number < chunkCount; number++) {
		const article = Math.floor(number / CHUNKS_PER_ARTICLE);
		if (number % CHUNKS_PER_ARTICLE === 0) title = sentence(TITLE_WORDS);
		const sentences = Array.from({ length: 8 }, () => sentence(CHUNK_WORDS / 8));
		const text = sentences.join(" ");
		let start = 0;
		chunks.push({
			id: `chunk-${number}`,
			articleId: `article-${article}`,
			article: {
				...{ id: `article-${article}`, title, url: `/${article}/`, path: `${article}.md` },
				authors: [`Author ${article % 200}`],
				published: `${2000 + (article % 25)}-03-04`,
				lang: "en",
				fields: {},
				tags: [`tag ${article % 50}`, `tag ${article % 7}`],
				description: null,
			},
			text,
			headings: number % CHUNKS_PER_ARTICLE === 0 ? [] : [sentence(3)],
			start: 0,
			end: text.length,
			sentences: sentences.map((one) => {
				const range = { start, end: start + one.length };
				start = range.end + 1;
				return range;
			}),
			source: { start: 0, end: text.length },
			ordinal: number % CHUNKS_PER_ARTICLE,
			prefix: "",
			suffix: "",
			fragment: "",
		});
	}
	return { chunks, words, word, random };
}

/** Different words of one to five syllables, short ones first as in every language. */
function vocabulary(random: () => number): string[] {
	const words = new Set<string>();
	while (words.size < VOCABULARY) {
		const length = 1 + Math.floor(4 * Math.sqrt(words.size / VOCABULARY) + 2 * random());
		let word = "";
		for (let at = 0; at < length; at++)
			word += SYLLABLES[Math.floor(random() * SYLLABLES.length)] ?? "";
		words.add(word);
	}
	return [...STOP_WORDS, ...words].slice(0, VOCABULARY);
}
