import { describe, expect, it } from "vitest";
import { formatRun } from "../../src/evaluation/trec-run.ts";

describe("formatRun", () => {
	it("writes one line a document, best first, ranks from 1", () => {
		const run = new Map([
			[
				"q1",
				[
					{ document: "b", score: 0.25 },
					{ document: "a", score: 0.5 },
				],
			],
			["q2", []],
		]);
		expect([...formatRun(run, "sitecite")]).toEqual([
			"q1 Q0 a 1 0.5 sitecite\n",
			"q1 Q0 b 2 0.25 sitecite\n",
		]);
	});
});
