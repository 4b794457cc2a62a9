/**
 * How long the nearest vectors to a question take to find, by WebAssembly and by plain JavaScript in turn.
 * Usage: npm run bench:vectors -- [number of vectors…]
 */

import { nearest } from "../../src/engines/orama/semantic/scan.ts";
import type { CodeTable } from "../../src/vectors/code-table.ts";
import { openCodeTable } from "../../src/vectors/open-code-table.ts";
import { ScalarCodeTable } from "../../src/vectors/scalar-code-table.ts";
import { randomFrom } from "./random-from.ts";

const DIMENSIONS = 256;
const LIMIT = 100;
const ROUNDS = 40;
const WARM_UP = 5;

const sizes = process.argv.slice(2).map(Number);
for (const count of sizes.length > 0 ? sizes : [11_000, 100_000]) {
	const random = randomFrom(count);
	const codes = new Int8Array(count * DIMENSIONS).map(() => random() * 255 - 127);
	// All are as long as the first, about: what is measured is the time, not the ranking.
	const inverseNorms = new Float32Array(count).fill(1 / 1180);
	const tables = [openCodeTable(DIMENSIONS, codes), new ScalarCodeTable(DIMENSIONS, codes)];
	const times: number[][] = tables.map(() => []);
	for (let round = 0; round < WARM_UP + ROUNDS; round++) {
		const question = new Float32Array(DIMENSIONS).map(() => random() - 0.5);
		for (const [index, table] of tables.entries()) {
			const elapsed = timeOf(table, inverseNorms, question);
			if (round >= WARM_UP) times[index]?.push(elapsed);
		}
	}
	const [used = 0, plain = 0] = times.map(median);
	process.stdout.write(
		`${count} vectors of ${DIMENSIONS}: ${tables[0]?.constructor.name} ${used.toFixed(2)} ms, ` +
			`plain JavaScript ${plain.toFixed(2)} ms, ratio ${(plain / used).toFixed(1)} (medians of ${ROUNDS})\n`,
	);
}

function timeOf(codes: CodeTable, inverseNorms: Float32Array, question: Float32Array): number {
	const startedAt = performance.now();
	nearest({ codes, inverseNorms }, question, LIMIT, null);
	return performance.now() - startedAt;
}

function median(times: readonly number[]): number {
	return [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
}
