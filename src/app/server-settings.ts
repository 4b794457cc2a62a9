/** What an operator may set about the HTTP service; the defaults are safe on the public internet. */

import ipaddr from "ipaddr.js";
import { z } from "zod";
import { SiteciteError } from "../domain/errors.ts";

/** Exactly what a browser sends as `Origin`. "null" is what any sandboxed page sends, and so names nobody. */
const origin = z
	.string()
	.refine(
		isOrigin,
		'must be an origin such as "https://example.org", without path and slash at the end',
	);

const addressRange = z
	.string()
	.refine(
		(text) => ipaddr.isValid(text) || ipaddr.isValidCIDR(text),
		'must be an address or a range such as "10.0.0.0/8"',
	);

const milliseconds = z.int().min(1).max(600_000);

const LOG_LEVELS = ["fatal", "error", "warn", "info", "debug", "silent"] as const;

export const serverSettings = z.strictObject({
	host: z.string().min(1).default("127.0.0.1"),
	port: z.int().min(0).max(65535).default(8787),
	/** Where the public reaches the service, for what must name an absolute address; as it was asked, unless given. */
	publicUrl: z
		.url({ protocol: /^https?$/ })
		.nullable()
		.default(null),
	/** Origins whose pages may read answers in a browser; none but the service's own unless listed. */
	allowedOrigins: z.array(origin).default([]),
	/** Proxies whose `X-Forwarded-For` is believed. Believing one that is not there lets anybody choose an address. */
	trustedProxies: z.array(addressRange).default([]),
	/** How much one client may ask; null for no limit. */
	rateLimit: z
		.strictObject({
			/** Requests a client may have saved up, and gets back within `seconds`. */
			requests: z.int().min(1).max(1_000_000).default(300),
			seconds: z.int().min(1).max(86_400).default(60),
			/** Clients without a limit. This machine by default: what runs there is the operator's. */
			exempt: z.array(addressRange).default(["127.0.0.0/8", "::1/128"]),
		})
		.nullable()
		.prefault({}),
	/** Connections open at a time; a further one takes the place of one that is not in use. */
	maxConnections: z.int().min(1).default(1000),
	/**
	 * Threads that answer questions; 0: the one that serves does. `auto`: one a core for a large index, none for a small
	 * one, which is answered from sooner than a thread is told of it.
	 */
	workers: z.union([z.literal("auto"), z.int().min(0).max(64)]).default("auto"),
	/** Questions answered at a time on one thread: more let only the model's work overlap. Workers have two each. */
	maxInFlight: z.int().min(1).max(1000).default(2),
	/** Questions that may wait; 0 refuses whatever cannot be answered at once. */
	maxQueue: z.int().min(0).max(10_000).default(64),
	/** A question that would wait longer than this, by how long the latest ones took, is refused. */
	maxWaitMs: milliseconds.default(100),
	timeouts: z
		.strictObject({
			/** Until all headers of a request are there. */
			headersMs: milliseconds.default(10_000),
			/** Until all of a request is there, its headers included. */
			bodyMs: milliseconds.default(20_000),
			/** From a question's turn to its answer. */
			answerMs: milliseconds.default(5_000),
		})
		.prefault({}),
	logLevel: z.enum(LOG_LEVELS).default("info"),
	/** Who may read `/metrics`: nobody, everybody who can reach the service, or programs on this machine. */
	metrics: z.union([z.literal("local"), z.boolean()]).default("local"),
});

export type ServerSettings = Readonly<z.output<typeof serverSettings>>;

/** What may be given of the settings. */
export type GivenServerSettings = z.input<typeof serverSettings>;

/**
 * All settings, those that are not given as by default.
 *
 * @throws SiteciteError `config_invalid` naming each that is not valid
 */
export function serverSettingsOf(given: GivenServerSettings = {}): ServerSettings {
	const parsed = serverSettings.safeParse(given);
	if (parsed.success) return parsed.data;
	const faults = parsed.error.issues.map(({ path, message }) => `"${path.join(".")}": ${message}`);
	throw new SiteciteError("config_invalid", `Settings of the server: ${faults.join("; ")}.`, {
		cause: parsed.error,
	});
}

export type RateLimit = Readonly<NonNullable<ServerSettings["rateLimit"]>>;

function isOrigin(text: string): boolean {
	if (!URL.canParse(text)) return false;
	const { protocol, origin } = new URL(text);
	return (protocol === "https:" || protocol === "http:") && origin === text;
}
