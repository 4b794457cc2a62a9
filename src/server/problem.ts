/** Turns every error into problem details (RFC 9457); the only place that chooses an HTTP status. */

import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { z } from "zod";
import { nearestName } from "../app/nearest-name.ts";
import type { Problem } from "../contract/problem.ts";
import { type ErrorCode, SiteciteError } from "../domain/errors.ts";

const STATUS_BY_CODE: Partial<Record<ErrorCode, ContentfulStatusCode>> = {
	bad_request: 400,
	not_found: 404,
	index_missing: 503,
};

const TITLES: Readonly<Record<number, string>> = {
	400: "Bad request",
	404: "Not found",
	405: "Method not allowed",
	413: "Request body too large",
	415: "Unsupported media type",
	500: "Internal error",
	503: "Not available",
};

/** A response of type `application/problem+json`. */
export function problemResponse(
	context: Context,
	status: ContentfulStatusCode,
	code: string,
	detail: string,
	errors?: Problem["errors"],
): Response {
	const problem: Problem = {
		type: "about:blank",
		title: TITLES[status] ?? "Error",
		status,
		detail,
		code,
		...(errors && { errors }),
	};
	return context.body(JSON.stringify(problem), status, {
		"content-type": "application/problem+json",
	});
}

/**
 * What a thrown error answers with. Errors sitecite raises for the asker say why; anything else is
 * a fault of ours, told to `report` in full and to the asker without details.
 */
export function errorResponse(
	context: Context,
	error: unknown,
	report: (error: unknown) => void,
): Response {
	// The asker closed the connection: nobody reads this, and proxies log such a request as 499, too.
	const { signal } = context.req.raw;
	if (signal.aborted && error === signal.reason) return new Response(null, { status: 499 });
	if (error instanceof HTTPException) {
		if (error.status === 415) {
			const detail = "Send the body as JSON, with the content type application/json.";
			return problemResponse(context, 415, "unsupported_media_type", detail);
		}
		const code = error.status === 413 ? "too_large" : "bad_request";
		return problemResponse(context, error.status, code, error.message);
	}
	if (error instanceof SiteciteError) {
		const status = STATUS_BY_CODE[error.code];
		if (status !== undefined) return problemResponse(context, status, error.code, error.message);
	}
	report(error);
	return problemResponse(
		context,
		500,
		"internal",
		"Something failed here. The operator's log has the details.",
	);
}

/** A 400 that names each field at fault and, for an unknown one, the nearest known. */
export function validationResponse(
	context: Context,
	error: z.core.$ZodError,
	known: readonly string[],
): Response {
	const errors = error.issues.flatMap((issue) => faultsOf(issue, known));
	const detail = errors.map(({ field, message }) => `${field}: ${message}`).join("; ");
	return problemResponse(context, 400, "bad_request", detail, errors);
}

function faultsOf(issue: z.core.$ZodIssue, known: readonly string[]) {
	if (issue.code !== "unrecognized_keys") {
		return [{ field: issue.path.join(".") || "(request)", message: issue.message }];
	}
	return issue.keys.map((key) => {
		const nearest = nearestName(key, known);
		const hint = nearest === null ? `known are ${known.join(", ")}` : `did you mean "${nearest}"?`;
		return { field: key, message: `unknown, ${hint}` };
	});
}
