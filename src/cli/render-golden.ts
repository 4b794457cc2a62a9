/** Figures over golden questions as text for people. */

import type { GoldenReport } from "../app/evaluate-golden.ts";

type GoldenFigures = GoldenReport["figures"];
type Proportion = GoldenFigures["hit1"];
type ShareName = {
	[Name in keyof GoldenFigures]: GoldenFigures[Name] extends Proportion ? Name : never;
}[keyof GoldenFigures];

const ROWS: readonly (readonly [ShareName, string])[] = [
	["hit1", "right passage first"],
	["recall3", "right passage in the first 3"],
	["recall5", "right passage in the first 5"],
	["answerAccuracy", "a quoted sentence is right"],
	["answered", "answerable questions answered"],
	["abstentionPrecision", "refusals that were right"],
	["abstentionRecall", "unanswerable questions refused"],
];

/** Ends with a line break. */
export function renderGolden({ figures, byTag, outcomes, changes }: GoldenReport): string {
	const lines = [
		`${figures.questions} questions (95 % confidence interval)`,
		...ROWS.map(([name, label]) => `  ${label.padEnd(32)}${withInterval(figures[name])}`),
	];
	if (figures.mrr !== null) {
		lines.push(`  ${"mean reciprocal rank (MRR@5)".padEnd(32)}${figures.mrr.toFixed(3)}`);
	}
	if (byTag.size > 0) {
		lines.push("", `${"tag".padEnd(16)}   n  hit1  top 3  right sentence  refused`);
		for (const [tag, one] of byTag) {
			const columns = [
				percent(one.hit1).padStart(5),
				percent(one.recall3).padStart(6),
				percent(one.answerAccuracy).padStart(15),
				percent(one.abstentionRecall).padStart(8),
			];
			lines.push(`${tag.padEnd(16)}${String(one.questions).padStart(4)} ${columns.join(" ")}`);
		}
	}
	lines.push("", ...wrongLines(outcomes), ...changeLines(changes));
	return `${lines.join("\n")}\n`;
}

/** More would hide the figures. */
const MAX_WRONG = 20;

function wrongLines(outcomes: GoldenReport["outcomes"]): string[] {
	const wrong = outcomes.flatMap(({ question, answerable, answered, quotedRight, ...more }) => {
		if (answerable ? quotedRight : !answered) return [];
		const { rank, quoteStands } = more;
		if (!quoteStands) return [`  ${question} (its article does not have the expected quote)`];
		const place =
			rank === null ? "its passage is not among the first 5" : `its passage is ${rank}.`;
		const told = answered ? "answered with another sentence" : "not answered";
		return [`  ${question} (${answerable ? `${told}, ${place}` : "answered"})`];
	});
	if (wrong.length === 0) return ["Every question was answered right.", ""];
	const others = wrong.length - MAX_WRONG;
	return [
		`Not right, ${wrong.length} of ${outcomes.length}:`,
		...wrong.slice(0, MAX_WRONG),
		...(others > 0 ? [`  and ${others} more (--json lists all)`] : []),
		"",
	];
}

function changeLines(changes: GoldenReport["changes"]): string[] {
	if (changes === null) return ["No earlier run to compare with."];
	const { better, worse } = changes;
	if (better.length + worse.length === 0) return ["No question changed since the last run."];
	return [
		`Since the last run ${better.length} better, ${worse.length} worse:`,
		...better.map(({ question }) => `  + ${question}`),
		...worse.map(({ question }) => `  - ${question}`),
	];
}

function withInterval({ value, count, of, low, high }: Proportion): string {
	if (value === null) return "none";
	const interval = `${Math.round(low * 100)}–${Math.round(high * 100)} %`;
	return `${Math.round(value * 100)} % (${interval}; ${count} of ${of})`;
}

function percent({ value }: Proportion): string {
	return value === null ? "-" : `${Math.round(value * 100)} %`;
}
