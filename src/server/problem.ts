/** Turns every error into problem details (RFC 9457); the only place that chooses an HTTP status. */

import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { z } from "zod";
import { nearestName } from "../app/nearest-name.ts";
import type { Problem } from "../contract/problem.ts";
import { type ErrorCode, SiteciteError } from "../domain/errors.ts";
import { mountPoint } from "./mount-point.ts";

const STATUS_BY_CODE: Partial<Record<ErrorCode, ContentfulStatusCode>> = {
	bad_request: 400,
	not_found: 404,
	index_missing: 503,
	deadline_exceeded: 503,
	overloaded: 503,
	worker_lost: 503,
};

/** Whatever is not available now: seconds are the unit there is, and one is a long time here. */
export const RETRY_AFTER_SECONDS = 1;

const TITLES: Readonly<Record<number, string>> = {
	400: "Bad request",
	401: "Unauthorized",
	403: "Forbidden",
	404: "Not found",
	405: "Method not allowed",
	408: "Request timed out",
	409: "Conflict",
	413: "Request body too large",
	414: "Address too long",
	415: "Unsupported media type",
	429: "Too many requests",
	431: "Headers too large",
	500: "Internal error",
	503: "Not available",
};

/** A problem, to be sent by whatever way. */
function problemOf(
	status: ContentfulStatusCode,
	code: string,
	detail: string,
	errors?: Problem["errors"],
): Problem {
	const title = TITLES[status] ?? "Error";
	return { type: "about:blank", title, status, detail, code, ...(errors && { errors }) };
}

/** What is told of a fault of ours: nothing of it. */
export const INTERNAL = problemOf(
	500,
	"internal",
	"Something failed here. The operator's log has the details.",
);

/** A response of type `application/problem+json`. */
export function problemResponse(
	context: Context,
	status: ContentfulStatusCode,
	code: string,
	detail: string,
	errors?: Problem["errors"],
): Response {
	return context.body(JSON.stringify(problemOf(status, code, detail, errors)), status, {
		"content-type": "application/problem+json",
		// What is wrong now may be right in a moment.
		"cache-control": "no-store",
	});
}

/** The 404 of an address where nothing is. */
export function nothingHere(context: Context): Response {
	const detail = `There is nothing at ${context.req.path}. ${mountPoint(context)}/openapi.json lists what there is.`;
	return problemResponse(context, 404, "not_found", detail);
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
	const { signal } = context.req.raw;
	if (signal.aborted && isAbort(error, signal)) {
		// Where its time is up, somebody still waits for a word.
		const late =
			signal.reason instanceof SiteciteError ? siteciteResponse(context, signal.reason) : null;
		if (late !== null) return late;
		// The asker closed the connection: nobody reads this, and proxies log such a request as 499, too.
		return new Response(null, { status: 499 });
	}
	if (error instanceof HTTPException) {
		if (error.status === 415) {
			const detail = "Send the body as JSON, with the content type application/json.";
			return problemResponse(context, 415, "unsupported_media_type", detail);
		}
		const code = error.status === 413 ? "too_large" : "bad_request";
		return problemResponse(context, error.status, code, error.message);
	}
	const response = error instanceof SiteciteError ? siteciteResponse(context, error) : null;
	if (response !== null) return response;
	report(error);
	return problemResponse(context, 500, INTERNAL.code, INTERNAL.detail);
}

/** Where the message is for the operator, and names a path. */
const PUBLIC_DETAILS: Partial<Record<ErrorCode, string>> = {
	index_missing: "There is no index to answer from. Try again later.",
};

/** Null where the error is none that the asker can do anything about. */
function siteciteResponse(context: Context, error: SiteciteError): Response | null {
	const problem = publicProblem(error);
	if (problem === null) return null;
	const { status, code, detail, errors } = problem;
	if (status === 503) context.header("retry-after", String(RETRY_AFTER_SECONDS));
	return problemResponse(context, status as ContentfulStatusCode, code, detail, errors);
}

/** What the asker is told of an error, and null of a fault of ours. */
export function publicProblem(error: unknown): Problem | null {
	if (!(error instanceof SiteciteError)) return null;
	const { code, message, fault } = error;
	const status = STATUS_BY_CODE[code];
	if (status === undefined) return null;
	const errors = fault === null ? undefined : [fault];
	return problemOf(status, code, PUBLIC_DETAILS[code] ?? message, errors);
}

/** Whether `error` is what the signal's end led to: its reason, or the error that is made of it. */
function isAbort(error: unknown, { reason }: AbortSignal): boolean {
	if (error instanceof SiteciteError) return error === reason || error.code === "aborted";
	return error === reason || (error instanceof Error && error.name === "AbortError");
}

/**
 * A 400 that names each field at fault and, for an unknown one, the nearest known.
 *
 * @param place where the known ones belong, if that is elsewhere: ` in the body`
 */
export function validationResponse(
	context: Context,
	error: z.core.$ZodError,
	known: readonly string[],
	place = "",
): Response {
	const errors = error.issues.flatMap((issue) => faultsOf(issue, known, place));
	const detail = errors.map(({ field, message }) => `${field}: ${message}`).join("; ");
	return problemResponse(context, 400, "bad_request", detail, errors);
}

function faultsOf(issue: z.core.$ZodIssue, known: readonly string[], place: string) {
	if (issue.code !== "unrecognized_keys") {
		return [{ field: issue.path.join(".") || "(request)", message: issue.message }];
	}
	return issue.keys.map((key) => {
		const nearest = nearestName(key, known);
		const all = known.length === 0 ? "there are none" : `known are ${known.join(", ")}${place}`;
		const hint = nearest === null ? all : `did you mean "${nearest}"${place}?`;
		return { field: key, message: `unknown, ${hint}` };
	});
}
