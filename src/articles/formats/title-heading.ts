/** A leading top-level heading that says the title is the title, not body. */

import type { DraftBlock } from "../mapping/body-builder.ts";

/**
 * The blocks without their leading `h1` where it is the title, and the title: the given one, else the
 * heading's.
 */
export function takeTitleHeading(
	blocks: readonly DraftBlock[],
	title: string | null,
): { title: string | null; blocks: readonly DraftBlock[] } {
	const [first, ...others] = blocks;
	if (first?.kind !== "heading" || first.level !== 1) return { title, blocks };
	const heading = first.content.text.trim();
	if (title === null) return { title: heading, blocks: others };
	return { title, blocks: comparable(heading) === comparable(title) ? others : blocks };
}

/** Quotes, dashes, case and punctuation differ between a heading and its copy in the metadata. */
function comparable(title: string): string {
	return title
		.normalize("NFKC")
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, "");
}
