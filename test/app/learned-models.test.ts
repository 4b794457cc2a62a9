import { readFileSync } from "node:fs";
import { afterAll, describe, expect, it } from "vitest";
import { CONFIDENCE_FEATURES } from "../../src/answering/confidence.ts";
import { SENTENCE_FEATURES } from "../../src/answering/sentence-features.ts";
import { loadEmbedder } from "../../src/app/embedders.ts";
import { loadLearnedModels } from "../../src/app/learned-models.ts";
import { RANKING_FEATURES } from "../../src/retrieval/features.ts";

describe.each(["static", "student"] as const)("the learned models of the %s embedder", (id) => {
	const loading = loadEmbedder(id);
	afterAll(async () => await (await loading).close());

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
