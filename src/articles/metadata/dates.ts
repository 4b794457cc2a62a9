/**
 * Dates in the spellings of front matter, datelines and HTML attributes, as ISO 8601. The calendar day
 * is never shifted: a time keeps its own offset, a time without offset counts as UTC.
 */

import { monthOfName } from "./month-names.ts";

interface Day {
	readonly year: number;
	readonly month: number;
	readonly day: number;
}

/** Year first: `2021-03-05`, `2021/3/5`, `2021.03.05`, `20210305`, `2021年3月5日`. */
const YEAR_FIRST =
	/^(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|(\d{2})(\d{2})|年(\d{1,2})月(\d{1,2})日)/;
/** `March 5, 2021`, `Mar. 5th 2021`. */
const MONTH_FIRST = /^(\p{L}{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)/u;
/** `5 March 2021`, `5th of March, 2021`, `5. März 2021`, `5 de marzo de 2021`, `05-Mar-2021`. */
const DAY_FIRST =
	/^(\d{1,2})(?:st|nd|rd|th|er|º|\.)?[\s-]+(?:(?:of|de)\s+)?(\p{L}{3,12})\.?,?[\s-]+(?:(?:of|de)\s+)?(\d{4})(?!\d)/u;
/** `25/12/2021` or `12/25/2021`: read only where one number can be no month, or both are equal. */
const NUMERIC = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?!\d)/;
const WEEKDAY =
	/^\p{L}{2,12}\.?,\s+|^(?:mon|tues?|wed(?:nes)?|thurs?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+/iu;
const TIME =
	/^(?:T|,?\s+(?:at\s+|um\s+|à\s+)?|\s*[-–|·]\s*)(\d{1,2})(?:[:.h](\d{2}))?(?::(\d{2})(?:[.,]\d+)?)?\s*([ap])?\.?(?:m\.?)?/i;
const OFFSET = /^\s*(?:(Z|UTC|GMT)?\s*(?:([+-])(\d{2}):?(\d{2})?)?|\(?([A-Z]{3,4})\)?)?$/;

/** RFC 2822, section 4.3: the only zone names with one meaning. */
const ZONE_OFFSETS: ReadonlyMap<string, string> = new Map([
	["EST", "-05:00"],
	["EDT", "-04:00"],
	["CST", "-06:00"],
	["CDT", "-05:00"],
	["MST", "-07:00"],
	["MDT", "-06:00"],
	["PST", "-08:00"],
	["PDT", "-07:00"],
	["UT", "Z"],
	["CET", "+01:00"],
	["CEST", "+02:00"],
]);

/** Seconds since 1970 of any day from 2001 to 2286 have ten digits, milliseconds thirteen. */
const EPOCH = /^\d{10}(?:\d{3})?$/;

/**
 * The date as `2021-03-05`, or as `2021-03-05T10:30:00+01:00` where a time is given.
 *
 * @returns null where the text is no date, no day of the calendar, or may be read in two ways.
 */
export function parseDate(text: string): string | null {
	const trimmed = text.trim();
	// No spelling is longer; the bound keeps patterns off arbitrary text.
	if (trimmed.length === 0 || trimmed.length > 80) return null;
	if (EPOCH.test(trimmed)) {
		const milliseconds = Number(trimmed) * (trimmed.length === 10 ? 1000 : 1);
		return new Date(milliseconds).toISOString().replace(/\.\d+Z$/, "Z");
	}
	const dated = readDay(trimmed) ?? readDay(trimmed.replace(WEEKDAY, ""));
	if (dated === null || !isCalendarDay(dated.day)) return null;
	const { year, month, day } = dated.day;
	const date = `${year}-${pad(month)}-${pad(day)}`;
	if (dated.rest.trim() === "") return date;
	const time = readTime(dated.rest);
	return time === null ? null : `${date}T${time}`;
}

/** The date a file name starts with (`2019-01-05-slug.txt`, Jekyll's habit), or null. */
export function dateOfFileName(fileName: string): string | null {
	const match = /^(\d{4}-\d{2}-\d{2})(?=[-_. ]|$)/.exec(fileName);
	return match?.[1] === undefined ? null : parseDate(match[1]);
}

function readDay(text: string): { day: Day; rest: string } | null {
	const match = YEAR_FIRST.exec(text);
	if (match !== null) {
		const [all, year, , month = match[5], day = match[6]] = match;
		return dayOf(year, month ?? match[7], day ?? match[8], text.slice(all.length));
	}
	const named = MONTH_FIRST.exec(text);
	if (named !== null) {
		const month = monthOfName(named[1] ?? "");
		if (month !== null) return dayOf(named[3], month, named[2], text.slice(named[0].length));
	}
	const dayFirst = DAY_FIRST.exec(text);
	if (dayFirst !== null) {
		const month = monthOfName(dayFirst[2] ?? "");
		if (month !== null)
			return dayOf(dayFirst[3], month, dayFirst[1], text.slice(dayFirst[0].length));
	}
	return readNumericDay(text);
}

function readNumericDay(text: string): { day: Day; rest: string } | null {
	const match = NUMERIC.exec(text);
	if (match === null) return null;
	const [all, first, , second, year] = match;
	const rest = text.slice(all.length);
	if (Number(first) > 12 || first === second) return dayOf(year, second, first, rest);
	if (Number(second) > 12) return dayOf(year, first, second, rest);
	// German and other dotted dates put the day first, always.
	return match[2] === "." ? dayOf(year, second, first, rest) : null;
}

function dayOf(
	year: string | undefined,
	month: string | number | undefined,
	day: string | undefined,
	rest: string,
): { day: Day; rest: string } {
	return { day: { year: Number(year), month: Number(month), day: Number(day) }, rest };
}

/** `10:30:00+01:00`, or null where the text is no time. */
function readTime(text: string): string | null {
	const match = TIME.exec(text);
	if (match === null) return null;
	const [all, hours, minutes, seconds = "0", half] = match;
	if (minutes === undefined && half === undefined) return null;
	const hour = half === undefined ? Number(hours) : hourOfHalf(Number(hours), half);
	const minute = Number(minutes ?? "0");
	if (hour > 23 || minute > 59 || Number(seconds) > 60) return null;
	const offset = readOffset(text.slice(all.length));
	if (offset === null) return null;
	return `${pad(hour)}:${pad(minute)}:${pad(Math.min(59, Number(seconds)))}${offset}`;
}

function hourOfHalf(hour: number, half: string): number {
	if (hour < 1 || hour > 12) return Number.NaN;
	return (hour % 12) + (half.toLowerCase() === "p" ? 12 : 0);
}

function readOffset(text: string): string | null {
	const match = OFFSET.exec(text);
	if (match === null) return null;
	const [, , sign, hours, minutes = "00", zone] = match;
	if (zone !== undefined) return ZONE_OFFSETS.get(zone) ?? null;
	if (sign === undefined || hours === undefined) return "Z";
	if (Number(hours) > 15 || Number(minutes) > 59) return null;
	return `${sign}${hours}:${minutes}`;
}

function isCalendarDay({ year, month, day }: Day): boolean {
	if (!(year >= 1000 && month >= 1 && month <= 12 && day >= 1)) return false;
	return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function pad(value: number): string {
	return String(value).padStart(2, "0");
}
