/** The table of a run: a line for each kind of work, a column for each size. */

import type { BenchResults, PeerResults, SizeResults } from "./results.ts";
import type { Times } from "./times.ts";

type Cell = (size: SizeResults) => string;

const OURS: readonly (readonly [name: string, cell: Cell])[] = [
	["candidates of both legs, ms", ({ serving }) => milliseconds(serving.candidates)],
	["candidates and ranker, ms", ({ serving }) => milliseconds(serving.ranked)],
	["ask, ms", ({ serving }) => milliseconds(serving.ask)],
	["search while typing, ms", ({ serving }) => milliseconds(serving.search)],
	["planted passage first, among five", ({ serving }) => found(serving)],
	["build, chunks/s", ({ build }) => whole(build.chunksPerSecond)],
	["build, peak MB", ({ build }) => whole(build.peakMb)],
	["serving, resident MB", ({ serving }) => whole(serving.residentMb)],
	["cold start to first answer, ms", ({ coldStart }) => whole(coldStart.firstAnswer)],
	["bytes a chunk beside its text", ({ build }) => whole(build.bytesPerChunk.engine)],
	["bytes a chunk of articles", ({ build }) => whole(build.bytesPerChunk.articles)],
];

/** Markdown. */
export function resultsTable({ machine, loadBefore, rounds, sizes }: BenchResults): string {
	const head = ["", ...sizes.map(({ chunks }) => `${chunks.toLocaleString("en")} chunks`)];
	const rows = OURS.map(([name, cell]) => [name, ...sizes.map(cell)]);
	const peers = new Set(sizes.flatMap((size) => size.peers.map(({ name }) => name)));
	for (const name of peers) {
		const of = (cell: (peer: PeerResults, size: SizeResults) => string) =>
			sizes.map((size) => {
				const peer = size.peers.find((one) => one.name === name);
				if (peer === undefined) return "";
				return peer.skipped === null ? cell(peer, size) : `(${peer.skipped})`;
			});
		rows.push(
			[`${name}: question, ms`, ...of((peer, { serving }) => beside(peer.question, serving.ask))],
			[`${name}: search, ms`, ...of((peer, { serving }) => beside(peer.search, serving.search))],
			[`${name}: planted passage`, ...of(found)],
			[`${name}: build, chunks/s`, ...of((peer) => whole(peer.chunksPerSecond ?? 0))],
			[`${name}: resident MB`, ...of((peer) => whole(peer.residentMb ?? 0))],
		);
	}
	const { cpu, cores, node } = machine;
	return [
		...table([head, ...rows]),
		"",
		`Times: p50 / p95 / p99, the best of ${rounds} rounds; in brackets, how many times as long as ours at p50.`,
		`${cpu}, ${cores} cores, Node ${node}; load before: ${loadBefore.toFixed(1)}.`,
	].join("\n");
}

function table(rows: readonly (readonly string[])[]): string[] {
	const widths = (rows[0] ?? []).map((_, column) =>
		Math.max(3, ...rows.map((row) => row[column]?.length ?? 0)),
	);
	const line = (row: readonly string[]) =>
		`| ${widths.map((width, column) => (row[column] ?? "").padEnd(width)).join(" | ")} |`;
	const [head = [], ...rest] = rows;
	return [line(head), line(widths.map((width) => "-".repeat(width))), ...rest.map(line)];
}

/** p50 / p95 / p99. */
export function milliseconds({ p50, p95, p99 }: Times): string {
	return [p50, p95, p99].map((time) => time.toFixed(time < 10 ? 2 : 0)).join(" / ");
}

function beside(theirs: Times | undefined, ours: Times): string {
	if (theirs === undefined) return "";
	return `${milliseconds(theirs)} (× ${(theirs.p50 / ours.p50).toFixed(1)})`;
}

function found({
	foundFirst = 0,
	foundAmongFive = 0,
}: {
	readonly foundFirst?: number;
	readonly foundAmongFive?: number;
}): string {
	return [foundFirst, foundAmongFive].map((share) => `${(share * 100).toFixed(1)} %`).join(", ");
}

function whole(value: number): string {
	return Math.round(value).toLocaleString("en");
}
