/** Styles a shadow root under any Content-Security-Policy. */

import css from "./styles/site-cite.css";

let shared: CSSStyleSheet | undefined;

/**
 * A constructable style sheet, which no policy forbids; where the browser has none, a style element with the
 * page's nonce.
 */
export function adoptStyles(root: ShadowRoot, nonce: string): void {
	try {
		if (shared === undefined) {
			shared = new CSSStyleSheet();
			shared.replaceSync(css);
		}
		root.adoptedStyleSheets = [shared];
	} catch {
		const style = document.createElement("style");
		if (nonce !== "") style.nonce = nonce;
		style.textContent = css;
		root.append(style);
	}
}
