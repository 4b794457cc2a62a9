/** Turns text of one language into terms: split, normalise, stem, fold. */

import type { Token } from "../../../domain/analysis.ts";
import { WordMemo } from "../../../words/word-memo.ts";
import type { LanguageRules } from "./languages.ts";
import { foldAccents, normalizeWord } from "./normalize-word.ts";
import { splitWords } from "./split-words.ts";
import { stopWordsOf } from "./stop-words.ts";
import type { WantedTerms } from "./wanted-terms.ts";

/**
 * Words remembered with their terms. Stemming costs microseconds a word; a text repeats its words,
 * and 60,000 spellings cover nearly all of a large site at about 6 MB.
 */
const REMEMBERED_WORDS = 60_000;

/** UTF-16 units. Longer words do not come back often enough to be worth the memory. */
const REMEMBERED_LENGTH = 48;

interface AnalyzedWord {
	/** Normalised and without accents, not stemmed. */
	readonly word: string;
	/** Empty where nothing of the word is left to index. */
	readonly term: string;
	readonly isStopWord: boolean;
}

export class TextAnalyzer {
	readonly language: LanguageRules;
	readonly #words = new WordMemo<AnalyzedWord>(REMEMBERED_WORDS);

	constructor(language: LanguageRules) {
		this.language = language;
	}

	/** Visits the term of every word, stop words included, in order, and the word as {@link wordOf} gives it. */
	visitTerms(text: string, visit: (term: string, word: string) => void): void {
		splitWords(text, this.language.splitsAtApostrophes, (start, end) => {
			const { term, word } = this.#analyzeWord(text, start, end);
			if (term !== "") visit(term, word);
		});
	}

	/** The words of a text with their terms and places. */
	tokens(text: string): Token[] {
		const tokens: Token[] = [];
		const isShouted = text === text.toUpperCase();
		splitWords(text, this.language.splitsAtApostrophes, (start, end) => {
			const { term, isStopWord } = this.#analyzeWord(text, start, end);
			if (term === "") return;
			tokens.push({
				start,
				end,
				term,
				isStopWord: isStopWord && (isShouted || !looksLikeAcronym(text, start, end)),
			});
		});
		return tokens;
	}

	/**
	 * The tokens of a text whose terms are wanted, in order. Most words are told apart by their first letter, which
	 * spares them their stemming.
	 */
	tokensOf(text: string, wanted: WantedTerms): Token[] {
		const tokens: Token[] = [];
		const { keepsFirstLetter } = this.language;
		const isShouted = text === text.toUpperCase();
		splitWords(text, this.language.splitsAtApostrophes, (start, end) => {
			if (keepsFirstLetter && !wanted.mayBegin(text.charCodeAt(start))) return;
			const { term, isStopWord } = this.#analyzeWord(text, start, end);
			if (!wanted.terms.has(term)) return;
			tokens.push({
				start,
				end,
				term,
				isStopWord: isStopWord && (isShouted || !looksLikeAcronym(text, start, end)),
			});
		});
		return tokens;
	}

	/** The term of one word as {@link splitWords} cuts it; empty where nothing of it is left. */
	termOf(word: string): string {
		return this.#analyzeWord(word, 0, word.length).term;
	}

	/** One word in lower case and without accents, not stemmed: what its beginnings are looked for in. */
	wordOf(word: string): string {
		return this.#analyzeWord(word, 0, word.length).word;
	}

	#analyzeWord(text: string, start: number, end: number): AnalyzedWord {
		const known = this.#words.get(text, start, end);
		if (known !== undefined) return known;
		const analyzed = this.#analyzeNewWord(text.slice(start, end));
		if (end - start <= REMEMBERED_LENGTH) this.#words.set(text, start, end, analyzed);
		return analyzed;
	}

	#analyzeNewWord(raw: string): AnalyzedWord {
		const { language } = this;
		const word = normalizeWord(raw);
		const folded = foldAccents(word);
		const term = language.foldsBeforeStemming
			? language.stem(folded)
			: foldAccents(language.stem(word));
		// A stemmer that leaves nothing would make the word unfindable.
		return {
			word: folded,
			term: term === "" ? folded : term,
			isStopWord: stopWordsOf(language).has(folded),
		};
	}
}

/** `US`, `IT` and `WHO` in mixed-case text are names, not pronouns. */
function looksLikeAcronym(text: string, start: number, end: number): boolean {
	const raw = text.slice(start, end);
	return raw.length > 1 && raw === raw.toUpperCase() && raw !== raw.toLowerCase();
}
