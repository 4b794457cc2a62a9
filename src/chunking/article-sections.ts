/** Groups the blocks of an article under their headings, so that no text and no heading is lost. */

import type { Article, Block } from "../domain/article.ts";
import { type TextRange, trimRange } from "../domain/text-range.ts";

export interface Section {
	/** Headings above the blocks, outermost first. */
	readonly headings: readonly string[];
	/** In order, none of them empty; a heading only where nothing stands below it. */
	readonly blocks: readonly Block[];
}

/** Of a heading that states no level. */
const DEFAULT_LEVEL = 2;

/**
 * Sections in reading order. A heading's path are the headings before it of ever higher rank, whatever
 * levels are skipped. A heading with nothing of its own below it, not even a lower heading, makes a
 * section by itself; a section ends at a gap, too.
 */
export function articleSections({ text, blocks }: Pick<Article, "text" | "blocks">): Section[] {
	const sections: Section[] = [];
	const path: { level: number; heading: string }[] = [];
	let current: Block[] = [];
	const finish = (): void => {
		if (current.length === 0) return;
		sections.push({ headings: path.map(({ heading }) => heading), blocks: current });
		current = [];
	};
	const visible = blocks.flatMap((block) => {
		const range: TextRange = trimRange(text, block);
		return range.start < range.end ? [{ ...block, ...range }] : [];
	});
	for (const [index, block] of visible.entries()) {
		// A chunk across the gap would cite words of the file that are not its own.
		if (block.afterGap) finish();
		if (block.kind !== "heading") {
			current.push(block);
			continue;
		}
		finish();
		const level = levelOf(block);
		while ((path.at(-1)?.level ?? 0) >= level) path.pop();
		if (isBare(block, visible[index + 1])) {
			current.push(block);
			finish();
		} else {
			path.push({ level, heading: text.slice(block.start, block.end) });
		}
	}
	finish();
	return sections;
}

function isBare(heading: Block, next: Block | undefined): boolean {
	if (next === undefined) return true;
	return next.kind === "heading" && levelOf(next) <= levelOf(heading);
}

function levelOf({ level }: Block): number {
	return level ?? DEFAULT_LEVEL;
}
