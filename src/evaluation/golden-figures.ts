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

export function goldenFigures(outcomes: readonly GoldenOutcome[]): GoldenFigures {
	const answerable = outcomes.filter((outcome) => outcome.answerable);
	const unanswerable = outcomes.filter((outcome) => !outcome.answerable);
	const refused = outcomes.filter((outcome) => !outcome.answered);
	const within = (k: number) => share(answerable, ({ rank }) => rank !== null && rank <= k);
	const reciprocal = answerable.reduce((sum, { rank }) => sum + (rank === null ? 0 : 1 / rank), 0);
	return {
		questions: outcomes.length,
		hit1: within(1),
		recall3: within(3),
		recall5: within(5),
		mrr: answerable.length > 0 ? reciprocal / answerable.length : null,
		answerAccuracy: share(answerable, ({ quotedRight }) => quotedRight),
		answered: share(answerable, ({ answered }) => answered),
		abstentionPrecision: share(refused, (outcome) => !outcome.answerable),
		abstentionRecall: share(unanswerable, ({ answered }) => !answered),
	};
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

function share(
	outcomes: readonly GoldenOutcome[],
	holds: (outcome: GoldenOutcome) => boolean,
): Proportion {
	return proportion(outcomes.filter(holds).length, outcomes.length);
}
