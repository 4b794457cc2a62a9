import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { draftGolden, type GoldenDraft } from "../../src/evaluation/draft-golden.ts";
import { readGoldenQuestions } from "../../src/evaluation/golden-questions.ts";

const folder = mkdtempSync(join(tmpdir(), "sitecite-drafts-"));
afterAll(() => rmSync(folder, { recursive: true }));

const DRAFT: GoldenDraft = {
	question: "Who built it?",
	article: "posts/dam.md",
	quote: "It was built by millers.",
	isBadlyRated: false,
};

describe("draftGolden", () => {
	it("proposes what answers now as the answer", () => {
		expect(draftGolden(DRAFT)).toContain("quote: It was built by millers.");
	});

	it("proposes no quote where the answer was of no help", () => {
		const draft = draftGolden({ ...DRAFT, isBadlyRated: true });
		expect(draft).toContain("article: posts/dam.md");
		expect(draft).not.toContain("quote: ");
	});

	it("says which article is nearest where none answers", () => {
		const draft = draftGolden({ ...DRAFT, quote: null });
		expect(draft).toContain("unanswerable: true");
		expect(draft).toMatch(/^# .*posts\/dam\.md/);
	});

	it("is read as the golden question it says, whatever was asked", async () => {
		const file = join(folder, "questions.yaml");
		const text = fc
			.string({ unit: "grapheme", minLength: 1, maxLength: 200 })
			.map((given) => given.trim())
			.filter((given) => given !== "");
		await fc.assert(
			fc.asyncProperty(
				text,
				fc.option(fc.string({ unit: "binary", minLength: 1 })),
				fc.option(text),
				fc.boolean(),
				async (question, article, quote, isBadlyRated) => {
					writeFileSync(file, draftGolden({ question, article, quote, isBadlyRated }));
					const isAnswered = article !== null && quote !== null;
					expect(await readGoldenQuestions(file)).toEqual([
						isAnswered
							? { question, article, ...(isBadlyRated ? {} : { quote }), tags: [] }
							: { question, unanswerable: true, tags: [] },
					]);
				},
			),
		);
	});
});
