/** What stands where something is about to be. */

import { element, hiddenText } from "../element.ts";
import type { ViewContext } from "./view-context.ts";

/** Grey lines in the shape of a list of articles or of an answer. */
export function skeleton({ localised }: ViewContext, shape: "list" | "answer"): HTMLElement {
	const lines =
		shape === "answer" ? ["big", "big", "short", "", "", "short"] : ["", "short", "", "short"];
	return element(
		"div",
		{ class: `skeleton skeleton-${shape}` },
		hiddenText(localised.say("looking")),
		...lines.map((kind) => element("span", { class: `line ${kind}`, "aria-hidden": "true" })),
	);
}
