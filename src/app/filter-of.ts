/** The filter behind validated parameters, whatever they ask for. */

import type { AskBody } from "../contract/ask.ts";
import type { ArticleFilter } from "../domain/question.ts";

export function filterOf({
	tag,
	author,
	lang,
	from,
	to,
}: Pick<AskBody, "tag" | "author" | "lang" | "from" | "to">): ArticleFilter {
	return {
		...(tag && { tags: tag }),
		...(author && { authors: author }),
		...(lang && { langs: lang }),
		...(from && { from }),
		...(to && { to }),
	};
}
