/** The picture of a run: time over chunks, both by powers of ten, a line for each kind of work. */

import type { BenchResults, SizeResults } from "./results.ts";

const WIDTH = 640;
const HEIGHT = 400;
const LEFT = 70;
const RIGHT = 190;
const TOP = 20;
const BOTTOM = 50;

interface Line {
	readonly name: string;
	readonly colour: string;
	/** In milliseconds; undefined where it was not measured. */
	readonly at: (size: SizeResults) => number | undefined;
}

const LINES: readonly Line[] = [
	{ name: "ask, p50", colour: "#1f5fa8", at: ({ serving }) => serving.ask.p50 },
	{ name: "ask, p99", colour: "#7aa5d8", at: ({ serving }) => serving.ask.p99 },
	{ name: "candidates, p50", colour: "#555", at: ({ serving }) => serving.candidates.p50 },
	{ name: "search, p50", colour: "#2f7d3b", at: ({ serving }) => serving.search.p50 },
	{ name: "search, p99", colour: "#86c08f", at: ({ serving }) => serving.search.p99 },
	{ name: "MiniSearch, question", colour: "#b3471d", at: questionOf("MiniSearch") },
	{ name: "Orama, question", colour: "#8a4fa0", at: questionOf("Orama") },
];

/** SVG that stands alone. */
export function growthPicture({ sizes, machine }: BenchResults): string {
	const lines = LINES.map(({ at, ...line }) => ({
		...line,
		points: sizes.flatMap((size) => {
			const ms = at(size);
			return ms === undefined ? [] : [{ chunks: size.chunks, ms }];
		}),
	})).filter(({ points }) => points.length > 0);
	const times = lines.flatMap(({ points }) => points.map(({ ms }) => ms));
	const across = scale(
		sizes.map(({ chunks }) => chunks),
		LEFT,
		WIDTH - RIGHT,
	);
	const up = scale(times, HEIGHT - BOTTOM, TOP);
	const parts = [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="13">`,
		"<title>Milliseconds by number of chunks</title>",
		`<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
	];
	for (const ms of up.ticks) {
		const y = up.at(ms);
		parts.push(
			`<path d="M${LEFT},${y} H${WIDTH - RIGHT}" stroke="#ddd" fill="none"/>`,
			`<text x="${LEFT - 8}" y="${y + 4}" text-anchor="end">${ms.toLocaleString("en")} ms</text>`,
		);
	}
	for (const chunks of across.ticks) {
		parts.push(
			`<text x="${across.at(chunks)}" y="${HEIGHT - BOTTOM + 18}" text-anchor="middle">${chunks.toLocaleString("en")}</text>`,
		);
	}
	parts.push(
		`<text x="${(LEFT + WIDTH - RIGHT) / 2}" y="${HEIGHT - 12}" text-anchor="middle">chunks (${machine.cpu}, one thread)</text>`,
	);
	// Names stand beside their lines' ends, as near as there is room, in the order of those.
	let free = TOP;
	const named = lines
		.map((line) => ({ ...line, y: up.at(line.points.at(-1)?.ms ?? 1) }))
		.sort((one, other) => one.y - other.y);
	for (const { name, colour, points, y } of named) {
		const path = points.map(({ chunks, ms }) => `${across.at(chunks)},${up.at(ms)}`).join(" L");
		const textY = Math.max(y + 4, free);
		free = textY + 16;
		parts.push(
			`<path d="M${path}" stroke="${colour}" stroke-width="2" fill="none"/>`,
			`<text x="${WIDTH - RIGHT + 10}" y="${textY}" fill="${colour}">${name}</text>`,
		);
	}
	return `${[...parts, "</svg>"].join("\n")}\n`;
}

function questionOf(name: string): Line["at"] {
	return ({ peers }) => peers.find((peer) => peer.name === name)?.question?.p50;
}

/** From powers of ten to places, which are rounded to tenths. */
function scale(values: readonly number[], from: number, to: number) {
	const first = Math.floor(Math.log10(Math.min(...values)));
	const last = Math.max(first + 1, Math.ceil(Math.log10(Math.max(...values))));
	return {
		ticks: Array.from({ length: last - first + 1 }, (_, step) => 10 ** (first + step)),
		at: (value: number) => {
			const share = (Math.log10(value) - first) / (last - first);
			return Math.round((from + share * (to - from)) * 10) / 10;
		},
	};
}
