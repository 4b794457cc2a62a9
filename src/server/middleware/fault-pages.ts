/** Shows people a page where a program would be told a problem. */

import type { Context, MiddlewareHandler } from "hono";
import { accepts } from "hono/accepts";
import { problem } from "../../contract/problem.ts";
import { faultPage } from "../demo/fault-page.ts";
import { linkToRoot, ownPath } from "../mount-point.ts";

/** What programs ask: they are told problems, whatever they accept. */
const FOR_PROGRAMS = /^\/(?:api|health|admin|mcp|metrics|openapi\.json)(?:\/|$)/;

/** Of the addresses that people visit, those who prefer HTML get the problem as a page. */
export function faultPages(): MiddlewareHandler {
	return async (context, next) => {
		await next();
		if (FOR_PROGRAMS.test(ownPath(context))) return;
		if (context.res.headers.get("content-type") !== "application/problem+json") return;
		context.header("vary", "Accept", { append: true });
		if (!prefersHtml(context)) return;
		const told = problem.parse(await context.res.json());
		const page = await faultPage(told, linkToRoot(context));
		const response = new Response(String(page), context.res);
		response.headers.set("content-type", "text/html; charset=UTF-8");
		response.headers.delete("content-length");
		context.res = response;
	};
}

function prefersHtml(context: Context): boolean {
	const type = accepts(context, {
		header: "Accept",
		supports: ["application/problem+json", "text/html"],
		default: "application/problem+json",
	});
	return type === "text/html";
}
