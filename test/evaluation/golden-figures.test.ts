import { describe, expect, it } from "vitest";
import {
	figuresByTag,
	type GoldenOutcome,
	goldenFigures,
} from "../../src/evaluation/golden-figures.ts";

function outcome(change: Partial<GoldenOutcome>): GoldenOutcome {
	return {
		question: "?",
		tags: [],
		answerable: true,
		rank: 1,
		answered: true,
		quotedRight: true,
		quoteStands: true,
		confidence: 0.5,
		...change,
	};
}

const OUTCOMES = [
	outcome({ tags: ["who"] }),
	outcome({ rank: 4, quotedRight: false }),
	outcome({ rank: null, answered: false, quotedRight: false, tags: ["when"] }),
	outcome({ answerable: false, rank: null, answered: false, quotedRight: false, tags: ["when"] }),
	outcome({ answerable: false, rank: null, quotedRight: false }),
];

describe("goldenFigures", () => {
	it("counts what was found over the answerable questions", () => {
		const figures = goldenFigures(OUTCOMES);
		expect(figures.questions).toBe(5);
		expect(figures.hit1).toMatchObject({ count: 1, of: 3 });
		expect(figures.recall3).toMatchObject({ count: 1, of: 3 });
		expect(figures.recall5).toMatchObject({ count: 2, of: 3 });
		expect(figures.mrr).toBeCloseTo((1 + 1 / 4) / 3);
		expect(figures.answerAccuracy).toMatchObject({ count: 1, of: 3 });
		expect(figures.answered).toMatchObject({ count: 2, of: 3 });
	});

	it("counts refusals over what was refused and over what had to be", () => {
		const figures = goldenFigures(OUTCOMES);
		expect(figures.abstentionPrecision).toMatchObject({ count: 1, of: 2 });
		expect(figures.abstentionRecall).toMatchObject({ count: 1, of: 2 });
	});

	it("has no mean of nothing", () => {
		expect(goldenFigures([])).toMatchObject({ questions: 0, mrr: null, hit1: { value: null } });
	});
});

describe("figuresByTag", () => {
	it("gives each tag the figures of its questions, in alphabetical order", () => {
		const byTag = figuresByTag(OUTCOMES);
		expect([...byTag.keys()]).toEqual(["when", "who"]);
		expect(byTag.get("when")).toMatchObject({ questions: 2, answered: { count: 0, of: 1 } });
	});
});
