/** What `widget.js` is made from: defines `<site-cite>`, once however often the script is loaded. */

import type { SiteCiteEvents } from "./events.ts";
import type { SiteCiteAttributes } from "./options.ts";
import { SiteCiteElement } from "./site-cite-element.ts";

export type { SiteCiteAttributes, SiteCiteElement, SiteCiteEvents };

type EventsOfPage = { [Name in keyof SiteCiteEvents]: CustomEvent<SiteCiteEvents[Name]> };

declare global {
	interface HTMLElementTagNameMap {
		"site-cite": SiteCiteElement;
	}
	interface GlobalEventHandlersEventMap extends EventsOfPage {}
	namespace JSX {
		interface IntrinsicElements {
			"site-cite": SiteCiteAttributes;
		}
	}
}

if (customElements.get("site-cite") === undefined) {
	customElements.define("site-cite", SiteCiteElement);
}
