import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { CONFIDENCE_FEATURES } from "../../src/answering/confidence.ts";
import { SENTENCE_FEATURES } from "../../src/answering/sentence-features.ts";
import { loadEmbedder } from "../../src/app/embedders.ts";
import { loadLearnedModels, type Teacher, WORDS_ALONE } from "../../src/app/learned-models.ts";
import { RANKING_FEATURES } from "../../src/retrieval/features.ts";

/** Whose scores models were learned from: words alone need no embedder. */
async function teacherOf(id: "static" | "student" | "lexical"): Promise<Teacher> {
	if (id === "lexical") return WORDS_ALONE;
	const embedder = await loadEmbedder(id);
	await embedder.close();
	return embedder;
}

describe.each(["static", "student", "lexical"] as const)("the learned models of %s", (id) => {
	const loading = teacherOf(id);

	it("have a weight for every feature and no other", async () => {
		const { ranker, sentences, confidence } = await loadLearnedModels(await loading);
		expect(Object.keys(ranker.weights).sort()).toEqual([...RANKING_FEATURES].sort());
		expect(Object.keys(sentences.weights).sort()).toEqual([...SENTENCE_FEATURES].sort());
		expect(Object.keys(confidence.weights).sort()).toEqual([...CONFIDENCE_FEATURES].sort());
	});

	it.each(["ranking", "answering"])("%s says where it comes from", (name) => {
		const file = new URL(`../../models/${id}-${name}.json`, import.meta.url);
		const { provenance } = JSON.parse(readFileSync(file, "utf8"));
		expect(provenance).toContain("scripts/train-ranker");
	});

	it("are refused for an embedder they did not learn from", async () => {
		const other = { id, fingerprint: "another" };
		await expect(loadLearnedModels(other)).rejects.toMatchObject({
			code: "model_invalid",
			message: expect.stringMatching(
				new RegExp(`${id}-answering.json: it was fitted with .*another`),
			),
		});
	});
});

describe("the learned models of words alone", () => {
	it("lean on nothing that meaning says, because it may be wrong", async () => {
		const { ranker, sentences, confidence } = await loadLearnedModels(WORDS_ALONE);
		const { semantic, sentence, softSentence, softAll, coverage } = ranker.weights;
		expect([semantic, sentence, softSentence, softAll]).toEqual([0, 0, 0, 0]);
		expect(coverage).not.toBe(0);
		for (const { weights } of [sentences, confidence]) {
			expect([weights.similarity, weights.soft, weights.contextSoft]).toEqual([0, 0, 0]);
		}
		expect(confidence.weights.cosine).toBe(0);
	});
});
