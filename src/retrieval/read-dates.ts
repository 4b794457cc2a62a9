/** Reads the days a question speaks of: "in March 2022", "since 2021", "last week", "the latest". */

import { type ParsedComponents, type ParsedResult, parse } from "chrono-node";
import type { DateSpan, WhenAsked } from "../domain/interpretation.ts";

const NEWEST = /\b(?:latest|newest|most recent(?:ly)?)\b/iu;

interface ClosedSpan {
	readonly from: string;
	readonly to: string;
}

/** Words before a date that open one end of it. */
const OPEN_END = /\b(?<word>since|after|from|before|until|till|up to|by)\s+(?:the\s+)?$/iu;

const DAY_MS = 86_400_000;

/** @param asOf what "last week" is counted from */
export function readDates(question: string, asOf: Date): WhenAsked {
	const span = relativeSpan(question, asOf) ?? namedSpan(question, asOf) ?? yearSpan(question);
	const dates = span !== null && isWritable(span) ? span : null;
	return { dates, newest: NEWEST.test(question) };
}

const COUNTED_BACK = /\b(?:last|previous|past|yesterday|ago)\b/iu;

/**
 * The first day of publication that an answer can come from, where a question asks of "yesterday" or "the past two
 * months": an older article cannot know. A report may come later than what it tells, so that the end is open. Null
 * for other days: older articles may look ahead to a date or to "this year", and later ones back.
 */
export function oldestAnswer({ text, from }: DateSpan, asOf: Date): string | null {
	const isCountedBack = from !== null && from <= isoDay(asOf) && COUNTED_BACK.test(text);
	return isCountedBack ? from : null;
}

/** Whether both days can be written as `YYYY-MM-DD` and are in order: nobody can be held to others. */
function isWritable({ from, to }: DateSpan): boolean {
	const days = [from, to].filter((day) => day !== null);
	return (
		days.every((day) => /^\d{4}-\d\d-\d\d$/.test(day)) && (days[0] ?? "") <= (days.at(-1) ?? "")
	);
}

/** "last week", "this month", "the past three years": periods of the calendar, or so many days back. */
function relativeSpan(question: string, asOf: Date): DateSpan | null {
	const calendar = /\b(last|previous|this|next) (week|month|year)\b/iu.exec(question);
	if (calendar !== null) {
		const [text, which = "", unit = ""] = calendar;
		const back = { this: 0, next: -1 }[which.toLowerCase()] ?? 1;
		const span = calendarSpan(unit.toLowerCase(), back, asOf);
		return openEnded(question, calendar.index, text, span, false);
	}
	const counted =
		/\b(?:last|past) (?<count>\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)? ?(?<unit>day|week|month|year)s?\b/iu.exec(
			question,
		);
	if (counted?.groups === undefined) return null;
	const { count = "1", unit = "day" } = counted.groups;
	const from = startOfDay(asOf);
	move(from, unit.toLowerCase(), -(NUMBERS.get(count.toLowerCase()) ?? Number(count)));
	return { text: counted[0], from: isoDay(from), to: isoDay(asOf) };
}

const NUMBERS = new Map(
	"zero one two three four five six seven eight nine ten eleven twelve"
		.split(" ")
		.map((word, value) => [word, value] as const),
);

/** The week (from Monday), month or year that lies so many before the one of `asOf`. */
function calendarSpan(unit: string, back: number, asOf: Date): ClosedSpan {
	const from = startOfDay(asOf);
	if (unit === "week") from.setUTCDate(from.getUTCDate() - ((from.getUTCDay() + 6) % 7));
	else from.setUTCDate(1);
	if (unit === "year") from.setUTCMonth(0);
	move(from, unit, -back);
	const next = new Date(from);
	move(next, unit, 1);
	return { from: isoDay(from), to: isoDay(new Date(next.getTime() - DAY_MS)) };
}

/** Without one of these there is no day that could be sure of its year; looking for it takes a millisecond. */
const MAY_NAME_A_DAY = /\p{Nd}|\b(?:today|yesterday|tomorrow|tonight|ago|last|past|next|this)\b/iu;

/** "5 May 2021", "March 2022", "yesterday": what chrono-node is sure of, to the day or the month. */
function namedSpan(question: string, asOf: Date): DateSpan | null {
	if (!MAY_NAME_A_DAY.test(question)) return null;
	for (const result of parse(question, { instant: asOf, timezone: 0 })) {
		const { start, end } = result;
		// A month without its year may be any year's, and "may" and "march" are often no months at all.
		if (!start.isCertain("year") || !start.isCertain("month") || isClockTime(result)) continue;
		// "Where is it kept today" asks for what holds now, and not for what was published on this day.
		if (/^(?:today|now|tonight)$/iu.test(result.text)) continue;
		if ((start.get("year") ?? 0) < MIN_YEAR) continue;
		const first = daysOf(start);
		const last = end?.isCertain("month") ? daysOf(end) : first;
		const span = { from: first.from, to: last.to };
		return openEnded(question, result.index, result.text, span, end != null);
	}
	return null;
}

/** No article was published before; the library counts years of two digits from the year 0. */
const MIN_YEAR = 1600;

/** "in two hours" is no day to look for. */
function isClockTime({ text }: ParsedResult): boolean {
	return /\b(?:hours?|minutes?|seconds?)\b/iu.test(text);
}

function daysOf(date: ParsedComponents): { readonly from: string; readonly to: string } {
	const year = date.get("year") ?? 0;
	const month = (date.get("month") ?? 1) - 1;
	if (!date.isCertain("day")) {
		return { from: utcDay(year, month, 1), to: utcDay(year, month + 1, 0) };
	}
	const day = utcDay(year, month, date.get("day") ?? 1);
	return { from: day, to: day };
}

/** What stands before a number of four digits that is the name of a thing, as in "ISO 2022". */
const NUMBERED =
	/\b(?:ISO|IEC|RFC|DIN|EN|No\.?|#|page|room|route|section|version|model|code|port)\s?$/iu;

/** Before a number that is a year whatever follows. */
const BEFORE_YEAR =
	/\b(?:in|since|of|during|before|after|from|until|till|by|to|and|between|year|early|late|mid)\s+(?:the\s+)?$/iu;

/** Counted things, as in "2000 people": a plural, without a verb that a question about a year would have. */
const COUNTED = /^\s+(?:people|men|women|children|percent|\p{Ll}+[^s\P{Ll}]s)\b/u;

/** A year or a decade: "in 2019", "the 2018 election", "during the 1990s". */
function yearSpan(question: string): DateSpan | null {
	const years =
		/(?<![\p{L}\p{N}$€£.,-])(?<first>1[6-9]\d{2}|20\d{2})(?:(?<decade>s)|\s?(?:-|–|to|and)\s?(?<last>1[6-9]\d{2}|20\d{2}))?(?![\p{L}\p{N}%-])/giu;
	for (const found of question.matchAll(years)) {
		const { first = "", decade, last = first } = found.groups ?? {};
		const before = question.slice(0, found.index);
		const after = question.slice(found.index + found[0].length);
		if (NUMBERED.test(before) || (COUNTED.test(after) && !BEFORE_YEAR.test(before))) continue;
		const end = decade === undefined ? last : String(Number(first) + 9);
		const span = { from: `${first}-01-01`, to: `${end}-12-31` };
		return openEnded(question, found.index, found[0], span, last !== first);
	}
	return null;
}

/** Opens the end that the word before the date says, that word being part of what was read. */
function openEnded(
	question: string,
	index: number,
	text: string,
	{ from, to }: ClosedSpan,
	hasBothEnds: boolean,
): DateSpan {
	const opening = OPEN_END.exec(question.slice(0, index));
	if (opening?.groups === undefined) return { text, from, to };
	const whole = `${opening[0]}${text}`;
	switch (opening.groups.word?.toLowerCase()) {
		case "since":
		case "from":
			return { text: whole, from, to: hasBothEnds ? to : null };
		case "after":
			return { text: whole, from: dayAfter(to), to: null };
		case "before":
			return { text: whole, from: null, to: dayBefore(from) };
		default:
			return { text: whole, from: null, to };
	}
}

/** A month without such a day ends at its last one: a month before 31 May is 30 April. */
function move(date: Date, unit: string, count: number): void {
	if (unit === "day" || unit === "week") {
		date.setUTCDate(date.getUTCDate() + (unit === "week" ? 7 : 1) * count);
		return;
	}
	const day = date.getUTCDate();
	date.setUTCDate(1);
	date.setUTCMonth(date.getUTCMonth() + (unit === "year" ? 12 : 1) * count);
	const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
	date.setUTCDate(Math.min(day, last));
}

function startOfDay(date: Date): Date {
	return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()));
}

function isoDay(date: Date): string {
	return date.toISOString().slice(0, 10);
}

function utcDay(year: number, month: number, day: number): string {
	return isoDay(new Date(Date.UTC(year, month, day)));
}

function dayAfter(day: string): string {
	return isoDay(new Date(Date.parse(day) + DAY_MS));
}

function dayBefore(day: string): string {
	return isoDay(new Date(Date.parse(day) - DAY_MS));
}
