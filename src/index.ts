/** The library: what a program imports to build an index and to ask it, in the words of the configuration. */

import { ask as answer } from "./app/ask.ts";
import { type AskSettings, askSettings } from "./app/ask-settings.ts";
import { type BuildRequest, buildIndex as build } from "./app/build-index.ts";
import type { BuildReport } from "./app/build-report.ts";
import { loadConfig, type UserConfig } from "./app/config.ts";
import {
	openForServing as openServing,
	type Serving,
	type ServingEvents,
} from "./app/open-for-serving.ts";
import { type OpenIndex, openIndex as open } from "./app/open-index.ts";
import { parseQuestion } from "./app/parse-question.ts";
import { parseSearch } from "./app/parse-search.ts";
import { search as find } from "./app/search.ts";
import type { AskRequest, AskResponse } from "./contract/ask.ts";
import type { SearchRequest, SearchResponse } from "./contract/search.ts";

export type { BuildProgress } from "./app/build-progress.ts";
export type { ErrorCode } from "./domain/errors.ts";
export { SiteciteError } from "./domain/errors.ts";
export type {
	AskRequest,
	AskResponse,
	BuildReport,
	SearchRequest,
	SearchResponse,
	Serving,
	ServingEvents,
	UserConfig,
};

/** What a configuration file may hold, and where to look for one; what is given here wins over the file. */
export interface LibrarySettings extends UserConfig {
	/** Folder that a configuration file is looked for in, and that paths are relative to; the current one by default. */
	readonly workingFolder?: string;
	/** A configuration file by name; it must exist. */
	readonly configFile?: string;
}

/** As `sitecite build` has them. */
export type BuildOptions = Pick<BuildRequest, "strict" | "force" | "signal" | "onProgress">;

/** An index that answers until it is closed, with the settings it was opened with. */
export interface LibraryIndex extends OpenIndex {
	readonly settings: AskSettings;
}

/**
 * Builds an index and makes it current. Whatever fails, the index that was current stays so.
 *
 * @throws SiteciteError with a `code` that says what failed, and a message that says what to do
 */
export async function buildIndex(
	settings: LibrarySettings = {},
	options: BuildOptions = {},
): Promise<BuildReport> {
	const { workingFolder: _, configFile: __, ...overrides } = settings;
	return await build({ ...options, config: await configOf(settings), overrides });
}

/**
 * Opens the current generation of an index. Close it when it is no longer asked.
 *
 * @throws SiteciteError `index_missing`, `index_corrupt`, `index_version`, `embedder_mismatch`, `runtime_missing`
 */
export async function openIndex(settings: LibrarySettings = {}): Promise<LibraryIndex> {
	const config = await configOf(settings);
	return { ...(await open(config)), settings: askSettings(config) };
}

/**
 * Opens what `createApp` of `sitecite/server` needs: an index that a newer generation takes the place of between two
 * requests, as soon as it is built, and with `questions.log` a log of what is asked. Close it after the last request.
 *
 * @throws SiteciteError as {@link openIndex}, and `questions_unusable`
 */
export async function openForServing(
	settings: LibrarySettings,
	events: ServingEvents,
): Promise<Serving> {
	return await openServing(await configOf(settings), events);
}

/**
 * Answers a question: its words alone, or with everything that `POST /api/ask` takes.
 *
 * @throws SiteciteError `usage` naming each field that is not valid
 */
export async function ask(
	index: LibraryIndex,
	question: string | AskRequest,
	{ signal }: { readonly signal?: AbortSignal } = {},
): Promise<AskResponse> {
	const parameters = typeof question === "string" ? { q: question } : question;
	return await answer(index, parseQuestion(parameters, asWritten), index.settings, signal);
}

/**
 * Finds articles by words that are still being typed: those words alone, or with everything that `GET /api/search` takes.
 *
 * @throws SiteciteError `usage` naming each field that is not valid
 */
export async function search(
	index: LibraryIndex,
	typed: string | SearchRequest,
	{ signal }: { readonly signal?: AbortSignal } = {},
): Promise<SearchResponse> {
	const parameters = typeof typed === "string" ? { q: typed } : typed;
	return await find(index, parseSearch(parameters, asWritten), signal);
}

function asWritten(name: string): string {
	return name;
}

/** A library does what its caller says: the environment is the command line's business. */
async function configOf({ workingFolder, configFile, ...flags }: LibrarySettings) {
	return await loadConfig({
		workingFolder: workingFolder ?? process.cwd(),
		...(configFile !== undefined && { file: configFile }),
		env: {},
		flags,
	});
}
