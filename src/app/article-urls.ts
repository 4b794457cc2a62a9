/** The section that tells which article is published where. */

import { SiteciteError } from "../domain/errors.ts";

export const ARTICLE_URLS_SECTION = "article-urls.json";

/** @param idByUrl article ids by URL, in any order */
export function encodeArticleUrls(idByUrl: ReadonlyMap<string, string>): Uint8Array {
	const sorted = [...idByUrl].sort(([a], [b]) => (a < b ? -1 : 1));
	return new TextEncoder().encode(JSON.stringify(sorted));
}

/** @throws SiteciteError `index_corrupt` */
export function decodeArticleUrls(section: Uint8Array): ReadonlyMap<string, string> {
	// A TextDecoder does not read shared memory, so the bytes are copied out of it first.
	const entries: unknown = JSON.parse(new TextDecoder().decode(Uint8Array.from(section)));
	if (!Array.isArray(entries)) {
		throw new SiteciteError(
			"index_corrupt",
			`${ARTICLE_URLS_SECTION} is not a list of URLs; build the index again.`,
		);
	}
	return new Map(entries as [string, string][]);
}
