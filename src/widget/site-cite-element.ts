/** The custom element: attributes in, a working box out, wherever and however often it is put into a page. */

import { join, leave } from "./connected.ts";
import { ATTRIBUTES, type Options, readOptions } from "./options.ts";
import { adoptStyles } from "./style-sheet.ts";
import { makeWidget, type Widget } from "./widget.ts";

/** Each is told once a page, however many elements have it. */
const told = new Set<string>();

export class SiteCiteElement extends HTMLElement {
	static readonly observedAttributes = ATTRIBUTES;

	#widget: Widget | null = null;
	#connection: AbortController | null = null;
	#isStale = false;

	/** Opens the dialog, or the list below the field, and puts the focus into the field. */
	open(): void {
		this.#widget?.open();
	}

	close(): void {
		this.#widget?.close();
	}

	/** Shows the answer to a question as if the reader had asked it. */
	ask(text: string): void {
		this.#widget?.ask(String(text));
	}

	connectedCallback(): void {
		if (this.shadowRoot === null) adoptStyles(this.attachShadow({ mode: "open" }), this.nonce);
		if (this.#widget === null || this.#isStale) this.#build();
		join(this);
		this.#connection = new AbortController();
		this.#widget?.connect(this.#connection.signal);
		this.setAttribute("is-ready", "");
	}

	disconnectedCallback(): void {
		this.#connection?.abort();
		leave(this);
		this.#widget?.disconnect();
	}

	/** Being moved by `moveBefore` disturbs nothing. */
	connectedMoveCallback(): void {}

	attributeChangedCallback(_name: string, before: string | null, now: string | null): void {
		if (this.#widget === null || before === now || this.#isStale) return;
		this.#isStale = true;
		// Frameworks set attributes one after another: all of them make one change.
		queueMicrotask(() => {
			if (!this.isConnected || !this.#isStale) return;
			this.disconnectedCallback();
			this.connectedCallback();
		});
	}

	#build(): void {
		this.#isStale = false;
		const root = this.shadowRoot as ShadowRoot;
		// Styles stay where they are an element.
		root.querySelector(".root")?.remove();
		this.#widget = makeWidget(this, root, this.#options());
	}

	#options(): Options {
		return readOptions({
			attribute: (name) => this.getAttribute(name),
			scriptUrl: import.meta.url,
			pageUrl: this.baseURI,
			languages: [document.documentElement.lang || null, ...navigator.languages],
			warn: (message) => {
				if (told.has(message)) return;
				told.add(message);
				// biome-ignore lint/suspicious/noConsole: the console is where authors of pages look.
				console.warn(message);
			},
		});
	}
}
