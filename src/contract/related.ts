/** Public shapes of `/api/articles/{id}/related`: what to read on. */

import { z } from "zod";
import { shownArticle } from "./article-list.ts";
import { indexInfo } from "./index-info.ts";
import { asDigits, count } from "./parameters.ts";

export const relatedQuery = z.strictObject({
	limit: asDigits(count.default(5)).meta({
		description: "How many articles to return (5 unless given).",
	}),
});

export const relatedResponse = z
	.object({
		articles: z
			.array(
				shownArticle.extend({
					similarity: z.number().min(-1).max(1).meta({
						description: "Cosine of the two articles' meanings: the larger, the nearer.",
					}),
				}),
			)
			.readonly()
			.meta({ description: "The nearest first." }),
		index: indexInfo,
	})
	.meta({ id: "RelatedArticles" });

export type RelatedResponse = z.infer<typeof relatedResponse>;
