/** The question in the page's address, so that an answer can be shared and Back works. */

const PARAMETER = "ask";

/** Longer ones are refused by some servers: what does not fit is sent otherwise, or left out. */
export const MAX_URL_LENGTH = 2000;

/** The question that the address asks, or null. */
export function askedInAddress(href = location.href): string | null {
	return new URL(href).searchParams.get(PARAMETER)?.trim() || null;
}

/** The address with this question, or without one: with null, or where it does not fit. All else of it stays. */
export function addressWith(href: string, question: string | null): string {
	const url = new URL(href);
	if (question !== null) url.searchParams.set(PARAMETER, question);
	if (question === null || url.href.length > MAX_URL_LENGTH) url.searchParams.delete(PARAMETER);
	return url.href;
}

/** Whether the question can stand in the address. */
export function fitsAddress(question: string): boolean {
	return askedInAddress(addressWith(location.href, question)) !== null;
}

/**
 * Writes the question into the address, as a step that Back undoes.
 *
 * @param isPassing whether the question comes in place of another one that is there already
 */
export function writeAddress(question: string | null, isPassing: boolean): void {
	const before = askedInAddress();
	const href = addressWith(location.href, question);
	if (before === askedInAddress(href)) return;
	// Routers keep what they need in the entry's state; an entry of ours is theirs, too.
	if (isPassing && before !== null) history.replaceState(history.state, "", href);
	else history.pushState(history.state, "", href);
}
