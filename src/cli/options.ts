/** Options that several commands share, and how they become configuration. */

import { type Command, InvalidArgumentError, Option } from "commander";
import { type Config, EMBEDDER_CHOICES, loadConfig, type UserConfig } from "../app/config.ts";
import type { CliContext } from "./cli-context.ts";

/** Values of the shared options. */
export interface SharedOptions {
	readonly config?: string;
	readonly index?: string;
	readonly json?: true;
}

export const configOption = () =>
	new Option("--config <file>", "configuration file (default: sitecite.config.{ts,js,json})");

export const indexOption = () =>
	new Option("--index <folder>", "index folder (default: .sitecite)");

export const embedderOption = (description = "model that embeds (default: auto)") =>
	new Option("--embedder <name>", description).choices(EMBEDDER_CHOICES);

export const jsonOption = () => new Option("--json", "machine-readable output on standard output");

/** Values of the options that restrict what may be found. */
export interface FilterOptions {
	readonly tag?: string[];
	readonly author?: string[];
	readonly lang?: string[];
	readonly year?: string[];
	readonly section?: string[];
	readonly where?: string[];
	readonly from?: string;
	readonly to?: string;
}

export function addFilterOptions(command: Command): Command {
	return command
		.option("--tag <tag>", "only articles with this tag (repeatable)", collect)
		.option("--author <name>", "only articles by this author (repeatable)", collect)
		.option("--lang <tag>", "only articles in this language (repeatable)", collect)
		.option("--year <year>", "only articles published in this year (repeatable)", collect)
		.option("--section <heading>", "only what stands under this heading (repeatable)", collect)
		.option(
			"--where <field:value>",
			"only articles whose front-matter field has this value (repeatable)",
			collect,
		)
		.option("--from <date>", "only articles published on this day or later (YYYY-MM-DD)")
		.option("--to <date>", "only articles published on this day or earlier (YYYY-MM-DD)");
}

/** The configuration for a command, flags included. */
export function configFor(
	context: CliContext,
	{ config, index }: SharedOptions,
	flags: UserConfig = {},
): Promise<Config> {
	return loadConfig({
		workingFolder: context.workingFolder,
		env: context.env,
		...(config !== undefined && { file: config }),
		flags: { ...(index !== undefined && { index }), ...flags },
	});
}

/** Parses a whole number in a range; anything else is a usage error. */
export function wholeNumber(min: number, max: number): (text: string) => number {
	return (text) => {
		const value = Number(text);
		if (/^\d+$/.test(text) && value >= min && value <= max) return value;
		throw new InvalidArgumentError(`Expected a whole number from ${min} to ${max}.`);
	};
}

/** Collects an option that may be given several times. */
export function collect(value: string, earlier: readonly string[] = []): string[] {
	return [...earlier, value];
}
