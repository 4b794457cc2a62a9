/** Lets no client ask more than its share, and tells each how much it has left. */

import type { MiddlewareHandler } from "hono";
import type { ServerSettings } from "../../app/server-settings.ts";
import {
	AddressRanges,
	clientAddress,
	clientKey,
	isForwarded,
	peerAddress,
} from "../client-address.ts";
import { problemResponse } from "../problem.ts";
import { RateLimiter } from "../rate-limiter.ts";
import type { Service } from "../service.ts";

/**
 * Answers 429 to a client that has used up its requests. Headers follow the IETF's draft "RateLimit header fields
 * for HTTP". Where the runtime tells no address, nobody is limited: all would share one bucket.
 */
export function rateLimit(
	{ rateLimit: limit, trustedProxies }: ServerSettings,
	{ log, metrics }: Pick<Service, "log" | "metrics">,
): MiddlewareHandler {
	if (limit === null) return (_, next) => next();
	const limiter = new RateLimiter(limit);
	const proxies = new AddressRanges(trustedProxies);
	const exempt = new AddressRanges(limit.exempt);
	const policy = `"client";q=${limit.requests};w=${limit.seconds}`;
	let isProxySeen = false;
	return async (context, next) => {
		if (trustedProxies.length === 0 && !isProxySeen && context.req.header("x-forwarded-for")) {
			isProxySeen = true;
			log.warn(
				"Requests come through a proxy that server.trustedProxies does not list: all its clients count as one.",
			);
		}
		const address = clientAddress(context, proxies);
		if (address === null) return next();
		const peer = peerAddress(context);
		// A proxy that is not listed speaks for the public, wherever it runs.
		const isProxy = isForwarded(context) && peer !== null && !proxies.has(peer);
		if (exempt.has(address) && !isProxy) return next();
		const allowance = limiter.take(clientKey(address));
		context.header("ratelimit-policy", policy);
		context.header("ratelimit", `"client";r=${allowance.remaining};t=${allowance.resetSeconds}`);
		if (allowance.allowed) return next();
		metrics.rateLimited();
		context.header("retry-after", String(allowance.retryAfterSeconds));
		return problemResponse(
			context,
			429,
			"rate_limited",
			`At most ${limit.requests} requests in ${limit.seconds} s. Wait ${allowance.retryAfterSeconds} s.`,
		);
	};
}
