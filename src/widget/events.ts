/** What the element tells the page: all bubble and leave the shadow tree; those marked can be cancelled. */

import type { Feedback } from "./api-client.ts";
import type { Failure } from "./failure.ts";
import type { AskResponse, CitedArticle } from "./responses.ts";

export interface SiteCiteEvents {
	/** Cancellable: it stays closed. */
	"sitecite:open": Record<string, never>;
	/** Cancellable: it is not asked. */
	"sitecite:ask": { readonly question: string };
	"sitecite:answer": { readonly response: AskResponse };
	/** Cancellable: the link is not followed. */
	"sitecite:select": {
		readonly url: string;
		readonly article: CitedArticle;
		readonly newTab: boolean;
	};
	/** Cancellable: the server is not told. */
	"sitecite:feedback": Feedback;
	"sitecite:error": { readonly failure: Failure };
}

const CANCELLABLE: readonly (keyof SiteCiteEvents)[] = [
	"sitecite:open",
	"sitecite:ask",
	"sitecite:select",
	"sitecite:feedback",
];

/** Whether nobody cancelled it. */
export function dispatch<Name extends keyof SiteCiteEvents>(
	target: EventTarget,
	name: Name,
	detail: SiteCiteEvents[Name],
): boolean {
	const cancelable = CANCELLABLE.includes(name);
	return target.dispatchEvent(
		new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable }),
	);
}
