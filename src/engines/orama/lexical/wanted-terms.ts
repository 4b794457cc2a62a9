/** Terms to be found in texts, with what tells most words apart from them without an analysis. */

const ASCII = 0x80;
const CASE = 0x20;

export class WantedTerms {
	readonly terms: ReadonlyMap<string, number>;
	/** By code unit: 1 for those that a word of one of the terms may begin with. */
	readonly #isFirst = new Uint8Array(ASCII);

	constructor(terms: ReadonlyMap<string, number>) {
		this.terms = terms;
		for (const term of terms.keys()) {
			const unit = term.charCodeAt(0);
			if (unit >= ASCII) continue;
			this.#isFirst[unit] = 1;
			if (/^[a-z]/.test(term)) this.#isFirst[unit - CASE] = 1;
		}
	}

	/** Whether a word that begins so may have one of the terms, where stems begin as their words do. */
	mayBegin(unit: number): boolean {
		// Other letters may be written in several ways.
		return unit >= ASCII || this.#isFirst[unit] === 1;
	}
}
