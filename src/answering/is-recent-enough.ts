/** Keeps articles out that are too old for what is asked: one of spring knows nothing of "last week". */

import type { Passage } from "../domain/passage.ts";
import type { SentenceSources } from "./sentence-features.ts";

/** An article without a date may be of any day. */
export function isRecentEnough(
	{ citation }: Passage,
	{ since }: Pick<SentenceSources, "since">,
): boolean {
	const { published } = citation.article;
	return since === null || published === null || published >= since;
}
