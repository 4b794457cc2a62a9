/** Which articles there are, without reading their texts. */

import { SiteciteError } from "../domain/errors.ts";
import type { OpenIndex } from "./open-index.ts";

/** @throws SiteciteError `not_found` */
export function requireArticle({ list }: Pick<OpenIndex, "list">, id: string): void {
	if (!list.has(id)) throw noSuchArticle(id);
}

/** What is thrown for an article that there is not. */
export function noSuchArticle(id: string): SiteciteError {
	return new SiteciteError("not_found", `The index has no article with the id "${id}".`);
}
