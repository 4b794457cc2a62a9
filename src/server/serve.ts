/** Runs the application on a port, and ends it without dropping a request. */

import { once } from "node:events";
import { createServer, type Server, type ServerResponse } from "node:http";
import { type AddressInfo, Server as NetServer } from "node:net";
import { setTimeout as delay, setImmediate as immediate } from "node:timers/promises";
import { getRequestListener } from "@hono/node-server";
import { serverSettingsOf } from "../app/server-settings.ts";
import { SiteciteError } from "../domain/errors.ts";
import { AddressRanges } from "./client-address.ts";
import { answerUnreadable, namesNoOneHost, refuse, unreadableResponse } from "./client-error.ts";
import { limitConnections } from "./connections.ts";
import { createApp } from "./create-app.ts";
import type { ServerOptions } from "./server-options.ts";

/** How often requests that take too long to arrive are looked for; a timeout is late by at most this much. */
const TIMEOUT_CHECK_MS = 1000;

/** A proxy must not send a request into a connection that is just being closed: common ones let go after 60 s. */
const KEEP_ALIVE_MS = 72_000;

/** A connection on which nothing moves for so long, half way through a request or an answer, is given up. */
const STALLED_MS = 30_000;

/**
 * After the service has begun to end, what clients and proxies have sent already, or send before they see that, is still
 * taken: on new connections, too, since the system accepts those before the service does and would reset them.
 */
const LINGER_MS = 500;

/** As long as they keep coming; a service that is asked without end must leave time for its answers. */
const MAX_LINGER_MS = 3_000;

/** A supervisor waits ten seconds before it kills. */
const FORCE_CLOSE_MS = 9_000;

export interface ServeOptions extends Omit<ServerOptions, "isEnding"> {
	readonly host: string;
	/** 0 takes any free port. */
	readonly port: number;
}

export interface RunningServer {
	/** Where it answers, for example `http://127.0.0.1:8787`. */
	readonly url: string;
	/**
	 * Is no longer ready, soon takes no new connections, answers what was asked, and resolves when all is done, within
	 * ten seconds.
	 */
	readonly close: () => Promise<void>;
}

/** @throws SiteciteError `usage` where the address cannot be listened on */
export async function serve({ host, port, ...options }: ServeOptions): Promise<RunningServer> {
	const settings = serverSettingsOf(options.server);
	let closing = false;
	const app = createApp({ ...options, isEnding: () => closing });
	const answer = getRequestListener(app.fetch, {
		hostname: host,
		errorHandler: () => unreadableResponse(),
	});
	const { headersMs, bodyMs } = settings.timeouts;
	const answers = new Set<ServerResponse>();
	// Says `Connection: close`, so that the client asks its next question elsewhere.
	const letGo = (outgoing: ServerResponse) => {
		outgoing.shouldKeepAlive = false;
	};
	const server = createServer(
		{
			headersTimeout: headersMs,
			requestTimeout: Math.max(headersMs, bodyMs),
			connectionsCheckingInterval: TIMEOUT_CHECK_MS,
			keepAliveTimeout: KEEP_ALIVE_MS,
			// Node's own refusal has no header that a browser needs.
			requireHostHeader: false,
		},
		(incoming, outgoing) => {
			if (namesNoOneHost(incoming)) return refuse(outgoing);
			answers.add(outgoing);
			outgoing.once("close", () => answers.delete(outgoing));
			if (closing) letGo(outgoing);
			void answer(incoming, outgoing);
		},
	);
	limitConnections(server, {
		maxConnections: settings.maxConnections,
		trustedProxies: new AddressRanges(settings.trustedProxies),
		onFull: (held) =>
			options.log?.warn({ held }, "all connections are taken: one that is not in use was closed"),
	});
	server.setTimeout(STALLED_MS);
	server.on("clientError", answerUnreadable);
	server.on("checkExpectation", (_incoming, outgoing: ServerResponse) =>
		refuse(outgoing, "ERR_HTTP_UNKNOWN_EXPECTATION"),
	);
	await listen(server, host, port);
	return {
		url: urlOf(server.address() as AddressInfo),
		close: async () => {
			closing = true;
			for (const outgoing of answers) letGo(outgoing);
			await close(server);
		},
	};
}

async function listen(server: Server, host: string, port: number): Promise<void> {
	server.listen(port, host);
	try {
		await once(server, "listening");
	} catch (cause) {
		const { code, message } = cause as NodeJS.ErrnoException;
		const reason =
			code === "EADDRINUSE"
				? "another program listens there already; choose another with --port or PORT"
				: message;
		throw new SiteciteError("usage", `Cannot listen on ${host}:${port}: ${reason}.`, { cause });
	}
}

function urlOf({ address, family, port }: AddressInfo): string {
	return `http://${family === "IPv6" ? `[${address}]` : address}:${port}`;
}

async function close(server: Server): Promise<void> {
	const startedAt = performance.now();
	await delay(LINGER_MS);
	await acceptWaiting(server, startedAt + MAX_LINGER_MS);
	const ended = new AbortController();
	// Node's own HTTP server would at once cut idle connections, on which a request may be under way.
	const closed = new Promise<void>((resolve) => {
		NetServer.prototype.close.call(server, () => resolve());
	}).finally(() => ended.abort());
	const pause = (ms: number) =>
		delay(ms, undefined, { signal: ended.signal }).catch((error: unknown) => {
			if (!ended.signal.aborted) throw error;
		});
	server.closeIdleConnections();
	await pause(startedAt + FORCE_CLOSE_MS - performance.now());
	server.closeAllConnections();
	await closed;
}

/** Accepts what the system holds: Node takes one connection a turn, and a turn may be as long as a question takes. */
async function acceptWaiting(server: Server, until: number): Promise<void> {
	let isWaiting = true;
	const accepted = () => {
		isWaiting = true;
	};
	server.on("connection", accepted);
	while (isWaiting && performance.now() < until) {
		isWaiting = false;
		await immediate();
	}
	server.off("connection", accepted);
}
