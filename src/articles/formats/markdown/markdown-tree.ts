/** Markdown and MDX parsed to a tree, with the exact source range of every piece of text in it. */

import type { Nodes, Root } from "mdast";
import {
	type CompileContext,
	type Extension,
	fromMarkdown,
	type Token,
} from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { mdxFromMarkdown } from "mdast-util-mdx";
import { gfm } from "micromark-extension-gfm";
import { mdxjs } from "micromark-extension-mdxjs";
import { shortenProse } from "./shorten-prose.ts";

/** What a piece of text is: text as written, a line of a code block, a character reference, a line's end. */
export type PieceKind = "text" | "code" | "reference" | "line-end";

/** A range of the parsed text. */
export interface MarkdownPiece {
	readonly kind: PieceKind;
	readonly start: number;
	readonly end: number;
}

export interface MarkdownTree {
	readonly root: Root;
	/** The pieces of text inside a node, in order. */
	readonly piecesOf: (node: Nodes) => readonly MarkdownPiece[];
}

const GFM = withoutAutolinks(gfm());
// The first extension, and the transforms, only make links of bare addresses: their text stays anyhow.
const GFM_TREE = gfmFromMarkdown().slice(1);
const MDX = mdxjs();
const MDX_TREE = mdxFromMarkdown();

/**
 * All positions are positions of `text`.
 *
 * @param options `shorten: false` has the parser read every word: slower, with the same result.
 */
export function parseMarkdownTree(text: string, options = { shorten: true }): MarkdownTree {
	const shortened = options.shorten ? shortenProse(text) : { text, toOriginal: identity };
	const recorder = new PieceRecorder(shortened.toOriginal);
	const root = fromMarkdown(shortened.text, {
		extensions: [GFM],
		mdastExtensions: [...GFM_TREE, recorder.extension],
	});
	return { root, piecesOf: (node) => recorder.within(node) };
}

/** @throws VFileMessage where the text is no valid MDX. */
export function parseMdxTree(text: string): MarkdownTree {
	const recorder = new PieceRecorder(identity);
	const root = fromMarkdown(text, {
		extensions: [GFM, MDX],
		mdastExtensions: [...GFM_TREE, ...MDX_TREE, recorder.extension],
	});
	return { root, piecesOf: (node) => recorder.within(node) };
}

function identity(position: number): number {
	return position;
}

/** Looking for addresses at every letter takes a third of the parser's time. */
function withoutAutolinks(extension: ReturnType<typeof gfm>): ReturnType<typeof gfm> {
	const text: NonNullable<typeof extension.text> = {};
	for (const [code, constructs] of Object.entries(extension.text ?? {})) {
		const kept = [constructs ?? []].flat().filter(({ name }) => !name?.endsWith("Autolink"));
		if (kept.length > 0) text[Number(code)] = kept;
	}
	return { ...extension, text };
}

/** Listens to the parser's tokens: the tree keeps the text of a node, but not where each part was. */
class PieceRecorder {
	readonly #pieces: MarkdownPiece[] = [];
	readonly #toOriginal: (position: number) => number;
	#isSorted = true;

	constructor(toOriginal: (position: number) => number) {
		this.#toOriginal = toOriginal;
	}

	get extension(): Extension {
		const record = (kind: PieceKind) => (token: Token) => this.#record(kind, token);
		const recordText = record("text");
		// Such a line's token starts before the marks of the quote or list it stands in; its text does not.
		const recordLine = (kind: PieceKind, token: Token, text: string): undefined => {
			const start = { ...token.start, offset: token.end.offset - text.length };
			this.#record(kind, { ...token, start });
		};
		// These tokens have a handler of their own, which must still run. The library registers one
		// function under several names; the names used here are ones no extension replaces.
		const exitText = function (this: CompileContext, token: Token): undefined {
			recordText(token);
			this.config.exit.characterEscapeValue?.call(this, token);
		};
		const exitCode = function (this: CompileContext, token: Token): undefined {
			recordLine("code", token, this.sliceSerialize(token));
			this.config.exit.characterEscapeValue?.call(this, token);
		};
		const exitHtml = function (this: CompileContext, token: Token): undefined {
			recordLine("text", token, this.sliceSerialize(token));
			this.config.exit.characterEscapeValue?.call(this, token);
		};
		const enterText = function (this: CompileContext, token: Token): undefined {
			recordText(token);
			this.config.enter.characterEscape?.call(this, token);
		};
		return {
			enter: {
				autolinkProtocol: enterText,
				autolinkEmail: enterText,
				characterEscapeValue: recordText,
				characterReferenceValue: record("reference"),
				lineEnding: record("line-end"),
				lineEndingBlank: record("line-end"),
			},
			exit: {
				data: exitText,
				codeTextData: exitText,
				codeFlowValue: exitCode,
				htmlTextData: exitText,
				htmlFlowData: exitHtml,
			},
		};
	}

	/** Pieces between the ends of a node. */
	within(node: Nodes): readonly MarkdownPiece[] {
		const start = this.#toOriginal(node.position?.start.offset ?? 0);
		const end = this.#toOriginal(node.position?.end.offset ?? 0);
		if (!this.#isSorted) {
			this.#pieces.sort((a, b) => a.start - b.start);
			this.#isSorted = true;
		}
		const first = this.#firstFrom(start);
		let last = first;
		while (last < this.#pieces.length && (this.#pieces[last]?.start ?? end) < end) last++;
		return this.#pieces.slice(first, last);
	}

	#record(kind: PieceKind, token: Token): undefined {
		const start = this.#toOriginal(token.start.offset);
		if (start < (this.#pieces.at(-1)?.start ?? 0)) this.#isSorted = false;
		this.#pieces.push({ kind, start, end: this.#toOriginal(token.end.offset) });
	}

	#firstFrom(start: number): number {
		let low = 0;
		let high = this.#pieces.length;
		while (low < high) {
			const middle = (low + high) >> 1;
			if ((this.#pieces[middle]?.start ?? 0) >= start) high = middle;
			else low = middle + 1;
		}
		return low;
	}
}
