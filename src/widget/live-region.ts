/** Tells screen readers what happened, once it has settled. */

/** While one types, counts follow one another: only the one that stays is said. */
const SETTLED_AFTER_MS = 900;

export interface LiveRegion {
	/** Said at once. */
	say(text: string): void;
	/** Said unless something else comes soon. */
	sayWhenSettled(text: string): void;
	/** Says nothing that was still waiting. */
	hush(): void;
}

/** @param node an element of role `status` */
export function liveRegion(node: HTMLElement): LiveRegion {
	let timer = 0;
	const say = (text: string) => {
		clearTimeout(timer);
		if (node.textContent !== text) node.textContent = text;
	};
	return {
		say,
		sayWhenSettled(text) {
			clearTimeout(timer);
			timer = window.setTimeout(say, SETTLED_AFTER_MS, text);
		},
		hush: () => say(""),
	};
}
