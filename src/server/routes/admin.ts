/** What only the operator may do: `POST /admin/reload`, and what `report.ts` has. */

import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { noParameters } from "../../contract/parameters.ts";
import { reloadResponse } from "../../contract/reload.ts";
import { requireToken } from "../middleware/require-token.ts";
import {
	describeOperatorToken,
	forOperator,
	jsonContent,
	parameterSent,
	problemContent,
} from "../openapi.ts";
import { problemResponse } from "../problem.ts";
import type { ServerOptions } from "../server-options.ts";
import { namingFaults } from "../unknown-parameters.ts";
import { routeReport } from "./report.ts";

const reload = createRoute({
	...forOperator,
	method: "post",
	path: "/admin/reload",
	operationId: "reload",
	summary: "Take up the newest generation of the index",
	description:
		"It is opened and verified beside the one that answers, which goes on where the newer one cannot be opened.",
	request: { query: noParameters },
	responses: {
		...forOperator.responses,
		200: jsonContent("The newest one answers.", reloadResponse),
		400: parameterSent,
		409: problemContent("The newest one cannot be opened, or this service serves one for good."),
	},
});

/** Mounts it; without a token there is nothing at these addresses. */
export function routeAdmin(app: OpenAPIHono, options: ServerOptions): void {
	const { adminToken, live } = options;
	if (adminToken === undefined) return;
	app.use("/admin/*", requireToken(adminToken));
	describeOperatorToken(app);
	routeReport(app, options);
	app.openapi(
		reload,
		async (context) => {
			if (live === undefined) {
				const detail = "This service serves one index for good; start it anew.";
				return problemResponse(context, 409, "not_reloadable", detail) as never;
			}
			const outcome = await live.reload();
			const { generation } = live.current.info;
			if (outcome !== "refused") return context.json({ outcome, generation }, 200);
			const detail = `${live.refused?.detail ?? ""} Generation ${generation} goes on answering; the log says more.`;
			return problemResponse(context, 409, "generation_refused", detail) as never;
		},
		namingFaults(noParameters),
	);
}
