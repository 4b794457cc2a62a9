/** HTML parsed to a tree whose every text knows the exact source ranges of its parts. */

import { type DefaultTreeAdapterTypes, defaultTreeAdapter, Parser, type Token } from "parse5";
import { SkipFile } from "../../skipped-file.ts";
import { decodedLength } from "./character-references.ts";

export type HtmlNode = DefaultTreeAdapterTypes.ChildNode;
export type HtmlElement = DefaultTreeAdapterTypes.Element;
export type HtmlText = DefaultTreeAdapterTypes.TextNode;
export type HtmlParent = DefaultTreeAdapterTypes.ParentNode;
type TreeTypes = DefaultTreeAdapterTypes.DefaultTreeAdapterMap;

/** A part of a text node and the source range it was decoded from. */
export interface TextPiece {
	readonly text: string;
	readonly start: number;
	readonly end: number;
}

export interface HtmlTree {
	readonly document: DefaultTreeAdapterTypes.Document;
	/** In the order of the node's text. */
	readonly pieces: ReadonlyMap<HtmlText, readonly TextPiece[]>;
}

/** Browsers stop nesting at 512 elements; deeper start tags are ignored, their text is not. */
const MAX_DEPTH = 512;
/**
 * Unclosed `<b>`, `<i>`, … are repeated in every paragraph that follows. Real pages leave a handful
 * open; without a bound a small file makes a tree of quadratic size.
 */
const MAX_OPEN_FORMATTING = 16;
/** About 500 bytes each: a page of 20 MB of ordinary markup has fewer. */
const MAX_ELEMENTS = 1_000_000;

/** Their content is no markup: ignoring the tag would show it as text. */
const RAW_TEXT = new Set([
	"script",
	"style",
	"textarea",
	"title",
	"xmp",
	"iframe",
	"noembed",
	"noframes",
	"noscript",
	"template",
	"plaintext",
	"svg",
	"math",
]);
const FORMATTING = new Set([
	"a",
	"b",
	"big",
	"code",
	"em",
	"font",
	"i",
	"nobr",
	"s",
	"small",
	"strike",
	"strong",
	"tt",
	"u",
]);

/**
 * @param start what comes before is no markup; positions count it all the same.
 * @throws SkipFile `unparsable` where the markup makes more elements than any page has.
 */
export function parseHtmlTree(source: string, start = 0): HtmlTree {
	const recorder = new TextRecorder();
	// Spaces keep the positions, and before the markup they are no text.
	const markup = start === 0 ? source : " ".repeat(start) + source.slice(start);
	const parser = new PositionedParser(markup, recorder);
	parser.tokenizer.write(markup, true);
	return { document: parser.document, pieces: recorder.pieces };
}

/** Notes which token each text node was made of. */
class TextRecorder {
	readonly pieces = new Map<HtmlText, TextPiece[]>();
	/** The token whose characters are being inserted. */
	token: Token.CharacterToken | null = null;
	#elements = 0;

	countElement(): void {
		if (++this.#elements > MAX_ELEMENTS) {
			throw new SkipFile(
				"unparsable",
				`The markup makes more than ${MAX_ELEMENTS} elements: it is broken or no article. Correct or exclude it.`,
			);
		}
	}

	record(node: HtmlNode | undefined): void {
		const location = this.token?.location;
		if (this.token === null || !location || node?.nodeName !== "#text") return;
		const piece = { text: this.token.chars, start: location.startOffset, end: location.endOffset };
		const text = node as HtmlText;
		const pieces = this.pieces.get(text);
		if (pieces === undefined) this.pieces.set(text, [piece]);
		else pieces.push(piece);
	}
}

class PositionedParser extends Parser<TreeTypes> {
	readonly #source: string;
	readonly #recorder: TextRecorder;
	/** Where the last token ended. */
	#position = 0;

	constructor(source: string, recorder: TextRecorder) {
		super({
			sourceCodeLocationInfo: true,
			treeAdapter: {
				...defaultTreeAdapter,
				createElement(tagName, namespace, attributes) {
					recorder.countElement();
					return defaultTreeAdapter.createElement(tagName, namespace, attributes);
				},
				insertText(parent, text) {
					defaultTreeAdapter.insertText(parent, text);
					recorder.record(parent.childNodes.at(-1));
				},
				insertTextBefore(parent, text, reference) {
					defaultTreeAdapter.insertTextBefore(parent, text, reference);
					recorder.record(parent.childNodes[parent.childNodes.lastIndexOf(reference) - 1]);
				},
			},
		});
		this.#source = source;
		this.#recorder = recorder;
	}

	override onCharacter(token: Token.CharacterToken): void {
		this.#locate(token);
		super.onCharacter(token);
	}

	override onWhitespaceCharacter(token: Token.CharacterToken): void {
		this.#locate(token);
		super.onWhitespaceCharacter(token);
	}

	override onNullCharacter(token: Token.CharacterToken): void {
		this.#locate(token);
		super.onNullCharacter(token);
	}

	override onComment(token: Token.CommentToken): void {
		this.#pass(token);
		super.onComment(token);
	}

	override onDoctype(token: Token.DoctypeToken): void {
		this.#pass(token);
		super.onDoctype(token);
	}

	override onEndTag(token: Token.TagToken): void {
		this.#pass(token);
		super.onEndTag(token);
	}

	override _insertCharacters(token: Token.CharacterToken): void {
		this.#recorder.token = token;
		super._insertCharacters(token);
		this.#recorder.token = null;
	}

	override onStartTag(token: Token.TagToken): void {
		this.#pass(token);
		const isTooDeep = this.openElements.stackTop >= MAX_DEPTH && !RAW_TEXT.has(token.tagName);
		const isOneTooMany = FORMATTING.has(token.tagName) && this.#hasManyOpenFormatting();
		if (!isTooDeep && !isOneTooMany) super.onStartTag(token);
	}

	#pass(token: Token.Token): void {
		this.#position = token.location?.endOffset ?? this.#position;
	}

	/**
	 * Corrects the range of a run of characters: where it starts with a character reference, parse5 (8.1)
	 * takes the end of the reference for the start of the run, and for the end of the run before.
	 */
	#locate(token: Token.CharacterToken): void {
		const { location } = token;
		if (location === null) return;
		for (const start of [this.#position, location.startOffset]) {
			const length = decodedLength(this.#source, start, token.chars);
			if (length === null) continue;
			token.location = { ...location, startOffset: start, endOffset: start + length };
			break;
		}
		this.#pass(token);
	}

	#hasManyOpenFormatting(): boolean {
		let entry = this.activeFormattingElements.newest;
		for (let count = 0; entry !== null; entry = entry.older) {
			if (++count >= MAX_OPEN_FORMATTING) return true;
		}
		return false;
	}
}

export function isElement(node: HtmlNode | HtmlParent): node is HtmlElement {
	return "tagName" in node;
}

export function isText(node: HtmlNode): node is HtmlText {
	return node.nodeName === "#text";
}

/** The attribute's value, `""` for an attribute without one, null where it is absent. */
export function attributeOf(element: HtmlElement, name: string): string | null {
	return element.attrs.find((attribute) => attribute.name === name)?.value ?? null;
}

/** Elements below a node in document order, the content of templates left out. */
export function* elementsOf(parent: HtmlParent): Generator<HtmlElement> {
	const pending: HtmlNode[] = parent.childNodes.toReversed();
	for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
		if (!isElement(node)) continue;
		yield node;
		for (let index = node.childNodes.length - 1; index >= 0; index--) {
			const child = node.childNodes[index];
			if (child !== undefined) pending.push(child);
		}
	}
}

/** All text below a node, white space collapsed, as one line. */
export function textContentOf(parent: HtmlParent): string {
	const parts: string[] = [];
	const pending: HtmlNode[] = parent.childNodes.toReversed();
	for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
		if (isText(node)) parts.push(node.value);
		else if (isElement(node)) pending.push(...node.childNodes.toReversed());
	}
	return parts.join("").replace(/\s+/g, " ").trim();
}
