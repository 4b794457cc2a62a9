/** Datelines and bylines of plain text: lines that say when and by whom, not what. */

import { splitAuthors } from "../../metadata/authors.ts";
import { parseDate } from "../../metadata/dates.ts";

export interface Credits {
	readonly authors: readonly string[];
	readonly published: string | null;
	readonly modified: string | null;
}

/** A line of credits is a line, not a paragraph. */
const MAX_CREDITS_LENGTH = 160;

const UPDATED = /^(?:last\s+)?(?:updated|modified|revised)\b\s*(?:on\b)?\s*:?\s*/i;
const PUBLISHED = /^(?:published|posted|date|dated|issued)\b\s*(?:on\b)?\s*:?\s*/i;
/** `Author: Name` is a byline whatever the name looks like. */
const LABELLED = /^(?:authors?|written\s+by|reported\s+by|reporting\s+by|byline)\s*:\s*(?=\S)/i;
const UNLABELLED = /^(?:by|von|par|por|written\s+by|reported\s+by|reporting\s+by)\s+(?=\S)/i;

/**
 * The credits a line consists of: dates and bylines parted by `|`, `·`, `•` or dashes.
 *
 * @returns null where any part of the line says something else.
 */
export function readCredits(text: string): Credits | null {
	if (text.length > MAX_CREDITS_LENGTH) return null;
	const whole = readCredit(text);
	if (whole !== null) return whole;
	const parts = text.split(/\s+[|·•–—]\s+/u);
	if (parts.length < 2) return null;
	let credits: Credits = { authors: [], published: null, modified: null };
	for (const part of parts) {
		const credit = readCredit(part);
		if (credit === null) return null;
		credits = {
			authors: [...credits.authors, ...credit.authors],
			published: credits.published ?? credit.published,
			modified: credits.modified ?? credit.modified,
		};
	}
	return credits;
}

/** The names a line gives as authors, or null where it is no byline. */
export function readByline(text: string): string[] | null {
	if (text.length > MAX_CREDITS_LENGTH) return null;
	const labelled = text.replace(LABELLED, "");
	if (labelled !== text) return splitAuthors(labelled);
	const named = text.replace(UNLABELLED, "");
	return named !== text && looksLikeNames(named) ? splitAuthors(named) : null;
}

function readCredit(text: string): Credits | null {
	const line = text.trim();
	const modified = UPDATED.test(line) ? parseDate(line.replace(UPDATED, "")) : null;
	if (modified !== null) return { authors: [], published: null, modified };
	const published = parseDate(line.replace(PUBLISHED, "").replace(/(?<=\d{4})\.$/, ""));
	// Ten digits alone may be any number: in running text they are no date.
	if (published !== null && !/^\d+$/.test(line)) return { authors: [], published, modified: null };
	const authors = readByline(line);
	return authors === null ? null : { authors, published: null, modified: null };
}

/** Two to eight words, each capitalised or a particle or a conjunction, no final stop. */
function looksLikeNames(text: string): boolean {
	if (/[!?:;]|(?<!\b(?:Jr|Sr|\p{Lu}))\.$/u.test(text)) return false;
	const words = text.split(/[\s,&]+/u).filter((word) => word !== "");
	const particles =
		/^(?:and|und|et|y|de|del|della|da|dos|di|du|la|le|van|von|der|den|ter|bin|ibn|al|el|af|av|zu)$/;
	return (
		words.length >= 2 &&
		words.length <= 8 &&
		words.every((word) => /^\p{Lu}|^(?:d|l|o|al)['’-]\p{Lu}/u.test(word) || particles.test(word))
	);
}
