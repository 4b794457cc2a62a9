/** The file that questions are kept in: SQLite, for any number of processes at a time, readable after a crash. */

import { existsSync } from "node:fs";
import { mkdir, open } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { SiteciteError } from "../domain/errors.ts";
import { loadSqlite } from "./load-sqlite.ts";

/** Its types leave this out. */
type Database = InstanceType<Awaited<ReturnType<typeof loadSqlite>>> & {
	readonly inTransaction: boolean;
};

/**
 * How long one process waits for another one to have written: what is not written now is tried again a second later.
 * Not inside SQLite: while it waits, its connection is locked, and the thread that answers would wait for that as soon as a
 * statement of the connection's is collected as garbage.
 */
const BUSY_MS = 500;

/** From one try to the next. */
const RETRY_MS = 20;

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

const versionRow = z.object({ user_version: z.int() });

export class QuestionFile {
	readonly path: string;
	readonly #database: Database;
	/** One connection has one transaction: whoever wants the next one waits for the last. */
	#turn: Promise<unknown> = Promise.resolve();

	private constructor(path: string, database: Database) {
		this.path = path;
		this.#database = database;
	}

	/**
	 * Opens the file, and makes it where it is missing: for this system's user alone, as are those beside it.
	 *
	 * @param path absolute
	 * @throws SiteciteError `runtime_missing`, `questions_unusable` naming the file and what is wrong with it
	 */
	static async open(path: string): Promise<QuestionFile> {
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
			// From now on others are waited for by `exec`.
			await database.exec("PRAGMA busy_timeout = 0");
			return new QuestionFile(path, database);
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
	static async openExisting(path: string): Promise<QuestionFile> {
		if (existsSync(path)) return await QuestionFile.open(path);
		throw new SiteciteError(
			"questions_missing",
			`No questions have been kept: ${path} does not exist. Set "questions.log" to true, serve, and let readers ask.`,
		);
	}

	/**
	 * Runs what needs the connection for itself, once whoever had it before is done.
	 *
	 * @throws SiteciteError `questions_unusable`
	 */
	async inTurn<Result>(run: () => Promise<Result>): Promise<Result> {
		const turn = this.#turn.catch(() => {}).then(run);
		this.#turn = turn;
		try {
			return await turn;
		} catch (cause) {
			throw unusable(this.path, cause);
		}
	}

	/**
	 * In its turn, all that `write` does or nothing. Waiting for the disk, with BEGIN and COMMIT, is done on a thread of
	 * libSQL's.
	 *
	 * @throws SiteciteError `questions_unusable`
	 */
	async transaction(write: () => Promise<void>): Promise<void> {
		await this.inTurn(async () => {
			await this.exec("BEGIN IMMEDIATE");
			try {
				await write();
				await this.exec("COMMIT");
			} catch (error) {
				if (this.#database.inTransaction) await this.#database.exec("ROLLBACK");
				throw error;
			}
		});
	}

	/** Runs statements that may be begun anew, on a thread of libSQL's. Where another process is writing, it waits. */
	async exec(sql: string): Promise<void> {
		await patiently(() => this.#database.exec(sql));
	}

	/** A statement, whose rows are read on this thread. */
	async prepare(sql: string) {
		return await this.#database.prepare(sql);
	}

	/** All rows of a statement. */
	async all(sql: string): Promise<unknown> {
		return await (await this.prepare(sql)).all();
	}

	/** Lets go of the file, once what is being written has been. */
	async close(): Promise<void> {
		await this.#turn.catch(() => {});
		this.#database.close();
	}
}

/** Tries again while another process keeps the file locked, for as long as one waits for that. */
export async function patiently<Result>(
	attempt: () => Promise<Result>,
	isBusy: (outcome: Result) => boolean = () => false,
): Promise<Result> {
	const until = performance.now() + BUSY_MS;
	for (;;) {
		try {
			const outcome = await attempt();
			if (!isBusy(outcome) || performance.now() >= until) return outcome;
		} catch (error) {
			if (!saysBusy(error) || performance.now() >= until) throw error;
		}
		await delay(RETRY_MS);
	}
}

/** What becomes part of SQL: statements with values of their own cannot leave our thread. */
export function hourLiteral(hour: string): string {
	if (/^\d{4}-\d\d-\d\dT\d\d:00:00\.000Z$/.test(hour)) return hour;
	throw new TypeError(`"${hour}" is no start of an hour.`);
}

/** Also where it is being recovered, or has been written since it was read: the codes of these go on behind it. */
const BUSY = "SQLITE_BUSY";

function saysBusy(error: unknown): boolean {
	return (error as { readonly code?: string }).code?.startsWith(BUSY) ?? false;
}

function unusable(path: string, cause: unknown): SiteciteError {
	if (cause instanceof SiteciteError) return cause;
	const { message } = cause as Error;
	const remedy = saysBusy(cause)
		? "Another process keeps it locked; try again"
		: 'Make it and its folder writable, or name another file in "questions.file"';
	return new SiteciteError(
		"questions_unusable",
		`Questions cannot be kept in ${path}: ${message}. ${remedy}.`,
		{ cause },
	);
}
