/** Public shape of `POST /api/feedback`: whether an answer helped. */

import { z } from "zod";
import { question } from "./parameters.ts";

/** Names of generations are far shorter. */
const MAX_GENERATION_LENGTH = 100;

export const feedbackBody = z
	.strictObject({
		question: question.meta({
			description: "The question, as the answer repeated it.",
			example: "Who built the sewers?",
		}),
		generation: z
			.string({ error: ({ input }) => (input === undefined ? "is required" : "must be text") })
			.min(1, "must not be empty")
			.max(MAX_GENERATION_LENGTH, `must not be longer than ${MAX_GENERATION_LENGTH} characters`)
			.meta({ description: "`index.generation` of the answer.", example: "1f2e3d4c" }),
		helpful: z
			.boolean({
				error: ({ input }) => (input === undefined ? "is required" : "must be true or false"),
			})
			.meta({ description: "Whether the answer helped.", example: true }),
	})
	.meta({
		id: "Feedback",
		example: { question: "Who built the sewers?", generation: "1f2e3d4c", helpful: true },
	});

export type FeedbackBody = z.infer<typeof feedbackBody>;
