/** A place in a list of articles as an opaque text that goes into an address. */

import { z } from "zod";
import { badField } from "../domain/errors.ts";
import type { Sortable } from "./article-list.ts";

const placeSchema = z.tuple([z.string().nullable(), z.string()]);

export function encodeCursor({ published, id }: Sortable): string {
	return Buffer.from(JSON.stringify([published, id])).toString("base64url");
}

/** @throws SiteciteError `bad_request` for a text that no list gave */
export function decodeCursor(cursor: string): Sortable {
	try {
		const json: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
		const [published, id] = placeSchema.parse(json);
		return { published, id };
	} catch (cause) {
		throw badField("cursor", "is none that a list gave as next. Start without it.", cause);
	}
}
