/** Whose request it is: the peer's address, or behind a trusted proxy the one it was forwarded for. */

import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context } from "hono";
import ipaddr from "ipaddr.js";

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** Addresses and ranges of them, in CIDR notation or single. */
export class AddressRanges {
	readonly #ranges: readonly ReturnType<typeof ipaddr.parseCIDR>[];

	/** @param texts valid, as the configuration has made sure */
	constructor(texts: readonly string[]) {
		this.#ranges = texts.map((text) => {
			if (text.includes("/")) return ipaddr.parseCIDR(text);
			const address = ipaddr.process(text);
			return [address, address.kind() === "ipv4" ? 32 : 128];
		});
	}

	has(address: Address): boolean {
		return this.#ranges.some((range) => range[0].kind() === address.kind() && address.match(range));
	}
}

/** What proxies say of the requests they pass on. */
const FORWARDING_HEADERS = ["x-forwarded-for", "x-real-ip", "forwarded", "via"];

/** Whether a proxy passed the request on, or its client says so. */
export function isForwarded(context: Context): boolean {
	return FORWARDING_HEADERS.some((name) => context.req.header(name) !== undefined);
}

/** Null where the runtime tells no address, as in a test without a server. */
export function peerAddress(context: Context): Address | null {
	// Only Node's server puts its request here.
	if (context.env?.incoming === undefined) return null;
	return parsed(getConnInfo(context).remote.address ?? "");
}

/**
 * The client's address. `X-Forwarded-For` is read from its end, where the nearest proxy wrote, and only as far as
 * each address that wrote is trusted: what stands further left is whatever the client likes.
 */
export function clientAddress(context: Context, trustedProxies: AddressRanges): Address | null {
	let client = peerAddress(context);
	const hops = (context.req.header("x-forwarded-for") ?? "").split(",");
	while (client !== null && trustedProxies.has(client)) {
		const next = parsed(withoutPort(hops.pop()?.trim() ?? ""));
		if (next === null) break;
		client = next;
	}
	return client;
}

/** What stands for one client: an IPv4 address, or the /64 that a single IPv6 customer has to himself. */
export function clientKey(address: Address): string {
	if (address.kind() === "ipv4") return address.toString();
	return address.toByteArray().slice(0, 8).join(".");
}

function parsed(text: string): Address | null {
	return ipaddr.isValid(text) ? ipaddr.process(text) : null;
}

/** Some proxies write `192.0.2.1:4711` and `[2001:db8::1]:4711`. */
function withoutPort(text: string): string {
	return text.replace(/^\[(.*)\](:\d+)?$/, "$1").replace(/^([\d.]+):\d+$/, "$1");
}
