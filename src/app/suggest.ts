/** The use case of suggesting: titles and headings that go on from what somebody has begun to type. */

import type { SuggestResponse } from "../contract/suggest.ts";
import { fold } from "./folded-texts.ts";
import type { OpenIndex } from "./open-index.ts";

type Suggestion = SuggestResponse["suggestions"][number];

/**
 * Titles first, those that begin so before those with a later word that does; of equal ones the newest article's.
 * A text is suggested once, for the newest article that has it. Nothing typed suggests nothing.
 *
 * @param questions that others asked and that go on so, too
 */
export function suggest(
	{ list, info }: Pick<OpenIndex, "list" | "info">,
	typed: string,
	limit: number,
	questions: readonly string[] = [],
): SuggestResponse {
	const once = new Map<string, Suggestion>();
	const collect = (kind: Suggestion["kind"], found: ReturnType<typeof list.titles>) => {
		for (const { folded, article } of found) {
			if (once.size === limit) return;
			if (once.has(folded)) continue;
			const { id, title, url, headings } = list.at(article);
			const text = kind === "title" ? title : headings.find((one) => fold(one) === folded);
			once.set(folded, { kind, text: text ?? title, article: { id, title, url } });
		}
	};
	if (fold(typed) !== "") {
		collect("title", list.titles(typed));
		collect("heading", list.headings(typed));
	}
	return { suggestions: [...once.values()], questions, index: info };
}
