import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import Sqlite from "libsql/promise";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { KeptEntry } from "../../src/questions/kept-question.ts";
import { QuestionStore } from "../../src/questions/question-store.ts";

const HOUR = "2026-03-01T09:00:00.000Z";
const LATER = "2026-03-01T10:00:00.000Z";

let folder = "";
let path = "";
let store: QuestionStore;

beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), "sitecite-questions-"));
	path = join(folder, "kept", "questions.sqlite");
	store = await QuestionStore.open(path);
});

afterEach(async () => {
	await store.close();
	rmSync(folder, { recursive: true });
});

const asked = (text: string, more: Partial<KeptEntry & { kind: "question" }> = {}): KeptEntry => ({
	kind: "question",
	text,
	hour: HOUR,
	status: "answered",
	confidence: 0.75,
	generation: "g1",
	articles: ["a", "b"],
	...more,
});
const rated = (text: string, helpful: boolean, hour = HOUR): KeptEntry => ({
	kind: "rating",
	text,
	hour,
	generation: "g1",
	helpful,
});

/** Everything on disk, as bytes that text can be looked for in. */
const bytesOnDisk = () =>
	readdirSync(join(folder, "kept"))
		.map((name) => readFileSync(join(folder, "kept", name), "latin1"))
		.join("");

describe("QuestionStore", () => {
	it("tells which questions were asked on several days, mostly answered and not mostly rated as no help", async () => {
		const onDays = (
			text: string,
			days: number,
			more: Partial<KeptEntry & { kind: "question" }> = {},
		) =>
			Array.from({ length: days }, (_, i) =>
				asked(text, { hour: `2026-03-0${i + 1}T09:00:00.000Z`, ...more }),
			);
		await store.keep([
			...onDays("Who built it?", 3),
			...onDays("How high is it?", 4),
			...onDays("Asked on two days?", 2),
			...Array.from({ length: 9 }, () => asked("Asked on one day?")),
			...onDays("Not answered?", 3, { status: "no_answer" }),
			...onDays("No help?", 3),
			rated("No help?", false),
			...onDays("Some help?", 3),
			...[rated("Some help?", false), rated("Some help?", true)],
			...onDays(`Far too long${"?".repeat(150)}`, 3),
		]);
		const request = { since: HOUR, days: 3, maxLength: 150, limit: 10 };
		expect(await store.answered(request)).toEqual([
			"How high is it?",
			"Some help?",
			"Who built it?",
		]);
		expect(await store.answered({ ...request, limit: 1 })).toEqual(["How high is it?"]);
		expect(await store.answered({ ...request, since: "2026-03-02T00:00:00.000Z" })).toEqual([
			"How high is it?",
		]);
		await store.forgetText("how high");
		expect(await store.answered(request)).toEqual(["Some help?", "Who built it?"]);
	});

	it("counts askings and ratings by text, those asked most often first", async () => {
		await store.keep([
			asked("Who built it?"),
			asked("How high is it?", { status: "no_answer", confidence: 0.1 }),
			asked("How high is it?", { confidence: 0.3 }),
			rated("How high is it?", false),
			rated("How high is it?", true),
			rated("Never asked?", false),
		]);
		const { tallies, totals } = await store.tallies(HOUR, 100);
		expect(tallies.map(({ text }) => text)).toEqual([
			"How high is it?",
			"Who built it?",
			"Never asked?",
		]);
		expect(tallies[0]).toMatchObject({ asked: 2, unanswered: 1, helpful: 1, unhelpful: 1 });
		expect(tallies[0]?.confidence).toBeCloseTo(0.2);
		expect(tallies[1]).toMatchObject({ asked: 1, unanswered: 0, articles: ["a", "b"] });
		expect(tallies[2]).toMatchObject({ asked: 0, unhelpful: 1, confidence: null, articles: [] });
		expect(totals).toEqual({ asked: 3, unanswered: 1, helpful: 1, unhelpful: 2, texts: 3 });
	});

	it("gives as many texts as are wanted, and the totals of all", async () => {
		await store.keep([asked("One?"), asked("One?"), asked("Two?"), asked("Three?")]);
		const { tallies, totals } = await store.tallies(HOUR, 1);
		expect(tallies.map(({ text }) => text)).toEqual(["One?"]);
		expect(totals).toMatchObject({ asked: 4, texts: 3 });
	});

	it("looks no further back than it is told", async () => {
		await store.keep([asked("Early?"), asked("Late?", { hour: LATER }), rated("Early?", true)]);
		const { tallies, totals } = await store.tallies(LATER, 100);
		expect(tallies.map(({ text }) => text)).toEqual(["Late?"]);
		expect(totals).toMatchObject({ asked: 1, helpful: 0, texts: 1 });
	});

	it("keeps any text as it is", async () => {
		const texts = ["'); DROP TABLE questions; --", "ما هذا؟", "🦆", "a\nb", '"'];
		await store.keep(texts.map((text) => asked(text)));
		const { tallies } = await store.tallies(HOUR, 100);
		expect(tallies.map(({ text }) => text).sort()).toEqual([...texts].sort());
	});

	it("deletes by age, and what it deletes is gone from the disk", async () => {
		await store.keep([asked("xylophone-early"), rated("xylophone-early", true)]);
		await store.keep([asked("Late?", { hour: LATER })]);
		expect(bytesOnDisk()).toContain("xylophone");
		expect(await store.forgetBefore(LATER)).toEqual({ questions: 1, ratings: 1 });
		expect(bytesOnDisk()).not.toContain("xylophone");
		expect((await store.tallies(HOUR, 9)).tallies.map(({ text }) => text)).toEqual(["Late?"]);
	});

	it("deletes by text in whatever case, ratings included", async () => {
		await store.keep([
			asked("My name is ÅSA Strauß, when does it open?"),
			rated("where does åsa STRAUSS live", false),
			asked("When does it open?"),
		]);
		expect(await store.forgetText("åsa strauss")).toEqual({ questions: 1, ratings: 1 });
		expect((await store.tallies(HOUR, 9)).totals).toMatchObject({ asked: 1, texts: 1 });
		expect(bytesOnDisk()).not.toContain("Strau");
	});

	it.each([
		["by text", () => store.forgetText("xylophone")],
		["by age", () => store.forgetBefore(LATER)],
	])("leaves no copy in pages that rows have moved away from, %s", async (_how, forget) => {
		// Few at a time, with ids by chance: pages fill, and are split again and again.
		for (let i = 0; i < 60; i++) {
			await store.keep([
				...Array.from({ length: 5 }, (_, k) => asked(`xylophone-${i}-${k} ${"?".repeat(80)}`)),
				...Array.from({ length: 5 }, (_, k) => asked(`Kept ${i} ${k}?`, { hour: LATER })),
			]);
		}
		expect(await forget()).toEqual({ questions: 300, ratings: 0 });
		expect(bytesOnDisk()).not.toContain("xylophone");
		expect((await store.tallies(HOUR, 1)).totals).toMatchObject({ asked: 300 });
	});

	it("says so where a reader keeps what was deleted on the disk, and removes it the next time", async () => {
		await store.keep([asked("My name is Xanthippe?")]);
		const reader = new Sqlite(path, {});
		await reader.exec("BEGIN");
		await (await reader.prepare("SELECT count(*) FROM questions")).all();
		await expect(store.forgetText("xanthippe")).rejects.toMatchObject({
			code: "questions_unusable",
			message: expect.stringMatching(/-wal.*again/),
		});
		await reader.exec("COMMIT");
		reader.close();
		expect(await store.forgetText("xanthippe")).toEqual({ questions: 0, ratings: 0 });
		expect(bytesOnDisk()).not.toContain("Xanthippe");
	});

	it("says nothing of the order in which questions came", async () => {
		await store.keep(Array.from({ length: 40 }, (_, i) => asked(`Question ${i}?`)));
		const database = new Sqlite(path, {});
		const rows = await (await database.prepare("SELECT text FROM questions ORDER BY id")).all();
		database.close();
		const numbers = rows.map(({ text }: { text: string }) => Number(/\d+/.exec(text)?.[0]));
		expect(numbers).not.toEqual(Array.from({ length: 40 }, (_, i) => i));
	});

	it("makes files that nobody but this user may read", async () => {
		await store.keep([asked("Who?")]);
		for (const name of readdirSync(join(folder, "kept"))) {
			expect(statSync(join(folder, "kept", name)).mode & 0o077).toBe(0);
		}
	});

	it("lets several connections write and read at a time", async () => {
		const other = await QuestionStore.open(path);
		const writes = [store, other].flatMap((one, i) =>
			Array.from({ length: 10 }, (_, n) => one.keep([asked(`From ${i}, ${n}?`)])),
		);
		const reads = Array.from({ length: 5 }, () => other.tallies(HOUR, 100));
		await Promise.all([...writes, ...reads]);
		expect((await store.tallies(HOUR, 100)).totals.asked).toBe(20);
		await other.close();
	});

	// A busy machine may take its time to collect; waiting for the lock would take it every time.
	it("keeps this thread free while another process writes, also when its statements are collected", {
		retry: 2,
	}, async () => {
		setFlagsFromString("--expose-gc");
		const collect = runInNewContext("gc") as () => void;
		const holder = new Sqlite(path, {});
		try {
			for (const text of ["a", "b"]) await store.keep([asked(text)]);
			await holder.exec("BEGIN IMMEDIATE");
			const keeping = store.keep([asked("c")]);
			const refused = expect(keeping).rejects.toMatchObject({ code: "questions_unusable" });
			await delay(50);
			const startedAt = performance.now();
			collect();
			expect(performance.now() - startedAt).toBeLessThan(250);
			await refused;
			const later = store.keep([asked("d")]);
			await delay(50);
			await holder.exec("ROLLBACK");
			await later;
		} finally {
			holder.close();
		}
		expect((await store.tallies(HOUR, 10)).totals.asked).toBe(3);
	});

	it("waits for another process off the thread, and says so when it waits in vain", async () => {
		const holder = new Sqlite(path, {});
		await holder.exec("BEGIN IMMEDIATE");
		let turns = 0;
		const counting = setInterval(() => turns++, 20);
		const kept = store.keep([asked("Who?")]);
		await expect(kept).rejects.toMatchObject({
			code: "questions_unusable",
			message: expect.stringMatching(/locked.*try again/),
		});
		clearInterval(counting);
		expect(turns).toBeGreaterThan(20);
		await holder.exec("ROLLBACK");
		holder.close();
		await store.keep([asked("Who?")]);
		expect((await store.tallies(HOUR, 9)).totals.asked).toBe(1);
	});

	it("keeps none of a batch of which one fails", async () => {
		const broken = { ...asked("Second?"), confidence: null as unknown as number };
		await expect(store.keep([asked("First?"), broken as KeptEntry])).rejects.toMatchObject({
			code: "questions_unusable",
		});
		await store.keep([asked("Third?")]);
		const { tallies } = await store.tallies(HOUR, 9);
		expect(tallies.map(({ text }) => text)).toEqual(["Third?"]);
	});

	it("names a file that is no database", async () => {
		const text = join(folder, "notes.txt");
		writeFileSync(text, "Not a database. ".repeat(100));
		await expect(QuestionStore.open(text)).rejects.toMatchObject({
			code: "questions_unusable",
			message: expect.stringContaining(text),
		});
		expect(readFileSync(text, "utf8")).toBe("Not a database. ".repeat(100));
	});

	it("leaves alone a file that a later version has written", async () => {
		const database = new Sqlite(path, {});
		await database.exec("PRAGMA user_version = 99");
		database.close();
		await expect(QuestionStore.open(path)).rejects.toThrow(/later version/);
	});

	it("does not make a file that is only to be read", async () => {
		await expect(QuestionStore.openExisting(join(folder, "none.sqlite"))).rejects.toMatchObject({
			code: "questions_missing",
		});
		await delay(0);
		expect(readdirSync(folder)).toEqual(["kept"]);
	});
});
