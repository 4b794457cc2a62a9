/** Keeps a number of connections open at a time, and room among them for whoever comes. */

import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import ipaddr from "ipaddr.js";
import { type AddressRanges, clientKey } from "./client-address.ts";

/** A whole request keeps its connection for so long: longer than any answer takes to be made. */
const ANSWERING_MS = 30_000;

/** The log tells of the first connection that had to go, and then again at most this often. */
const QUIET_MS = 60_000;

interface Connection {
	readonly socket: Socket;
	readonly client: string;
	/** When it last began or ended to be answered, or was opened. */
	since: number;
	incoming: IncomingMessage | null;
}

export interface ConnectionLimits {
	readonly maxConnections: number;
	/** They speak for many clients: their connections go last. */
	readonly trustedProxies: AddressRanges;
	/** Told, now and then, how many one client held when one of them was closed. */
	readonly onFull: (held: number) => void;
}

/**
 * Where all places are taken, the client (as rate limits tell them apart) that holds the most loses the connection on
 * which nothing has been asked for longest: idle, or with a request that does not come to its end. So nobody can lock
 * others out by opening as many as there are. Where all are being answered, the one that comes is closed.
 */
export function limitConnections(
	server: Server,
	{ maxConnections, trustedProxies, onFull }: ConnectionLimits,
): void {
	const bySocket = new Map<Socket, Connection>();
	/** How many each client holds. */
	const held = new Map<string, number>();
	let quietUntil = 0;

	server.on("connection", (socket: Socket) => {
		if (bySocket.size >= maxConnections && !makeRoom()) {
			socket.destroy();
			return;
		}
		const client = clientOf(socket, trustedProxies);
		const connection = { socket, client, since: performance.now(), incoming: null };
		bySocket.set(socket, connection);
		held.set(client, (held.get(client) ?? 0) + 1);
		socket.once("close", () => forget(connection));
	});

	server.on("request", (incoming: IncomingMessage, outgoing: ServerResponse) => {
		const connection = bySocket.get(incoming.socket);
		if (connection === undefined) return;
		connection.incoming = incoming;
		connection.since = performance.now();
		outgoing.once("close", () => {
			// The next request may have come already.
			if (connection.incoming !== incoming) return;
			connection.incoming = null;
			connection.since = performance.now();
		});
	});

	function makeRoom(): boolean {
		const now = performance.now();
		let found: Connection | null = null;
		let most = -1;
		for (const connection of bySocket.values()) {
			if (isAnswered(connection, now)) continue;
			const held = heldBy(connection.client);
			if (held > most || (held === most && connection.since < (found?.since ?? 0))) {
				found = connection;
				most = held;
			}
		}
		if (found === null) return false;
		if (now >= quietUntil) {
			quietUntil = now + QUIET_MS;
			onFull(held.get(found.client) ?? 0);
		}
		// Its own event comes later than the next connection may.
		forget(found);
		found.socket.destroy();
		return true;
	}

	/** Proxies, who hold many for good reasons, come last. */
	function heldBy(client: string): number {
		return client === PROXY ? 0 : (held.get(client) ?? 0);
	}

	function forget({ socket, client }: Connection): void {
		if (!bySocket.delete(socket)) return;
		const left = (held.get(client) ?? 1) - 1;
		if (left > 0) held.set(client, left);
		else held.delete(client);
	}
}

function isAnswered({ incoming, since }: Connection, now: number): boolean {
	return incoming?.complete === true && now - since < ANSWERING_MS;
}

/** What trusted proxies count as, all together. */
const PROXY = "proxy";

function clientOf({ remoteAddress = "" }: Socket, trustedProxies: AddressRanges): string {
	// A socket that was closed meanwhile has no address.
	if (!ipaddr.isValid(remoteAddress)) return "";
	const address = ipaddr.process(remoteAddress);
	return trustedProxies.has(address) ? PROXY : clientKey(address);
}
