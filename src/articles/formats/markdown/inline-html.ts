/** HTML tags inside a Markdown paragraph: the tags go, their text stays, unless it is no visible text. */

import { elementsOf, isElement, parseHtmlTree } from "../html/html-tree.ts";
import { isLeftOut } from "../html/left-out.ts";

/** Only a tag that says one of these can hide what it encloses. */
const MAY_HIDE =
	/hidden|ignore|display|visibility|^<(?:script|style|template|noscript|svg|button|nav|rp|rt|select|textarea|iframe|object|canvas|video|audio)\b/i;

const VOID = /^<(?:img|input|wbr|hr|area|base|col|embed|link|meta|source|track)\b|\/>$/i;

/** Follows the tags of one paragraph. */
export class InlineHtml {
	/** The element whose content is left out, and how many of its name are open. */
	#hidden: { name: string; depth: number } | null = null;

	/** Whether text that comes now is left out. */
	get isSkipping(): boolean {
		return this.#hidden !== null;
	}

	/** Takes the next tag, comment or instruction; says whether it breaks the line. */
	read(markup: string): "break" | "nothing" {
		const [, slash, tagName] = /^<(\/?)([a-z][\w-]*)/i.exec(markup) ?? [];
		const name = tagName?.toLowerCase();
		if (name === undefined) return "nothing";
		if (this.#hidden !== null) {
			if (name === this.#hidden.name && !VOID.test(markup)) {
				this.#hidden.depth += slash === "/" ? -1 : 1;
				if (this.#hidden.depth === 0) this.#hidden = null;
			}
			return "nothing";
		}
		if (slash === "" && !VOID.test(markup) && MAY_HIDE.test(markup) && hides(markup, name)) {
			this.#hidden = { name, depth: 1 };
		}
		return name === "br" ? "break" : "nothing";
	}
}

function hides(markup: string, name: string): boolean {
	for (const element of elementsOf(parseHtmlTree(markup).document)) {
		if (isElement(element) && element.tagName === name) return isLeftOut(element);
	}
	return false;
}
