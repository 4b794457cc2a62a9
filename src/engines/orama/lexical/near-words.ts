/** Finds the words of a sorted list that are a few typing errors from a given one, or begin so. */

import type { FlatWords } from "./flat-words.ts";

/** Called with a word's place and how many of its code units come so near, with how many errors. */
export type VisitNear = (place: number, length: number, errors: number) => void;

/**
 * Visits the words at most `limit` typing errors from `wanted`: a letter too many, too few or another, or two
 * neighbours changed over (optimal string alignment). With `beginnings`, every beginning of a word that is so near
 * is visited, once, at the first word that has it.
 *
 * The list is walked like a tree: what words share is compared once, and a beginning that has too many errors
 * already ends all words that have it.
 */
export function visitNear(
	words: FlatWords,
	wanted: string,
	{ limit, beginnings }: { readonly limit: number; readonly beginnings: boolean },
	visit: VisitNear,
): void {
	const width = wanted.length + 1;
	const tooMany = limit + 1;
	/** Row d, column c: the errors between the first d letters of the word and the first c wanted ones. */
	const rows = new Uint8Array((wanted.length + limit + 2) * width).fill(tooMany);
	for (let column = 0; column < width; column++) rows[column] = Math.min(column, tooMany);
	/** How many letters of the current word have rows. */
	let known = 0;
	/** Words that share so many letters with the last one are too far as well. */
	let dead = Number.POSITIVE_INFINITY;
	for (let place = 0; place < words.count; place++) {
		const shared = words.shared[place] as number;
		if (shared >= dead) continue;
		dead = Number.POSITIVE_INFINITY;
		const start = words.starts[place] as number;
		const length = (words.starts[place + 1] as number) - start;
		known = Math.min(known, shared);
		while (known < length) {
			const depth = known + 1;
			if (fillRow(rows, words.units, start, depth, wanted, limit) > limit) {
				dead = depth;
				break;
			}
			known = depth;
			const errors = rows[depth * width + wanted.length] as number;
			if (beginnings && errors <= limit) visit(place, depth, errors);
		}
		if (beginnings || dead !== Number.POSITIVE_INFINITY) continue;
		const errors = rows[length * width + wanted.length] as number;
		if (errors <= limit) visit(place, length, errors);
	}
}

/** Fills the row of a letter, within `limit` of the diagonal (E. Ukkonen, 1985); gives its smallest value. */
function fillRow(
	rows: Uint8Array,
	units: Uint16Array,
	start: number,
	depth: number,
	wanted: string,
	limit: number,
): number {
	const width = wanted.length + 1;
	const tooMany = limit + 1;
	const row = depth * width;
	const above = row - width;
	const from = Math.max(1, depth - limit);
	const to = Math.min(wanted.length, depth + limit);
	if (from > to) return tooMany;
	const unit = units[start + depth - 1] as number;
	rows[row + from - 1] = from === 1 ? Math.min(depth, tooMany) : tooMany;
	let smallest = rows[row + from - 1] as number;
	for (let column = from; column <= to; column++) {
		const wantedUnit = wanted.charCodeAt(column - 1);
		let errors = Math.min(
			(rows[above + column - 1] as number) + (unit === wantedUnit ? 0 : 1),
			(rows[above + column] as number) + 1,
			(rows[row + column - 1] as number) + 1,
		);
		if (
			depth > 1 &&
			column > 1 &&
			unit === wanted.charCodeAt(column - 2) &&
			units[start + depth - 2] === wantedUnit
		) {
			errors = Math.min(errors, (rows[above - width + column - 2] as number) + 1);
		}
		rows[row + column] = Math.min(errors, tooMany);
		smallest = Math.min(smallest, errors);
	}
	if (to < wanted.length) rows[row + to + 1] = tooMany;
	return smallest;
}
