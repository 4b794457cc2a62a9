/** What a route answers to parameters that it does not have or cannot take. */

import type { Context } from "hono";
import type { z } from "zod";
import { validationResponse } from "./problem.ts";

type Outcome = { readonly target: string } & (
	| { readonly success: true }
	| { readonly success: false; readonly error: z.core.$ZodError }
);

/** A route's hook: a 400 that names each field at fault and, for an unknown one, the nearest of the schema's. */
export function namingFaults(schema: z.ZodObject) {
	const known = Object.keys(schema.shape);
	return (result: Outcome, context: Context) =>
		// A route's type lists the responses of its handler; a problem comes before that.
		result.success ? undefined : (validationResponse(context, result.error, known) as never);
}

/** As {@link namingFaults}, where the schema is the body's and the address itself takes no parameters. */
export function namingFaultsOfBody(schema: z.ZodObject) {
	const known = Object.keys(schema.shape);
	return (result: Outcome, context: Context) => {
		if (result.success) return undefined;
		const place = result.target === "query" ? " in the body" : "";
		return validationResponse(context, result.error, known, place) as never;
	};
}
