/** Runs the application on a port, and ends it without dropping a request. */

import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { serve as listen } from "@hono/node-server";
import { SiteciteError } from "../domain/errors.ts";
import { createApp } from "./create-app.ts";
import type { ServerOptions } from "./server-options.ts";

export interface ServeOptions extends ServerOptions {
	readonly host: string;
	/** 0 takes any free port. */
	readonly port: number;
}

export interface RunningServer {
	/** Where it answers, for example `http://127.0.0.1:8787`. */
	readonly url: string;
	/** Takes no new connections, answers what was asked, and resolves when all is done. */
	readonly close: () => Promise<void>;
}

/** @throws SiteciteError `usage` where the address cannot be listened on */
export function serve({ host, port, ...options }: ServeOptions): Promise<RunningServer> {
	const app = createApp(options);
	return new Promise((resolve, reject) => {
		const server = listen({ fetch: app.fetch, hostname: host, port }, (address) =>
			resolve({ url: urlOf(address), close: () => close(server) }),
		) as Server;
		server.once("error", (cause: NodeJS.ErrnoException) => {
			const reason =
				cause.code === "EADDRINUSE"
					? "another program listens there already; choose another with --port or PORT"
					: cause.message;
			reject(new SiteciteError("usage", `Cannot listen on ${host}:${port}: ${reason}.`, { cause }));
		});
	});
}

function urlOf({ address, family, port }: AddressInfo): string {
	return `http://${family === "IPv6" ? `[${address}]` : address}:${port}`;
}

function close(server: Server): Promise<void> {
	return new Promise((resolve, reject) => {
		server.close((error) => (error ? reject(error) : resolve()));
		server.closeIdleConnections();
	});
}
