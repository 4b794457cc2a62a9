/** What readers asked as text for people. */

import type { AskedQuestions, QuestionReport } from "../contract/question-report.ts";

/** Ends with a line break. */
export function renderQuestionReport(report: QuestionReport): string {
	const { since, until, asked, unanswered, helpful, unhelpful, texts, groups, leftOut } = report;
	return `${[
		`${since.slice(0, 10)} to ${until.slice(0, 10)}: ${asked} asked, ${unanswered} without an answer; rated helpful ${helpful} times, not helpful ${unhelpful} times`,
		`${texts} texts in ${groups} groups${leftOut > 0 ? `, ${leftOut} rarer ones left out` : ""}`,
		...section("Asked most", report.top),
		...section("Without an answer", report.unansweredMost),
		...section("Rated as no help", report.ratedWorst),
	].join("\n")}\n`;
}

function section(heading: string, listed: readonly AskedQuestions[]): string[] {
	return ["", `# ${heading}`, ...(listed.length === 0 ? ["None."] : listed.flatMap(entry))];
}

function entry(group: AskedQuestions, position: number): string[] {
	const { asked, unanswered, helpful, unhelpful, nearest, variants, texts, golden } = group;
	const others = texts - 1 - variants.length;
	return [
		"",
		`${position + 1}. ${visible(group.question)}`,
		`   asked ${asked}, without an answer ${unanswered}, helpful ${helpful}, not helpful ${unhelpful}`,
		...(variants.length === 0
			? []
			: [
					`   also: ${variants.map(({ text }) => visible(text)).join(" | ")}${others > 0 ? ` and ${others} more` : ""}`,
				]),
		nearest === null
			? "   no article is near"
			: `   nearest: ${visible(nearest.title)} (${visible(nearest.url)})`,
		...golden
			.trimEnd()
			.split("\n")
			.map((line) => `   ${visible(line)}`),
	];
}

/** A terminal would obey control characters, and anybody may have asked anything. */
function visible(text: string): string {
	return text.replace(/[\p{Cc}\p{Bidi_Control}]/gu, " ");
}
