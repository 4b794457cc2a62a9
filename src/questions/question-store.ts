/** Keeps what readers asked and how they rated it, tells what came of it, and forgets it. */

import { randomBytes } from "node:crypto";
import { setImmediate as nextTurn } from "node:timers/promises";
import { z } from "zod";
import { SiteciteError } from "../domain/errors.ts";
import { type AnsweredRequest, answeredQuestions } from "./answered-questions.ts";
import type { KeptEntry } from "./kept-question.ts";
import { hourLiteral, patiently, QuestionFile } from "./question-file.ts";
import { type Tallies, tallyQuestions } from "./tally-questions.ts";

/** Rows that are written in one turn of the event loop: some 20 µs each. */
const ROWS_A_TURN = 50;

const TABLES = ["questions", "ratings"] as const;

const textRow = z.object({ id: z.bigint(), text: z.string() });
const checkpointRow = z.object({ busy: z.int() });
const changesRow = z.object({ changes: z.int() });

/** How many were deleted. */
export interface Forgotten {
	readonly questions: number;
	readonly ratings: number;
}

export class QuestionStore {
	readonly #file: QuestionFile;

	private constructor(file: QuestionFile) {
		this.#file = file;
	}

	/** @throws SiteciteError as `QuestionFile.open` */
	static async open(path: string): Promise<QuestionStore> {
		return new QuestionStore(await QuestionFile.open(path));
	}

	/** @throws SiteciteError as `QuestionFile.openExisting` */
	static async openExisting(path: string): Promise<QuestionStore> {
		return new QuestionStore(await QuestionFile.openExisting(path));
	}

	/** Keeps all of them, or none where it fails. @throws SiteciteError `questions_unusable` */
	async keep(entries: readonly KeptEntry[]): Promise<void> {
		await this.#file.transaction(async () => {
			const question = await this.#file.prepare(
				"INSERT INTO questions VALUES (?, ?, ?, ?, ?, ?, ?)",
			);
			const rating = await this.#file.prepare("INSERT INTO ratings VALUES (?, ?, ?, ?, ?)");
			for (const [i, entry] of entries.entries()) {
				if (i > 0 && i % ROWS_A_TURN === 0) await nextTurn();
				const { text, hour, generation } = entry;
				if (entry.kind === "question") {
					const { status, confidence, articles } = entry;
					const listed = JSON.stringify(articles);
					question.run([randomId(), text, hour, status, confidence, generation, listed]);
				} else {
					rating.run([randomId(), text, hour, generation, entry.helpful ? 1 : 0]);
				}
			}
		});
	}

	/** As {@link tallyQuestions}. @throws SiteciteError `questions_unusable` */
	async tallies(since: string, limit: number): Promise<Tallies> {
		return await tallyQuestions(this.#file, since, limit);
	}

	/** As {@link answeredQuestions}. @throws SiteciteError `questions_unusable` */
	async answered(request: AnsweredRequest): Promise<string[]> {
		return await answeredQuestions(this.#file, request);
	}

	/** Deletes what is older than an hour, as `startOfHour` gives it. @throws SiteciteError `questions_unusable` */
	async forgetBefore(hour: string): Promise<Forgotten> {
		const before = hourLiteral(hour);
		const forgotten = await this.#forget(async (table) => {
			await this.#file.exec(`DELETE FROM ${table} WHERE hour < '${before}'`);
			const [{ changes }] = z
				.tuple([changesRow])
				.parse(await this.#file.all("SELECT changes() AS changes"));
			return changes;
		});
		if (forgotten.questions + forgotten.ratings > 0) await this.#overwrite();
		// Where it is not emptied now, it is an hour later. A service does this: asked for rows, it would write to the disk
		// on the thread that answers.
		await this.#file.inTurn(() => this.#file.exec("PRAGMA wal_checkpoint(TRUNCATE)"));
		return forgotten;
	}

	/**
	 * Deletes every question and rating that has `text` in it, in whatever case.
	 *
	 * @throws SiteciteError `questions_unusable`
	 */
	async forgetText(text: string): Promise<Forgotten> {
		const wanted = folded(text);
		const forgotten = await this.#forget(async (table) => {
			const select = await this.#file.prepare(`SELECT id, text FROM ${table}`);
			const deletion = await this.#file.prepare(`DELETE FROM ${table} WHERE id = ?`);
			// SQLite itself knows no case but that of ASCII.
			const ids: bigint[] = [];
			for (const row of await select.safeIntegers(true).iterate()) {
				const { id, text } = textRow.parse(row);
				if (folded(text).includes(wanted)) ids.push(id);
			}
			for (const id of ids) deletion.run([id]);
			return ids.length;
		});
		await this.#overwrite();
		if (!(await this.#emptyLog())) {
			throw new SiteciteError(
				"questions_unusable",
				`The text is deleted from ${this.#file.path}, but ${this.#file.path}-wal still has it, since another process is reading. Run this again.`,
			);
		}
		return forgotten;
	}

	/** Lets go of the file, once what is being written has been. */
	async close(): Promise<void> {
		await this.#file.close();
	}

	async #forget(from: (table: (typeof TABLES)[number]) => Promise<number>): Promise<Forgotten> {
		const forgotten = { questions: 0, ratings: 0 };
		await this.#file.transaction(async () => {
			for (const table of TABLES) forgotten[table] = await from(table);
		});
		return forgotten;
	}

	/**
	 * Writes the file anew. Rows that once moved to another page have left copies in unused room of pages, which no deletion
	 * clears.
	 */
	async #overwrite(): Promise<void> {
		await this.#file.inTurn(() => this.#file.exec("VACUUM"));
	}

	/** The log of writes beside the file still has what was deleted. False where somebody reads on in it for too long. */
	async #emptyLog(): Promise<boolean> {
		return await this.#file.inTurn(async () => {
			const empty = async () => {
				const rows = await this.#file.all("PRAGMA wal_checkpoint(TRUNCATE)");
				const [{ busy }] = z.tuple([checkpointRow]).parse(rows);
				return busy === 0;
			};
			return await patiently(empty, (isEmpty) => !isEmpty);
		});
	}
}

function folded(text: string): string {
	// Upper case first: only that makes one of "straße" and "STRASSE".
	return text.normalize("NFKC").toUpperCase().toLowerCase().trim();
}

/** 62 bits: no two are equal by chance. */
function randomId(): bigint {
	return randomBytes(8).readBigUInt64LE() >> 2n;
}
