/** Public shapes of `/api/articles`: which articles there are. */

import { z } from "zod";
import { indexInfo } from "./index-info.ts";
import { asDigits, count, filters, isInOrder, wrongOrder } from "./parameters.ts";

/** Longer than the cursor of any article. */
const MAX_CURSOR_LENGTH = 1000;

export const articleListQuery = z
	.strictObject({
		limit: asDigits(count.default(20)).meta({
			description: "How many articles to return (20 unless given).",
			example: 10,
		}),
		sort: z
			.enum(["newest", "oldest"], "must be newest or oldest")
			.default("newest")
			.meta({ description: "By date of publication; articles without one come last." }),
		cursor: z
			.string("must be given once")
			.max(MAX_CURSOR_LENGTH, `must not be longer than ${MAX_CURSOR_LENGTH} characters`)
			.optional()
			.meta({
				description: "`next` of an earlier response, with the same other parameters.",
				// Not to be made up.
				format: "cursor",
			}),
		...filters,
	})
	.refine(isInOrder, wrongOrder);

export type ArticleListParameters = z.infer<typeof articleListQuery>;

/** A list as a program asks for it, defaults left out. */
export type ArticleListRequest = Partial<ArticleListParameters>;

const texts = z.array(z.string()).readonly();

export const shownArticle = z
	.object({
		id: z.string(),
		title: z.string(),
		url: z.string(),
		authors: texts,
		published: z.string().nullable().meta({ description: "ISO 8601 date or date-time." }),
		modified: z.string().nullable().meta({ description: "ISO 8601 date or date-time." }),
		lang: z.string().nullable().meta({ description: "BCP 47 language tag." }),
		tags: texts,
		fields: z
			.record(z.string(), texts)
			.readonly()
			.meta({ description: "The front-matter fields of the configuration that it has." }),
		description: z.string().nullable(),
	})
	.meta({ id: "ListedArticle" });

export type ShownArticle = z.infer<typeof shownArticle>;

export const articleListResponse = z
	.object({
		total: z.int().min(0).meta({ description: "How many articles match, on all pages." }),
		articles: z.array(shownArticle).readonly(),
		next: z.string().nullable().meta({ description: "Cursor of the next page; null on the last." }),
		index: indexInfo,
	})
	.meta({ id: "ArticleList" });

export type ArticleListResponse = z.infer<typeof articleListResponse>;
