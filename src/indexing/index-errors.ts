/** The errors of an index folder: each names the file and the command that puts things right. */

import { SiteciteError } from "../domain/errors.ts";

/** `index_missing`: nothing was ever built in `folder`. */
export function missingIndex(folder: string): SiteciteError {
	return new SiteciteError(
		"index_missing",
		`There is no index in ${folder}. Run \`${buildCommand(folder)}\` to build it.`,
	);
}

/** `index_corrupt`: `file` of the index `folder` is not as it was written. */
export function corruptIndex(
	folder: string,
	file: string,
	problem: string,
	cause?: unknown,
): SiteciteError {
	return new SiteciteError(
		"index_corrupt",
		`The index file ${file} is damaged: ${problem}. Run \`${buildCommand(folder)}\` to build the index again.`,
		{ cause },
	);
}

/** `index_version`: `file` was written in a format that this version does not read. */
export function otherVersion(
	folder: string,
	file: string,
	found: string,
	expected: string,
): SiteciteError {
	return new SiteciteError(
		"index_version",
		`The index file ${file} has ${found}, but this version of sitecite reads ${expected}. Run \`${buildCommand(folder)}\` to build the index again.`,
	);
}

/** The command that builds the index `folder`, as it is typed. */
export function buildCommand(folder: string): string {
	return `sitecite build --out ${/^[\w./:@~+-]+$/u.test(folder) ? folder : JSON.stringify(folder)}`;
}

/** Runs `action`; an error of the file system becomes `index_unwritable`, naming `path` and a remedy. */
export async function writing<T>(path: string, action: () => Promise<T>): Promise<T> {
	try {
		return await action();
	} catch (cause) {
		const code = systemErrorCode(cause);
		if (code === null) throw cause;
		throw new SiteciteError(
			"index_unwritable",
			`Cannot write ${path}: ${cause instanceof Error ? cause.message : code}. ${remedyFor(code)}`,
			{ cause },
		);
	}
}

/** `ENOENT` and the like where `error` came from the file system, else null. */
export function systemErrorCode(error: unknown): string | null {
	if (!(error instanceof Error) || !("syscall" in error) || !("code" in error)) return null;
	return typeof error.code === "string" ? error.code : null;
}

function remedyFor(code: string): string {
	if (code === "ENOSPC" || code === "EDQUOT")
		return "Free some space on that disk and build again.";
	return "Make the folder writable, or choose another one with --out.";
}
