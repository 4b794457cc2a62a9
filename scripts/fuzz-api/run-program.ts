/** Runs another program, which writes to this one's terminal. */

import { spawn } from "node:child_process";
import { once } from "node:events";

/** @returns its exit status; 1 where a signal ended it */
export async function runProgram(
	program: string,
	args: readonly string[],
	env: Readonly<Record<string, string>> = {},
	cwd = process.cwd(),
): Promise<number> {
	const child = spawn(program, args, {
		cwd,
		stdio: ["ignore", "inherit", "inherit"],
		env: { ...process.env, ...env },
	});
	const [status] = (await once(child, "close")) as [number | null];
	return status ?? 1;
}
