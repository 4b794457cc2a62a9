import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dateOfFileName, parseDate } from "../../../src/articles/metadata/dates.ts";

describe("parseDate", () => {
	it.each([
		["2021-03-05", "2021-03-05"],
		["2021/3/5", "2021-03-05"],
		["2021.03.05", "2021-03-05"],
		["20210305", "2021-03-05"],
		["March 5, 2021", "2021-03-05"],
		["Mar. 5th, 2021", "2021-03-05"],
		["5 March 2021", "2021-03-05"],
		["5th of March 2021", "2021-03-05"],
		["05-Mar-2021", "2021-03-05"],
		["Saturday, January 5, 2019", "2019-01-05"],
		["Sat 5 Jan 2019", "2019-01-05"],
		["5. März 2021", "2021-03-05"],
		["3 mars 2021", "2021-03-03"],
		["3 de marzo de 2021", "2021-03-03"],
		["2021年3月5日", "2021-03-05"],
		["25/12/2021", "2021-12-25"],
		["12/25/2021", "2021-12-25"],
		["05.03.2021", "2021-03-05"],
		["2023-03-24T15:29:00-05:00", "2023-03-24T15:29:00-05:00"],
		["2023-03-24T15:29:00.123Z", "2023-03-24T15:29:00Z"],
		["2019-11-12 13:30:00 -0500", "2019-11-12T13:30:00-05:00"],
		["2014-05-30 4:36:49 -0400", "2014-05-30T04:36:49-04:00"],
		["2019-11-12 13:30", "2019-11-12T13:30:00Z"],
		["2019-11-12 23:30:00 EST", "2019-11-12T23:30:00-05:00"],
		["Wed, 03 Mar 2021 10:00:00 +0000", "2021-03-03T10:00:00+00:00"],
		["March 5, 2021 at 10:30 PM", "2021-03-05T22:30:00Z"],
		["March 5, 2021, 12 a.m.", "2021-03-05T00:00:00Z"],
		["1614904200", "2021-03-05T00:30:00Z"],
	])("reads %s as %s", (text, expected) => {
		expect(parseDate(text)).toBe(expected);
	});

	it.each([
		"",
		"soon",
		"2021-02-30",
		"2021-13-01",
		"03/04/2021",
		"2021-03-05 25:00",
		"March 2021",
		"5 Marchy 2021",
		"2021-03-05 and more",
		"In 2021, March 5 was a Friday",
		"2019-11-12 13:30 XYZ",
	])("takes %j for no date", (text) => {
		expect(parseDate(text)).toBeNull();
	});

	it("keeps the day that is written, whatever the offset", () => {
		const day = fc.date({
			min: new Date("1800-01-01"),
			max: new Date("2200-01-01"),
			noInvalidDate: true,
		});
		fc.assert(
			fc.property(day, fc.integer({ min: -14, max: 14 }), (date, hours) => {
				const written = date.toISOString().slice(0, 10);
				const offset = `${hours < 0 ? "-" : "+"}${String(Math.abs(hours)).padStart(2, "0")}:00`;
				expect(parseDate(written)).toBe(written);
				expect(parseDate(`${written} 23:59:00 ${offset}`)?.slice(0, 10)).toBe(written);
			}),
		);
	});

	it("gives a date or null for any text", () => {
		fc.assert(
			fc.property(fc.string({ maxLength: 100 }), (text) => {
				const date = parseDate(text);
				if (date !== null)
					expect(date).toMatch(/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2}))?$/);
			}),
		);
	});
});

describe("dateOfFileName", () => {
	it("reads the date a name starts with", () => {
		expect(dateOfFileName("2019-01-05-slug.txt")).toBe("2019-01-05");
		expect(dateOfFileName("2019-01-05.md")).toBe("2019-01-05");
	});

	it("reads none from other numbers", () => {
		expect(dateOfFileName("2019-01-051.md")).toBeNull();
		expect(dateOfFileName("2019-13-05-a.md")).toBeNull();
		expect(dateOfFileName("slug-2019-01-05.md")).toBeNull();
	});
});
