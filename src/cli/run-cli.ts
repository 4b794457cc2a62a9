/** The command line: arguments in, exit code out. */

import { Command, CommanderError } from "commander";
import { PACKAGE_VERSION } from "../app/package-version.ts";
import { SiteciteError } from "../domain/errors.ts";
import type { CliContext } from "./cli-context.ts";
import { askCommand } from "./commands/ask.ts";
import { buildCommand } from "./commands/build.ts";
import { evaluateCommand } from "./commands/evaluate.ts";
import { inspectCommand } from "./commands/inspect.ts";
import { mcpCommand } from "./commands/mcp.ts";
import { reportCommand } from "./commands/report.ts";
import { searchCommand } from "./commands/search.ts";
import { serveCommand } from "./commands/serve.ts";

/** What a command ends with; the only place that chooses exit codes. */
const EXIT = { ok: 0, failure: 1, usage: 2, goldenFailed: 3 } as const;

/** Runs one command; never throws and never ends the process itself. */
export async function runCli(args: readonly string[], context: CliContext): Promise<number> {
	const program = new Command("sitecite")
		.description("Answers questions with exact, cited sentences of your articles.")
		.version(PACKAGE_VERSION)
		.showHelpAfterError()
		.configureOutput({ writeOut: context.out, writeErr: context.err })
		.exitOverride();
	const commands = [
		buildCommand,
		askCommand,
		searchCommand,
		serveCommand,
		mcpCommand,
		evaluateCommand,
		reportCommand,
		inspectCommand,
	];
	for (const command of commands) {
		program.addCommand(command(context).copyInheritedSettings(program));
	}
	try {
		await program.parseAsync(args, { from: "user" });
		return EXIT.ok;
	} catch (error) {
		return exitCodeOf(error, context);
	}
}

function exitCodeOf(error: unknown, { err }: CliContext): number {
	// Commander has said already what was wrong (or shown the help that was asked for).
	if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
	if (error instanceof SiteciteError) {
		err(`sitecite: ${error.message}\n`);
		if (error.code === "golden_failed") return EXIT.goldenFailed;
		return error.code === "usage" || error.code === "config_invalid" ? EXIT.usage : EXIT.failure;
	}
	err(`sitecite: unexpected failure: ${error instanceof Error ? error.stack : String(error)}\n`);
	return EXIT.failure;
}

/** The real process. The first SIGINT or SIGTERM aborts the signal; a second one ends at once. */
export function processContext(): CliContext {
	const controller = new AbortController();
	for (const name of ["SIGINT", "SIGTERM"] as const) {
		process.once(name, () =>
			controller.abort(new SiteciteError("aborted", `Stopped by ${name}; nothing was changed.`)),
		);
	}
	for (const stream of [process.stdout, process.stderr]) stream.on("error", ignoreClosedPipe);
	return {
		out: (text) => process.stdout.write(text),
		err: (text) => process.stderr.write(text),
		env: process.env,
		workingFolder: process.cwd(),
		isTerminal: process.stderr.isTTY === true,
		onHangup: (listener) => {
			process.on("SIGHUP", listener);
			return () => process.off("SIGHUP", listener);
		},
		signal: controller.signal,
	};
}

/** A reader that has seen enough (`sitecite inspect | head -1`) closes the pipe: that is no failure. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
	if (error.code !== "EPIPE") throw error;
}
