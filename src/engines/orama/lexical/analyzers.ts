/** The analyzers of an index: one per language, and the choice among them for text of unknown language. */

import { languageRules } from "./languages.ts";
import { TextAnalyzer } from "./text-analyzer.ts";

/** The language of text that does not say its own, in an index where nothing else is known. */
const DEFAULT_LANGUAGE = "en";

export class Analyzers {
	readonly #byCode = new Map<string, TextAnalyzer>();
	/** Number of texts indexed by language code; never falls, so a language stays once it was there. */
	readonly #usage: Map<string, number>;

	constructor(usage: ReadonlyMap<string, number> = new Map()) {
		this.#usage = new Map(usage);
	}

	/** @param language a BCP 47 tag or a language name of Orama; null or empty means the default. */
	for(language: string | null | undefined): TextAnalyzer {
		const rules = languageRules(language || DEFAULT_LANGUAGE);
		let analyzer = this.#byCode.get(rules.code);
		if (analyzer === undefined) {
			analyzer = new TextAnalyzer(rules);
			this.#byCode.set(rules.code, analyzer);
		}
		return analyzer;
	}

	/** Records that a text was indexed by an analyzer. */
	countUse(analyzer: TextAnalyzer): void {
		const { code } = analyzer.language;
		this.#usage.set(code, (this.#usage.get(code) ?? 0) + 1);
	}

	/** Texts by language, the most used first; equal use in order of code. */
	usage(): [code: string, texts: number][] {
		return [...this.#usage].sort(
			(left, right) => right[1] - left[1] || (left[0] < right[0] ? -1 : 1),
		);
	}

	/** The analyzers of all languages in the index, the most used first. */
	inUse(): TextAnalyzer[] {
		const codes = this.usage().map(([code]) => code);
		return codes.length === 0 ? [this.for(null)] : codes.map((code) => this.for(code));
	}

	/**
	 * The analyzer for a text of unknown language: that of the index's language whose stop words are
	 * most frequent in it, the most used language where none is.
	 */
	guess(text: string): TextAnalyzer {
		const inUse = this.inUse();
		let best = inUse[0] ?? this.for(null);
		if (inUse.length === 1) return best;
		let mostStopWords = 0;
		for (const analyzer of inUse) {
			const stopWords = analyzer.tokens(text).filter((token) => token.isStopWord).length;
			if (stopWords > mostStopWords) [best, mostStopWords] = [analyzer, stopWords];
		}
		return best;
	}
}
