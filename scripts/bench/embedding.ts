/**
 * Measures the bundled embedders: chunks and megabytes a second, and the time of one question. The static
 * one works on one core and is measured in processor time, the student on all cores and on the clock.
 *
 * The text is synthetic: whole words of the model's vocabulary, drawn by Zipf's law (the word of rank r
 * in proportion to 1 / r), sentences of about 20 words with capitals and punctuation, so that every run
 * measures the same text on every machine. Run it by `npx tsx scripts/bench/embedding.ts [chunks of the static one]`.
 */

import process from "node:process";
import { loadModel } from "../../src/embedding/static/load-model.ts";
import { StaticEmbedder } from "../../src/embedding/static/static-embedder.ts";
import { loadStudentEmbedder } from "../../src/embedding/student/student-embedder.ts";
import { randomFrom } from "./random-from.ts";
import { modelWords, zipfianDraw } from "./zipfian-words.ts";

const WORDS_PER_CHUNK = 120;
const WORDS_PER_SENTENCE = 20;
const WORDS_PER_QUESTION = 10;
const ROUNDS = 5;
const STUDENT_CHUNKS = 400;
const STUDENT_QUESTIONS = 500;
const MODEL = new URL("../../models/static.safetensors", import.meta.url);

const model = await loadModel(MODEL);
const draw = zipfianDraw(await modelWords(), randomFrom(1));
await measureStatic(Number(process.argv[2] ?? 10_000));
await measureStudent();

async function measureStatic(chunkCount: number): Promise<void> {
	const embedder = new StaticEmbedder(model);
	print("static");
	const chunks = Array.from({ length: chunkCount }, () => prose(draw, WORDS_PER_CHUNK));
	const megabytes = chunks.reduce((length, chunk) => length + chunk.length, 0) / 1e6;
	for (let round = 1; round <= ROUNDS; round++) {
		const start = process.cpuUsage();
		await embedder.embed(chunks);
		const seconds = secondsSince(start);
		const speed = Math.round(chunkCount / seconds);
		print(`round ${round}: ${speed} chunks/s, ${(megabytes / seconds).toFixed(1)} MB/s`);
	}
	const questions = Array.from({ length: 10_000 }, () => prose(draw, WORDS_PER_QUESTION));
	const start = process.cpuUsage();
	for (const question of questions) embedder.embedOne(question);
	const microseconds = (secondsSince(start) / questions.length) * 1e6;
	print(`question of ${WORDS_PER_QUESTION} words: ${microseconds.toFixed(1)} µs`);
}

async function measureStudent(): Promise<void> {
	const embedder = await loadStudentEmbedder();
	print("student");
	const chunks = Array.from({ length: STUDENT_CHUNKS }, () => prose(draw, WORDS_PER_CHUNK));
	// Threads start.
	await embedder.embed(chunks.slice(0, 100));
	for (let round = 1; round <= ROUNDS; round++) {
		const start = performance.now();
		await embedder.embed(chunks);
		const seconds = (performance.now() - start) / 1000;
		print(`round ${round}: ${(STUDENT_CHUNKS / seconds).toFixed(1)} chunks/s`);
	}
	const times: number[] = [];
	for (let question = 0; question < STUDENT_QUESTIONS; question++) {
		const text = prose(draw, WORDS_PER_QUESTION);
		const start = performance.now();
		await embedder.embed([text]);
		times.push(performance.now() - start);
	}
	times.sort((a, b) => a - b);
	const at = (share: number) => (times[Math.floor(share * times.length)] ?? 0).toFixed(2);
	print(`question of ${WORDS_PER_QUESTION} words: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`);
	await embedder.close();
}

function prose(draw: () => string, wordCount: number): string {
	let text = "";
	for (let word = 1; word <= wordCount; word++) {
		const isFirst = word % WORDS_PER_SENTENCE === 1;
		const isLast = word % WORDS_PER_SENTENCE === 0 || word === wordCount;
		const drawn = draw();
		text += isFirst ? drawn.charAt(0).toUpperCase() + drawn.slice(1) : drawn;
		text += isLast ? ". " : word % 7 === 0 ? ", " : " ";
	}
	return text.trimEnd();
}

/** Processor time, so that other work on the machine does not count. */
function secondsSince(start: NodeJS.CpuUsage): number {
	const { user, system } = process.cpuUsage(start);
	return (user + system) / 1e6;
}

function print(line: string): void {
	process.stdout.write(`${line}\n`);
}
