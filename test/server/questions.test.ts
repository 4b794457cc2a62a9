import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { QuestionLog } from "../../src/app/question-log.ts";
import { problem } from "../../src/contract/problem.ts";
import { questionReport } from "../../src/contract/question-report.ts";
import { suggestResponse } from "../../src/contract/suggest.ts";
import { startOfHour } from "../../src/questions/kept-question.ts";
import { QuestionStore } from "../../src/questions/question-store.ts";
import { openSample } from "../fixtures/open-sample.ts";
import { faults, serveForTest } from "../fixtures/serve-sample.ts";

const TOKEN = "0123456789abcdef0123456789abcdef";
const HOSTILE = `<script>alert(1)</script>"'&`;

const sample = openSample();
let questions: QuestionLog;
let file = "";
const failures: unknown[] = [];

beforeEach(async () => {
	file = `questions-${Math.random()}.sqlite`;
	const config = await sample.box.config({ questions: { log: true, file } });
	questions = await QuestionLog.open(config, { onFailure: (error) => failures.push(error) });
});

afterEach(async () => {
	await questions.close();
	rmSync(join(sample.box.folder, file), { force: true });
	expect(failures.splice(0)).toEqual([]);
});

const serveLogged = (more: Partial<Parameters<typeof serveForTest>[0]> = {}) =>
	serveForTest({ index: () => sample.index, questions, adminToken: TOKEN, ...more });

const rate = (url: string, body: unknown, headers: Record<string, string> = {}) =>
	fetch(`${url}/api/feedback`, {
		method: "POST",
		headers: { "content-type": "application/json", ...headers },
		body: typeof body === "string" ? body : JSON.stringify(body),
	});

const reportOf = (url: string, accept: string, authorization = `Bearer ${TOKEN}`, query = "") =>
	fetch(`${url}/admin/report${query}`, { headers: { accept, authorization } });

const RATING = { question: "How high is the dam?", generation: "g1", helpful: false };

describe("POST /api/feedback", () => {
	it("keeps a rating, whether or not the question was kept", async () => {
		const { url } = await serveLogged();
		const response = await rate(url, RATING);
		expect(response.status).toBe(204);
		expect(await response.text()).toBe("");
		const report = questionReport.parse(await (await reportOf(url, "*/*")).json());
		expect(report).toMatchObject({ asked: 0, unhelpful: 1, helpful: 0, texts: 1 });
	});

	it("refuses parameters beside the body, and says where they belong", async () => {
		const { url } = await serveLogged();
		const response = await fetch(`${url}/api/feedback?helpfull=1`, {
			method: "POST",
			headers: { "content-type": "application/json" },
			body: JSON.stringify(RATING),
		});
		expect(response.status).toBe(400);
		expect(problem.parse(await response.json()).errors).toEqual([
			{ field: "helpfull", message: 'unknown, did you mean "helpful" in the body?' },
		]);
		expect(questions.figures).toMatchObject({ helpful: 0, unhelpful: 0 });
	});

	it("is a 404 that says so where no questions are kept, whatever is sent", async () => {
		const { url } = await serveForTest({ index: () => sample.index });
		for (const body of [RATING, "{", "{}"]) {
			const response = await rate(url, body);
			expect(response.status).toBe(404);
			expect(problem.parse(await response.json()).code).toBe("questions_not_logged");
		}
	});

	it.each([
		[
			"an unknown field",
			{ ...RATING, helpfull: true },
			/helpfull: unknown, did you mean "helpful"/,
		],
		["a missing field", { question: "a", helpful: true }, /generation: is required/],
		["an empty question", { ...RATING, question: " " }, /question: must not be empty/],
		["too long a question", { ...RATING, question: "a".repeat(1001) }, /1000 characters/],
		["too long a generation", { ...RATING, generation: "a".repeat(101) }, /100 characters/],
		["a word for a truth", { ...RATING, helpful: "yes" }, /helpful: must be true or false/],
		["a list", [RATING], /./],
		["half a body", "{", /./],
	])("refuses %s", async (_, body, detail) => {
		const { url } = await serveLogged();
		const response = await rate(url, body);
		expect(response.status).toBe(400);
		expect(problem.parse(await response.json()).detail).toMatch(detail);
		expect(questions.figures).toMatchObject({ helpful: 0, unhelpful: 0 });
	});

	it("refuses what is no JSON and what is too large", async () => {
		const { url } = await serveLogged();
		expect((await rate(url, RATING, { "content-type": "text/plain" })).status).toBe(415);
		expect((await rate(url, { ...RATING, question: "a".repeat(20_000) })).status).toBe(413);
	});

	it("counts against the client's share", async () => {
		const { url } = await serveLogged({
			server: { rateLimit: { requests: 2, seconds: 60, exempt: [] } },
		});
		const statuses = [];
		for (let i = 0; i < 3; i++) statuses.push((await rate(url, RATING)).status);
		expect(statuses).toEqual([204, 204, 429]);
	});
});

describe("keeping questions", () => {
	it("keeps what is asked by query and by body, and nothing that says who asked", async () => {
		const { url } = await serveLogged();
		await fetch(`${url}/api/ask?q=How+high+is+the+dam%3F`);
		await fetch(`${url}/api/ask`, {
			method: "POST",
			headers: { "content-type": "application/json", "user-agent": "nosy", cookie: "id=7" },
			body: JSON.stringify({ q: "How high is the dam?" }),
		});
		const report = questionReport.parse(await (await reportOf(url, "*/*")).json());
		expect(report.top[0]).toMatchObject({ question: "How high is the dam?", asked: 2 });
	});

	it("keeps what is asked on the page that needs no scripts", async () => {
		const { url } = await serveLogged();
		expect((await fetch(`${url}/ask?q=How+high+is+the+dam%3F`)).status).toBe(200);
		const report = questionReport.parse(await (await reportOf(url, "*/*")).json());
		expect(report.top[0]).toMatchObject({ question: "How high is the dam?", asked: 1 });
	});

	it("answers as ever when nothing can be written", async () => {
		await questions.close();
		const { url } = await serveLogged();
		expect((await fetch(`${url}/api/ask?q=dam`)).status).toBe(200);
		expect(questions.figures.dropped).toBe(1);
		expect(faults).toEqual([]);
	});

	it("is counted in the metrics", async () => {
		const { url } = await serveLogged();
		await fetch(`${url}/api/ask?q=dam`);
		await rate(url, RATING);
		await rate(url, { ...RATING, helpful: true });
		await reportOf(url, "*/*");
		const lines = (await (await fetch(`${url}/metrics`)).text()).split("\n");
		for (const line of [
			"sitecite_questions_logged_total 3",
			"sitecite_questions_dropped_total 0",
			"sitecite_questions_failures_total 0",
			'sitecite_feedback_total{helpful="true"} 1',
			'sitecite_feedback_total{helpful="false"} 1',
		]) {
			expect(lines).toContain(line);
		}
	});
});

describe("GET /admin/report", () => {
	it("is for whoever has the token, as a bearer or as a browser's password", async () => {
		const { url } = await serveLogged();
		const basic = (password: string) =>
			`Basic ${Buffer.from(`anybody:${password}`).toString("base64")}`;
		expect((await reportOf(url, "*/*")).status).toBe(200);
		expect((await reportOf(url, "*/*", basic(TOKEN))).status).toBe(200);
		for (const wrong of ["", "Bearer", `Bearer ${TOKEN}x`, basic(`${TOKEN}x`), `Basic ${TOKEN}`]) {
			const response = await reportOf(url, "*/*", wrong);
			expect(response.status).toBe(401);
			expect(response.headers.get("www-authenticate")).toContain("Basic");
			expect(await response.text()).not.toContain("asked");
		}
	});

	it("lets no browser's password change anything", async () => {
		const { url } = await serveLogged();
		const authorization = `Basic ${Buffer.from(`a:${TOKEN}`).toString("base64")}`;
		const response = await fetch(`${url}/admin/reload`, {
			method: "POST",
			headers: { authorization },
		});
		expect(response.status).toBe(401);
		expect(response.headers.get("www-authenticate")).toBe('Bearer realm="admin"');
	});

	it("is not there without a token", async () => {
		const { url } = await serveForTest({ index: () => sample.index, questions });
		expect((await reportOf(url, "*/*")).status).toBe(404);
	});

	it("says that no questions are kept", async () => {
		const { url } = await serveForTest({ index: () => sample.index, adminToken: TOKEN });
		const response = await reportOf(url, "*/*");
		expect(response.status).toBe(404);
		expect(problem.parse(await response.json()).code).toBe("questions_not_logged");
	});

	it("is a page for browsers, without scripts and with every text escaped", async () => {
		const { url } = await serveLogged();
		await fetch(`${url}/api/ask?q=${encodeURIComponent(HOSTILE)}`);
		await rate(url, { ...RATING, question: HOSTILE });
		const response = await reportOf(url, "text/html,application/xhtml+xml,*/*;q=0.8");
		expect(response.headers.get("content-type")).toContain("text/html");
		expect(response.headers.get("cache-control")).toBe("no-store");
		const page = await response.text();
		expect(page).toContain("&lt;script&gt;alert(1)");
		expect(page).not.toContain("<script");
		expect(page).toContain(
			`<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;;`,
		);
	});

	it("looks back as many days as it is asked to, and refuses what is no number of days", async () => {
		const { url } = await serveLogged();
		const report = questionReport.parse(
			await (await reportOf(url, "application/json", undefined, "?days=7")).json(),
		);
		const days = (Date.parse(report.until) - Date.parse(report.since)) / 86_400_000;
		expect(days).toBeGreaterThanOrEqual(7);
		expect(days).toBeLessThan(7.05);
		for (const query of ["?days=0", "?days=x", "?days=1&days=2", "?day=7", "?days=99999"]) {
			expect((await reportOf(url, "*/*", undefined, query)).status).toBe(400);
		}
	});
});

describe("GET /api/suggest", () => {
	const DAY_MS = 86_400_000;
	const suggested = async (url: string, q: string, headers: Record<string, string> = {}) =>
		fetch(`${url}/api/suggest?q=${q}`, { headers });

	/** The log of a file in which three questions were asked on each of the last three days. */
	async function askedForDays(suggest: boolean): Promise<QuestionLog> {
		await questions.close();
		const store = await QuestionStore.open(join(sample.box.folder, file));
		const texts = ["How high is the dam?", "how high is the DAM", "When was the dam built?"];
		const days = [1, 2, 3].map((day) => startOfHour(new Date(Date.now() - day * DAY_MS)));
		const more = { status: "answered", confidence: 1, generation: "g1", articles: [] } as const;
		await store.keep(
			days.flatMap((hour) =>
				texts.map((text) => ({ kind: "question" as const, text, hour, ...more })),
			),
		);
		await store.close();
		const config = await sample.box.config({ questions: { log: true, suggest, file } });
		questions = await QuestionLog.open(config, { onFailure: (error) => failures.push(error) });
		return questions;
	}

	it("gives questions that others asked on several days, where the owner wants that", async () => {
		await askedForDays(true);
		const { url } = await serveLogged();
		const response = await suggested(url, "the%20dam");
		const { questions: others, suggestions } = suggestResponse.parse(await response.json());
		expect(others).toEqual(["How high is the dam?", "When was the dam built?"]);
		expect(suggestions).toEqual([]);
		const none = suggestResponse.parse(await (await suggested(url, "high%20dam")).json());
		expect(none.questions).toEqual([]);
		const etag = response.headers.get("etag") ?? "";
		const again = await suggested(url, "the%20dam", { "if-none-match": etag });
		expect(again.status).toBe(304);
		// What another one was told is no copy of this.
		const other = await suggested(url, "built", { "if-none-match": etag });
		expect(other.status).toBe(200);
	});

	it("gives none unless the owner wants that", async () => {
		await askedForDays(false);
		const { url } = await serveLogged();
		const { questions: others } = suggestResponse.parse(await (await suggested(url, "dam")).json());
		expect(others).toEqual([]);
	});
});
