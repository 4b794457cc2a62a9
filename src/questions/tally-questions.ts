/** Counts what was asked and rated, one tally a text: what reports are made of. */

import { z } from "zod";
import { hourLiteral, type QuestionFile } from "./question-file.ts";

/** Of a whole table, by libSQL's own thread: rows that are read one by one are read on ours. */
const tallyTables = (since: string, limit: number) => `
	DROP TABLE IF EXISTS temp.tallies;
	DROP TABLE IF EXISTS temp.totals;
	CREATE TEMP TABLE tallies AS
		SELECT text, sum(asked) AS asked, sum(unanswered) AS unanswered, avg(confidence) AS confidence,
			sum(helpful) AS helpful, sum(unhelpful) AS unhelpful, max(articles) AS articles
		FROM (
			SELECT text, 1 AS asked, status = 'no_answer' AS unanswered, confidence, 0 AS helpful, 0 AS unhelpful, articles
			FROM questions WHERE hour >= '${since}'
			UNION ALL
			SELECT text, 0, 0, NULL, helpful, 1 - helpful, NULL FROM ratings WHERE hour >= '${since}'
		)
		GROUP BY text ORDER BY sum(asked) DESC, sum(unhelpful) DESC, text LIMIT ${limit};
	CREATE TEMP TABLE totals AS
		SELECT asked, unanswered, helpful, unhelpful, texts FROM
			(SELECT count(*) AS asked, count(*) FILTER (WHERE status = 'no_answer') AS unanswered
				FROM questions WHERE hour >= '${since}'),
			(SELECT count(*) FILTER (WHERE helpful = 1) AS helpful, count(*) FILTER (WHERE helpful = 0) AS unhelpful
				FROM ratings WHERE hour >= '${since}'),
			(SELECT count(*) AS texts FROM (SELECT text FROM questions WHERE hour >= '${since}'
				UNION SELECT text FROM ratings WHERE hour >= '${since}'));
`;

const counts = {
	asked: z.int(),
	/** How often there was no answer. */
	unanswered: z.int(),
	helpful: z.int(),
	unhelpful: z.int(),
};

const tallyRow = z.object({
	...counts,
	text: z.string(),
	/** Mean confidence of the answers, 0 to 1; null where it was rated and never asked. */
	confidence: z.number().nullable(),
	/** Ids of the articles that came nearest at one of the times, the nearest first. */
	articles: z
		.string()
		.nullable()
		.transform((listed) => z.array(z.string()).parse(JSON.parse(listed ?? "[]"))),
});

const totalsRow = z.object({
	...counts,
	/** Texts that differ. */
	texts: z.int(),
});

/** One text of a question, and what came of it over some time. */
export type QuestionTally = Readonly<z.infer<typeof tallyRow>>;

export interface Tallies {
	/** Those asked most often first. */
	readonly tallies: readonly QuestionTally[];
	/** Over all texts, also of those left out. */
	readonly totals: Readonly<z.infer<typeof totalsRow>>;
}

/**
 * What was asked and rated since an hour.
 *
 * @param since as `startOfHour` gives it
 * @param limit how many texts at most
 * @throws SiteciteError `questions_unusable`
 */
export async function tallyQuestions(
	file: QuestionFile,
	since: string,
	limit: number,
): Promise<Tallies> {
	return await file.inTurn(async () => {
		await file.exec(tallyTables(hourLiteral(since), limit));
		const tallies = z.array(tallyRow).parse(await file.all("SELECT * FROM temp.tallies"));
		const [totals] = z.tuple([totalsRow]).parse(await file.all("SELECT * FROM temp.totals"));
		return { tallies, totals };
	});
}
