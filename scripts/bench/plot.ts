/**
 * Draws how the time of each kind of work grows with the chunks, out of what a run of the bench wrote.
 * Usage: npm run bench:plot -- [results] [picture]
 */

import { readFile, writeFile } from "node:fs/promises";
import process from "node:process";
import type { BenchResults } from "./results.ts";
import { growthPicture } from "./results-picture.ts";

const [from = "bench/results/latest.json", to = "bench/results/latest.svg"] = process.argv.slice(2);
const results: BenchResults = JSON.parse(await readFile(from, "utf8"));
await writeFile(to, growthPicture(results));
