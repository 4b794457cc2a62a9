/** Why a file became no article: problems need the owner's eye, deliberate reasons do not. */

const PROBLEMS = [
	"unreadable",
	"too_large",
	"unsupported",
	"binary",
	"undecodable",
	"empty",
	"front_matter_invalid",
	"unparsable",
] as const;
const DELIBERATE = ["draft", "noindex", "no_body", "symlink"] as const;

export type ProblemReason = (typeof PROBLEMS)[number];
export type DeliberateReason = (typeof DELIBERATE)[number];
export type SkipReason = ProblemReason | DeliberateReason;

export interface SkippedFile {
	/** As `Article.path`. */
	readonly path: string;
	/** Stable code. */
	readonly reason: SkipReason;
	/** What is wrong, where, and what to do. */
	readonly message: string;
}

/** Whether the file was skipped against its owner's intention (`--strict` fails on these). */
export function isProblem(skipped: SkippedFile): boolean {
	return (PROBLEMS as readonly string[]).includes(skipped.reason);
}

/** Raised while one file is read; `readArticle` turns it into a `SkippedFile`. */
export class SkipFile extends Error {
	override readonly name = "SkipFile";
	readonly reason: SkipReason;

	constructor(reason: SkipReason, message: string, options?: { cause?: unknown }) {
		super(message, options);
		this.reason = reason;
	}
}
