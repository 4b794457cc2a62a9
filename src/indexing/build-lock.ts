/**
 * The lock that keeps two builds out of one index folder; a crashed build's lock never stands in the next one's way.
 *
 * Why not `proper-lockfile`: it knows a dead holder only by the age of its lock, so after a crash the next build would
 * have to wait for the stale time (10 s by default, and a shorter one risks the lock of a build that is merely busy).
 * Here the file names its holder, and on the same machine the system itself says whether that process still runs.
 */

import { createHash } from "node:crypto";
import { type FileHandle, open, readdir, readFile, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { SiteciteError } from "../domain/errors.ts";
import { systemErrorCode, writing } from "./index-errors.ts";
import { createExclusively, replaceWith } from "./lock-file.ts";
import {
	describeThisProcess,
	isLocal,
	isRunning,
	type LockHolder,
	parseHolder,
} from "./lock-holder.ts";

/** How often the holder touches its lock, for builds on other machines that cannot see its process. */
const HEARTBEAT_MS = 10_000;

/** Five heartbeats may be missed (a long computation, a stalled network disk) before others give a holder up. */
const ABANDONED_MS = 60_000;

/** A lock that this process holds. */
export class BuildLock {
	readonly #path: string;
	readonly #text: string;
	readonly #handle: FileHandle;
	readonly #timer: NodeJS.Timeout;
	#heartbeat: Promise<void> = Promise.resolve();

	private constructor(path: string, text: string, handle: FileHandle) {
		this.#path = path;
		this.#text = text;
		this.#handle = handle;
		this.#timer = setInterval(() => this.#beat(), HEARTBEAT_MS).unref();
	}

	/**
	 * Takes the lock at `path`, whose folder must exist.
	 *
	 * @throws SiteciteError `index_locked` where another build holds it, `index_unwritable` where no lock can be made.
	 */
	static async acquire(path: string): Promise<BuildLock> {
		const self = await describeThisProcess();
		const text = `${JSON.stringify(self)}\n`;
		return await writing(path, async () => {
			const holder = await take(path, path, self, text);
			if (holder !== null) throw lockedBy(path, holder);
			let lock: BuildLock | null = null;
			try {
				const handle = await open(path, "r+");
				lock = new BuildLock(path, text, handle);
				await removeAbandoned(path, self, (await handle.stat()).mtimeMs);
				return lock;
			} catch (error) {
				await (lock === null ? rm(path, { force: true }) : lock.release());
				throw error;
			}
		});
	}

	/** @throws SiteciteError `index_locked` where the lock is not this process's any more. */
	async assertHeld(): Promise<void> {
		const text = await readLock(this.#path);
		if (text === this.#text) return;
		const holder = parseHolder(text ?? "");
		throw new SiteciteError(
			"index_locked",
			`The lock ${this.#path} was taken from this build${holder === null ? "" : ` by process ${holder.pid} on ${holder.host}`}. Nothing was made current; run the build again once no other is running.`,
		);
	}

	/** Gives the lock back; a lock that others have taken over meanwhile is left alone. */
	async release(): Promise<void> {
		clearInterval(this.#timer);
		await this.#heartbeat;
		await this.#handle.close();
		await writing(this.#path, async () => {
			if ((await readLock(this.#path)) === this.#text) await rm(this.#path, { force: true });
		});
	}

	/**
	 * Writes the same bytes again: the disk's own clock then dates the file, and because it goes to the file that was
	 * created, never to one that took its place, a lost lock is not revived.
	 */
	#beat(): void {
		this.#heartbeat = this.#heartbeat
			.then(() => this.#handle.write(this.#text, 0))
			// A missed beat harms nothing by itself; where the lock is lost over it, assertHeld says so.
			.then(
				() => undefined,
				() => undefined,
			);
	}
}

/** Who holds the lock at `path` now, running or not; null where nobody does. */
export async function readLockHolder(path: string): Promise<LockHolder | null> {
	return parseHolder((await readLock(path)) ?? "");
}

/**
 * Puts `text` at `path` if nothing is there or its holder is gone. Returns the holder who is in the way (`"unknown"`
 * where the file does not say), or null on success.
 *
 * The right to replace one particular abandoned lock is itself a lock, named by that lock's content (and taken over in
 * the same way if its holder crashes). Whoever has it looks again: only if the abandoned lock is still the same is it
 * replaced, by one rename. So nobody ever removes a lock that a faster process has just taken.
 */
async function take(
	path: string,
	base: string,
	self: LockHolder,
	text: string,
): Promise<LockHolder | "unknown" | null> {
	for (;;) {
		const attempt = await createExclusively(path, text);
		if (attempt.isCreated) return null;
		const found = await inspect(path, self, attempt.nowMs);
		if (found === null) continue;
		if (!found.isAbandoned) return found.holder ?? "unknown";
		const right = `${base}.${createHash("sha256").update(found.text).digest("hex").slice(0, 32)}`;
		const rival = await take(right, base, self, text);
		if (rival !== null) return rival;
		try {
			const again = await inspect(path, self, attempt.nowMs);
			if (again?.isAbandoned === true && again.text === found.text) {
				await replaceWith(path, text);
				return null;
			}
		} finally {
			await rm(right, { force: true });
		}
	}
}

interface InspectedLock {
	readonly text: string;
	readonly holder: LockHolder | null;
	readonly isAbandoned: boolean;
}

async function inspect(
	path: string,
	self: LockHolder,
	nowMs: number,
): Promise<InspectedLock | null> {
	let handle: FileHandle;
	try {
		handle = await open(path, "r");
	} catch (error) {
		if (systemErrorCode(error) === "ENOENT") return null;
		throw error;
	}
	try {
		const text = await handle.readFile("utf8");
		const holder = parseHolder(text);
		const isAbandoned =
			holder !== null && isLocal(holder, self)
				? !(await isRunning(holder))
				: nowMs - (await handle.stat()).mtimeMs > ABANDONED_MS;
		return { text, holder, isAbandoned };
	} finally {
		await handle.close();
	}
}

/** Removes the rights that processes which crashed while they took over a lock left beside it. */
async function removeAbandoned(path: string, self: LockHolder, nowMs: number): Promise<void> {
	const prefix = `${basename(path)}.`;
	for (const name of await readdir(dirname(path))) {
		if (!name.startsWith(prefix)) continue;
		const file = join(dirname(path), name);
		const found = await inspect(file, self, nowMs);
		if (found?.isAbandoned === true) await rm(file, { force: true });
	}
}

async function readLock(path: string): Promise<string | null> {
	try {
		return await readFile(path, "utf8");
	} catch (error) {
		if (systemErrorCode(error) === "ENOENT") return null;
		throw error;
	}
}

function lockedBy(path: string, holder: LockHolder | "unknown"): SiteciteError {
	const who =
		holder === "unknown"
			? "Another build"
			: `A build (process ${holder.pid} on ${holder.host}, since ${holder.startedAt})`;
	return new SiteciteError(
		"index_locked",
		`${who} holds the index folder ${dirname(path)}. Wait until it ends; only if you are sure that no build is running, delete ${path}.`,
	);
}
