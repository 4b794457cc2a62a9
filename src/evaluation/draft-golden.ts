/** Drafts of golden questions: what a reader asked, in the form of a file of golden questions, for a person to check. */

import { Document } from "yaml";

export interface GoldenDraft {
	readonly question: string;
	/** Path of the article that comes nearest, as the index has it; null where none does. */
	readonly article: string | null;
	/** The sentence that is quoted as an answer now; null where there is none. */
	readonly quote: string | null;
	/** Whether readers found the answer of no help. */
	readonly isBadlyRated: boolean;
}

/**
 * YAML: a list of one question, to be copied into a file of golden questions beside the configuration. What is not
 * known is left to whoever checks it, and said in a comment.
 */
export function draftGolden({ question, article, quote, isBadlyRated }: GoldenDraft): string {
	if (article === null || quote === null) {
		const nearest = article === null ? "" : ` The nearest is ${oneLine(article)}.`;
		return yaml(
			{ question, unanswerable: true },
			`No article answers.${nearest} Once one does, name it instead: article, quote.`,
		);
	}
	if (isBadlyRated) {
		return yaml({ question, article }, "The answer was of no help. Add the right quote.");
	}
	return yaml({ question, article, quote }, "Check that the quote answers the question.");
}

function yaml(golden: Readonly<Record<string, unknown>>, comment: string): string {
	const document = new Document();
	const entry = document.createNode(golden);
	entry.commentBefore = ` ${comment}`;
	document.contents = document.createNode([entry]);
	return document.toString({ lineWidth: 0 });
}

function oneLine(path: string): string {
	return path.replace(/\p{Cc}/gu, " ");
}
