/** Shape of the report of what readers asked, as `sitecite report --json` and `/admin/report` give it. */

import { z } from "zod";

const count = z.int().min(0);

const askedQuestions = z.object({
	/** The text that was asked most often. */
	question: z.string(),
	/** Others that mean the same, those asked most often first; at most five. */
	variants: z.array(z.object({ text: z.string(), asked: count })),
	/** Texts that differ. */
	texts: z.int().min(1),
	asked: count,
	unanswered: count,
	/** Mean confidence of the answers, 0 to 1; null where the question was rated and never kept. */
	confidence: z.number().min(0).max(1).nullable(),
	helpful: count,
	unhelpful: count,
	/** The article that comes nearest now; null where none does. */
	nearest: z.object({ id: z.string(), title: z.string(), url: z.string() }).nullable(),
	/** A draft golden question: YAML, to be checked by a person. */
	golden: z.string(),
});

export const questionReport = z
	.object({
		/** ISO 8601, UTC: the first hour that counts. */
		since: z.iso.datetime(),
		/** When the report was made. */
		until: z.iso.datetime(),
		asked: count,
		unanswered: count,
		helpful: count,
		unhelpful: count,
		/** Texts that differ, and how many of them are in no list because so many others were asked more often. */
		texts: count,
		leftOut: count,
		/** Groups of questions that mean the same. */
		groups: count,
		top: z.array(askedQuestions),
		unansweredMost: z.array(askedQuestions),
		ratedWorst: z.array(askedQuestions),
	})
	.meta({ id: "QuestionReport" });

export type AskedQuestions = z.infer<typeof askedQuestions>;
export type QuestionReport = z.infer<typeof questionReport>;
