/** The use case of keeping what readers ask and how they rate it, without ever slowing or failing an answer. */

import type { AskResponse } from "../contract/ask.ts";
import type { FeedbackBody } from "../contract/feedback.ts";
import type { QuestionReport } from "../contract/question-report.ts";
import { BackgroundWriter } from "../questions/background-writer.ts";
import {
	hourDaysAgo,
	type KeptEntry,
	startOfHour,
	trimmedText,
} from "../questions/kept-question.ts";
import { QuestionStore } from "../questions/question-store.ts";
import type { Config } from "./config.ts";
import { questionsFile } from "./question-settings.ts";
import { QuestionSuggestions } from "./question-suggestions.ts";
import { type ReportRequest, reportQuestions } from "./report-questions.ts";

/** Articles that are kept of each question: as many as an answer is made from. */
const NEAREST_ARTICLES = 3;

const HOUR_MS = 3_600_000;

/** What is deleted, by whatever process, is no longer suggested after so long. */
const SUGGEST_MS = 60_000;

/** What somebody asks once may be about himself; what is asked again days later is more likely what many want to know. */
const SUGGESTED = { days: 3, maxLength: 150, limit: 1000 };

export interface QuestionLogEvents {
	/** Writing or deleting begins to fail. What could not be written is tried again. */
	readonly onFailure: (error: unknown) => void;
}

/** Counts since the start. */
export interface QuestionLogFigures {
	/** Questions and ratings that have been written. */
	readonly written: number;
	/** Those there was no room for. */
	readonly dropped: number;
	readonly failures: number;
	readonly helpful: number;
	readonly unhelpful: number;
}

export class QuestionLog {
	readonly #store: QuestionStore;
	readonly #writer: BackgroundWriter<KeptEntry>;
	readonly #retentionDays: number;
	/** What others asked, for whoever begins to type; empty unless the configuration wants it. */
	readonly suggestions = new QuestionSuggestions();
	readonly #timers: NodeJS.Timeout[] = [];
	#suggesting: Promise<void> = Promise.resolve();
	#forgetting: Promise<void> = Promise.resolve();
	#helpful = 0;
	#unhelpful = 0;

	private constructor(store: QuestionStore, retentionDays: number, events: QuestionLogEvents) {
		this.#store = store;
		this.#retentionDays = retentionDays;
		this.#writer = new BackgroundWriter({
			write: (batch) => store.keep(batch),
			onFailure: events.onFailure,
		});
	}

	/**
	 * Opens the file that the configuration names, and deletes what is too old: now and every hour.
	 *
	 * @throws SiteciteError `runtime_missing`, `questions_unusable`
	 */
	static async open(config: Config, events: QuestionLogEvents): Promise<QuestionLog> {
		const store = await QuestionStore.open(questionsFile(config));
		const log = new QuestionLog(store, config.questions.retentionDays, events);
		try {
			await log.#forgetOld();
			if (config.questions.suggest) await log.#refreshSuggestions();
		} catch (error) {
			await store.close();
			throw error;
		}
		const forget = () => {
			log.#forgetting = log.#forgetOld().catch(events.onFailure);
		};
		const suggest = () => {
			log.#suggesting = log.#refreshSuggestions().catch(events.onFailure);
		};
		log.#timers.push(setInterval(forget, HOUR_MS).unref());
		if (config.questions.suggest) log.#timers.push(setInterval(suggest, SUGGEST_MS).unref());
		return log;
	}

	get figures(): QuestionLogFigures {
		const { written, dropped, failures } = this.#writer;
		return { written, dropped, failures, helpful: this.#helpful, unhelpful: this.#unhelpful };
	}

	/** Keeps a question that was answered, in a moment. */
	asked({ question, answer, passages, index }: AskResponse): void {
		this.#writer.add({
			kind: "question",
			text: trimmedText(question),
			hour: startOfHour(new Date()),
			status: answer.status,
			confidence: answer.confidence,
			generation: index.generation,
			articles: [...new Set(passages.map(({ citation }) => citation.article.id))].slice(
				0,
				NEAREST_ARTICLES,
			),
		});
	}

	/** Keeps a rating, in a moment. */
	rated({ question, generation, helpful }: FeedbackBody): void {
		if (helpful) this.#helpful++;
		else this.#unhelpful++;
		const hour = startOfHour(new Date());
		this.#writer.add({ kind: "rating", text: trimmedText(question), hour, generation, helpful });
	}

	/** @throws SiteciteError `questions_unusable` */
	async report(request: ReportRequest): Promise<QuestionReport> {
		await this.#writer.flush();
		return await reportQuestions(this.#store, request);
	}

	/** Writes what has not been written yet, and lets go of the file. */
	async close(): Promise<void> {
		for (const timer of this.#timers) clearInterval(timer);
		await Promise.all([this.#forgetting, this.#suggesting]);
		await this.#writer.close();
		await this.#store.close();
	}

	async #refreshSuggestions(): Promise<void> {
		const since = hourDaysAgo(this.#retentionDays);
		this.suggestions.replace(await this.#store.answered({ since, ...SUGGESTED }));
	}

	async #forgetOld(): Promise<void> {
		await this.#store.forgetBefore(hourDaysAgo(this.#retentionDays));
	}
}
