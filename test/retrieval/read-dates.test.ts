import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { oldestAnswer, readDates } from "../../src/retrieval/read-dates.ts";

/** A Tuesday. */
const AS_OF = new Date("2026-11-24T09:30:00Z");

describe("readDates", () => {
	it.each([
		["What happened in March 2022?", "March 2022", "2022-03-01", "2022-03-31"],
		["What did he say on 5 May 2021?", "on 5 May 2021", "2021-05-05", "2021-05-05"],
		["What was decided on February 29, 2024?", "February 29, 2024", "2024-02-29", "2024-02-29"],
		["Which reforms passed since 2021?", "since 2021", "2021-01-01", null],
		["What was built after 2019?", "after 2019", "2020-01-01", null],
		["What was known before June 2020?", "before June 2020", null, "2020-05-31"],
		["Who ruled until 1989?", "until 1989", null, "1989-12-31"],
		["Who won the 2018 election?", "2018", "2018-01-01", "2018-12-31"],
		["What changed during the 1990s?", "1990s", "1990-01-01", "1999-12-31"],
		["How did trade develop from 2010 to 2015?", "from 2010 to 2015", "2010-01-01", "2015-12-31"],
		["What was new between 2010 and 2015?", "2010 and 2015", "2010-01-01", "2015-12-31"],
		["What did the minister say last week?", "last week", "2026-11-16", "2026-11-22"],
		["What opened this month?", "this month", "2026-11-01", "2026-11-30"],
		["What was published last year?", "last year", "2025-01-01", "2025-12-31"],
		["What changed since last year?", "since last year", "2025-01-01", null],
		["What was said before last week?", "before last week", null, "2026-11-15"],
		["What happened yesterday?", "yesterday", "2026-11-23", "2026-11-23"],
		["Any storms in the past three days?", "past three days", "2026-11-21", "2026-11-24"],
		["What opens next week?", "next week", "2026-11-30", "2026-12-06"],
		["What closed in the past eleven days?", "past eleven days", "2026-11-13", "2026-11-24"],
		["What happened in 2000 people ask", "2000", "2000-01-01", "2000-12-31"],
		["Did ISO 2022 change in 2023?", "2023", "2023-01-01", "2023-12-31"],
		["Who resigned in the last 2 months?", "last 2 months", "2026-09-24", "2026-11-24"],
	])("%s", (question, text, from, to) => {
		expect(readDates(question, AS_OF)).toEqual({ dates: { text, from, to }, newest: false });
	});

	it.each([
		"Who may enter the alliance?",
		"Why did they march on the capital?",
		"What is a second?",
		"How many people came to the meeting at 5 pm?",
		"Where is it kept today?",
		"Does it cost $2000?",
		"Where did 2000 people march?",
		"What does ISO 2022 say?",
		"What did Augustus do in August 14 AD?",
		"Does the shop open in two hours?",
		"What is model X2019?",
		"What comes after 31 December 9999?",
		"What happened from 2021 to 2019?",
		"How long does it last?",
		"What sat on the table in the sun?",
		"",
	])("reads nothing in %j", (question) => {
		expect(readDates(question, AS_OF)).toEqual({ dates: null, newest: false });
	});

	it.each(["What is the latest on the dam?", "Show the most recent ruling"])(
		"sees that %j asks for the newest",
		(question) => {
			expect(readDates(question, AS_OF)).toEqual({ dates: null, newest: true });
		},
	);

	it("ends a month that is too short at its last day", () => {
		const endOfMay = new Date("2026-05-31T12:00:00Z");
		expect(readDates("What changed in the past month?", endOfMay).dates).toMatchObject({
			from: "2026-04-30",
			to: "2026-05-31",
		});
		const leapDay = new Date("2024-02-29T12:00:00Z");
		expect(readDates("What changed in the past year?", leapDay).dates?.from).toBe("2023-02-28");
	});

	it("gives days in order whatever is asked", () => {
		const word = fc.constantFrom(
			..."since after before until last past week month year 1999 2020 2020s March May 5 31 yesterday three days - to and on".split(
				" ",
			),
		);
		fc.assert(
			fc.property(fc.array(word, { maxLength: 8 }), (words) => {
				const dates = readDates(words.join(" "), AS_OF).dates;
				if (dates === null) return;
				for (const day of [dates.from, dates.to]) {
					if (day !== null) expect(new Date(day).toISOString().slice(0, 10)).toBe(day);
				}
				expect(dates.from ?? dates.to).not.toBeNull();
				if (dates.from !== null && dates.to !== null) {
					expect(dates.from <= dates.to).toBe(true);
				}
				expect(words.join(" ")).toContain(dates.text);
			}),
		);
	});
});

describe("oldestAnswer", () => {
	it.each([
		["What did the minister say last week?", "2026-11-16"],
		["What happened yesterday?", "2026-11-23"],
		["Who resigned in the last 2 months?", "2026-09-24"],
		["What broke three days ago?", "2026-11-21"],
		["What opened this month?", null],
		["What was decided on 5/6/24?", null],
		["What was decided on 3 May 24?", null],
		["What was said before last week?", null],
		["What opens next week?", null],
		["What happened in March 2022?", null],
		["What changed since 2021?", null],
	])("%s", (question, day) => {
		const { dates } = readDates(question, AS_OF);
		expect(dates && oldestAnswer(dates, AS_OF)).toBe(day);
	});
});
