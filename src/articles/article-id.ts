/** Article ids: readable, URL-safe, and derived from the path alone. */

import { createHash } from "node:crypto";

/** Long enough to recognise an article by, short enough for a URL. */
const MAX_SLUG_LENGTH = 60;

/** Ten hex digits: among a million articles of one slug, two share an id with probability below 0.4. */
const HASH_DIGITS = 10;

/** `news-two-hurdles-1a2b3c4d5e` for `news/two-hurdles.txt`. */
export function articleId(path: string): string {
	const hash = createHash("sha256").update(path).digest("hex").slice(0, HASH_DIGITS);
	const slug = path
		.replace(/\.[^./]*$/, "")
		.normalize("NFKD")
		.toLowerCase()
		.replace(/\p{M}+/gu, "")
		.replace(/[^a-z0-9]+/g, "-")
		.replace(/^-+|-+$/g, "");
	const tail = slug.length > MAX_SLUG_LENGTH ? wholeWords(slug.slice(-MAX_SLUG_LENGTH)) : slug;
	return tail === "" ? hash : `${tail}-${hash}`;
}

/** Without the word that was cut in two at the start. */
function wholeWords(slug: string): string {
	return slug.replace(/^[^-]*-(?=.)/, "");
}
