/** Explanations of answers as text for people. */

import type { Contribution, Explanation } from "../app/explain.ts";

/** What adds least says least. */
const MAX_CONTRIBUTIONS = 6;
const MAX_TEXT = 100;

/** Ends with a line break. */
export function renderExplanation(explanation: Explanation): string {
	const { words, interpreted, proposed, candidates, sentences, confidence } = explanation;
	const { lexical, semantic } = proposed;
	return `${[
		`Words: ${words.map(({ term, weight }) => `${term} ${weight.toFixed(2)}`).join(", ") || "none"}`,
		...(interpreted === null ? [] : interpretationLines(interpreted)),
		`Candidates: ${lexical} with words of the question, ${semantic} compared by meaning`,
		"",
		...candidates.flatMap((candidate) => [
			`${candidate.rank}. ${candidate.score.toFixed(3)}  ${candidate.article} (before ranking: ${candidate.fusedRank})`,
			`   words ${fixed(candidate.scores.lexical)}, meaning ${fixed(candidate.scores.semantic)}: ${shortened(candidate.text)}`,
			...(candidate.contributions === null ? [] : [`   ${told(candidate.contributions)}`]),
			...movedLines(candidate.moved),
		]),
		"",
		...sentences.flatMap(({ score, citation, text, contributions }) => [
			`${score.toFixed(2).padStart(6)}  [${citation}] “${shortened(text)}”`,
			`        ${told(contributions)}`,
		]),
		"",
		...(confidence === null
			? ["No sentence to be confident of."]
			: [
					`Confidence ${confidence.value.toFixed(3)}, an answer from ${confidence.threshold} on`,
					`        ${told(confidence.contributions)}`,
				]),
	].join("\n")}\n`;
}

function interpretationLines(read: NonNullable<Explanation["interpreted"]>): string[] {
	const { spelling, phrases, dates, newest } = read;
	return [
		...spelling.map(({ from, to }) => `Spelling: “${from}” read as “${to}”`),
		...phrases.map(
			({ text, found }) => `Phrase: “${text}”${found ? "" : ", which no passage has"}`,
		),
		...(dates === null
			? []
			: [
					`When: “${dates.text}” is ${dates.from ?? "any day"} to ${dates.to ?? "today and later"}`,
				]),
		...(newest ? ["When: the newest first"] : []),
	];
}

function movedLines({ byDate, byPhrases }: Explanation["candidates"][number]["moved"]): string[] {
	return [
		...(byDate === 0 ? [] : [`   moved up by its date (+${byDate.toFixed(2)})`]),
		...(byPhrases > 0 ? ["   moved to the front: it has what is quoted"] : []),
	];
}

function told(contributions: readonly Contribution[]): string {
	return contributions
		.filter(({ contribution }) => Math.abs(contribution) >= 0.005)
		.slice(0, MAX_CONTRIBUTIONS)
		.map(({ feature, value, contribution }) => {
			const sign = contribution < 0 ? "" : "+";
			return `${feature} ${value.toFixed(2)} (${sign}${contribution.toFixed(2)})`;
		})
		.join(", ");
}

function fixed(score: number | null): string {
	return score === null ? "–" : score.toFixed(2);
}

function shortened(text: string): string {
	const line = text.replace(/\s+/gu, " ");
	return line.length <= MAX_TEXT ? line : `${line.slice(0, MAX_TEXT)}…`;
}
