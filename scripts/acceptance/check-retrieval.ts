/** Retrieval quality on labelled collections, against floors measured when the engine and the model were made. */

import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadConfig } from "../../src/app/config.ts";
import { type EvaluationMode, evaluateBeir } from "../../src/app/evaluate.ts";
import type { Outcome } from "./outcome.ts";

/** nDCG@10 floors: lexical, semantic, hybrid at weight 0.3 and at 0.5, hybrid by the ranker. */
const FLOORS = {
	squad: [0.898, 0.746, 0.899, 0.896, 0.915],
	nq: [0.871, 0.821, 0.891, 0.897, 0.915],
	"scifact-train": [0.696, 0.539, 0.699, 0.692, 0.71],
	cran: [0.355, 0.305, 0.377, 0.376, 0.38],
	cisi: [0.293, 0.331, 0.337, 0.361, 0.405],
} as const;

const RUNS: readonly { readonly mode: EvaluationMode; readonly semanticWeight?: number }[] = [
	{ mode: "lexical" },
	{ mode: "semantic" },
	{ mode: "hybrid", semanticWeight: 0.3 },
	{ mode: "hybrid", semanticWeight: 0.5 },
	{ mode: "hybrid" },
];

export async function* checkRetrieval(folder: string): AsyncGenerator<Outcome> {
	for (const [name, floors] of Object.entries(FLOORS)) {
		for (const [i, { mode, semanticWeight }] of RUNS.entries()) {
			const config = await loadConfig({
				workingFolder: tmpdir(),
				env: {},
				flags: { embedder: "static" },
			});
			const { figures } = await evaluateBeir({
				config,
				folder: join(folder, name),
				mode,
				split: "test",
				...(semanticWeight !== undefined && { semanticWeight }),
				chunk: false,
			});
			const floor = floors[i] ?? 0;
			const weight = semanticWeight === undefined ? "" : ` ${semanticWeight}`;
			yield {
				passed: figures.ndcg10 >= floor,
				message: `${name} ${mode}${weight}: nDCG@10 ${figures.ndcg10.toFixed(4)} (floor ${floor}), hit@1 ${figures.hit1.toFixed(4)}`,
			};
		}
	}
}
