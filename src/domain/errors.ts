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

/** The base of all errors that sitecite raises on purpose; the original error is kept as `cause`. */
export class SiteciteError extends Error {
	override readonly name = "SiteciteError";
	readonly code: ErrorCode;

	constructor(code: ErrorCode, message: string, options?: { cause?: unknown }) {
		super(message, options);
		this.code = code;
	}
}
