/** `GET /metrics`, for Prometheus and not for the public. */

import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { noParameters } from "../../contract/parameters.ts";
import { isForwarded, peerAddress } from "../client-address.ts";
import { parameterSent, problemContent } from "../openapi.ts";
import { nothingHere } from "../problem.ts";
import type { Service } from "../service.ts";
import { namingFaults } from "../unknown-parameters.ts";

const metricsRoute = createRoute({
	method: "get",
	path: "/metrics",
	operationId: "metrics",
	summary: "Figures for Prometheus",
	description: "For programs on the service's own machine, unless its settings say otherwise.",
	request: { query: noParameters },
	responses: {
		200: {
			description: "All figures, in Prometheus' text format.",
			content: { "text/plain": { schema: z.string() } },
		},
		400: parameterSent,
		404: problemContent("They are not for this asker."),
	},
});

/**
 * Mounts it where the settings say so. "local" is this machine without a proxy: a proxy on this machine speaks for
 * the public. To others there is nothing at this address.
 */
export function routeMetrics(app: OpenAPIHono, { settings, metrics }: Service): void {
	const allowed = settings.metrics;
	if (allowed === false) return;
	app.use(metricsRoute.path, async (context, next) => {
		if (allowed === "local" && !isLocal(context)) return nothingHere(context);
		return await next();
	});
	app.openapi(
		metricsRoute,
		async (context) =>
			context.text(await metrics.text(), 200, { "content-type": metrics.contentType }),
		namingFaults(noParameters),
	);
}

function isLocal(context: Context): boolean {
	return peerAddress(context)?.range() === "loopback" && !isForwarded(context);
}
