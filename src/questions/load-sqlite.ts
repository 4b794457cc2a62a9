/** Finds libSQL, the SQLite that questions are kept in: an optional dependency with native code. */

import { SiteciteError } from "../domain/errors.ts";

type Libsql = typeof import("libsql/promise");

/** @throws SiteciteError `runtime_missing`, saying why it cannot be used and what to do */
export async function loadSqlite(): Promise<Libsql> {
	try {
		const { default: Database } = await import("libsql/promise");
		return Database;
	} catch (cause) {
		// Node lists every module that required the missing one below the first line.
		const [reason] = (cause instanceof Error ? cause.message : String(cause)).split("\n");
		throw new SiteciteError(
			"runtime_missing",
			`Keeping questions needs the package libsql, which cannot be loaded here: ${reason}. Install it (npm install libsql), or set "questions.log" to false.`,
			{ cause },
		);
	}
}
