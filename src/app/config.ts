/** Configuration: what a site owner may set, its defaults, and how a file, the environment and flags combine. */

import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { createJiti } from "jiti";
import { z } from "zod";
import { SiteciteError } from "../domain/errors.ts";
import { nearestName } from "./nearest-name.ts";
import { questionSettings } from "./question-settings.ts";
import { serverSettings } from "./server-settings.ts";

/** Looked for in the working folder, in this order. */
const CONFIG_FILES = ["sitecite.config.ts", "sitecite.config.js", "sitecite.config.json"];

export const EMBEDDER_IDS = ["static", "student"] as const;
export type EmbedderId = (typeof EMBEDDER_IDS)[number];
export function isEmbedderId(name: string | undefined): name is EmbedderId {
	return EMBEDDER_IDS.some((id) => id === name);
}

export const EMBEDDER_CHOICES = ["auto", ...EMBEDDER_IDS] as const;
export type EmbedderChoice = (typeof EMBEDDER_CHOICES)[number];

const globs = z.array(z.string().min(1));

/** Their values stand in every response's facets. */
const MAX_FIELDS = 20;

/** `where=name:value` is how a question says it, so a name has no colon. */
const fieldName = z
	.string()
	.regex(
		/^[\p{L}\p{N}_][\p{L}\p{N}_.-]{0,63}$/u,
		"a field's name has letters, digits, _, . and - only",
	);

const configSchema = z.strictObject({
	/** Folders (or single files) with articles, relative to the configuration file. */
	articles: z.array(z.string().min(1)).min(1).default(["corpus"]),
	/** Folder the index is kept in. */
	index: z.string().min(1).default(".sitecite"),
	/** Only files matching one of these globs (relative to their articles folder) are read. */
	include: globs.default(["**"]),
	/** Files matching one of these globs are left out. */
	exclude: globs.default([]),
	/** Where the articles are published; paths below it follow the files' paths. */
	baseUrl: z
		.url({ protocol: /^https?$/ })
		.nullable()
		.default(null),
	/** Language of articles that do not state one (BCP 47). */
	lang: z.string().min(2).default("en"),
	/** Whether drafts are indexed. */
	drafts: z.boolean().default(false),
	/** Front-matter fields of the owner's own, by name, that questions and lists can be narrowed by. */
	fields: z.array(fieldName).max(MAX_FIELDS).default([]),
	/** Larger files are skipped, in bytes. */
	maxFileBytes: z.int().min(1).default(20_000_000),
	chunks: z
		.strictObject({
			/** About how many words a chunk has. Fewer: sharper citations. More: more context in each. */
			maxWords: z.int().min(20).max(1000).default(120),
		})
		.prefault({}),
	/**
	 * Which model embeds the chunks. `student` answers better, `static` builds some hundred times as fast and
	 * has no native code; `auto` is the student where its runtime, onnxruntime-node, is installed.
	 */
	embedder: z.enum(EMBEDDER_CHOICES).default("auto"),
	/** Whether an index may be served by its words alone where the runtime of its embedder is missing. */
	allowLexicalOnly: z.boolean().default(false),
	answer: z
		.strictObject({
			/** Confidence under which the answer is "no answer"; 0 always answers, null is the model's own. */
			threshold: z.number().min(0).max(1).nullable().default(null),
		})
		.prefault({}),
	server: serverSettings.prefault({}),
	/** Keeping what readers ask. */
	questions: questionSettings.prefault({}),
});

/** What a configuration file may hold. */
export type UserConfig = z.input<typeof configSchema>;

/** A complete configuration. `workingFolder` is absolute; other paths are relative to it. */
export interface Config extends z.output<typeof configSchema> {
	readonly workingFolder: string;
}

export interface ConfigSources {
	/** Folder to look for a configuration file in, and to run in. */
	readonly workingFolder: string;
	/** A configuration file given by name; it must exist. */
	readonly file?: string;
	readonly env: Readonly<Record<string, string | undefined>>;
	/** Values given on the command line. */
	readonly flags?: UserConfig;
}

/**
 * The configuration that holds: defaults, then the file, then the environment (`HOST`, `PORT`,
 * `SITECITE_INDEX`, `SITECITE_BASE_URL`), then flags.
 *
 * @throws SiteciteError `config_invalid` naming the key, its value's fault and the nearest known key
 */
export async function loadConfig(sources: ConfigSources): Promise<Config> {
	const path = findConfigFile(sources);
	const file = path === null ? {} : await readConfigFile(path);
	const config = parse(
		merge(file, fromEnvironment(sources.env), sources.flags ?? {}),
		"The environment or the options",
	);
	const workingFolder = path === null ? sources.workingFolder : dirname(path);
	return { ...config, workingFolder };
}

function findConfigFile({ workingFolder, file }: ConfigSources): string | null {
	if (file !== undefined) {
		const path = resolve(workingFolder, file);
		if (existsSync(path)) return path;
		throw new SiteciteError("config_invalid", `Configuration file ${path} does not exist.`);
	}
	return CONFIG_FILES.map((name) => resolve(workingFolder, name)).find(existsSync) ?? null;
}

async function readConfigFile(path: string): Promise<UserConfig> {
	let raw: unknown;
	try {
		raw = path.endsWith(".json")
			? JSON.parse(await readFile(path, "utf8"))
			: await createJiti(import.meta.url).import(path, { default: true });
	} catch (cause) {
		throw new SiteciteError(
			"config_invalid",
			`Configuration file ${path} cannot be read: ${(cause as Error).message}`,
			{ cause },
		);
	}
	parse(raw, path);
	return raw as UserConfig;
}

function fromEnvironment(env: ConfigSources["env"]): UserConfig {
	const { HOST: host, PORT: port, SITECITE_INDEX: index, SITECITE_BASE_URL: baseUrl } = env;
	// Empty is not set: that is how compose files and shells spell "the default".
	if (port && !/^\d+$/.test(port)) {
		throw new SiteciteError(
			"config_invalid",
			`PORT must be a number from 0 to 65535, not "${port}".`,
		);
	}
	return {
		...(index && { index }),
		...(baseUrl && { baseUrl }),
		server: { ...(host && { host }), ...(port && { port: Number(port) }) },
	};
}

/** Later ones win; nested objects are merged, lists replaced. */
function merge(...configs: readonly UserConfig[]): UserConfig {
	const merged: Record<string, unknown> = {};
	for (const config of configs) {
		for (const [key, value] of Object.entries(config)) {
			const earlier = merged[key];
			merged[key] = isRecord(earlier) && isRecord(value) ? { ...earlier, ...value } : value;
		}
	}
	return merged;
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parse(raw: unknown, where: string): z.output<typeof configSchema> {
	const parsed = configSchema.safeParse(raw);
	if (parsed.success) return parsed.data;
	const faults = parsed.error.issues.map(describeFault);
	const told = faults.join("; ");
	throw new SiteciteError("config_invalid", `${where}: ${told}${told.endsWith("?") ? "" : "."}`, {
		cause: parsed.error,
	});
}

function describeFault(issue: z.core.$ZodIssue): string {
	const path = issue.path.join(".");
	if (path === "" && issue.code === "invalid_type") return "it must be an object of settings";
	if (issue.code !== "unrecognized_keys") return `"${path}": ${issue.message}`;
	const known = knownKeys(issue.path);
	return issue.keys
		.map((key) => {
			const nearest = nearestName(key, known);
			const name = path === "" ? key : `${path}.${key}`;
			const full = (known: string) => (path === "" ? known : `${path}.${known}`);
			return nearest === null
				? `unknown key "${name}", known are ${known.map(full).join(", ")}`
				: `unknown key "${name}", did you mean "${full(nearest)}"?`;
		})
		.join("; ");
}

function knownKeys(path: readonly PropertyKey[]): string[] {
	let section: unknown = configSchema.parse({});
	for (const key of path) section = isRecord(section) ? section[String(key)] : undefined;
	return isRecord(section) ? Object.keys(section) : [];
}
