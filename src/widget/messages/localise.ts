/** Says messages with their values: plurals, numbers, lists and dates by the rules of the language. */

import { LANGUAGES, languageOf } from "./languages.ts";
import type { Messages, Plural } from "./messages.ts";

type NameOf<Kind> = {
	[Name in keyof Messages]: Messages[Name] extends Kind ? Name : never;
}[keyof Messages];

export interface Localised {
	/** BCP 47. */
	readonly lang: string;
	readonly direction: "ltr" | "rtl";
	say(name: NameOf<string>, values?: Readonly<Record<string, string | number>>): string;
	count(name: NameOf<Plural>, n: number): string;
	number(n: number): string;
	/** So many seconds, in words. */
	seconds(n: number): string;
	/** A day of ISO 8601 as readers write it; what is no date as it stands. */
	day(iso: string): string;
	list(words: readonly string[]): string;
}

const RIGHT_TO_LEFT = new Set(["ar"]);

/** @param lang a tag that {@link LANGUAGES} has */
export function localise(lang: string): Localised {
	const language = languageOf(lang);
	const messages = LANGUAGES[language] as Messages;
	const plurals = new Intl.PluralRules(lang);
	const numbers = new Intl.NumberFormat(lang);
	const seconds = new Intl.NumberFormat(lang, {
		style: "unit",
		unit: "second",
		unitDisplay: "long",
	});
	const days = new Intl.DateTimeFormat(lang, { dateStyle: "medium", timeZone: "UTC" });
	const lists = new Intl.ListFormat(lang, { type: "conjunction" });
	return {
		lang,
		direction: RIGHT_TO_LEFT.has(language) ? "rtl" : "ltr",
		say: (name, values = {}) => fill(messages[name], values),
		count: (name, n) => {
			const plural = messages[name];
			return fill(plural[plurals.select(n)] ?? plural.other, { n: numbers.format(n) });
		},
		number: (n) => numbers.format(n),
		seconds: (n) => seconds.format(n),
		day: (iso) => {
			// The day of a date-time is the one its author wrote, wherever the reader is.
			const time = Date.parse(`${iso.slice(0, 10)}T00:00:00Z`);
			return Number.isNaN(time) ? iso : days.format(time);
		},
		list: (words) => lists.format(words),
	};
}

function fill(message: string, values: Readonly<Record<string, string | number>>): string {
	return message.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}
