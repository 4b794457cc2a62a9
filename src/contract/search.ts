/** Public shapes of `/api/search`: what may be typed, and which articles come back. */

import { z } from "zod";
import { citedArticle, facets, list, textRange } from "./ask.ts";
import { indexInfo } from "./index-info.ts";
import {
	asDigits,
	count,
	filters,
	isInOrder,
	MAX_QUESTION_LENGTH,
	wrongOrder,
} from "./parameters.ts";

/** Best results that can be paged through: nobody reads further, and each page costs as much as all before it. */
export const MAX_REACHED = 10_000;

/** As it was typed: white space at its end says that the last word is whole. */
const typed = z
	.string({ error: ({ input }) => (input === undefined ? "is required" : "must be text") })
	.max(MAX_QUESTION_LENGTH, `must not be longer than ${MAX_QUESTION_LENGTH} characters`)
	.meta({
		description:
			"What was typed so far. The last word may go on, unless white space follows it. Without any word nothing is found.",
		example: "london sew",
	});

const page = z
	.int("must be a whole number")
	.min(1, "must be at least 1")
	.max(MAX_REACHED, `must be at most ${MAX_REACHED}`);

const isReached = ({ page, limit }: { page: number; limit: number }) => page * limit <= MAX_REACHED;

const tooFar = {
	path: ["page"],
	error: `must not reach beyond the first ${MAX_REACHED} results: ask for fewer with filters`,
};

const limitMeta = { description: "How many articles a page has (10 unless given)." };
const pageMeta = { description: "Which page, from 1. One past the end has no results." };

/** A search as values: what the command line and agents ask with, and `POST /api/search`. */
export const searchBody = z
	.strictObject({
		q: typed,
		limit: count.default(10).meta(limitMeta),
		page: page.default(1).meta(pageMeta),
		...filters,
	})
	.refine(isInOrder, wrongOrder)
	.refine(isReached, tooFar);

/** The same in the description of the API, where shapes have names. */
export const namedSearchBody = searchBody.meta({
	id: "SearchRequest",
	example: { q: "london sew", limit: 3, lang: ["en"] },
});

export type SearchBody = z.infer<typeof searchBody>;

/** A search as a program writes it, defaults left out. */
export type SearchRequest = z.input<typeof searchBody>;

/** A search as query parameters (`GET /api/search`). Unknown parameters are refused. */
export const searchQuery = z
	.strictObject({
		q: typed,
		limit: asDigits(count.default(10)).meta(limitMeta),
		page: asDigits(page.default(1)).meta(pageMeta),
		...filters,
	})
	.refine(isInOrder, wrongOrder)
	.refine(isReached, tooFar);

const result = z
	.object({
		rank: z.int().min(1),
		article: citedArticle,
		titleHighlights: list(textRange).meta({
			description: "Ranges of the title that match what was typed.",
		}),
		section: list(z.string()).meta({ description: "Headings above the snippet, outermost first." }),
		snippet: z.object({
			text: z.string().meta({
				description:
					"About 160 characters of the article around what matches best; “…” where a sentence is cut.",
			}),
			highlights: list(textRange).meta({ description: "Ranges of the snippet that match." }),
		}),
		deepLink: z.string().meta({
			description: "The article's URL with a text fragment that selects the passage.",
		}),
	})
	.meta({ id: "SearchResult" });

/** What `/api/search` gives: articles, each once. */
export const searchResponse = z
	.object({
		query: z.string(),
		total: z.int().min(0).meta({ description: "How many articles hold a word that was typed." }),
		page: z.int().min(1),
		limit: z.int().min(1),
		results: list(result).meta({ description: "Articles that hold all words come first." }),
		corrected: list(z.object({ from: z.string(), to: z.string() })).meta({
			description: "Words that no article has, and what was looked for instead.",
		}),
		correctedQuery: z.string().meta({
			description:
				"What was looked for, the words of `corrected` replaced; the same as `query` where there are none.",
		}),
		facets: facets.meta({ description: "Number of articles by value, over all results." }),
		index: indexInfo,
		tookMs: z.number().min(0),
	})
	.meta({ id: "SearchResponse" });

export type SearchResponse = z.infer<typeof searchResponse>;
