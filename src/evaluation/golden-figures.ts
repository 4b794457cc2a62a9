/** Figures over golden questions: how often the right passage, the right sentence, the right "no answer" came. */

import { type Proportion, proportion } from "./proportion.ts";

/** What became of one golden question. */
export interface GoldenOutcome {
	readonly question: string;
	readonly tags: readonly string[];
	readonly answerable: boolean;
	/** Rank of the first passage that holds the expected quote, counted from 1; null where none does. */
	readonly rank: number | null;
	readonly answered: boolean;
	/** Whether a quoted sentence holds the expected quote, or a part of it. */
	readonly quotedRight: boolean;
	/** Whether the article still has the expected quote: without it, the question cannot fare well. */
	readonly quoteStands: boolean;
	/** 0 to 1. */
	readonly confidence: number;
}

export interface GoldenFigures {
	readonly questions: number;
	/** Over the questions that an article answers: the right passage among the first k. */
	readonly hit1: Proportion;
	readonly recall3: Proportion;
	readonly recall5: Proportion;
	/** Mean reciprocal rank of the right passage, 0 to 1; null without answerable questions. */
	readonly mrr: number | null;
	/** Over the same: a sentence was quoted and holds the answer. */
	readonly answerAccuracy: Proportion;
	/** Of the answerable questions, those answered at all. */
	readonly answered: Proportion;
	/** Of the questions refused, those that no article answers. */
	readonly abstentionPrecision: Proportion;
	/** Of the questions that no article answers, those refused. */
	readonly abstentionRecall: Proportion;
}

/** The figures that are shares of outcomes. */
export type GoldenShare = Exclude<keyof GoldenFigures, "questions" | "mrr">;

type Test = (outcome: GoldenOutcome) => boolean;

const isAnswerable: Test = ({ answerable }) => answerable;
const isWithin =
	(k: number): Test =>
	({ rank }) =>
		rank !== null && rank <= k;

/** Of which outcomes each share is, and what it counts. */
const SHARES: Readonly<Record<GoldenShare, { readonly of: Test; readonly holds: Test }>> = {
	hit1: { of: isAnswerable, holds: isWithin(1) },
	recall3: { of: isAnswerable, holds: isWithin(3) },
	recall5: { of: isAnswerable, holds: isWithin(5) },
	answerAccuracy: { of: isAnswerable, holds: ({ quotedRight }) => quotedRight },
	answered: { of: isAnswerable, holds: ({ answered }) => answered },
	abstentionPrecision: {
		of: ({ answered }) => !answered,
		holds: ({ answerable }) => !answerable,
	},
	abstentionRecall: { of: ({ answerable }) => !answerable, holds: ({ answered }) => !answered },
};

export function goldenFigures(outcomes: readonly GoldenOutcome[]): GoldenFigures {
	const answerable = outcomes.filter(isAnswerable);
	const reciprocal = answerable.reduce((sum, { rank }) => sum + (rank === null ? 0 : 1 / rank), 0);
	const share = (name: GoldenShare) => {
		const counted = outcomes.filter(SHARES[name].of);
		return proportion(counted.filter(SHARES[name].holds).length, counted.length);
	};
	return {
		questions: outcomes.length,
		hit1: share("hit1"),
		recall3: share("recall3"),
		recall5: share("recall5"),
		mrr: answerable.length > 0 ? reciprocal / answerable.length : null,
		answerAccuracy: share("answerAccuracy"),
		answered: share("answered"),
		abstentionPrecision: share("abstentionPrecision"),
		abstentionRecall: share("abstentionRecall"),
	};
}

/** The questions that lower a share, in their order. */
export function failing(outcomes: readonly GoldenOutcome[], name: GoldenShare): GoldenOutcome[] {
	const { of, holds } = SHARES[name];
	return outcomes.filter((outcome) => of(outcome) && !holds(outcome));
}

/** Figures of the questions with each tag, tags in alphabetical order. */
export function figuresByTag(
	outcomes: readonly GoldenOutcome[],
): ReadonlyMap<string, GoldenFigures> {
	const tags = [...new Set(outcomes.flatMap((outcome) => outcome.tags))].sort();
	return new Map(
		tags.map((tag) => [tag, goldenFigures(outcomes.filter(({ tags }) => tags.includes(tag)))]),
	);
}
