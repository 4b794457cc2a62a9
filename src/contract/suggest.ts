/** Public shapes of `/api/suggest`: how what somebody has begun to type may go on. */

import { z } from "zod";
import { indexInfo } from "./index-info.ts";
import { asDigits, count } from "./parameters.ts";

/** Nobody types longer titles. */
const MAX_TYPED_LENGTH = 200;

export const suggestQuery = z.strictObject({
	q: z
		.string({ error: ({ input }) => (input === undefined ? "is required" : "must be given once") })
		.max(MAX_TYPED_LENGTH, `must not be longer than ${MAX_TYPED_LENGTH} characters`)
		.meta({ description: "What was typed so far; may be empty.", example: "the sum" }),
	limit: asDigits(count.default(8)).meta({
		description: "How many suggestions to return (8 unless given).",
	}),
});

export const suggestResponse = z
	.object({
		suggestions: z
			.array(
				z.object({
					kind: z.enum(["title", "heading"]),
					text: z.string(),
					article: z.object({ id: z.string(), title: z.string(), url: z.string() }),
				}),
			)
			.readonly(),
		questions: z.array(z.string()).readonly().meta({
			description:
				"Questions that others asked on several days, that were answered, and that go on from what was typed; those asked most often first. None unless the service is set to give them.",
		}),
		index: indexInfo,
	})
	.meta({ id: "Suggestions" });

export type SuggestResponse = z.infer<typeof suggestResponse>;
