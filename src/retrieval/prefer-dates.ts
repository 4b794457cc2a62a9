/** Moves passages up whose articles were published when the question says. */

import { isPublishedIn, type WhenAsked } from "../domain/interpretation.ts";
import { byWorth, type RankedCandidate } from "./fuse.ts";

/**
 * Log-odds that the right day of publication is worth. Not fitted, for want of dated questions: articles tell of
 * earlier days, too, so that a date moves passages and never shuts one out.
 */
const IN_SPAN = 1;
/** Added for "last week", which an article does not call so: the day of publication is all there is to go by. */
const RELATIVE = 1.5;
/** Added times the date's share of the question: where hardly anything else is asked, the date decides. */
const DATE_SHARE = 4;
/** What the newest candidate gains on the oldest, where the question asks for the newest. */
const NEWEST = 2;

/**
 * Articles without a date are moved neither up nor down.
 *
 * @param share of the question's words, by rarity, that say when: 0 to 1
 */
export function preferDates(
	ranked: readonly RankedCandidate[],
	{ dates, newest }: WhenAsked,
	share: number,
): RankedCandidate[] {
	if (dates === null && !newest) return [...ranked];
	const days = ranked.map(({ candidate }) => candidate.chunk.article.published?.slice(0, 10));
	const order = [...new Set(days.filter((day) => day !== undefined))].sort();
	const inSpan =
		dates === null ? 0 : IN_SPAN + DATE_SHARE * share + (/\d/.test(dates.text) ? 0 : RELATIVE);
	const preferred = ranked.map((one, i) => {
		const day = days[i];
		const recency = day && order.length > 1 ? order.indexOf(day) / (order.length - 1) : 0;
		const { published } = one.candidate.chunk.article;
		const isMeant = dates !== null && isPublishedIn(published, dates);
		const byDate = (isMeant ? inSpan : 0) + (newest ? NEWEST * recency : 0);
		return byDate === 0 ? one : { ...one, moved: { ...one.moved, byDate } };
	});
	return byWorth(preferred);
}
