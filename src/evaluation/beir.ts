/** Reads a question collection in BEIR layout (Thakur et al., 2021): corpus, queries and relevance. */

import { createReadStream, existsSync } from "node:fs";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { SiteciteError } from "../domain/errors.ts";

export interface BeirDocument {
	readonly id: string;
	readonly title: string;
	readonly text: string;
}

export interface BeirQuery {
	readonly id: string;
	readonly text: string;
}

/** Query id to document id to grade; 0 says judged and not relevant. */
export type Qrels = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** The documents of `corpus.jsonl`, one at a time. */
export async function* readBeirDocuments(folder: string): AsyncGenerator<BeirDocument> {
	for await (const { record, where } of readJsonLines(folder, "corpus.jsonl")) {
		yield {
			id: stringField(record, "_id", where),
			title: stringField(record, "title", where, ""),
			text: stringField(record, "text", where),
		};
	}
}

/** The queries of `queries.jsonl`, in the order of the file. */
export async function readBeirQueries(folder: string): Promise<BeirQuery[]> {
	const queries: BeirQuery[] = [];
	for await (const { record, where } of readJsonLines(folder, "queries.jsonl")) {
		queries.push({
			id: stringField(record, "_id", where),
			text: stringField(record, "text", where),
		});
	}
	return queries;
}

/**
 * The relevance judgements of one split.
 *
 * @param split file name in `qrels/` without its ending: `test`, `dev`, `train`
 */
export async function readQrels(folder: string, split: string): Promise<Qrels> {
	const qrels = new Map<string, Map<string, number>>();
	for await (const { line, where, number } of readLines(folder, join("qrels", `${split}.tsv`))) {
		const [query, document, grade] = line.split("\t");
		const relevance = Number(grade);
		if (number === 1 && grade !== undefined && Number.isNaN(relevance)) continue; // the header
		if (!query || !document || !Number.isFinite(relevance)) {
			throw invalid(`${where}: expected "query-id<TAB>corpus-id<TAB>score"`);
		}
		const judged = qrels.get(query) ?? new Map<string, number>();
		judged.set(document, relevance);
		qrels.set(query, judged);
	}
	return qrels;
}

async function* readJsonLines(folder: string, name: string) {
	for await (const { line, where } of readLines(folder, name)) {
		let record: unknown;
		try {
			record = JSON.parse(line);
		} catch (cause) {
			throw invalid(`${where}: not a JSON object (${(cause as Error).message})`, cause);
		}
		if (typeof record !== "object" || record === null) throw invalid(`${where}: not a JSON object`);
		yield { record: record as Readonly<Record<string, unknown>>, where };
	}
}

/** Lines of a file of the collection, or of its gzipped form, blank ones left out. */
async function* readLines(folder: string, name: string) {
	const plain = join(folder, name);
	const packed = `${plain}.gz`;
	const path = existsSync(plain) ? plain : packed;
	if (!existsSync(path)) {
		throw invalid(
			`${plain} does not exist. A BEIR folder has corpus.jsonl, queries.jsonl and qrels/<split>.tsv (each may be gzipped).`,
		);
	}
	let number = 0;
	for await (const line of splitLines(textOf(path, path === packed), path)) {
		number += 1;
		if (line.trim() !== "") yield { line, number, where: `${path}:${number}` };
	}
}

function textOf(path: string, packed: boolean): Readable {
	const file = createReadStream(path);
	if (!packed) return file.setEncoding("utf8");
	const unpacked = createGunzip();
	file.on("error", (error) => unpacked.destroy(error));
	return file.pipe(unpacked).setEncoding("utf8");
}

async function* splitLines(text: Readable, path: string): AsyncGenerator<string> {
	let rest = "";
	try {
		for await (const part of text as AsyncIterable<string>) {
			const lines = (rest + part).split("\n");
			rest = lines.pop() ?? "";
			for (const line of lines) yield line.endsWith("\r") ? line.slice(0, -1) : line;
		}
	} catch (cause) {
		throw invalid(`${path} cannot be read: ${(cause as Error).message}`, cause);
	}
	if (rest !== "") yield rest;
}

function stringField(
	record: Readonly<Record<string, unknown>>,
	field: string,
	where: string,
	fallback?: string,
): string {
	const value = record[field] ?? fallback;
	if (typeof value === "string") return value;
	throw invalid(`${where}: "${field}" must be a string`);
}

function invalid(message: string, cause?: unknown): SiteciteError {
	return new SiteciteError("collection_invalid", message, { cause });
}
