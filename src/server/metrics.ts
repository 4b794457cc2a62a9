/** What an operator can watch, in Prometheus' terms. No label has a value of a client's choosing. */

import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { LiveIndex } from "../app/live-index.ts";
import type { OpenIndex } from "../app/open-index.ts";
import type { QuestionLog, QuestionLogFigures } from "../app/question-log.ts";
import type { AskResponse } from "../contract/ask.ts";
import type { QuestionGate } from "./question-gate.ts";

/** From an answer out of hand to one that is too late, in seconds. */
const LATENCY_BUCKETS = [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5];

export interface MetricsSources {
	readonly gate: QuestionGate;
	readonly index: () => OpenIndex;
	readonly live: LiveIndex | null;
	readonly questions: QuestionLog | null;
}

/** Articles' texts stay on disk and do not count. */
function bytesOf({ sections }: OpenIndex): number {
	let bytes = 0;
	for (const section of sections.values()) bytes += section.byteLength;
	return bytes;
}

export class Metrics {
	readonly #registry = new Registry();
	readonly #requests = new Counter({
		name: "sitecite_requests_total",
		help: "Requests answered, by operation and HTTP status.",
		labelNames: ["operation", "status"],
		registers: [this.#registry],
	});
	readonly #seconds = new Histogram({
		name: "sitecite_request_duration_seconds",
		help: "From the first byte of a request to its answer, by operation.",
		labelNames: ["operation"],
		buckets: LATENCY_BUCKETS,
		registers: [this.#registry],
	});
	readonly #inFlight = new Gauge({
		name: "sitecite_requests_in_flight",
		help: "Requests that are being answered or wait for it.",
		registers: [this.#registry],
	});
	readonly #answers = new Counter({
		name: "sitecite_answers_total",
		help: "Questions answered, by status: answered or no_answer.",
		labelNames: ["status"],
		registers: [this.#registry],
	});
	readonly #rejected = new Counter({
		name: "sitecite_rejected_total",
		help: "Questions refused because there was no room for them.",
		registers: [this.#registry],
	});
	readonly #rateLimited = new Counter({
		name: "sitecite_rate_limited_total",
		help: "Requests refused because their client had used up its share.",
		registers: [this.#registry],
	});

	constructor({ gate, index, live, questions }: MetricsSources) {
		const registers = [this.#registry];
		// Event-loop lag, memory, processor time, collections of garbage.
		collectDefaultMetrics({ register: this.#registry });
		gauge("sitecite_questions_in_flight", "Questions being answered.", () => gate.inFlight);
		gauge("sitecite_questions_waiting", "Questions waiting for their turn.", () => gate.waiting);
		gauge("sitecite_index_articles", "Articles of the index.", () => index().info.articles);
		gauge("sitecite_index_chunks", "Chunks of the index.", () => index().info.chunks);
		gauge("sitecite_index_bytes", "Memory that the index was read into.", () => bytesOf(index()));
		gauge(
			"sitecite_index_built_timestamp_seconds",
			"When the index was built.",
			() => Date.parse(index().info.builtAt) / 1000,
		);
		new Gauge({
			name: "sitecite_generation_info",
			help: "Which generation answers: always 1.",
			labelNames: ["generation", "embedder"],
			registers,
			collect() {
				const { info, embedderId } = index();
				this.reset();
				this.set({ generation: info.generation, embedder: embedderId }, 1);
			},
		});
		if (live !== null) {
			gauge("sitecite_workers", "Threads that answer.", () => live.workers.threads);
			gauge(
				"sitecite_workers_missing",
				"Threads that ought to answer and have not opened the index.",
				() => live.workers.wanted - live.workers.threads,
			);
			gauge("sitecite_workers_busy", "Those that are answering.", () => live.workers.busy);
			gauge(
				"sitecite_workers_waiting",
				"Questions handed out that wait for a thread.",
				() => live.workers.waiting,
			);
			new Counter({
				name: "sitecite_worker_restarts_total",
				help: "Threads that took the place of one that died.",
				registers,
				collect() {
					this.reset();
					this.inc(live.workers.restarts);
				},
			});
			gauge("sitecite_index_swaps", "Generations taken up since the start.", () => live.swaps);
			gauge(
				"sitecite_index_refused",
				"1 while a newer generation is there that could not be opened.",
				() => (live.refused === null ? 0 : 1),
			);
		}
		if (questions !== null) {
			counter("sitecite_questions_logged_total", "Questions and ratings kept.", "written");
			counter("sitecite_questions_dropped_total", "Those there was no room for.", "dropped");
			counter("sitecite_questions_failures_total", "Batches not written at once.", "failures");
			new Counter({
				name: "sitecite_feedback_total",
				help: "Ratings of answers, by whether they helped.",
				labelNames: ["helpful"],
				registers,
				collect() {
					const { helpful, unhelpful } = questions.figures;
					this.reset();
					this.inc({ helpful: "true" }, helpful);
					this.inc({ helpful: "false" }, unhelpful);
				},
			});
		}

		function counter(name: string, help: string, figure: keyof QuestionLogFigures): void {
			new Counter({
				name,
				help,
				registers,
				collect() {
					this.reset();
					this.inc(questions?.figures[figure] ?? 0);
				},
			});
		}

		function gauge(name: string, help: string, read: () => number): void {
			new Gauge({
				name,
				help,
				registers,
				collect() {
					this.set(read());
				},
			});
		}
	}

	get contentType(): string {
		return this.#registry.contentType;
	}

	/** All of it, in Prometheus' text format. */
	async text(): Promise<string> {
		return await this.#registry.metrics();
	}

	/** A request has come; what is returned must be called with its end. */
	requested(): (operation: string, status: number) => void {
		const startedAt = performance.now();
		this.#inFlight.inc();
		return (operation, status) => {
			this.#inFlight.dec();
			this.#requests.inc({ operation, status });
			this.#seconds.observe({ operation }, (performance.now() - startedAt) / 1000);
		};
	}

	answered({ answer }: Pick<AskResponse, "answer">): void {
		this.#answers.inc({ status: answer.status });
	}

	rejected(): void {
		this.#rejected.inc();
	}

	rateLimited(): void {
		this.#rateLimited.inc();
	}
}
