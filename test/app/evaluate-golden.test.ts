import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { evaluateGolden, requireMinimums } from "../../src/app/evaluate-golden.ts";
import { builtSandbox, type Sandbox } from "../fixtures/sample-index.ts";

let box: Sandbox;
beforeAll(async () => {
	box = await builtSandbox();
});
afterAll(() => box.remove());

const QUESTIONS = [
	"- question: How much will the repairs of the dam cost?",
	"  article: 2024-05-02-mill-dam.txt",
	"  quote: repairs would cost two million crowns",
	"  tags: [money]",
	"- question: From which town was the comet first seen?",
	"  article: comet.html",
	"- question: Who won the chess championship in Reykjavik?",
	"  unanswerable: true",
].join("\n");

async function evaluate(questions: string) {
	box.write("corpus/questions.yaml", questions);
	return await evaluateGolden(await box.config(), join(box.folder, "corpus/questions.yaml"));
}

describe("evaluateGolden", () => {
	it("finds passages and sentences, and compares with the last run", async () => {
		const first = await evaluate(QUESTIONS);
		expect(first.changes).toBeNull();
		expect(first.figures).toMatchObject({ questions: 3, hit1: { count: 2, of: 2 } });
		expect(first.outcomes[0]).toMatchObject({ rank: 1, answered: true, quotedRight: true });
		expect([...first.byTag.keys()]).toEqual(["money"]);
		// Another sentence of the article, as if the answer stood there.
		const wrong = QUESTIONS.replace(
			"repairs would cost two million crowns",
			"flooded forty cellars",
		);
		const second = await evaluate(wrong);
		expect(second.changes?.worse.map(({ question }) => question)).toEqual([
			"How much will the repairs of the dam cost?",
		]);
		expect((await evaluate(QUESTIONS)).changes?.better).toHaveLength(1);
	});

	it("says of a question that its article no longer has the quote", async () => {
		const { outcomes } = await evaluate(
			QUESTIONS.replace("two million crowns", "three million crowns"),
		);
		expect(outcomes.map(({ quoteStands }) => quoteStands)).toEqual([false, true, true]);
		expect(() => requireMinimums(outcomes, { recall3: 1 })).toThrow(
			/the repairs of the dam cost\?” \(its article does not have the expected quote\)/,
		);
	});

	it("names a question whose article is not in the index", async () => {
		await expect(evaluate("- question: Who?\n  article: missing.md")).rejects.toMatchObject({
			code: "collection_invalid",
			message: expect.stringMatching(/question 1 expects missing\.md/),
		});
	});
});

describe("requireMinimums", () => {
	const outcome = {
		question: "Where?",
		tags: [],
		answerable: true,
		rank: 2,
		answered: true,
		quotedRight: false,
		quoteStands: true,
		confidence: 1,
	};

	it("fails where a figure is under its minimum, and says which and by which questions", () => {
		const outcomes = Array.from({ length: 5 }, (_, i) => ({ ...outcome, question: `Where ${i}?` }));
		expect(() => requireMinimums(outcomes, { hit1: 0.5, recall3: 0.5 })).toThrow(
			expect.objectContaining({
				code: "golden_failed",
				message: expect.stringMatching(
					/hit1 is 0\.000 \(0 of 5\), not 0\.5: “Where 0\?”, “Where 1\?”, “Where 2\?” and 2 more\.$/,
				),
			}),
		);
	});

	it("passes what is reached, what is not asked for, and refusals where nothing was refused", () => {
		expect(() => requireMinimums([outcome], { recall3: 1, abstentionPrecision: 1 })).not.toThrow();
	});

	it("fails a minimum that no question counts for", () => {
		expect(() => requireMinimums([outcome], { abstentionRecall: 0.5 })).toThrow(
			expect.objectContaining({
				code: "golden_failed",
				message: expect.stringMatching(/abstentionRecall has a minimum, and no question/),
			}),
		);
	});
});
