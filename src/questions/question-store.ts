/** The file that questions are kept in: SQLite, for any number of processes at a time, readable after a crash. */

import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, open } from "node:fs/promises";
import { dirname } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { z } from "zod";
import { SiteciteError } from "../domain/errors.ts";
import type { KeptEntry } from "./kept-question.ts";
import { loadSqlite } from "./load-sqlite.ts";

/** Its types leave this out. */
type Database = InstanceType<Awaited<ReturnType<typeof loadSqlite>>> & {
	readonly inTransaction: boolean;
};

/**
 * How long one process waits for another one to have written. It waits on a thread of libSQL's, but the first wait of a
 * process has been seen to hold up an answer as well; what is not written now is tried again a second later.
 */
const BUSY_MS = 500;

/** Rows that are written in one turn of the event loop: some 20 µs each. */
const ROWS_A_TURN = 50;

const LAYOUT_VERSION = 1;

/**
 * Ids are drawn by chance and rows lie in their order, so that nothing says which question came after which: that,
 * too, could be held against a log of addresses.
 */
const LAYOUT = `
	CREATE TABLE IF NOT EXISTS questions (
		id INTEGER PRIMARY KEY, text TEXT NOT NULL, hour TEXT NOT NULL, status TEXT NOT NULL,
		confidence REAL NOT NULL, generation TEXT NOT NULL, articles TEXT NOT NULL
	) STRICT;
	CREATE TABLE IF NOT EXISTS ratings (
		id INTEGER PRIMARY KEY, text TEXT NOT NULL, hour TEXT NOT NULL, generation TEXT NOT NULL,
		helpful INTEGER NOT NULL
	) STRICT;
	PRAGMA user_version = ${LAYOUT_VERSION};
`;

const TABLES = ["questions", "ratings"] as const;

/** Of a whole table, by libSQL's own thread: rows that are read one by one are read on ours. */
const tallyTables = (since: string, limit: number) => `
	DROP TABLE IF EXISTS temp.tallies;
	DROP TABLE IF EXISTS temp.totals;
	CREATE TEMP TABLE tallies AS
		SELECT text, sum(asked) AS asked, sum(unanswered) AS unanswered, avg(confidence) AS confidence,
			sum(helpful) AS helpful, sum(unhelpful) AS unhelpful, max(articles) AS articles
		FROM (
			SELECT text, 1 AS asked, status = 'no_answer' AS unanswered, confidence, 0 AS helpful, 0 AS unhelpful, articles
			FROM questions WHERE hour >= '${since}'
			UNION ALL
			SELECT text, 0, 0, NULL, helpful, 1 - helpful, NULL FROM ratings WHERE hour >= '${since}'
		)
		GROUP BY text ORDER BY sum(asked) DESC, sum(unhelpful) DESC, text LIMIT ${limit};
	CREATE TEMP TABLE totals AS
		SELECT asked, unanswered, helpful, unhelpful, texts FROM
			(SELECT count(*) AS asked, count(*) FILTER (WHERE status = 'no_answer') AS unanswered
				FROM questions WHERE hour >= '${since}'),
			(SELECT count(*) FILTER (WHERE helpful = 1) AS helpful, count(*) FILTER (WHERE helpful = 0) AS unhelpful
				FROM ratings WHERE hour >= '${since}'),
			(SELECT count(*) AS texts FROM (SELECT text FROM questions WHERE hour >= '${since}'
				UNION SELECT text FROM ratings WHERE hour >= '${since}'));
`;

const counts = {
	asked: z.int(),
	/** How often there was no answer. */
	unanswered: z.int(),
	helpful: z.int(),
	unhelpful: z.int(),
};

const tallyRow = z.object({
	...counts,
	text: z.string(),
	/** Mean confidence of the answers, 0 to 1; null where it was rated and never asked. */
	confidence: z.number().nullable(),
	/** Ids of the articles that came nearest at one of the times, the nearest first. */
	articles: z
		.string()
		.nullable()
		.transform((listed) => z.array(z.string()).parse(JSON.parse(listed ?? "[]"))),
});

const totalsRow = z.object({
	...counts,
	/** Texts that differ. */
	texts: z.int(),
});

/** As {@link tallyTables}, those that may be shown to others. A rating counts for the text, whoever gave it. */
const answeredTable = ({ since, days, maxLength, limit }: AnsweredRequest) => `
	DROP TABLE IF EXISTS temp.answered;
	CREATE TEMP TABLE answered AS
		SELECT text FROM questions
		WHERE hour >= '${hourLiteral(since)}' AND length(text) <= ${maxLength} AND text NOT IN (
			SELECT text FROM ratings GROUP BY text HAVING sum(helpful) * 2 < count(*))
		GROUP BY text
		HAVING count(DISTINCT substr(hour, 1, 10)) >= ${days} AND sum(status = 'answered') * 2 > count(*)
		ORDER BY count(*) DESC, text LIMIT ${limit};
`;

/** Which questions were asked often and answered. */
export interface AnsweredRequest {
	/** As `startOfHour` gives it. */
	readonly since: string;
	/** On so many days (UTC) at least. */
	readonly days: number;
	/** In characters. */
	readonly maxLength: number;
	readonly limit: number;
}

const answeredRow = z.object({ text: z.string() });
const textRow = z.object({ id: z.bigint(), text: z.string() });
const versionRow = z.object({ user_version: z.int() });
const checkpointRow = z.object({ busy: z.int() });
const changesRow = z.object({ changes: z.int() });

/** One text of a question, and what came of it over some time. */
export type QuestionTally = Readonly<z.infer<typeof tallyRow>>;

export interface Tallies {
	/** Those asked most often first. */
	readonly tallies: readonly QuestionTally[];
	/** Over all texts, also of those left out. */
	readonly totals: Readonly<z.infer<typeof totalsRow>>;
}

/** How many were deleted. */
export interface Forgotten {
	readonly questions: number;
	readonly ratings: number;
}

export class QuestionStore {
	readonly #path: string;
	readonly #database: Database;
	/** One connection has one transaction: whoever wants the next one waits for the last. */
	#turn: Promise<unknown> = Promise.resolve();

	private constructor(path: string, database: Database) {
		this.#path = path;
		this.#database = database;
	}

	/**
	 * Opens the file, and makes it where it is missing: for this system's user alone, as are those beside it.
	 *
	 * @param path absolute
	 * @throws SiteciteError `runtime_missing`, `questions_unusable` naming the file and what is wrong with it
	 */
	static async open(path: string): Promise<QuestionStore> {
		const Sqlite = await loadSqlite();
		let database: Database | null = null;
		try {
			await mkdir(dirname(path), { recursive: true });
			// SQLite gives what it writes beside the file the same rights.
			await (await open(path, "a", 0o600)).close();
			database = new Sqlite(path, { timeout: BUSY_MS }) as Database;
			await database.exec("PRAGMA journal_mode = WAL");
			await database.exec("PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY");
			// What is deleted must be gone from the file, too.
			await database.exec("PRAGMA secure_delete = ON");
			const [{ user_version: version } = { user_version: 0 }] = z
				.array(versionRow)
				.parse(await (await database.prepare("PRAGMA user_version")).all());
			if (version > LAYOUT_VERSION) throw new Error("a later version of sitecite has written it");
			await database.exec(LAYOUT);
			return new QuestionStore(path, database);
		} catch (cause) {
			database?.close();
			throw unusable(path, cause);
		}
	}

	/**
	 * Opens a file that must be there.
	 *
	 * @throws SiteciteError as `open`, or `questions_missing`
	 */
	static async openExisting(path: string): Promise<QuestionStore> {
		if (existsSync(path)) return await QuestionStore.open(path);
		throw new SiteciteError(
			"questions_missing",
			`No questions have been kept: ${path} does not exist. Set "questions.log" to true, serve, and let readers ask.`,
		);
	}

	/** Keeps all of them, or none where it fails. @throws SiteciteError `questions_unusable` */
	async keep(entries: readonly KeptEntry[]): Promise<void> {
		await this.#transaction(async () => {
			const question = await this.#database.prepare(
				"INSERT INTO questions VALUES (?, ?, ?, ?, ?, ?, ?)",
			);
			const rating = await this.#database.prepare("INSERT INTO ratings VALUES (?, ?, ?, ?, ?)");
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

	/**
	 * What was asked and rated since an hour, one tally a text.
	 *
	 * @param since as `startOfHour` gives it
	 * @param limit how many texts at most
	 * @throws SiteciteError `questions_unusable`
	 */
	async tallies(since: string, limit: number): Promise<Tallies> {
		return await this.#guarded(async () => {
			await this.#database.exec(tallyTables(hourLiteral(since), limit));
			const tallies = z.array(tallyRow).parse(await this.#all("SELECT * FROM temp.tallies"));
			const [totals] = z.tuple([totalsRow]).parse(await this.#all("SELECT * FROM temp.totals"));
			return { tallies, totals };
		});
	}

	/**
	 * Texts that mostly had an answer and were not mostly rated as no help, those asked most often first.
	 *
	 * @throws SiteciteError `questions_unusable`
	 */
	async answered(request: AnsweredRequest): Promise<string[]> {
		return await this.#guarded(async () => {
			await this.#database.exec(answeredTable(request));
			const rows = z.array(answeredRow).parse(await this.#all("SELECT text FROM temp.answered"));
			return rows.map(({ text }) => text);
		});
	}

	/** Deletes what is older than an hour, as `startOfHour` gives it. @throws SiteciteError `questions_unusable` */
	async forgetBefore(hour: string): Promise<Forgotten> {
		const before = hourLiteral(hour);
		const forgotten = await this.#forget(async (table) => {
			await this.#database.exec(`DELETE FROM ${table} WHERE hour < '${before}'`);
			const [{ changes }] = z
				.tuple([changesRow])
				.parse(await this.#all("SELECT changes() AS changes"));
			return changes;
		});
		// Where it is not emptied now, it is an hour later. A service does this: asked for rows, it would wait for others
		// on the thread that answers.
		await this.#guarded(() => this.#database.exec("PRAGMA wal_checkpoint(TRUNCATE)"));
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
			const select = await this.#database.prepare(`SELECT id, text FROM ${table}`);
			const deletion = await this.#database.prepare(`DELETE FROM ${table} WHERE id = ?`);
			// SQLite itself knows no case but that of ASCII.
			const ids: bigint[] = [];
			for (const row of await select.safeIntegers(true).iterate()) {
				const { id, text } = textRow.parse(row);
				if (folded(text).includes(wanted)) ids.push(id);
			}
			for (const id of ids) deletion.run([id]);
			return ids.length;
		});
		if (!(await this.#emptyLog())) {
			throw new SiteciteError(
				"questions_unusable",
				`The text is deleted from ${this.#path}, but ${this.#path}-wal still has it, since another process is reading. Run this again.`,
			);
		}
		return forgotten;
	}

	/** Lets go of the file, once what is being written has been. */
	async close(): Promise<void> {
		await this.#turn.catch(() => {});
		this.#database.close();
	}

	async #forget(from: (table: (typeof TABLES)[number]) => Promise<number>): Promise<Forgotten> {
		const forgotten = { questions: 0, ratings: 0 };
		await this.#transaction(async () => {
			for (const table of TABLES) forgotten[table] = await from(table);
		});
		return forgotten;
	}

	/** The log of writes beside the file still has what was deleted. False where somebody reads on in it for too long. */
	async #emptyLog(): Promise<boolean> {
		return await this.#guarded(async () => {
			const rows = await this.#all("PRAGMA wal_checkpoint(TRUNCATE)");
			const [{ busy }] = z.tuple([checkpointRow]).parse(rows);
			return busy === 0;
		});
	}

	async #all(sql: string): Promise<unknown> {
		return await (await this.#database.prepare(sql)).all();
	}

	/** Waiting for other processes and for the disk, with BEGIN and COMMIT, is done on a thread of libSQL's. */
	async #transaction(write: () => Promise<void>): Promise<void> {
		await this.#guarded(async () => {
			await this.#database.exec("BEGIN IMMEDIATE");
			try {
				await write();
				await this.#database.exec("COMMIT");
			} catch (error) {
				if (this.#database.inTransaction) await this.#database.exec("ROLLBACK");
				throw error;
			}
		});
	}

	async #guarded<Result>(run: () => Promise<Result>): Promise<Result> {
		const turn = this.#turn.catch(() => {}).then(run);
		this.#turn = turn;
		try {
			return await turn;
		} catch (cause) {
			throw unusable(this.#path, cause);
		}
	}
}

/** What becomes part of SQL: statements with values of their own cannot leave our thread. */
function hourLiteral(hour: string): string {
	if (/^\d{4}-\d\d-\d\dT\d\d:00:00\.000Z$/.test(hour)) return hour;
	throw new TypeError(`"${hour}" is no start of an hour.`);
}

function folded(text: string): string {
	// Upper case first: only that makes one of "straße" and "STRASSE".
	return text.normalize("NFKC").toUpperCase().toLowerCase().trim();
}

/** 62 bits: no two are equal by chance. */
function randomId(): bigint {
	return randomBytes(8).readBigUInt64LE() >> 2n;
}

function unusable(path: string, cause: unknown): SiteciteError {
	if (cause instanceof SiteciteError) return cause;
	const { code, message } = cause as { readonly code?: string; readonly message: string };
	const remedy =
		code === "SQLITE_BUSY"
			? "Another process keeps it locked; try again"
			: 'Make it and its folder writable, or name another file in "questions.file"';
	return new SiteciteError(
		"questions_unusable",
		`Questions cannot be kept in ${path}: ${message}. ${remedy}.`,
		{ cause },
	);
}
