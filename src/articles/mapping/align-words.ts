/** Finds where in a file a value stands that a parser gave without its place. */

import { type MappedText, MappedTextBuilder } from "./mapped-text.ts";

/** Marks that quoted YAML and TOML add to what they quote. */
const ESCAPES = new Set(["\\", "'", '"']);

/**
 * The value with its map to the first place between `from` and `to` that holds its characters in the
 * same order, white space left aside: a folded or quoted scalar differs from its value in nothing
 * else but escapes. White space in the value becomes one space. Null where there is no such place.
 */
export function alignWords(
	source: string,
	from: number,
	to: number,
	value: string,
): MappedText | null {
	const words = value.split(/\s+/).filter((word) => word !== "");
	const first = words[0]?.[0];
	if (first === undefined) return null;
	for (
		let at = source.indexOf(first, from);
		at >= 0 && at < to;
		at = source.indexOf(first, at + 1)
	) {
		const aligned = alignFrom(source, at, to, words);
		if (aligned !== null) return aligned;
	}
	return null;
}

function alignFrom(
	source: string,
	from: number,
	to: number,
	words: readonly string[],
): MappedText | null {
	const builder = new MappedTextBuilder();
	let position = from;
	for (const word of words) {
		const start = skipWhiteSpace(source, position, to);
		if (builder.length > 0) {
			if (start === position) return null;
			builder.replaced(" ", position, start);
		}
		position = start;
		for (let index = 0; index < word.length; index++) {
			if (source[position] !== word[index] && ESCAPES.has(source[position] ?? "")) position++;
			if (position >= to || source[position] !== word[index]) return null;
			builder.verbatim(source, position, position + 1);
			position++;
			// `''` stands for one apostrophe.
			if (word[index] === "'" && source[position] === "'" && word[index + 1] !== "'") position++;
		}
	}
	return builder.build();
}

function skipWhiteSpace(source: string, from: number, to: number): number {
	let position = from;
	while (position < to && source.charAt(position).trim() === "") position++;
	return position;
}
