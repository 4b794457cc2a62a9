/** The languages the widget speaks, and which of them a page gets. */

import { ar } from "./ar.ts";
import { de } from "./de.ts";
import { en } from "./en.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";
import { ja } from "./ja.ts";
import type { Messages } from "./messages.ts";
import { pt } from "./pt.ts";
import { uk } from "./uk.ts";
import { zh } from "./zh.ts";

export const LANGUAGES: Readonly<Record<string, Messages>> = {
	en,
	de,
	fr,
	es,
	pt,
	uk,
	ar,
	zh,
	ja,
};

/** The first of the wanted tags (BCP 47) whose language is spoken; English where none is. */
export function chooseLanguage(wanted: readonly (string | null)[]): string {
	for (const tag of wanted) {
		if (tag !== null && speaks(tag)) return tag;
	}
	return "en";
}

export function speaks(tag: string): boolean {
	return Object.hasOwn(LANGUAGES, languageOf(tag)) && isTag(tag);
}

/** The language of a tag such as `pt-BR`, without script and region. */
export function languageOf(tag: string): string {
	return (tag.split("-")[0] ?? "").toLowerCase();
}

/** `Intl` throws on tags such as `en_US`. */
function isTag(tag: string): boolean {
	return /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(tag);
}
