/** How a golden question's quote is found in a text: white space is all one. */

/** The text with every run of white space as one space, and none at its ends. */
export function withPlainSpaces(text: string): string {
	return text.replace(/\s+/gu, " ").trim();
}

/** Whether one holds the other: a quote may span two sentences, or be a part of one. */
export function overlaps(text: string, quote: string): boolean {
	const [a, b] = [withPlainSpaces(text), withPlainSpaces(quote)];
	return a.includes(b) || b.includes(a);
}
