/** Puts text on the clipboard. */

/** Whether it is there now: pages without HTTPS have no clipboard, and a reader may deny it. */
export async function copyText(text: string): Promise<boolean> {
	try {
		await navigator.clipboard.writeText(text);
		return true;
	} catch {
		return false;
	}
}
