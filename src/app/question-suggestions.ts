/** What others asked and had answered, for whoever begins to type the same. */

import { fold } from "./folded-texts.ts";

export class QuestionSuggestions {
	#questions: readonly { readonly text: string; readonly folded: string }[] = [];

	/** @param texts the first are suggested first */
	replace(texts: readonly string[]): void {
		const once = new Map<string, string>();
		for (const text of texts) {
			const folded = fold(text);
			if (!once.has(folded)) once.set(folded, text);
		}
		this.#questions = [...once].map(([folded, text]) => ({ text, folded }));
	}

	/** Those with a word that begins so, of texts that differ in case and punctuation alone the first. */
	find(typed: string, limit: number): string[] {
		const wanted = fold(typed);
		if (wanted === "") return [];
		return this.#questions
			.filter(({ folded }) => ` ${folded}`.includes(` ${wanted}`))
			.slice(0, limit)
			.map(({ text }) => text);
	}
}
