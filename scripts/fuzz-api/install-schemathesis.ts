/** Schemathesis in an environment of its own beside this file, installed anew where its list of versions has changed. */

import { existsSync } from "node:fs";
import { copyFile, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { runProgram } from "./run-program.ts";

const VERSIONS = join(import.meta.dirname, "requirements.txt");
const ENVIRONMENT = join(import.meta.dirname, ".venv");
/** Written last: an installation that was interrupted has none. */
const INSTALLED = join(ENVIRONMENT, "requirements.txt");

/** @returns the path of its program */
export async function installSchemathesis(): Promise<string> {
	const wanted = await readFile(VERSIONS, "utf8");
	if (!existsSync(INSTALLED) || (await readFile(INSTALLED, "utf8")) !== wanted) {
		await rm(ENVIRONMENT, { recursive: true, force: true });
		await require("python3", "-m", "venv", ENVIRONMENT);
		const pip = join(ENVIRONMENT, "bin/pip");
		await require(pip, "install", "--quiet", "--disable-pip-version-check", "-r", VERSIONS);
		await copyFile(VERSIONS, INSTALLED);
	}
	return join(ENVIRONMENT, "bin/schemathesis");
}

async function require(program: string, ...args: string[]): Promise<void> {
	const status = await runProgram(program, args);
	if (status !== 0) throw new Error(`${program} ${args.join(" ")} ended with status ${status}.`);
}
