import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readBeirDocuments, readBeirQueries, readQrels } from "../../src/evaluation/beir.ts";

let folder = "";

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), "sitecite-beir-"));
	mkdirSync(join(folder, "qrels"));
});

afterEach(() => rmSync(folder, { recursive: true }));

async function documents() {
	const all = [];
	for await (const document of readBeirDocuments(folder)) all.push(document);
	return all;
}

describe("reading a BEIR collection", () => {
	it("reads documents, with an empty title where there is none", async () => {
		writeFileSync(
			join(folder, "corpus.jsonl"),
			'{"_id":"1","title":"Mills","text":"Old mills."}\r\n\n{"_id":"2","text":"No title."}',
		);
		expect(await documents()).toEqual([
			{ id: "1", title: "Mills", text: "Old mills." },
			{ id: "2", title: "", text: "No title." },
		]);
	});

	it("reads gzipped files", async () => {
		writeFileSync(join(folder, "corpus.jsonl.gz"), gzipSync('{"_id":"ä","text":"Mühle"}\n'));
		expect(await documents()).toEqual([{ id: "ä", title: "", text: "Mühle" }]);
	});

	it("names the file of a truncated archive", async () => {
		const packed = gzipSync('{"_id":"1","text":"Mill"}\n'.repeat(1000));
		writeFileSync(join(folder, "corpus.jsonl.gz"), packed.subarray(0, packed.length - 20));
		await expect(documents()).rejects.toThrow(/corpus\.jsonl\.gz cannot be read/);
	});

	it("reads judgements with and without a header", async () => {
		writeFileSync(
			join(folder, "qrels", "test.tsv"),
			"query-id\tcorpus-id\tscore\nq\ta\t1\nq\tb\t0\n",
		);
		writeFileSync(join(folder, "qrels", "dev.tsv"), "q\ta\t2\n");
		expect(await readQrels(folder, "test")).toEqual(
			new Map([
				[
					"q",
					new Map([
						["a", 1],
						["b", 0],
					]),
				],
			]),
		);
		expect(await readQrels(folder, "dev")).toEqual(new Map([["q", new Map([["a", 2]])]]));
	});

	it("names file and line of what it cannot read", async () => {
		writeFileSync(join(folder, "queries.jsonl"), '{"_id":"1","text":"a"}\n{"_id":2,"text":"b"}\n');
		await expect(readBeirQueries(folder)).rejects.toThrow(
			/queries\.jsonl:2: "_id" must be a string/,
		);
		writeFileSync(join(folder, "queries.jsonl"), "{nonsense\n");
		await expect(readBeirQueries(folder)).rejects.toThrow(/queries\.jsonl:1: not a JSON object/);
		writeFileSync(join(folder, "qrels", "test.tsv"), "q a 1\n");
		await expect(readQrels(folder, "test")).rejects.toThrow(/test\.tsv:1: expected/);
	});

	it("says what a collection needs where a file is missing", async () => {
		await expect(documents()).rejects.toThrow(/corpus\.jsonl does not exist\. A BEIR folder has/);
	});
});
