/** Moves passages up whose articles were published when the question says. */

import type { WhenAsked } from "../domain/interpretation.ts";
import { logOdds } from "../domain/linear-model.ts";
import type { RankedCandidate } from "./fuse.ts";

/**
 * Log-odds that the right day of publication is worth. Not fitted, for want of dated questions: articles tell of
 * earlier days, too, so that a date moves passages and never shuts one out.
 */
const IN_SPAN = 1;
/** What the newest candidate gains on the oldest, where the question asks for the newest. */
const NEWEST = 2;

/**
 * Only the order changes: the scores stay what the ranker said, because confidence rests on them. Articles
 * without a date are neither moved up nor down.
 */
export function preferDates(
	ranked: readonly RankedCandidate[],
	{ dates, newest }: WhenAsked,
): RankedCandidate[] {
	if (dates === null && !newest) return [...ranked];
	const days = ranked.map(({ candidate }) => candidate.chunk.article.published?.slice(0, 10));
	const order = [...new Set(days.filter((day) => day !== undefined))].sort();
	const gains = days.map((day) => {
		if (day === undefined) return 0;
		const recency = order.length > 1 ? order.indexOf(day) / (order.length - 1) : 0;
		const isInSpan =
			dates !== null && day >= (dates.from ?? "") && (dates.to === null || day <= dates.to);
		return (isInSpan ? IN_SPAN : 0) + (newest ? NEWEST * recency : 0);
	});
	const preferred = ranked.map((one, i) => ({ one, worth: logOdds(one.score) + (gains[i] ?? 0) }));
	return preferred.sort((a, b) => b.worth - a.worth).map(({ one }) => one);
}
