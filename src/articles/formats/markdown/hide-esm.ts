/** Hides import and export statements of an MDX file that could not be parsed. */

import { LEFT_OUT } from "./inert-markup.ts";

/** A statement at the start of a line, after a blank line or another one, up to the next blank line. */
const STATEMENT =
	/^(?:import\s+(?:[\w*{$][^\n]*\sfrom\s+)?["']|export\s+(?:default|const|let|var|function|class|\{))/;

/** A text as long as `text`. */
export function hideEsm(text: string): string {
	let isInStatement = false;
	let isAfterBlank = true;
	return text
		.split("\n")
		.map((line) => {
			const isBlank = line.trim() === "";
			if (isBlank) isInStatement = false;
			else if (isAfterBlank && STATEMENT.test(line)) isInStatement = true;
			isAfterBlank = isBlank || isInStatement;
			return isInStatement ? LEFT_OUT.repeat(line.length) : line;
		})
		.join("\n");
}
