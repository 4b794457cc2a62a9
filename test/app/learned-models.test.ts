import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { CONFIDENCE_FEATURES } from "../../src/answering/confidence.ts";
import { SENTENCE_FEATURES } from "../../src/answering/sentence-features.ts";
import { loadLearnedModels } from "../../src/app/learned-models.ts";
import { loadStaticEmbedder } from "../../src/embedding/static/static-embedder.ts";
import { RANKING_FEATURES } from "../../src/retrieval/features.ts";

describe("the learned models that come with the package", () => {
	it("have a weight for every feature and no other", async () => {
		const { ranker, sentences, confidence } = await loadLearnedModels();
		expect(Object.keys(ranker.weights).sort()).toEqual([...RANKING_FEATURES].sort());
		expect(Object.keys(sentences.weights).sort()).toEqual([...SENTENCE_FEATURES].sort());
		expect(Object.keys(confidence.weights).sort()).toEqual([...CONFIDENCE_FEATURES].sort());
	});

	it.each(["ranking", "answering"])(
		"%s was fitted with the bundled embedding model",
		async (name) => {
			const file = new URL(`../../models/${name}.json`, import.meta.url);
			const { embedder, provenance } = JSON.parse(readFileSync(file, "utf8"));
			expect(embedder).toBe((await loadStaticEmbedder()).fingerprint);
			expect(provenance).toContain("scripts/train-ranker");
		},
	);
});
