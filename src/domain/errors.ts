/** Errors that people see: each says what failed, where, and what to do, under a stable code. */

/** Every code a caller may rely on. */
export type ErrorCode =
	| "usage"
	| "config_invalid"
	| "article_unreadable"
	| "article_invalid"
	| "duplicate_url"
	| "no_articles"
	| "index_missing"
	| "index_locked"
	| "index_unwritable"
	| "index_corrupt"
	| "index_version"
	| "embedder_mismatch"
	| "model_invalid"
	| "runtime_missing"
	| "collection_invalid"
	| "golden_failed"
	| "questions_missing"
	| "questions_unusable"
	| "not_found"
	| "bad_request"
	| "deadline_exceeded"
	| "overloaded"
	| "worker_lost"
	| "aborted";

/** What is wrong with one of the values that were given. */
export interface FieldFault {
	/** The name that its giver knows it by. */
	readonly field: string;
	readonly message: string;
}

/** The base of all errors that sitecite raises on purpose; the original error is kept as `cause`. */
export class SiteciteError extends Error {
	override readonly name = "SiteciteError";
	readonly code: ErrorCode;
	/** Where one value alone is at fault. */
	readonly fault: FieldFault | null;

	constructor(
		code: ErrorCode,
		message: string,
		{ fault = null, ...options }: { cause?: unknown; fault?: FieldFault | null } = {},
	) {
		super(message, options);
		this.code = code;
		this.fault = fault;
	}
}

/** An error `bad_request` about one value, whose message names it, too. */
export function badField(field: string, message: string, cause?: unknown): SiteciteError {
	const options = cause === undefined ? {} : { cause };
	return new SiteciteError("bad_request", `${field}: ${message}`, {
		...options,
		fault: { field, message },
	});
}
