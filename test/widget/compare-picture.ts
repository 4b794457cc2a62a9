/** Pictures that a person has looked at, and how far a new one may be from them. */

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import pixelmatch from "pixelmatch";
import { PNG } from "pngjs";

/** New pictures are kept, to be looked at, with `UPDATE_PICTURES=1`. */
const IS_KEPT = process.env.UPDATE_PICTURES === "1";

/**
 * Share of the pixels that may differ. Versions of Chromium and FreeType draw the edges of letters differently, which
 * pixelmatch finds out mostly by itself; a line of text that moved by a pixel is about one percent of these pictures.
 */
const TOLERATED = 0.004;

/**
 * Nothing where the picture is like the one that is kept; else what is wrong, in words. What was seen and what differs
 * is written beside it then.
 */
export function differenceFrom(path: string, taken: Buffer): string | null {
	if (IS_KEPT) {
		mkdirSync(dirname(path), { recursive: true });
		writeFileSync(path, taken);
		return null;
	}
	if (!existsSync(path)) return `${path} is not there: UPDATE_PICTURES=1 takes it.`;
	const kept = PNG.sync.read(readFileSync(path));
	const { width, height, data } = PNG.sync.read(taken);
	if (kept.width !== width || kept.height !== height) {
		return `${path} is ${kept.width} by ${kept.height} pixels, the new one ${width} by ${height}.`;
	}
	const marks = new PNG({ width, height });
	const differing = pixelmatch(kept.data, data, marks.data, width, height, { threshold: 0.2 });
	if (differing <= TOLERATED * width * height) return null;
	writeFileSync(path.replace(/\.png$/, ".new.png"), taken);
	writeFileSync(path.replace(/\.png$/, ".difference.png"), PNG.sync.write(marks));
	return `${differing} pixels differ from ${path}: see .new.png and .difference.png beside it.`;
}
