/** Public shape of `/api/articles/{id}`: one article with its canonical text. */

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
