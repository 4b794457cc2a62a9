/** Writes that survive a crash or a power cut: whole and old, or whole and new, never in between. */

import { randomBytes } from "node:crypto";
import { open, readdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { systemErrorCode, writing } from "./index-errors.ts";

const TEMPORARY_PREFIX = ".tmp-";

/** A fresh name for a file or folder that is not ready yet; {@link removeTemporaries} removes such. */
export function temporaryName(): string {
	return `${TEMPORARY_PREFIX}${randomBytes(8).toString("hex")}`;
}

/** Whether `name` was made by {@link temporaryName}. */
function isTemporaryName(name: string): boolean {
	return name.startsWith(TEMPORARY_PREFIX);
}

/** Replaces the file at `path` in one step; when the promise resolves, the new bytes are on disk. */
export async function replaceFile(path: string, bytes: Uint8Array | string): Promise<void> {
	const temporary = join(dirname(path), temporaryName());
	await writing(path, async () => {
		try {
			await writeNewFile(temporary, bytes);
			await rename(temporary, path);
		} catch (error) {
			await rm(temporary, { force: true });
			throw error;
		}
		await syncFolder(dirname(path));
	});
}

/** Writes a file that must not exist yet, and waits until its bytes are on disk. */
export async function writeNewFile(path: string, bytes: Uint8Array | string): Promise<void> {
	const handle = await open(path, "wx");
	try {
		await handle.writeFile(bytes);
		await handle.sync();
	} finally {
		await handle.close();
	}
}

/** Waits until the names in `folder` are on disk: a rename is durable only after this. */
export async function syncFolder(folder: string): Promise<void> {
	// Windows cannot open folders, and some network file systems cannot sync them: there the rename is still atomic.
	if (process.platform === "win32") return;
	const handle = await open(folder, "r");
	try {
		await handle.sync();
	} catch (error) {
		const code = systemErrorCode(error);
		if (code !== "EINVAL" && code !== "ENOTSUP" && code !== "ENOSYS") throw error;
	} finally {
		await handle.close();
	}
}

/** Removes what crashed builds left unfinished in `folder`. Only for the holder of the build lock. */
export async function removeTemporaries(folder: string): Promise<void> {
	const names = await readdir(folder);
	for (const name of names) {
		if (isTemporaryName(name)) await rm(join(folder, name), { recursive: true, force: true });
	}
}
