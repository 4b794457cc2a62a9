import { describe, expect, it } from "vitest";
import { offersNarrow, wantedBy } from "../../src/answering/narrow-type.ts";

describe("wantedBy", () => {
	it.each([
		["What time did the ferry leave?", "clock"],
		["By what year should it be ready?", "year"],
		["Until what date is the bridge closed?", "date"],
		["date of the flood", "date"],
		["How long did the strike last?", "duration"],
		["How many days does it take?", "duration"],
		["What percentage of voters agreed?", "percentage"],
		["How much did the bridge cost?", "money"],
		["How much is the buyer handing over for the shops?", "money"],
		["price of a ticket", "money"],
		["How far is the harbour?", "measure"],
		["What was the depth of the lock?", "measure"],
		["How many ferries sank?", "count"],
		["number of ferries", "count"],
	])("reads %j as asking for a %s", (question, type) => {
		expect(wantedBy(question).narrow).toBe(type);
	});

	it.each([
		"When did the dam break?",
		"How much rain fell?",
		"Who paid for the number of ferries?",
		"Why did prices rise?",
		"What part of the wall fell?",
		"What time frame does the plan cover?",
		"Where can a number of dunes be seen?",
		"The ferry",
	])("reads nothing more into %j", (question) => {
		expect(wantedBy(question).narrow).toBeNull();
	});
});

describe("offersNarrow", () => {
	it.each([
		["clock", "It left at 5:40 in the evening.", "It left in 1940."],
		["year", "It opened in 1902.", "It opened on 2 May."],
		["date", "It is closed until May 1.", "It is closed until 1902."],
		["duration", "The strike lasted two weeks.", "The strike of 14 dockers was lost."],
		["duration", "It was occupied until 1918.", "It was occupied by 1918 soldiers."],
		["percentage", "A third agreed.", "Three agreed."],
		["money", "They paid 900 million złotys.", "They paid with 900 eggs."],
		["money", "Entry is free.", "Entry is possible."],
		["measure", "The lock is 12 metres deep.", "The lock has number 12."],
		["count", "It sank with 176 aboard.", "It sank on May 17, 1902, at 4:30."],
		["count", "Six sank.", "COVID-19 closed the 2nd lock."],
		["count", "There were 2000 soldiers.", "It sank in 2000."],
		["date", "It closes on Jan. 4.", "It may close."],
	] as const)("finds a %s in %j, and none in %j", (type, having, lacking) => {
		expect(offersNarrow(type, having, having)).toBe(true);
		expect(offersNarrow(type, lacking, lacking)).toBe(false);
	});

	it("takes no number for a count that the question names itself", () => {
		expect(offersNarrow("count", "Under Law 7966 ships sail.", "Under ___ ____ ships sail.")).toBe(
			false,
		);
	});

	it.each([
		["1".repeat(20_000), ["count"]],
		["1,".repeat(10_000), ["count"]],
		["a-1".repeat(7000), ["measure"]],
		["x ".repeat(10_000), []],
	] as const)("comes back from what nobody would write (%#)", (sentence, offered) => {
		const types = ["count", "measure", "duration", "date", "money", "clock"] as const;
		expect(types.filter((type) => offersNarrow(type, sentence, sentence))).toEqual(offered);
	});

	it("takes the unit from the question", () => {
		expect(offersNarrow("duration", "They have 28 days.", "They have 28 ____.")).toBe(true);
	});
});
