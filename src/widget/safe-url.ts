/** Articles come from files, and a file may hold any link: only web addresses become links. */

/** The URL as it was given, or null where following it would not open a web page. */
export function safeUrl(url: string, base: string): string | null {
	try {
		const { href, protocol } = new URL(url, base);
		return /^https?:$/.test(protocol) ? href : null;
	} catch {
		return null;
	}
}
