/** Names of months, long and short, in the languages articles are mostly dated in. */

/** Their month names do not contradict one another. */
const LANGUAGES = ["en", "de", "fr", "es", "it", "pt", "nl", "sv", "da"];

let months: ReadonlyMap<string, number> | null = null;

/** 1 to 12, or null where the word is no month's name. */
export function monthOfName(word: string): number | null {
	months ??= readMonths();
	return months.get(word.toLowerCase()) ?? null;
}

function readMonths(): ReadonlyMap<string, number> {
	const names = new Map<string, number>([["sept", 9]]);
	for (const language of LANGUAGES) {
		for (const month of ["long", "short"] as const) {
			const format = new Intl.DateTimeFormat(language, { month, day: "numeric", timeZone: "UTC" });
			for (let index = 0; index < 12; index++) {
				const parts = format.formatToParts(Date.UTC(2021, index, 15));
				const name = parts.find((part) => part.type === "month")?.value ?? "";
				const key = name.toLowerCase().replace(/\.$/, "");
				if (/^\p{L}{3,}$/u.test(key) && !names.has(key)) names.set(key, index + 1);
			}
		}
	}
	return names;
}
