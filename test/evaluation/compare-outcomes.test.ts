import { describe, expect, it } from "vitest";
import { compareOutcomes } from "../../src/evaluation/compare-outcomes.ts";
import type { GoldenOutcome } from "../../src/evaluation/golden-figures.ts";

function outcome(question: string, change: Partial<GoldenOutcome>): GoldenOutcome {
	return {
		question,
		tags: [],
		answerable: true,
		rank: 2,
		answered: true,
		quotedRight: false,
		quoteStands: true,
		confidence: 0.5,
		...change,
	};
}

const questionsOf = (changes: readonly { question: string }[]) =>
	changes.map(({ question }) => question);

describe("compareOutcomes", () => {
	it("tells what fares better and what worse", () => {
		const before = ["a", "b", "c", "d"].map((question) => outcome(question, {}));
		const { better, worse } = compareOutcomes(before, [
			outcome("a", { rank: 1 }),
			outcome("b", { rank: null }),
			outcome("c", { rank: 3, quotedRight: true }),
			outcome("d", { confidence: 0.9 }),
		]);
		expect(questionsOf(better)).toEqual(["a", "c"]);
		expect(questionsOf(worse)).toEqual(["b"]);
		expect(worse[0]).toMatchObject({ before: { rank: 2 }, now: { rank: null } });
	});

	it("takes an answer to an unanswerable question for worse", () => {
		const refused = outcome("a", { answerable: false, rank: null, answered: false });
		const { worse } = compareOutcomes([refused], [{ ...refused, answered: true }]);
		expect(questionsOf(worse)).toEqual(["a"]);
	});

	it("leaves out questions that are new, or were changed to the contrary", () => {
		const before = [outcome("a", { answerable: false, rank: null, answered: false })];
		const now = [outcome("a", { rank: 1 }), outcome("new", { rank: 1 })];
		expect(compareOutcomes(before, now)).toEqual({ better: [], worse: [] });
	});
});
