/** Public shapes of one article: whole as `/api/articles/{id}` gives it, or a piece of it. */

import { z } from "zod";
import { shownArticle } from "./article-list.ts";

export const articleResponse = z
	.object({
		...shownArticle.shape,
		text: z.string().meta({
			description:
				"Canonical text: what TextPositionSelector positions count in, in UTF-16 code units.",
		}),
		blocks: z
			.array(
				z.object({
					kind: z.enum(["heading", "standfirst", "paragraph", "list", "quote", "code", "table"]),
					level: z.int().min(1).max(6).optional(),
					afterGap: z.literal(true).optional().meta({
						description:
							"Words of the file that are not of the text stand right before: a dateline, say.",
					}),
					start: z.int().min(0),
					end: z.int().min(0),
				}),
			)
			.readonly(),
		source: z.object({ path: z.string() }),
	})
	.meta({ id: "Article" });

export type ArticleResponse = z.infer<typeof articleResponse>;

/** Longest piece of an article that is read at once, in UTF-16 code units. */
const MAX_EXCERPT_LENGTH = 50_000;

export const excerptRequest = z.strictObject({
	id: z.string().min(1, "must not be empty").max(500).meta({
		description: "The article's `id`, as citations have it.",
	}),
	start: z.int().min(0).default(0).meta({ description: "Where the piece begins." }),
	length: z.int().min(1).max(MAX_EXCERPT_LENGTH).default(10_000).meta({
		description: "How long it is at most, in UTF-16 code units.",
	}),
});

export type ExcerptRequest = z.infer<typeof excerptRequest>;

export const articleExcerpt = shownArticle
	.extend({
		text: z.string().meta({ description: "The canonical text from `start` to `end`." }),
		start: z.int().min(0),
		end: z.int().min(0),
		length: z.int().min(0).meta({ description: "How long the whole text is." }),
	})
	.meta({ id: "ArticleExcerpt" });

export type ArticleExcerpt = z.infer<typeof articleExcerpt>;
