import { describe, expect, it } from "vitest";
import { answerTypeOf, offers, saidBesides } from "../../src/answering/answer-type.ts";

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
		["motive behind the fire", "reason"],
		["number of ships in the harbour", "number"],
		["How soon will it open?", "number"],
		["date of the flood", "time"],
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
		["Since when has the mill stood empty?", "time"],
		["When's the market?", "time"],
		["the mill stands empty since when", "time"],
		["What was the year of the flood?", "time"],
		["when was the tunnel, of what length, opened", "time"],
		["when the mill closed", "time"],
		["Who led the council when the dam broke?", "name"],
		["When it rains, who shuts the sluice?", "name"],
		["What do they do when the bell rings?", "other"],
		["What was the total cost of the bridge?", "number"],
		["What is the name of the ferry?", "name"],
		["Which name did the ferry have when it sank?", "name"],
		["How come the dam broke?", "reason"],
		["What is a sluice?", "definition"],
		["what's the old mill dam", "definition"],
		["What does FAO stand for?", "definition"],
		['What does it mean that the sluice is "dead"?', "other"],
		["Define sluice", "definition"],
		["Please define sluice", "definition"],
		["What is the meaning of sluice?", "definition"],
		["What is the average annual fee?", "number"],
		["Was ist ein Wehr?", "definition"],
		["What is the dam's length?", "other"],
		["What is the colour of the sluice?", "other"],
		["What is kept behind the old mill dam?", "other"],
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
		["time", "It grew in the 1060s.", "It may grow.", ""],
		["time", "It began in 911.", "It began with 911 men.", ""],
		["time", "The council sits on Wednesdays.", "The council sits in silence.", ""],
		["time", "They decide at 5 pm.", "They decide at 5 tables.", ""],
		["time", "It opened in May.", "May it open.", ""],
		["time", "Der Tunnel ist ein Jahr alt.", "Der Tunnel ist alt.", ""],
		["definition", "A sluice is a gate.", "The sluice broke.", "sluice"],
		["definition", "Each sluice, a gate of oak, leaks.", "Each sluice leaks.", "sluice"],
		["definition", "Gates called sluices leak.", "Gates and sluices leak.", "sluice"],
		["definition", "The Food Office (FAO) helps.", "The FAO helps.", "FAO"],
		["number", "Entry is free.", "Entry is open.", ""],
		["number", "It held out for almost a month.", "It held out for long.", ""],
		["number", "Twenty-one cellars were wet.", "Cellars were wet.", ""],
		["number", "Forty-two cellars: 42 in all.", "Many cellars were wet.", ""],
		["name", "The mayor is Ada Lindqvist.", "The mayor is ill.", ""],
		["name", "The mayor of Tartu is Ada Lindqvist.", "The mayor of Tartu is ill.", "Tartu"],
		["reason", "It broke because of rain.", "It broke at night.", ""],
		["reason", "Її прорвало, бо йшов дощ.", "Її прорвало вночі, було холодно.", ""],
	] as const)("sees a %s in %j and none in %j", (type, having, lacking, named) => {
		expect(offers(type, saidBesides(having, asked(having, named)))).toBe(true);
		expect(offers(type, saidBesides(lacking, asked(lacking, named)))).toBe(false);
	});

	it("is content with anything where the question asks for no such thing", () => {
		expect(offers("other", "Anything.")).toBe(true);
	});
});
