/** What only the operator may do: `POST /admin/reload`, and what `report.ts` has. */

import type { OpenAPIHono } from "@hono/zod-openapi";
import { requireToken } from "../middleware/require-token.ts";
import { problemResponse } from "../problem.ts";
import type { ServerOptions } from "../server-options.ts";
import { routeReport } from "./report.ts";

/** Mounts it; without a token there is nothing at these addresses. */
export function routeAdmin(app: OpenAPIHono, options: ServerOptions): void {
	const { adminToken, live } = options;
	if (adminToken === undefined) return;
	app.use("/admin/*", requireToken(adminToken));
	routeReport(app, options);
	app.post("/admin/reload", async (context) => {
		if (live === undefined) {
			const detail = "This service serves one index for good; start it anew.";
			return problemResponse(context, 409, "not_reloadable", detail);
		}
		const outcome = await live.reload();
		const { generation } = live.current.info;
		if (outcome !== "refused") return context.json({ outcome, generation }, 200);
		const detail = `${live.refused?.detail ?? ""} Generation ${generation} goes on answering; the log says more.`;
		return problemResponse(context, 409, "generation_refused", detail);
	});
}
