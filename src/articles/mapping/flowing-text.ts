/**
 * Running text with white space collapsed as a browser shows it: runs of ASCII white space become one
 * space, none stands at the start or the end of a line (CSS Text 3, section 4.1.1). Other space
 * characters, the no-break space first of all, stay as they are.
 */

import { type MappedText, MappedTextBuilder } from "./mapped-text.ts";

/** Collects the runs of one block; `take` hands the block over and starts the next. */
export class FlowingText {
	readonly #source: string;
	#builder = new MappedTextBuilder();
	/** Start of the white space seen since the last visible character, -1 where there is none. */
	#spaceStart = -1;
	#spaceEnd = -1;
	/** Whether a space without counterpart in the source is due. */
	#gap = false;
	#atLineStart = true;

	/** All positions given to the methods are positions of `source`. */
	constructor(source: string) {
		this.#source = source;
	}

	/** Whether nothing visible has been appended since the last `take`. */
	get isEmpty(): boolean {
		return this.#builder.length === 0;
	}

	/** Whether the line has no visible character yet. */
	get atLineStart(): boolean {
		return this.#atLineStart;
	}

	/** Appends a run of the source. */
	verbatim(start: number, end: number): void {
		const source = this.#source;
		let runStart = start;
		for (let position = start; position < end; position++) {
			if (!isCollapsible(source.charCodeAt(position))) continue;
			const isLoneSpace =
				source.charCodeAt(position) === 0x20 &&
				position > runStart &&
				position + 1 < end &&
				!isCollapsible(source.charCodeAt(position + 1));
			// A single space inside a run is what most spaces are: no reason to end the run.
			if (isLoneSpace) continue;
			this.#visible(runStart, position);
			this.space(position, position + 1);
			runStart = position + 1;
		}
		this.#visible(runStart, end);
	}

	/** Appends decoded text that stands for a source range as a whole. */
	replaced(text: string, start: number, end: number): void {
		if (text.length === 1 && isCollapsible(text.charCodeAt(0))) {
			this.space(start, end);
		} else if (text.length > 0) {
			this.#flushSpace();
			this.#builder.replaced(text, start, end);
			this.#atLineStart = false;
		}
	}

	/** Appends a space for a source range, unless a line starts here or there is a space already. */
	space(start: number, end: number): void {
		if (this.#atLineStart) return;
		if (this.#spaceStart < 0) {
			this.#spaceStart = start;
			this.#spaceEnd = end;
		} else if (start === this.#spaceEnd) {
			this.#spaceEnd = end;
		}
	}

	/** Appends a space that the source does not have: between two parts of a table cell, say. */
	gap(): void {
		if (!this.#atLineStart && this.#spaceStart < 0) this.#gap = true;
	}

	/** Ends the line; several breaks in a row, or one at the start, count as one or none. */
	lineBreak(start: number, end: number): void {
		this.#forgetSpace();
		if (this.#atLineStart) return;
		this.#builder.replaced("\n", start, end);
		this.#atLineStart = true;
	}

	/** Ends the line without counterpart in the source: between two items of a list, say. */
	separator(text: "\n" | "\t"): void {
		this.#forgetSpace();
		if (this.#atLineStart && text === "\n") return;
		this.#builder.unmapped(text);
		this.#atLineStart = true;
	}

	/** Appends text as it is, white space included: for preformatted text. */
	preserved(text: string, start: number, end: number): void {
		if (text.length === 0) return;
		this.#flushSpace();
		this.#builder.replaced(text, start, end);
		this.#atLineStart = text.endsWith("\n");
	}

	/** Appends a text that is mapped to the same source already, as it is. */
	mapped(text: MappedText): void {
		if (text.text === "") return;
		this.#flushSpace();
		this.#builder.append(text);
		this.#atLineStart = text.text.endsWith("\n");
	}

	/** The block collected so far; the next one starts empty. */
	take(): MappedText {
		const taken = this.#builder.build();
		this.#builder = new MappedTextBuilder();
		this.#forgetSpace();
		this.#atLineStart = true;
		return taken;
	}

	#visible(start: number, end: number): void {
		if (end <= start) return;
		this.#flushSpace();
		this.#builder.verbatim(this.#source, start, end);
		this.#atLineStart = false;
	}

	#flushSpace(): void {
		if (this.#spaceStart >= 0) this.#builder.replaced(" ", this.#spaceStart, this.#spaceEnd);
		else if (this.#gap) this.#builder.unmapped(" ");
		this.#forgetSpace();
	}

	#forgetSpace(): void {
		this.#spaceStart = -1;
		this.#gap = false;
	}
}

/** Whether CSS collapses the character: space, tab, line feed, form feed, carriage return. */
function isCollapsible(code: number): boolean {
	return code === 0x20 || (code >= 0x09 && code <= 0x0d && code !== 0x0b);
}
