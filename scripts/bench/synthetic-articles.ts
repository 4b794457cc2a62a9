/** Made-up articles, as many as a bench wants, with passages planted in them that its questions ask for. */

import { stopwords } from "@orama/stopwords/english";
import { randomFrom } from "./random-from.ts";
import { zipfianDraw } from "./zipfian-words.ts";

const PARAGRAPHS_PER_ARTICLE = 5;
const SENTENCES_PER_PARAGRAPH = 8;
const SENTENCE_WORDS = 15;
const TITLE_WORDS = 7;
const OPENINGS = [
	"who",
	"what did",
	"when was the",
	"where is",
	"how many",
	"why did the",
	"which",
];

const isStopWord = new Set<string>(stopwords);

export interface SyntheticArticle {
	readonly number: number;
	readonly title: string;
	readonly author: string;
	readonly published: string;
	readonly tags: readonly string[];
	/** The first has none. */
	readonly headings: readonly (string | null)[];
	/** Each about as long as a chunk. */
	readonly paragraphs: readonly string[];
}

export interface SyntheticQuestion {
	readonly text: string;
	/** The sentence it asks for. */
	readonly planted: string;
}

/**
 * Each article is made of its own number, so that a million of them need no memory, and a few are the same ones in a
 * corpus of any size.
 */
export class SyntheticArticles {
	/** One paragraph a chunk. */
	readonly chunkCount: number;
	readonly articleCount: number;
	readonly #words: readonly string[];
	/** Planted sentences by the article they stand in. */
	readonly #planted = new Map<number, string>();
	readonly questions: readonly SyntheticQuestion[];

	/** @param words in order of frequency */
	constructor(words: readonly string[], chunkCount: number, questionCount: number) {
		this.#words = words;
		this.articleCount = Math.max(1, Math.round(chunkCount / PARAGRAPHS_PER_ARTICLE));
		this.chunkCount = this.articleCount * PARAGRAPHS_PER_ARTICLE;
		const count = Math.min(questionCount, this.articleCount);
		this.questions = Array.from({ length: count }, (_, place) => {
			const question = this.#question(place);
			this.#planted.set(Math.floor((place * this.articleCount) / count), question.planted);
			return question;
		});
	}

	*[Symbol.iterator](): Iterator<SyntheticArticle> {
		for (let number = 0; number < this.articleCount; number++) yield this.article(number);
	}

	article(number: number): SyntheticArticle {
		const random = randomFrom(number + 1);
		const word = zipfianDraw(this.#words, random);
		const paragraphs = Array.from({ length: PARAGRAPHS_PER_ARTICLE }, () =>
			Array.from({ length: SENTENCES_PER_PARAGRAPH }, () => sentence(word, SENTENCE_WORDS)),
		);
		const planted = this.#planted.get(number);
		if (planted !== undefined) {
			const paragraph = paragraphs[Math.floor(random() * paragraphs.length)];
			paragraph?.splice(Math.floor(random() * SENTENCES_PER_PARAGRAPH), 1, planted);
		}
		return {
			number,
			title: sentence(word, TITLE_WORDS).slice(0, -1),
			author: `Author ${number % 200}`,
			published: `${2000 + (number % 25)}-03-04`,
			tags: [`tag ${number % 50}`, `topic ${number % 7}`],
			headings: paragraphs.map((_, place) => (place === 0 ? null : sentence(word, 3).slice(0, -1))),
			paragraphs: paragraphs.map((sentences) => sentences.join(" ")),
		};
	}

	/** Searches as they are typed: one to four words of an article, the last one half typed, one of twenty misspelt. */
	searches(count: number): string[] {
		const random = randomFrom(7);
		return Array.from({ length: count }, () => {
			const { paragraphs } = this.article(Math.floor(random() * this.articleCount));
			const words = (paragraphs[0] ?? "").toLowerCase().replaceAll(".", "").split(" ");
			const from = Math.floor(random() * (words.length - 4));
			const picked = words.slice(from, from + 1 + Math.floor(random() * 4));
			const last = picked.pop() ?? "";
			const typed = last.slice(0, 1 + Math.floor(random() * last.length));
			const text = [...picked, typed].join(" ");
			return random() < 0.05 ? withTypo(text, random) : text;
		});
	}

	/** Of four to twelve words, some of them those of its sentence, in their order. */
	#question(place: number): SyntheticQuestion {
		const random = randomFrom(-1 - place);
		const word = zipfianDraw(this.#words, random);
		const content = contentDraw(word);
		const opening = OPENINGS[Math.floor(random() * OPENINGS.length)] ?? "";
		const wanted = 3 + Math.floor(random() * 7);
		const told = Array.from({ length: SENTENCE_WORDS }, (_, at) =>
			at % 2 === 0 ? content() : word(),
		);
		const asked = told
			.map((one, at) => ({ one, at, order: random() }))
			.sort((a, b) => a.order - b.order)
			.slice(0, wanted)
			.sort((a, b) => a.at - b.at)
			.map(({ one }) => one);
		return { text: `${opening} ${asked.join(" ")}?`, planted: asSentence(told) };
	}
}

/** The Markdown file of an article. */
export function markdownOf(article: SyntheticArticle): string {
	const { title, author, published, tags, headings, paragraphs } = article;
	const body = paragraphs.map((paragraph, place) => {
		const heading = headings[place] ?? null;
		return heading === null ? paragraph : `## ${heading}\n\n${paragraph}`;
	});
	return `---\ntitle: ${title}\nauthors: [${author}]\ndate: ${published}\ntags: [${tags.join(", ")}]\n---\n\n${body.join("\n\n")}\n`;
}

function sentence(word: () => string, count: number): string {
	return asSentence(Array.from({ length: count }, word));
}

function asSentence(words: readonly string[]): string {
	const all = words.join(" ");
	return `${all.charAt(0).toUpperCase()}${all.slice(1)}.`;
}

/** Words that say something. */
function contentDraw(word: () => string): () => string {
	return () => {
		let drawn = word();
		while (isStopWord.has(drawn)) drawn = word();
		return drawn;
	};
}

/** Two neighbouring letters changed over. */
function withTypo(text: string, random: () => number): string {
	const at = Math.floor(random() * Math.max(0, text.length - 1));
	return text.slice(0, at) + (text[at + 1] ?? "") + (text[at] ?? "") + text.slice(at + 2);
}
