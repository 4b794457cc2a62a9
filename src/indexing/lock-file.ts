/** Creates and replaces small files such that nobody ever sees one half written. */

import { access, link, open, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { temporaryName } from "./durable-write.ts";
import { systemErrorCode } from "./index-errors.ts";

/** File systems without hard links (FAT, some network and container mounts) refuse them in one of these ways. */
const NO_HARD_LINKS = new Set(["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK"]);

/** What came of {@link createExclusively}. */
export interface CreationAttempt {
	/** False where a file was there already. */
	readonly isCreated: boolean;
	/** The time by the disk's own clock, which dates the files of all machines that share it. */
	readonly nowMs: number;
}

/**
 * Creates `path` with `text` unless it exists; of several processes exactly one succeeds.
 *
 * The file appears under its name complete, by a hard link, which is as exclusive as O_EXCL: a process that is killed
 * at any moment leaves either no file or a whole one, never one that does not say whose it is.
 */
export async function createExclusively(path: string, text: string): Promise<CreationAttempt> {
	for (;;) {
		const draft = await writeDraft(path, text);
		try {
			const nowMs = (await stat(draft)).mtimeMs;
			return { isCreated: await linkOrCreate(draft, path, text), nowMs };
		} catch (error) {
			// A build that has just taken the lock clears away drafts, as it cannot tell a rival's from a dead one's.
			if (systemErrorCode(error) !== "ENOENT" || (await exists(draft))) throw error;
		} finally {
			await rm(draft, { force: true });
		}
	}
}

/** Puts `text` at `path` in place of what is there, in one step. */
export async function replaceWith(path: string, text: string): Promise<void> {
	await rename(await writeDraft(path, text), path);
}

async function writeDraft(path: string, text: string): Promise<string> {
	const draft = join(dirname(path), temporaryName());
	await writeFile(draft, text, { flag: "wx" });
	return draft;
}

async function exists(path: string): Promise<boolean> {
	return await access(path).then(
		() => true,
		() => false,
	);
}

async function linkOrCreate(draft: string, path: string, text: string): Promise<boolean> {
	try {
		await link(draft, path);
		return true;
	} catch (error) {
		const code = systemErrorCode(error);
		if (code === "EEXIST") return false;
		if (code === null || !NO_HARD_LINKS.has(code)) throw error;
	}
	try {
		const handle = await open(path, "wx");
		await handle.writeFile(text).finally(() => handle.close());
		return true;
	} catch (error) {
		if (systemErrorCode(error) === "EEXIST") return false;
		throw error;
	}
}
