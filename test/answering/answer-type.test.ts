import { describe, expect, it } from "vitest";
import { answerTypeOf, offers } from "../../src/answering/answer-type.ts";

describe("answerTypeOf", () => {
	it.each([
		["When did the dam break?", "time"],
		["In which year was it built?", "time"],
		["What year did it open?", "time"],
		["How many people were hurt?", "number"],
		["how much will it cost", "number"],
		["What percentage of voters agreed?", "number"],
		["Who is the mayor?", "name"],
		["Where did the ship sail?", "name"],
		["Which city was flooded?", "name"],
		["Why did the dam break?", "reason"],
		["Wann wurde der Tunnel eröffnet?", "time"],
		["Wie viele Züge fahren am Tag?", "number"],
		["Warum brach der Damm?", "reason"],
		["Pourquoi le mètre a-t-il changé ?", "reason"],
		["Où se trouve le barrage ?", "name"],
		["¿Por qué se rompió la presa?", "reason"],
		["Чому прорвало греблю?", "reason"],
		["Коли збудували тунель?", "time"],
		["Скільки це коштує?", "number"],
		["Де стоїть млин?", "name"],
		["What is a sluice?", "other"],
		["Tell me about dams", "other"],
	])("reads %j as asking for: %s", (question, type) => {
		expect(answerTypeOf(question)).toBe(type);
	});
});

describe("offers", () => {
	const asked = (sentence: string, word: string) => {
		const start = sentence.indexOf(word);
		return start === -1 ? [] : [{ start, end: start + word.length }];
	};

	it.each([
		["time", "It opened on 5 May.", "It opened early.", ""],
		["number", "Forty-two cellars: 42 in all.", "Many cellars were wet.", ""],
		["name", "The mayor is Ada Lindqvist.", "The mayor is ill.", ""],
		["name", "The mayor of Tartu is Ada Lindqvist.", "The mayor of Tartu is ill.", "Tartu"],
		["reason", "It broke because of rain.", "It broke at night.", ""],
		["reason", "Її прорвало, бо йшов дощ.", "Її прорвало вночі, було холодно.", ""],
	] as const)("sees a %s in %j and none in %j", (type, having, lacking, named) => {
		expect(offers(type, having, asked(having, named))).toBe(true);
		expect(offers(type, lacking, asked(lacking, named))).toBe(false);
	});

	it("is content with anything where the question asks for no such thing", () => {
		expect(offers("other", "Anything.", [])).toBe(true);
	});
});
