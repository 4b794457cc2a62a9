import { describe, expect, it } from "vitest";
import { openSample } from "../fixtures/open-sample.ts";
import { serveForTest } from "../fixtures/serve-sample.ts";

const sample = openSample();

const serveSample = (metrics?: "local" | boolean, threshold = 0) =>
	serveForTest({
		index: () => sample.index,
		settings: { threshold },
		...(metrics !== undefined && { server: { metrics } }),
	});

const metricsOf = (url: string, headers: Record<string, string> = {}) =>
	fetch(`${url}/metrics`, { headers });

describe("GET /metrics", () => {
	it("counts requests by operation and status, and whatever is of a client's choosing as one", async () => {
		const { url } = await serveSample();
		await fetch(`${url}/api/ask?q=dam`);
		await fetch(`${url}/api/ask?q=dam`, { method: "HEAD" });
		await fetch(`${url}/api/ask`);
		await fetch(`${url}/api/articles/no-such-article`);
		await fetch(`${url}/one`);
		await fetch(`${url}/two`, { method: "PURGE" });
		const response = await metricsOf(url);
		expect(response.headers.get("content-type")).toContain("text/plain");
		const text = await response.text();
		for (const line of [
			'sitecite_requests_total{operation="ask",status="200"} 2',
			'sitecite_requests_total{operation="ask",status="400"} 1',
			'sitecite_requests_total{operation="getArticle",status="404"} 1',
			'sitecite_requests_total{operation="other",status="404"} 2',
			'sitecite_request_duration_seconds_count{operation="ask"} 3',
			'sitecite_answers_total{status="answered"} 2',
			"sitecite_requests_in_flight 1",
			"sitecite_questions_in_flight 0",
			"sitecite_questions_waiting 0",
			"sitecite_rejected_total 0",
			"sitecite_rate_limited_total 0",
			"sitecite_index_articles 3",
			`sitecite_generation_info{generation="${sample.index.info.generation}",embedder="student"} 1`,
		]) {
			expect(text.split("\n")).toContain(line);
		}
		expect(text).toContain("nodejs_eventloop_lag_seconds");
		expect(text).not.toContain("dam");
	});

	it("counts what stays without an answer", async () => {
		const { url } = await serveSample(undefined, 1);
		await fetch(`${url}/api/ask?q=dam`);
		const text = await (await metricsOf(url)).text();
		expect(text).toContain('sitecite_answers_total{status="no_answer"} 1');
	});

	it.each([
		["X-Forwarded-For", "192.0.2.1"],
		["X-Real-IP", "192.0.2.1"],
		["Forwarded", "for=192.0.2.1"],
		["Via", "1.1 proxy"],
	])("is not there for what a proxy passes on with %s", async (name, value) => {
		const { url } = await serveSample();
		expect((await metricsOf(url, { [name]: value })).status).toBe(404);
	});

	it("is there for all or for nobody where the operator says so", async () => {
		const open = await serveSample(true);
		expect((await metricsOf(open.url, { "x-forwarded-for": "192.0.2.1" })).status).toBe(200);
		const shut = await serveSample(false);
		expect((await metricsOf(shut.url)).status).toBe(404);
	});
});
