import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runCli } from "../../src/cli/run-cli.ts";
import { type Sandbox, sandbox } from "../fixtures/sample-index.ts";

let box: Sandbox;

beforeEach(() => {
	box = sandbox();
});

afterEach(() => box.remove());

interface Outcome {
	readonly code: number;
	readonly out: string;
	readonly err: string;
}

async function cli(...args: string[]): Promise<Outcome> {
	return await cliWith({}, ...args);
}

async function cliWith(
	context: {
		signal?: AbortSignal;
		onOut?: (text: string) => void;
		env?: Record<string, string>;
	},
	...args: string[]
): Promise<Outcome> {
	let out = "";
	let err = "";
	const code = await runCli(args, {
		out: (text) => {
			out += text;
			context.onOut?.(text);
		},
		err: (text) => {
			err += text;
		},
		env: context.env ?? {},
		workingFolder: box.folder,
		isTerminal: false,
		onHangup: () => () => {},
		signal: context.signal ?? new AbortController().signal,
	});
	return { code, out, err };
}

describe("sitecite build", () => {
	it("builds, and says what it did", async () => {
		const { code, out } = await cli("build");
		expect(code).toBe(0);
		expect(out).toMatch(/Built generation [0-9a-f]{32}: 3 articles in \d+ chunks, \d+ embedded/);
		expect((await cli("build")).out).toContain("Nothing changed");
	});

	it("takes folders and an index folder from the command line", async () => {
		box.write("other/note.txt", "A note\n\nSomething about bridges and tolls.");
		const { code, out } = await cli("build", "other", "--out", "elsewhere", "--json");
		expect(code).toBe(0);
		expect(JSON.parse(out)).toMatchObject({ articles: 1 });
		expect((await cli("inspect", "--index", "elsewhere")).code).toBe(0);
	});

	it("says in a folder without articles how to name another one", async () => {
		rmSync(join(box.folder, "corpus"), { recursive: true });
		const { code, err } = await cli("build");
		expect(code).toBe(1);
		expect(err).toMatch(
			/^sitecite: There is no "corpus" to read articles from .*sitecite build FOLDER/,
		);
		expect(err).not.toContain("ENOENT");
	});

	it("names skipped files, and fails on them with --strict", async () => {
		box.write("corpus/empty.txt", "");
		expect((await cli("build")).out).toContain("corpus/empty.txt");
		const strict = await cli("build", "--strict", "--force");
		expect(strict.code).toBe(1);
		expect(strict.err).toContain("corpus/empty.txt");
	});

	it("honours globs", async () => {
		const { out } = await cli("build", "--include", "**/*.md", "--json");
		expect(JSON.parse(out)).toMatchObject({ articles: 1 });
		const all = await cli("build", "--exclude", "*.html", "--json");
		expect(JSON.parse(all.out)).toMatchObject({ articles: 2 });
	});

	it("exits 1 where there is nothing to build", async () => {
		mkdirSync(join(box.folder, "empty"));
		const { code, err } = await cli("build", "empty");
		expect(code).toBe(1);
		expect(err).toContain("There is no article");
	});
});

describe("sitecite build --golden", () => {
	it("exits with 3 and keeps the old index where the questions fare badly", async () => {
		await cli("build");
		box.write("questions.yaml", "- question: dam\n  article: corpus/bread.md\n  quote: Wild yeast");
		box.write("corpus/new.md", "# New\n\nSomething new.");
		const { code, err } = await cli("build", "--golden", "questions.yaml", "--min-hit1", "1");
		expect(code).toBe(3);
		expect(err).toContain("hit1 is 0.000 (0 of 1), not 1");
		expect((await cli("inspect")).out).toContain("3 articles");
	});

	it.each([
		[["--golden", "questions.yaml"], "needs a minimum"],
		[["--min-hit1", "1"], "needs questions"],
	])("refuses %j alone", async (options, told) => {
		const { code, err } = await cli("build", ...options);
		expect(code).toBe(2);
		expect(err).toContain(told);
	});
});

describe("sitecite search", () => {
	it("lists the articles that hold the words, and how many there are", async () => {
		await cli("build");
		const { code, out } = await cli("search", "repairs", "cro");
		expect(code).toBe(0);
		expect(out).toContain("1. Old Mill Dam Breaks After a Week of Rain");
		expect(out).toContain("two million crowns");
		expect(out).toMatch(/\n1 article, shown are 1 to 1\.\n$/);
		expect((await cli("search", "zeppelin")).out).toBe("0 articles.\n");
		expect((await cli("search", "baekry ")).out).toContain("“baekry” read as “bakery”");
	});

	it("turns pages and prints JSON", async () => {
		await cli("build");
		const { out } = await cli("search", "t", "--limit", "1", "--page", "2", "--json");
		const response = JSON.parse(out);
		expect(response).toMatchObject({ query: "t", page: 2, limit: 1 });
		expect(response.results[0].rank).toBe(2);
	});

	it.each([
		[["search", "t", "--limit", "0"], "--limit"],
		[["search", "t", "--page", "9999"], "--page must not reach beyond"],
		[["search", "t", "--from", "soon"], "--from must be a date"],
		[["search"], "missing required argument"],
	])("refuses %j", async (args, told) => {
		const { code, err } = await cli(...args);
		expect(code).toBe(2);
		expect(err).toContain(told);
	});
});

describe("sitecite ask", () => {
	it("answers with quotes and where they stand", async () => {
		await cli("build");
		const { code, out } = await cli(
			"ask",
			"how",
			"much",
			"do",
			"repairs",
			"of",
			"the",
			"dam",
			"cost",
		);
		expect(code).toBe(0);
		expect(out).toContain("“Mayor Lindqvist said that repairs would cost two million crowns.");
		expect(out).toContain("corpus/2024-05-02-mill-dam.txt:");
	});

	it("prints nothing but JSON with --json", async () => {
		await cli("build");
		const { out } = await cli("ask", "dam", "--json", "--limit", "1");
		expect(JSON.parse(out)).toMatchObject({ question: "dam", passages: [{ rank: 1 }] });
	});

	it("explains what was found and why", async () => {
		await cli("build");
		const { out } = await cli("ask", "How much do repairs of the dam cost?", "--explain");
		expect(out).toMatch(/^Words: .*\bdam 0\.\d\d/);
		expect(out).toMatch(/1\. 0\.\d+ {2}Old Mill Dam Breaks/);
		expect(out).toMatch(/lexical 1\.00 \(\+\d/);
		expect(out).toMatch(/\[1\] “Mayor Lindqvist/);
		expect(out).toMatch(/Confidence 0\.\d+, an answer from 0\.\d+ on/);
	});

	it("says which words are missing where there is no answer", async () => {
		box.write("sitecite.config.json", '{ "answer": { "threshold": 1 } }');
		await cli("build");
		const { out } = await cli("ask", "Who painted the Mona Lisa?");
		expect(out).toContain("No passage mentions “painted”, “Mona”, “Lisa”.");
	});

	it("reads days, counted from the day that is given", async () => {
		await cli("build");
		const asked = ["ask", "What broke last month?", "--as-of", "2024-06-15", "--json"];
		expect(JSON.parse((await cli(...asked)).out).interpreted).toEqual({
			question: "What broke last month?",
			spelling: [],
			phrases: [],
			dates: { text: "last month", from: "2024-05-01", to: "2024-05-31" },
			newest: false,
		});
		const { code, err } = await cli("ask", "dam", "--as-of", "yesterday");
		expect(code).toBe(2);
		expect(err).toContain("--as-of must be a date");
	});

	it("says how to make an index where there is none", async () => {
		const { code, err } = await cli("ask", "dam");
		expect(code).toBe(1);
		expect(err).toContain("sitecite build");
	});

	it("refuses a date that is none", async () => {
		await cli("build");
		const { code, err } = await cli("ask", "dam", "--from", "soon");
		expect(code).toBe(2);
		expect(err).toContain("--from must be a date");
	});
});

describe("sitecite inspect", () => {
	it("shows counts, embedder, sizes, slowest and skipped files", async () => {
		box.write("corpus/empty.txt", "");
		await cli("build");
		const { code, out } = await cli("inspect");
		expect(code).toBe(0);
		for (const part of [
			"3 articles",
			"student, 256 dimensions",
			"articles.bin",
			"corpus/empty.txt",
		]) {
			expect(out).toContain(part);
		}
		expect(JSON.parse((await cli("inspect", "--json")).out)).toMatchObject({ articles: 3 });
	});
});

describe("sitecite evaluate", () => {
	beforeEach(() => {
		const folder = join(box.folder, "beir");
		mkdirSync(join(folder, "qrels"), { recursive: true });
		const lines = (records: object[]) => records.map((record) => JSON.stringify(record)).join("\n");
		writeFileSync(
			join(folder, "corpus.jsonl"),
			lines([
				{ _id: "mill", title: "Mill", text: "The old mill grinds rye and wheat." },
				{ _id: "boat", title: "Boat", text: "The ferry crosses the lake at noon." },
				{ _id: "owl", title: "Owl", text: "Owls hunt mice by ear in the dark." },
			]),
		);
		writeFileSync(
			join(folder, "queries.jsonl"),
			lines([
				{ _id: "q1", text: "when does the ferry cross" },
				{ _id: "q2", text: "what do owls hunt" },
			]),
		);
		writeFileSync(
			join(folder, "qrels", "test.tsv"),
			"query-id\tcorpus-id\tscore\nq1\tboat\t1\nq2\towl\t1\n",
		);
	});

	it.each(["lexical", "semantic", "hybrid"])("measures the %s mode", async (mode) => {
		const { code, out } = await cli("evaluate", "--beir", "beir", "--mode", mode, "--json");
		expect(code).toBe(0);
		expect(JSON.parse(out)).toMatchObject({ mode, documents: 3, queries: 2, ndcg10: 1, hit1: 1 });
	});

	it("writes a TREC run", async () => {
		const { code } = await cli("evaluate", "--beir", "beir", "--run", "out.run", "--chunk");
		expect(code).toBe(0);
		const [first] = readFileSync(join(box.folder, "out.run"), "utf8").split("\n");
		expect(first).toMatch(/^q1 Q0 boat 1 [\d.]+ sitecite-hybrid$/);
	});

	it.each([
		[["--beir", "beir", "--min-hit1", "1"], "--min-hit1"],
		[["--beir", "beir", "questions.yaml"], "questions.yaml"],
		[["--run", "out.run"], "--run"],
		[["questions.yaml", "--mode", "lexical"], "--mode"],
	])("takes no option that the measurement leaves aside: %j", async (args, named) => {
		const { code, err } = await cli("evaluate", ...args);
		expect(code).toBe(2);
		expect(err).toContain(named);
	});

	it("names a missing collection", async () => {
		const { code, err } = await cli("evaluate", "--beir", "gone");
		expect(code).toBe(1);
		expect(err).toContain("does not exist. A BEIR folder has");
	});
});

describe("sitecite serve", () => {
	it("builds first where it is asked to, serves, and ends when told to", async () => {
		const controller = new AbortController();
		let answered: unknown;
		const asking = new Promise<void>((resolve, reject) => {
			const onOut = (text: string) => {
				const url = /http:\/\/127\.0\.0\.1:\d+/.exec(text)?.[0];
				fetch(`${url}/api/ask?q=dam`)
					.then((response) => response.json())
					.then((body) => {
						answered = body;
						controller.abort();
						resolve();
					}, reject);
			};
			cliWith({ signal: controller.signal, onOut }, "serve", "--build", "--port", "0").then(
				({ code }) => expect(code).toBe(0),
				reject,
			);
		});
		await asking;
		expect(answered).toMatchObject({ question: "dam", index: { articles: 3 } });
	});

	it("goes on with the folders the index was built of", async () => {
		box.write("other/note.txt", "A note\n\nSomething about bridges and tolls.");
		await cli("build", "other");
		const controller = new AbortController();
		const { err } = await cliWith(
			{ signal: controller.signal, onOut: () => controller.abort() },
			...["serve", "--build", "--port", "0"],
		);
		expect(err).toMatch(/Nothing changed: generation \S+ with 1 article in 1 chunk/);
	});

	it("says so where the port is taken", async () => {
		await cli("build");
		const controller = new AbortController();
		let second: Promise<Outcome> | undefined;
		const onOut = (text: string) => {
			const port = /127\.0\.0\.1:(\d+)/.exec(text)?.[1] ?? "";
			second = cli("serve", "--port", port).finally(() => controller.abort());
		};
		await cliWith({ signal: controller.signal, onOut }, "serve", "--port", "0");
		expect(await second).toMatchObject({
			code: 2,
			err: expect.stringContaining("another program listens there already"),
		});
	});
});

describe("the operator's token", () => {
	it("is refused where it could be guessed, without being shown", async () => {
		await cli("build");
		const env = { SITECITE_ADMIN_TOKEN: "only-thirty-one-characters-long" };
		const { code, err } = await cliWith({ env }, "serve", "--port", "0");
		expect(code).toBe(2);
		expect(err).toContain("at least 32 characters");
		expect(err).not.toContain(env.SITECITE_ADMIN_TOKEN);
	});
});

describe("usage", () => {
	it("shows help and exits 0 when asked", async () => {
		const { code, out } = await cli("--help");
		expect(code).toBe(0);
		for (const command of ["build", "ask", "serve", "evaluate", "inspect"]) {
			expect(out).toContain(command);
			expect((await cli(command, "--help")).code).toBe(0);
		}
	});

	it.each([
		[["biuld"], "build"],
		[["build", "--stric"], "--strict"],
		[["ask", "x", "--limt", "3"], "--limit"],
		[["evaluate", "--beir", "x", "--mode", "both"], "lexical, semantic, hybrid"],
		[["serve", "--port", "http"], "whole number"],
		[["ask"], "question"],
	])("exits 2 for %j and names what is near", async (args, hint) => {
		const { code, err } = await cli(...args);
		expect(code).toBe(2);
		expect(err).toContain(hint);
	});

	it("exits 2 for a configuration that is not valid", async () => {
		box.write("sitecite.config.json", '{ "artcles": [] }');
		expect(await cli("build")).toMatchObject({
			code: 2,
			err: expect.stringContaining('did you mean "articles"'),
		});
	});
});
