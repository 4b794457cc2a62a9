/** `GET /metrics`, for Prometheus and not for the public. */

import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import { isForwarded, peerAddress } from "../client-address.ts";
import { nothingHere } from "../problem.ts";
import type { Service } from "../service.ts";

/**
 * Mounts it where the settings say so. "local" is this machine without a proxy: a proxy on this machine speaks for
 * the public. To others there is nothing at this address.
 */
export function routeMetrics(app: OpenAPIHono, { settings, metrics }: Service): void {
	const allowed = settings.metrics;
	if (allowed === false) return;
	app.get("/metrics", async (context) => {
		if (allowed === "local" && !isLocal(context)) return nothingHere(context);
		return context.body(await metrics.text(), 200, { "content-type": metrics.contentType });
	});
}

function isLocal(context: Context): boolean {
	return peerAddress(context)?.range() === "loopback" && !isForwarded(context);
}
