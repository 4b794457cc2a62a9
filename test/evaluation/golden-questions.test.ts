import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readGoldenQuestions } from "../../src/evaluation/golden-questions.ts";

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), "sitecite-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function written(content: string): string {
	const path = join(folder, "questions.yaml");
	writeFileSync(path, content);
	return path;
}

describe("readGoldenQuestions", () => {
	it("reads answerable and unanswerable questions", async () => {
		const questions = await readGoldenQuestions(
			written(
				[
					"- question: Who built it?",
					"  article: a.md",
					"  quote: built by Ada",
					"  tags: [who]",
					"- question: What is the weather?",
					"  unanswerable: true",
				].join("\n"),
			),
		);
		expect(questions).toEqual([
			{ question: "Who built it?", article: "a.md", quote: "built by Ada", tags: ["who"] },
			{ question: "What is the weather?", unanswerable: true, tags: [] },
		]);
	});

	it.each([
		["- question: Who?", /question 1: name the article that answers, or say unanswerable: true/],
		["- question: Who?\n  article: a.md\n  unanswerable: true", /question 1: name the article/],
		["- question: Who?\n  quote: x\n  unanswerable: true", /a quote needs its article/],
		["- question: Who?\n  artcle: a.md\n  unanswerable: true", /artcle/],
		["- question: ''\n  article: a.md", /question 1: question/],
		["[]", /questions\.yaml/],
		["- [", /cannot be read/],
	])("says which entry of which file is wrong: %j", async (content, message) => {
		await expect(readGoldenQuestions(written(content))).rejects.toMatchObject({
			code: "collection_invalid",
			message: expect.stringMatching(message),
		});
	});

	it("names a file that is not there", async () => {
		await expect(readGoldenQuestions(join(folder, "none.yaml"))).rejects.toThrow(/none\.yaml/);
	});
});
