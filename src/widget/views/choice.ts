/** One choice of the list below the field: chosen by keys from the field, or by pointer. */

import { type Child, element } from "../element.ts";
import { type IconName, icon } from "../icon.ts";

export interface Choice {
	readonly node: HTMLElement;
	/** What Enter does; null where the node is a link, which is followed. */
	readonly act: (() => void) | null;
}

/** A choice that does something. */
export function actionChoice(
	name: IconName,
	kind: string,
	act: () => void,
	...label: Child[]
): Choice {
	const node = element(
		"div",
		{ role: "option", class: `choice choice-${kind}`, click: act },
		icon(name),
		element("span", { class: "choice-text" }, ...label),
	);
	return { node, act };
}
