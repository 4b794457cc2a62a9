/** Walks a Markdown tree and collects the blocks of text a reader sees. */

import type { List, Nodes, Parents, Table } from "mdast";
import type { BlockKind } from "../../../domain/article.ts";
import type { DraftBlock } from "../../mapping/body-builder.ts";
import { FlowingText } from "../../mapping/flowing-text.ts";
import { type MappedText, MappedTextBuilder, mapThrough } from "../../mapping/mapped-text.ts";
import { readReferenceAt } from "../html/character-references.ts";
import { readHtmlBlocks } from "../html/html-blocks.ts";
import { parseHtmlTree } from "../html/html-tree.ts";
import { LEFT_OUT } from "./inert-markup.ts";
import { InlineHtml } from "./inline-html.ts";
import type { MarkdownPiece, MarkdownTree } from "./markdown-tree.ts";

export interface MarkdownSource {
	/** The file as written. */
	readonly content: string;
	/** What was parsed: part of the file, with foreign markup hidden. */
	readonly parsed: string;
	/** Where in the file the parsed part starts. */
	readonly start: number;
}

/** The blocks in reading order; their maps lead to positions of `source.content`. */
export function readMarkdownBlocks(source: MarkdownSource, tree: MarkdownTree): DraftBlock[] {
	const reader = new BlockReader(source, tree);
	reader.read(tree.root);
	return reader.blocks;
}

/** How a boundary between two blocks shows: a new block, or a line of a list. */
type Boundary = "block" | "line";

class BlockReader {
	readonly blocks: DraftBlock[] = [];
	readonly #source: MarkdownSource;
	readonly #tree: MarkdownTree;
	readonly #flowing: FlowingText;
	#html = new InlineHtml();
	#boundary: Boundary = "block";
	#quoteDepth = 0;

	constructor(source: MarkdownSource, tree: MarkdownTree) {
		this.#source = source;
		this.#tree = tree;
		this.#flowing = new FlowingText(source.content);
	}

	read(parent: Parents): void {
		let isAfterHtml = false;
		for (const child of parent.children) {
			isAfterHtml = child.type === "html" || this.#isIndentedMarkup(child, isAfterHtml);
			if (isAfterHtml) this.#htmlBlock(child);
			else this.#flow(child);
		}
	}

	#flow(node: Nodes): void {
		switch (node.type) {
			case "paragraph":
				this.#inlines(node);
				this.#endBlock();
				return;
			case "heading":
				this.#inlines(node);
				if (this.#isPlainFlow) this.#add("heading", node.depth);
				else this.#endBlock();
				return;
			case "code":
				this.#code(node);
				if (this.#boundary === "block") this.#add("code");
				else this.#endBlock();
				return;
			case "list":
				if (this.#isPlainList(node)) this.#lines(() => this.read(node), "list");
				else this.read(node);
				return;
			case "table":
				this.#lines(() => this.#rows(node), "table");
				return;
			case "blockquote":
				this.#quoteDepth++;
				this.read(node);
				this.#quoteDepth--;
				return;
			case "listItem":
			case "footnoteDefinition":
				this.read(node);
				return;
			case "mdxJsxFlowElement":
				this.read(node);
				return;
			case "mdxJsxTextElement":
				this.#inlines(node);
				this.#endBlock();
				return;
		}
	}

	/**
	 * To CommonMark a blank line ends an HTML block, and what is indented below is code. People write on
	 * as if it were not, and older processors read it as they meant it.
	 */
	#isIndentedMarkup(node: Nodes, isAfterHtml: boolean): boolean {
		if (node.type !== "code") return false;
		const isFenced = /[`~]/.test(this.#source.parsed.charAt(node.position?.start.offset ?? 0));
		if (isFenced) return false;
		const markup = isAfterHtml ? /^\s*<\/?[a-z]/i : /^\s*(?:<\/[a-z]\w*>\s*)+$/i;
		return markup.test(this.#written(node).text);
	}

	get #isPlainFlow(): boolean {
		return this.#boundary === "block" && this.#quoteDepth === 0;
	}

	/** A list inside a list is part of it; one that holds headings lays out sections. */
	#isPlainList(list: List): boolean {
		if (this.#boundary === "line") return true;
		return !list.children.some((item) => item.children.some((child) => child.type === "heading"));
	}

	/** A list or table: one block, its items or rows on lines of their own. */
	#lines(read: () => void, kind: BlockKind): void {
		const outer = this.#boundary;
		this.#boundary = "line";
		read();
		this.#boundary = outer;
		if (outer === "block") this.#add(kind);
	}

	/** Cells are parted by tabs, as a browser copies them: no visible mark is made up. */
	#rows(table: Table): void {
		for (const row of table.children) {
			row.children.forEach((cell, column) => {
				if (column > 0) this.#flowing.separator("\t");
				this.#inlines(cell);
			});
			this.#endBlock();
		}
	}

	#inlines(parent: Parents): void {
		for (const child of parent.children) this.#inline(child);
	}

	#inline(node: Nodes): void {
		if (node.type === "html") this.#inlineHtml(node);
		if (node.type === "html" || this.#html.isSkipping) return;
		switch (node.type) {
			case "text":
				this.#pieces(node);
				return;
			case "inlineCode":
				this.#inlineCode(node);
				return;
			case "break":
				this.#hardBreak(node);
				return;
			case "mdxTextExpression":
				// `{" "}` is how JSX writes a space.
				if (/^\s*(["'`])\s+\1\s*$/.test(node.value)) this.#flowing.gap();
				return;
			case "mdxJsxTextElement":
				if (node.name === "br") this.#flowing.separator("\n");
				this.#inlines(node);
				return;
			case "emphasis":
			case "strong":
			case "delete":
			case "link":
			case "linkReference":
				this.#inlines(node);
				return;
		}
	}

	#pieces(node: Nodes): void {
		for (const piece of this.#tree.piecesOf(node)) {
			if (piece.kind === "text") this.#visible(piece);
			else if (piece.kind === "line-end") this.#space(piece);
			else this.#reference(piece);
		}
	}

	/** Text of a piece, less what was hidden from the parser. */
	#visible(piece: MarkdownPiece): void {
		const { parsed, content, start } = this.#source;
		let from = piece.start;
		for (let at = parsed.indexOf(LEFT_OUT, from); at >= 0 && at < piece.end; ) {
			const isWritten = content.charAt(at + start) === LEFT_OUT;
			if (!isWritten) {
				this.#flowing.verbatim(from + start, at + start);
				from = at + 1;
			}
			at = parsed.indexOf(LEFT_OUT, at + 1);
		}
		this.#flowing.verbatim(from + start, piece.end + start);
	}

	#space(piece: MarkdownPiece): void {
		this.#flowing.space(piece.start + this.#source.start, piece.end + this.#source.start);
	}

	/** The piece is the reference without its marks: `amp`, `#`'s digits. */
	#reference(piece: MarkdownPiece): void {
		const { content, start } = this.#source;
		const ampersand = content.lastIndexOf("&", piece.start + start - 1);
		const end = piece.end + start + 1;
		const text = readReferenceAt(content, ampersand, end) ?? content.slice(ampersand, end);
		this.#flowing.replaced(text, ampersand, end);
	}

	/** Code is cut from the file as written: template tags in it are what it shows. */
	#inlineCode(node: Nodes): void {
		const { start } = this.#source;
		for (const piece of this.#tree.piecesOf(node)) {
			if (piece.kind === "line-end") this.#space(piece);
			else this.#flowing.verbatim(piece.start + start, piece.end + start);
		}
	}

	#code(node: Nodes): void {
		const { content, start } = this.#source;
		for (const piece of this.#tree.piecesOf(node)) {
			// The rest is the language and the other words of the opening fence.
			if (piece.kind !== "code" && piece.kind !== "line-end") continue;
			const text =
				piece.kind === "line-end" ? "\n" : content.slice(piece.start + start, piece.end + start);
			if (text === "\n" && this.#flowing.isEmpty) continue;
			this.#flowing.preserved(text, piece.start + start, piece.end + start);
		}
	}

	#hardBreak(node: Nodes): void {
		const lineEnd = this.#tree.piecesOf(node).find((piece) => piece.kind === "line-end");
		const { start } = this.#source;
		if (lineEnd === undefined) this.#flowing.separator("\n");
		else this.#flowing.lineBreak(lineEnd.start + start, lineEnd.end + start);
	}

	#inlineHtml(node: Nodes): void {
		const raw = this.#written(node);
		if (this.#html.read(raw.text) === "break") {
			const [first] = raw.map;
			if (first === undefined) return;
			this.#flowing.lineBreak(first.sourceStart, first.sourceEnd);
		}
	}

	#htmlBlock(node: Nodes): void {
		const raw = this.#written(node);
		const tree = parseHtmlTree(raw.text);
		for (const block of readHtmlBlocks(raw.text, tree, [tree.document])) {
			const content = mapThrough(block.content, raw);
			if (this.#boundary === "line") {
				this.#flowing.mapped(content);
				this.#endBlock();
			} else {
				const isQuoted = this.#quoteDepth > 0 && block.kind === "paragraph";
				this.blocks.push({ ...block, kind: isQuoted ? "quote" : block.kind, content });
			}
		}
	}

	/** HTML as written, without the marks of the quotes and lists it stands in. */
	#written(node: Nodes): MappedText {
		const { content, parsed, start } = this.#source;
		const builder = new MappedTextBuilder();
		for (const piece of this.#tree.piecesOf(node)) {
			if (piece.kind === "line-end") {
				builder.replaced("\n", piece.start + start, piece.end + start);
				continue;
			}
			const hasHidden = parsed.slice(piece.start, piece.end).includes(LEFT_OUT);
			if (!hasHidden) {
				builder.verbatim(content, piece.start + start, piece.end + start);
				continue;
			}
			for (let position = piece.start; position < piece.end; position++) {
				if (parsed.charAt(position) !== LEFT_OUT) {
					builder.verbatim(content, position + start, position + start + 1);
				}
			}
		}
		return builder.build();
	}

	#endBlock(): void {
		this.#html = new InlineHtml();
		if (this.#boundary === "line") this.#flowing.separator("\n");
		else this.#add(this.#quoteDepth > 0 ? "quote" : "paragraph");
	}

	#add(kind: BlockKind, level?: number): void {
		this.#html = new InlineHtml();
		if (this.#flowing.isEmpty) return;
		const content = this.#flowing.take();
		this.blocks.push(level === undefined ? { kind, content } : { kind, content, level });
	}
}
