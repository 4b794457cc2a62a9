/** Language tags as BCP 47 writes them. */

/** `en_US` and `EN-us` as `en-US`; null where the text is no language tag. */
export function parseLanguage(text: string): string | null {
	const tag = text
		.trim()
		.replaceAll("_", "-")
		.replace(/\.utf-?8$/i, "");
	if (!/^[a-z]{2,3}(?:-[a-z0-9]{1,8})*$/i.test(tag)) return null;
	try {
		return Intl.getCanonicalLocales(tag)[0] ?? null;
	} catch {
		// `Intl` throws on a malformed tag: then it is none.
		return null;
	}
}
