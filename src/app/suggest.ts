/** The use case of suggesting: titles and headings that go on from what somebody has begun to type. */

import type { SuggestResponse } from "../contract/suggest.ts";
import type { ListedArticle } from "./article-list.ts";
import type { OpenIndex } from "./open-index.ts";

interface Entry {
	readonly kind: "title" | "heading";
	readonly text: string;
	readonly article: ListedArticle;
	/** The text as it is compared, and where words begin in it. */
	readonly folded: string;
}

/** By open index: every title and heading, folded once, at the first suggestion. */
const entriesOf = new WeakMap<OpenIndex, readonly Entry[]>();

/**
 * Titles first, those that begin so before those with a later word that does; of equal ones the newest article's.
 * A text is suggested once, for the newest article that has it. Nothing typed suggests nothing.
 */
export function suggest(index: OpenIndex, typed: string, limit: number): SuggestResponse {
	const wanted = fold(typed);
	const found: { readonly entry: Entry; readonly rank: number }[] = [];
	if (wanted !== "") {
		for (const entry of foldedEntries(index)) {
			const at = ` ${entry.folded}`.indexOf(` ${wanted}`);
			if (at < 0) continue;
			found.push({ entry, rank: (entry.kind === "title" ? 0 : 2) + (at === 0 ? 0 : 1) });
		}
	}
	found.sort((a, b) => a.rank - b.rank);
	const once = new Map<string, Entry>();
	for (const { entry } of found) {
		if (once.size === limit) break;
		if (!once.has(entry.folded)) once.set(entry.folded, entry);
	}
	return {
		suggestions: [...once.values()].map(({ kind, text, article }) => ({
			kind,
			text,
			article: { id: article.id, title: article.title, url: article.url },
		})),
		index: index.info,
	};
}

function foldedEntries(index: OpenIndex): readonly Entry[] {
	let entries = entriesOf.get(index);
	if (entries === undefined) {
		entries = index.list.newestFirst.flatMap((article) => [
			{ kind: "title" as const, text: article.title, article, folded: fold(article.title) },
			...article.headings.map((text) => ({
				kind: "heading" as const,
				text,
				article,
				folded: fold(text),
			})),
		]);
		entriesOf.set(index, entries);
	}
	return entries;
}

/** Without case, accents and punctuation, words separated by one space. */
function fold(text: string): string {
	return text
		.normalize("NFKD")
		.replace(/\p{M}+/gu, "")
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, " ")
		.trim();
}
