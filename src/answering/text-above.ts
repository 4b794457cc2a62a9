/** What a passage is read under, and may not say again: title, headings, and when it was published. */

import { type DateSpan, isPublishedIn } from "../domain/interpretation.ts";
import type { Passage } from "../domain/passage.ts";

/**
 * One line each.
 *
 * @param dates the days that the question names: of an article published then they count as said, in the question's
 * own words, because a report of a day seldom names it
 */
export function textAbove({ citation }: Passage, dates: DateSpan | null): string {
	const { article, section } = citation;
	const isFromThen = dates !== null && isPublishedIn(article.published, dates);
	return [article.title, ...section, ...(isFromThen ? [dates.text] : [])].join("\n");
}
