import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { ask } from "../../src/app/ask.ts";
import type { UserConfig } from "../../src/app/config.ts";
import { forgetQuestions } from "../../src/app/forget-questions.ts";
import { type OpenIndex, openIndex } from "../../src/app/open-index.ts";
import { QuestionLog } from "../../src/app/question-log.ts";
import { reportKept } from "../../src/app/report-questions.ts";
import { questionReport } from "../../src/contract/question-report.ts";
import { hourDaysAgo } from "../../src/questions/kept-question.ts";
import { QuestionStore } from "../../src/questions/question-store.ts";
import { builtSandbox, type Sandbox } from "../fixtures/sample-index.ts";

let box: Sandbox;
let index: OpenIndex;
let log: QuestionLog;
let file = "";
const failures: unknown[] = [];
const LOGGED: UserConfig = { questions: { log: true, file: "questions.sqlite" } };
const settings = { threshold: 0.5 };

beforeAll(async () => {
	box = await builtSandbox();
	index = await openIndex(await box.config());
});

beforeEach(async () => {
	file = `questions-${Math.random()}.sqlite`;
	log = await open();
});

afterEach(async () => {
	await log.close();
	expect(failures.splice(0)).toEqual([]);
});

afterAll(async () => {
	await index.close();
	box.remove();
});

const config = async (questions: UserConfig["questions"] = {}) =>
	await box.config({ ...LOGGED, questions: { log: true, file, ...questions } });

const open = async (questions: UserConfig["questions"] = {}) =>
	await QuestionLog.open(await config(questions), { onFailure: (error) => failures.push(error) });

async function askAll(...texts: string[]): Promise<void> {
	for (const text of texts) {
		log.asked(await ask(index, { text, filter: {}, limit: 5 }, settings));
	}
}

const report = (days = 30) => log.report({ index, settings, days });

describe("what readers asked", () => {
	it("is grouped by meaning, with the nearest article and a draft golden question", async () => {
		await askAll(
			"How much will the repair of the dam cost?",
			"How much will the repair of the dam cost?",
			"dam repair cost",
			"At how many degrees does dough rise fastest?",
		);
		const made = questionReport.parse(await report());
		expect(made).toMatchObject({ asked: 4, texts: 3, groups: 2, leftOut: 0 });
		expect(made.top[0]).toMatchObject({
			question: "How much will the repair of the dam cost?",
			asked: 3,
			texts: 2,
			variants: [{ text: "dam repair cost", asked: 1 }],
			nearest: { title: "Old Mill Dam Breaks After a Week of Rain" },
		});
		const [golden] = parse(made.top[0]?.golden ?? "");
		expect(golden).toMatchObject({
			question: "How much will the repair of the dam cost?",
			article: "corpus/2024-05-02-mill-dam.txt",
			quote: expect.stringContaining("two million crowns"),
		});
	});

	it("shows what stays without an answer", async () => {
		await askAll(
			"Who won the 1998 football world cup?",
			"At how many degrees does dough rise fastest?",
		);
		const { unansweredMost, unanswered } = await report();
		expect(unanswered).toBe(1);
		expect(unansweredMost.map(({ question }) => question)).toEqual([
			"Who won the 1998 football world cup?",
		]);
		expect(parse(unansweredMost[0]?.golden ?? "")).toEqual([
			{ question: "Who won the 1998 football world cup?", unanswerable: true },
		]);
	});

	it("shows what readers found of no help, also where the question was not kept", async () => {
		const rate = (question: string, helpful: boolean) =>
			log.rated({ question, generation: index.info.generation, helpful });
		await askAll("When does the comet return?", "dam repair cost");
		rate("When does the comet return?", false);
		rate("dam repair cost", true);
		rate("dam repair cost", false);
		rate("dam repair cost", true);
		rate("How is dough kneaded?", false);
		const { ratedWorst, helpful, unhelpful } = await report();
		expect({ helpful, unhelpful }).toEqual({ helpful: 2, unhelpful: 3 });
		expect(ratedWorst.map(({ question }) => question).sort()).toEqual([
			"How is dough kneaded?",
			"When does the comet return?",
		]);
		expect(log.figures).toMatchObject({ helpful: 2, unhelpful: 3, dropped: 0, failures: 0 });
	});

	it("counts no question that is asked for the report itself", async () => {
		await askAll("dam repair cost");
		await report();
		expect(await report()).toMatchObject({ asked: 1 });
	});

	it("is empty where nobody has asked", async () => {
		expect(await report()).toMatchObject({ asked: 0, groups: 0, top: [], ratedWorst: [] });
	});

	it("is written when the log is closed, and read from the file afterwards", async () => {
		await askAll("dam repair cost");
		await log.close();
		expect(await reportKept(await config(), 30)).toMatchObject({ asked: 1, groups: 1 });
		log = await open();
	});

	it("ends when it is told to", async () => {
		await askAll("dam repair cost");
		const signal = AbortSignal.abort(new Error("enough"));
		await expect(log.report({ index, settings, days: 30, signal })).rejects.toThrow("enough");
	});
});

describe("forgetting", () => {
	const keepOld = async (days: number) => {
		const store = await QuestionStore.open(join(box.folder, file));
		await store.keep([
			{
				kind: "rating",
				text: `${days} days old`,
				hour: hourDaysAgo(days),
				generation: "g",
				helpful: true,
			},
		]);
		await store.close();
	};

	it("deletes at the start what is older than the configuration says", async () => {
		await keepOld(8);
		await keepOld(6);
		await log.close();
		log = await open({ retentionDays: 7 });
		const { top, texts } = await report(30);
		expect({ texts, top }).toEqual({ texts: 1, top: [] });
	});

	it("deletes by age and by text while a service has the file open", async () => {
		await keepOld(8);
		await askAll("dam repair cost", "When does the comet return?");
		await report();
		expect(await forgetQuestions(await config(), { olderThanDays: 7 })).toEqual({
			questions: 0,
			ratings: 1,
		});
		expect(await forgetQuestions(await config(), { text: "COMET" })).toEqual({
			questions: 1,
			ratings: 0,
		});
		expect(await report()).toMatchObject({ asked: 1, texts: 1 });
	});

	it("says what to do where nothing has ever been kept", async () => {
		file = "none.sqlite";
		await expect(forgetQuestions(await config(), { text: "a" })).rejects.toMatchObject({
			code: "questions_missing",
			message: expect.stringContaining('"questions.log"'),
		});
	});
});
