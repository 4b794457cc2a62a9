import { describe, expect, it } from "vitest";
import { ask } from "../../src/app/ask.ts";
import { respell } from "../../src/app/respell.ts";
import { openSample } from "../fixtures/open-sample.ts";

const sample = openSample();

const mended = (question: string) => respell(question, sample.index.engine, sample.index.meaning);

describe("respell", () => {
	it("mends words that neither the articles nor the model know, and nothing else of the question", () => {
		expect(mended("Why does sourdouhg rise,  and what about glutenn?")).toEqual({
			text: "Why does sourdough rise,  and what about gluten?",
			changes: [
				{ from: "sourdouhg", to: "sourdough" },
				{ from: "glutenn", to: "gluten" },
			],
		});
	});

	it("compares spellings, not stems, and takes two letters changed over for the likelier error", () => {
		expect(mended("How much would repairing of the baekry cost?").changes).toEqual([
			{ from: "baekry", to: "bakery" },
		]);
		expect(mended("Where is the celar?").changes).toEqual([{ from: "celar", to: "cellar" }]);
	});

	it.each([
		["what stands in quotation marks", 'Who wrote "sourdouhg"?'],
		["names that no article has", "Is there sugar in Glutez?"],
		["words of another alphabet", "Чому glütenn?"],
		["words the articles have", "Why does sourdough rise?"],
		["English words they lack", "Which bakers painted the floor?"],
		["short words", "Is the dan old?"],
		["numbers and codes", "What is crowns2 and 1843?"],
		["nothing", ""],
	])("leaves %s as they are", (_, question) => {
		expect(mended(question)).toEqual({ text: question, changes: [] });
	});
});

describe("respell with a question of nothing but unknown words", () => {
	it("looks four of them up", () => {
		const { changes } = mended("sourdouhg glutenn crowwns bakeryy yeastt sourdouhg");
		expect(changes).toHaveLength(4);
	});
});

describe("a question with a typing error", () => {
	it("is answered as if it had none, and says what was looked for", async () => {
		const text = "How much will repiars of the dam above the mill cost in crowwns?";
		const response = await ask(sample.index, { text, filter: {}, limit: 3 }, { threshold: 0 });
		expect(response.question).toBe(text);
		expect(response.interpreted?.spelling).toContainEqual({ from: "crowwns", to: "crowns" });
		expect(response.interpreted?.question).toBe(
			"How much will repairs of the dam above the mill cost in crowns?",
		);
		expect(response.answer.sentences[0]?.text).toContain("two million crowns");
	});
});
