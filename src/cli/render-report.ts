/** Build reports and inspections as text for people. */

import type { BuildReport, SkippedFile } from "../app/build-report.ts";
import { deadSemanticLeg } from "../app/embedders.ts";
import type { BuildEstimate } from "../app/estimate-build.ts";
import type { IndexInspection } from "../app/inspect-index.ts";
import type { LegCheck } from "../domain/leg-check.ts";

/** Longer lists say how many more there are; `--json` has them all. */
const MAX_LISTED = 20;

/** Ends with a line break. */
export function renderReport(report: BuildReport): string {
	const { articles, chunks, embedded, reused, embedder, generation } = report;
	const summary = report.unchanged
		? `Nothing changed: generation ${generation} with ${count(articles, "article")} in ${count(chunks, "chunk")} stays current.`
		: `Built generation ${generation}: ${count(articles, "article")} in ${count(chunks, "chunk")}, ${embedded} embedded (${embedder.id}), ${reused} reused.`;
	return lines([
		...skippedLines(report.skipped),
		...listed(report.warnings.map(({ path, message }) => `warning: ${path}: ${message}`)),
		...(report.note === null ? [] : [report.note]),
		...(report.legs?.usesSemantic === false ? [deadSemanticLeg(report.legs)] : []),
		`${summary} ${seconds(report.tookMs)}`,
	]);
}

/** Ends with a line break. */
export function renderEstimate({ chunks, seconds }: BuildEstimate): string {
	const each = Object.entries(seconds).map(([id, time]) => `${duration(time)} with ${id}`);
	return lines([
		`About ${chunks.toLocaleString("en")} chunks; embedding them takes about ${each.join(", ")} (--embedder).`,
	]);
}

function duration(seconds: number): string {
	return seconds < 100 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`;
}

/** Ends with a line break. */
export function renderInspection(inspection: IndexInspection): string {
	const { generation, builtAt, embedder, files, slowest, skipped } = inspection;
	const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
	return lines([
		`Generation ${generation}, built ${builtAt}`,
		`${count(inspection.articles, "article")} in ${count(inspection.chunks, "chunk")}`,
		`Embedder ${embedder.id}, ${embedder.dimensions} dimensions, fingerprint ${embedder.fingerprint}`,
		legLine(inspection.legs),
		`Size ${kilobytes(total)}:`,
		...files.map(({ name, bytes }) => `  ${kilobytes(bytes).padStart(12)}  ${name}`),
		"Slowest files:",
		...slowest.map(({ path, ms }) => `  ${ms.toFixed(1).padStart(9)} ms  ${path}`),
		`Skipped files: ${skipped.length}`,
		...skippedLines(skipped),
	]);
}

function legLine(legs: LegCheck | null): string {
	if (legs === null) return "Too few articles to try words and meaning on their own sentences";
	if (!legs.usesSemantic) return deadSemanticLeg(legs);
	return `Of ${legs.sentences} sentences, words find the article of ${legs.lexical}, meaning of ${legs.semantic}`;
}

function skippedLines(skipped: readonly SkippedFile[]): string[] {
	return listed(
		skipped.map(({ path, reason, message }) => `skipped: ${path}: ${message} (${reason})`),
	);
}

function listed(all: readonly string[]): string[] {
	if (all.length <= MAX_LISTED) return [...all];
	return [...all.slice(0, MAX_LISTED), `… and ${all.length - MAX_LISTED} more (--json lists all)`];
}

function lines(all: readonly string[]): string {
	return `${all.join("\n")}\n`;
}

/** `1 article`, `2 articles`. */
function count(number: number, noun: string): string {
	return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

function seconds(ms: number): string {
	return `${(ms / 1000).toFixed(2)} s`;
}

function kilobytes(bytes: number): string {
	return `${Math.ceil(bytes / 1000).toLocaleString("en")} kB`;
}
