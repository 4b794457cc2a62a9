/** `/openapi.json`, which describes every operation, and `/docs`, the same for people. */

import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import { etag } from "hono/etag";
import { PACKAGE_VERSION } from "../../app/package-version.ts";
import { docsPage } from "../docs/docs-page.ts";
import { mountPoint } from "../mount-point.ts";
import type { Service } from "../service.ts";

interface Description {
	readonly json: string;
	readonly page: string;
}

/** An application is mounted at one path, seldom at two; a path with parameters could have any number. */
const MAX_KEPT = 8;

/** To be mounted after all operations. */
export function routeDescription(
	app: OpenAPIHono,
	{ settings: { publicUrl } }: Pick<Service, "settings">,
): void {
	/** By the address it gives: making one takes longer than answering a question. */
	const kept = new Map<string, Description>();
	const descriptionFor = async (context: Context): Promise<Description> => {
		const url = publicUrl ?? (mountPoint(context) || "/");
		const known = kept.get(url);
		if (known !== undefined) return known;
		const document = app.getOpenAPI31Document({
			openapi: "3.1.0",
			info: {
				title: "sitecite",
				version: PACKAGE_VERSION,
				description: "Answers questions with exact, cited sentences of your articles.",
			},
			servers: [{ url }],
		});
		const description = { json: JSON.stringify(document), page: String(await docsPage(document)) };
		if (kept.size < MAX_KEPT) kept.set(url, description);
		return description;
	};
	// As all tags here: compressing changes the bytes, and would make a strong one weak.
	const tagged = etag({ weak: true });
	const revalidated = { "cache-control": "no-cache" };
	app.get("/openapi.json", tagged, async (context) =>
		context.body((await descriptionFor(context)).json, 200, {
			...revalidated,
			"content-type": "application/json",
		}),
	);
	app.get("/docs", tagged, async (context) =>
		context.html((await descriptionFor(context)).page, 200, revalidated),
	);
}
