/** Everything the widget says, in one language. `{…}` are places for values. */

/** One text for each plural category of the language (`Intl.PluralRules`); `{n}` is the number. */
export type Plural = { readonly other: string } & Partial<
	Readonly<Record<Exclude<Intl.LDMLPluralRule, "other">, string>>
>;

export interface Messages {
	/** In the field, and its name. */
	readonly placeholder: string;
	readonly ask: string;
	readonly clear: string;
	readonly close: string;
	readonly intro: string;
	readonly recent: string;
	readonly suggested: string;
	readonly articles: Plural;
	readonly more: string;
	/** `{text}` */
	readonly readAs: string;
	readonly answer: string;
	/** In place of `answer` where it is more likely none. */
	readonly unsure: string;
	readonly answerFound: Plural;
	readonly noAnswer: string;
	/** `{words}` */
	readonly missing: string;
	readonly byKeywords: string;
	readonly evidence: string;
	readonly nearest: string;
	/** Name of a link to a citation. `{n}` */
	readonly source: string;
	readonly readThere: string;
	readonly newTab: string;
	readonly copyCitation: string;
	readonly copyLink: string;
	readonly copied: string;
	readonly helpful: string;
	readonly notHelpful: string;
	readonly thanks: string;
	readonly filters: string;
	readonly withoutFilters: string;
	readonly looking: string;
	readonly offline: string;
	/** `{time}` until the next try. */
	readonly busy: string;
	readonly failed: string;
	readonly retry: string;
}
