/** Turns text of one language into terms: split, normalise, stem, fold. */

import type { Token } from "../../../domain/analysis.ts";
import type { LanguageRules } from "./languages.ts";
import { foldAccents, normalizeWord } from "./normalize-word.ts";
import { splitWords } from "./split-words.ts";
import { stopWordsOf } from "./stop-words.ts";
import type { WantedTerms } from "./wanted-terms.ts";

/**
 * Words remembered with their terms. Stemming costs microseconds a word; a text repeats its words,
 * and 30,000 spellings cover nearly all of a large site at about 3 MB.
 */
const REMEMBERED_WORDS = 30_000;

interface AnalyzedWord {
	/** Normalised and without accents, not stemmed. */
	readonly word: string;
	/** Empty where nothing of the word is left to index. */
	readonly term: string;
	readonly isStopWord: boolean;
}

export class TextAnalyzer {
	readonly language: LanguageRules;
	readonly #words = new Map<string, AnalyzedWord>();

	constructor(language: LanguageRules) {
		this.language = language;
	}

	/** Visits the term of every word, stop words included, in order, and the word as {@link wordOf} gives it. */
	visitTerms(text: string, visit: (term: string, word: string) => void): void {
		splitWords(text, this.language.splitsAtApostrophes, (start, end) => {
			const { term, word } = this.#analyzeWord(text.slice(start, end));
			if (term !== "") visit(term, word);
		});
	}

	/** The words of a text with their terms and places. */
	tokens(text: string): Token[] {
		const tokens: Token[] = [];
		const isShouted = text === text.toUpperCase();
		splitWords(text, this.language.splitsAtApostrophes, (start, end) => {
			const raw = text.slice(start, end);
			const { term, isStopWord } = this.#analyzeWord(raw);
			if (term === "") return;
			tokens.push(tokenOf(raw, start, term, isStopWord, isShouted));
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
			const raw = text.slice(start, end);
			const { term, isStopWord } = this.#analyzeWord(raw);
			if (!wanted.terms.has(term)) return;
			tokens.push(tokenOf(raw, start, term, isStopWord, isShouted));
		});
		return tokens;
	}

	/** The term of one word as {@link splitWords} cuts it; empty where nothing of it is left. */
	termOf(word: string): string {
		return this.#analyzeWord(word).term;
	}

	/** One word in lower case and without accents, not stemmed: what its beginnings are looked for in. */
	wordOf(word: string): string {
		return this.#analyzeWord(word).word;
	}

	#analyzeWord(raw: string): AnalyzedWord {
		const known = this.#words.get(raw);
		if (known !== undefined) return known;
		if (this.#words.size >= REMEMBERED_WORDS) this.#words.clear();
		const analyzed = this.#analyzeNewWord(raw);
		this.#words.set(raw, analyzed);
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

function tokenOf(
	raw: string,
	start: number,
	term: string,
	isStopWord: boolean,
	isShouted: boolean,
): Token {
	return {
		start,
		end: start + raw.length,
		term,
		isStopWord: isStopWord && (isShouted || !looksLikeAcronym(raw)),
	};
}

/** `US`, `IT` and `WHO` in mixed-case text are names, not pronouns. */
function looksLikeAcronym(raw: string): boolean {
	return raw.length > 1 && raw === raw.toUpperCase() && raw !== raw.toLowerCase();
}
