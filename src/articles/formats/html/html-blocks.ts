/** Walks a page's elements and collects the blocks of text a reader sees. */

import type { BlockKind } from "../../../domain/article.ts";
import type { DraftBlock } from "../../mapping/body-builder.ts";
import { FlowingText } from "../../mapping/flowing-text.ts";
import { alignText } from "./character-references.ts";
import {
	attributeOf,
	elementsOf,
	type HtmlElement,
	type HtmlParent,
	type HtmlText,
	type HtmlTree,
	isElement,
	isText,
} from "./html-tree.ts";
import { isLeftOut } from "./left-out.ts";

/** Elements that start and end a block (HTML standard, section 15.3). */
const BLOCK_ELEMENTS = new Set([
	...[
		"html",
		"body",
		"address",
		"article",
		"aside",
		"center",
		"details",
		"dialog",
		"dd",
		"div",
		"dl",
	],
	...[
		"dt",
		"fieldset",
		"figcaption",
		"figure",
		"footer",
		"form",
		"header",
		"hgroup",
		"legend",
		"li",
	],
	...["main", "ol", "optgroup", "p", "search", "section", "summary", "ul", "dir", "caption", "tr"],
	...["tbody", "thead", "tfoot", "table", "blockquote", "pre", "listing", "xmp", "plaintext", "hr"],
]);
const LISTS = new Set(["ul", "ol", "dl", "dir"]);
const PREFORMATTED = new Set(["pre", "listing", "xmp", "plaintext"]);

/** The blocks below the given elements, in document order; all positions are positions of `source`. */
export function readHtmlBlocks(
	source: string,
	tree: HtmlTree,
	parents: readonly HtmlParent[],
): DraftBlock[] {
	const reader = new BlockReader(source, tree);
	for (const parent of parents) reader.read(parent);
	return reader.blocks;
}

/** How a boundary between two blocks shows: a new block, a line of a list or table, a space of a cell. */
type Boundary = "block" | "line" | "space";

class BlockReader {
	readonly blocks: DraftBlock[] = [];
	readonly #source: string;
	readonly #tree: HtmlTree;
	readonly #flowing: FlowingText;
	#boundary: Boundary = "block";
	#isPreformatted = false;
	#quoteDepth = 0;

	constructor(source: string, tree: HtmlTree) {
		this.#source = source;
		this.#tree = tree;
		this.#flowing = new FlowingText(source);
	}

	/** The children of an element that stands alone. */
	read(parent: HtmlParent): void {
		this.#children(parent);
		this.#endBlock();
	}

	#children(parent: HtmlParent): void {
		for (const child of parent.childNodes) {
			if (isText(child)) this.#text(child);
			else if (isElement(child) && !isLeftOut(child)) this.#element(child);
		}
	}

	#element(element: HtmlElement): void {
		const { tagName } = element;
		if (tagName === "br") this.#break(element);
		else if (/^h[1-6]$/.test(tagName)) this.#heading(element);
		else if (PREFORMATTED.has(tagName)) this.#preformatted(element);
		else if (LISTS.has(tagName) && !isLayout(element)) this.#lines(element, "list");
		else if (tagName === "table" && !isLayout(element)) this.#lines(element, "table");
		else if (tagName === "td" || tagName === "th") this.#cell(element);
		else if (tagName === "blockquote") this.#quote(element);
		else if (BLOCK_ELEMENTS.has(tagName)) this.#block(element);
		else this.#children(element);
	}

	#text(node: HtmlText): void {
		for (const piece of this.#tree.pieces.get(node) ?? []) {
			for (const run of alignText(this.#source, piece.start, piece.end, piece.text)) {
				if (this.#isPreformatted) {
					const text = run.text ?? this.#source.slice(run.start, run.end);
					this.#flowing.preserved(text, run.start, run.end);
				} else if (run.text === null) {
					this.#flowing.verbatim(run.start, run.end);
				} else {
					this.#flowing.replaced(run.text, run.start, run.end);
				}
			}
		}
	}

	/** Two breaks in a row part paragraphs, as pages did before they knew `p`. */
	#break(element: HtmlElement): void {
		if (this.#boundary === "space") {
			this.#flowing.gap();
		} else if (this.#boundary === "block" && this.#flowing.atLineStart && !this.#isPreformatted) {
			this.#endBlock();
		} else {
			const location = element.sourceCodeLocation;
			if (location) this.#flowing.lineBreak(location.startOffset, location.endOffset);
			else this.#flowing.separator("\n");
		}
	}

	#heading(element: HtmlElement): void {
		if (this.#boundary !== "block" || this.#quoteDepth > 0) {
			this.#block(element);
			return;
		}
		this.#endBlock();
		this.#within("space", () => this.#children(element));
		this.#add("heading", Number(element.tagName.charAt(1)));
	}

	#preformatted(element: HtmlElement): void {
		this.#endBlock();
		const outer = this.#isPreformatted;
		this.#isPreformatted = true;
		this.#children(element);
		this.#isPreformatted = outer;
		if (this.#boundary === "block" && !outer) this.#add("code");
		else this.#endBlock();
	}

	/** A list or table: one block, its items or rows on lines of their own. */
	#lines(element: HtmlElement, kind: BlockKind): void {
		if (this.#boundary !== "block") {
			this.#block(element);
			return;
		}
		this.#endBlock();
		this.#within("line", () => this.#children(element));
		this.#add(kind);
	}

	/** Cells of a row are parted by tabs: as `innerText` shows them, and no visible mark is made up. */
	#cell(element: HtmlElement): void {
		if (this.#boundary !== "line") {
			this.#block(element);
			return;
		}
		if (!isFirstCell(element)) this.#flowing.separator("\t");
		this.#within("space", () => this.#children(element));
	}

	#quote(element: HtmlElement): void {
		this.#endBlock();
		this.#quoteDepth++;
		this.#children(element);
		this.#endBlock();
		this.#quoteDepth--;
	}

	#block(element: HtmlElement): void {
		this.#endBlock();
		this.#children(element);
		this.#endBlock();
	}

	#within(boundary: Boundary, read: () => void): void {
		const outer = this.#boundary;
		this.#boundary = boundary;
		read();
		this.#boundary = outer;
	}

	#endBlock(): void {
		if (this.#boundary === "space") this.#flowing.gap();
		else if (this.#boundary === "line") this.#flowing.separator("\n");
		else this.#add(this.#quoteDepth > 0 ? "quote" : "paragraph");
	}

	#add(kind: BlockKind, level?: number): void {
		if (this.#flowing.isEmpty) return;
		const content = this.#flowing.take();
		this.blocks.push(level === undefined ? { kind, content } : { kind, content, level });
	}
}

/** A list or table that holds headings or tables lays out a page; it is no list or table to read. */
function isLayout(element: HtmlElement): boolean {
	const role = attributeOf(element, "role");
	if (role === "presentation" || role === "none") return true;
	for (const descendant of elementsOf(element)) {
		if (/^(?:h[1-6]|table|article|section)$/.test(descendant.tagName)) return true;
	}
	return false;
}

function isFirstCell(element: HtmlElement): boolean {
	const first = element.parentNode?.childNodes.find(
		(node) => isElement(node) && (node.tagName === "td" || node.tagName === "th"),
	);
	return first === element;
}
