/** Chooses which questions may be shown to others who ask: those that many asked and that were answered. */

import { z } from "zod";
import { hourLiteral, type QuestionFile } from "./question-file.ts";

/** By libSQL's own thread: rows that are read one by one are read on ours. A rating counts for the text, whoever gave it. */
const answeredTable = ({ since, days, maxLength, limit }: AnsweredRequest) => `
	DROP TABLE IF EXISTS temp.answered;
	CREATE TEMP TABLE answered AS
		SELECT text FROM questions
		WHERE hour >= '${hourLiteral(since)}' AND length(text) <= ${maxLength} AND text NOT IN (
			SELECT text FROM ratings GROUP BY text HAVING sum(helpful) * 2 < count(*))
		GROUP BY text
		HAVING count(DISTINCT substr(hour, 1, 10)) >= ${days} AND sum(status = 'answered') * 2 > count(*)
		ORDER BY count(*) DESC, text LIMIT ${limit};
`;

/** Which questions were asked often and answered. */
export interface AnsweredRequest {
	/** As `startOfHour` gives it. */
	readonly since: string;
	/** On so many days (UTC) at least. */
	readonly days: number;
	/** In characters. */
	readonly maxLength: number;
	readonly limit: number;
}

const answeredRow = z.object({ text: z.string() });

/**
 * Texts that mostly had an answer and were not mostly rated as no help, those asked most often first.
 *
 * @throws SiteciteError `questions_unusable`
 */
export async function answeredQuestions(
	file: QuestionFile,
	request: AnsweredRequest,
): Promise<string[]> {
	return await file.inTurn(async () => {
		await file.exec(answeredTable(request));
		const rows = z.array(answeredRow).parse(await file.all("SELECT text FROM temp.answered"));
		return rows.map(({ text }) => text);
	});
}
