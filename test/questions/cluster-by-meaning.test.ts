import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loadStaticEmbedder } from "../../src/embedding/static/static-embedder.ts";
import { clusterByMeaning } from "../../src/questions/cluster-by-meaning.ts";

const unit = (angle: number) => Float32Array.of(Math.cos(angle), Math.sin(angle));
const cosine = (a: Float32Array, b: Float32Array) =>
	a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);

describe("clusterByMeaning", () => {
	it("puts each into one cluster, near its leader, and no leader near another", async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.float({ min: 0, max: 6, noNaN: true }).map(unit), { maxLength: 60 }),
				fc.float({ min: Math.fround(0.1), max: Math.fround(0.95), noNaN: true }),
				async (vectors, threshold) => {
					const clusters = await clusterByMeaning(vectors, threshold);
					expect(clusters.flat().sort((a, b) => a - b)).toEqual([...vectors.keys()]);
					const at = (position: number | undefined) =>
						vectors[position ?? -1] ?? Float32Array.of(0, 0);
					for (const [leader, ...members] of clusters) {
						for (const member of members) {
							expect(cosine(at(leader), at(member))).toBeGreaterThanOrEqual(threshold - 1e-6);
							expect(member).toBeGreaterThan(leader ?? 0);
						}
						for (const [other] of clusters) {
							if (other === leader) continue;
							expect(cosine(at(leader), at(other))).toBeLessThan(threshold + 1e-6);
						}
					}
				},
			),
		);
	});

	it("leaves what has no direction alone", async () => {
		const none = Float32Array.of(0, 0);
		expect(await clusterByMeaning([none, none, unit(0), unit(0.01)], 0.7)).toEqual([
			[0],
			[1],
			[2, 3],
		]);
	});

	it("ends when it is told to", async () => {
		const vectors = Array.from({ length: 400 }, (_, i) => unit(i));
		await expect(
			clusterByMeaning(vectors, 1.1, AbortSignal.abort(new Error("enough"))),
		).rejects.toThrow("enough");
	});

	it("brings most paraphrases together, and few questions that mean something else", async () => {
		const path = join(import.meta.dirname, "fixtures/paraphrases.json");
		const groups = JSON.parse(readFileSync(path, "utf8")) as string[][];
		const labelled = groups.flatMap((texts, group) => texts.map((text) => ({ text, group })));
		const embedder = await loadStaticEmbedder();
		const vectors = await embedder.embed(labelled.map(({ text }) => text));
		let together = 0;
		let right = 0;
		for (const members of await clusterByMeaning(vectors, 0.7)) {
			for (const one of members) {
				for (const other of members) {
					if (other <= one) continue;
					together++;
					if (labelled[one]?.group === labelled[other]?.group) right++;
				}
			}
		}
		const wanted = groups.reduce((sum, { length }) => sum + (length * (length - 1)) / 2, 0);
		expect(right / wanted).toBeGreaterThan(0.5);
		expect(right / together).toBeGreaterThan(0.5);
	});
});
