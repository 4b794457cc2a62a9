/** What changed between two runs of golden questions. */

import type { GoldenOutcome } from "./golden-figures.ts";

export interface OutcomeChange {
	readonly question: string;
	readonly before: OutcomeSummary;
	readonly now: OutcomeSummary;
}

/** The part of an outcome that is worth telling when it changes. */
type OutcomeSummary = Pick<GoldenOutcome, "rank" | "answered" | "quotedRight">;

/**
 * The questions that fared better or worse than before, in the order of `now`; those that are new or
 * gone are left out.
 */
export function compareOutcomes(
	before: readonly GoldenOutcome[],
	now: readonly GoldenOutcome[],
): { readonly better: readonly OutcomeChange[]; readonly worse: readonly OutcomeChange[] } {
	const earlier = new Map(before.map((outcome) => [outcome.question, outcome]));
	const changes = now.flatMap((outcome) => {
		const old = earlier.get(outcome.question);
		if (old === undefined || old.answerable !== outcome.answerable) return [];
		const change = { question: outcome.question, before: summary(old), now: summary(outcome) };
		return [{ change, gain: worth(outcome) - worth(old) }];
	});
	return {
		better: changes.filter(({ gain }) => gain > 0).map(({ change }) => change),
		worse: changes.filter(({ gain }) => gain < 0).map(({ change }) => change),
	};
}

function summary({ rank, answered, quotedRight }: GoldenOutcome): OutcomeSummary {
	return { rank, answered, quotedRight };
}

/** A right sentence outweighs any rank; an honest refusal is all that an unanswerable question can get. */
function worth({ answerable, rank, answered, quotedRight }: GoldenOutcome): number {
	if (!answerable) return answered ? 0 : 1;
	return (quotedRight ? 2 : 0) + (rank === null ? 0 : 1 / rank);
}
