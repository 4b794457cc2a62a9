/** What keys do inside the widget, by the combobox pattern of the WAI-ARIA practices. */

import type { Move, Panel } from "./panel.ts";

const MOVES: Readonly<Record<string, Move>> = {
	ArrowDown: "next",
	ArrowUp: "previous",
	Home: "first",
	End: "last",
};

export interface KeyTargets {
	readonly input: HTMLInputElement;
	readonly panel: Panel;
	/** Shows the panel; harmless where it is shown. */
	readonly reveal: () => void;
	readonly submit: () => void;
	readonly escape: () => void;
	readonly follow: (link: HTMLAnchorElement, newTab: boolean) => void;
}

export function handleKey(event: KeyboardEvent, targets: KeyTargets): void {
	const { key, ctrlKey, metaKey, altKey, shiftKey, isComposing, keyCode } = event;
	const { input, panel } = targets;
	// Keys that choose among an input method's candidates are not ours (229: Safari says so too late).
	if (isComposing || keyCode === 229) return;
	const target = event.composedPath()[0] as Element;
	const isField = target === input;
	const move = ctrlKey || metaKey || altKey || shiftKey ? undefined : MOVES[key];
	const active = panel.active();
	if (key === "Escape") {
		// What is around, a dialog of the page for one, stays open.
		event.stopPropagation();
		targets.escape();
	} else if (isField && key === "Enter") {
		if (active === undefined) targets.submit();
		else if (active.act !== null) active.act();
		else targets.follow(active.node as HTMLAnchorElement, ctrlKey || metaKey);
	} else if (isField && move !== undefined) {
		// Home and End belong to the text until a choice is active.
		if (active === undefined && !key.startsWith("Arrow")) return;
		targets.reveal();
		if (panel.hasChoices()) panel.move(move);
		else if (move === "next") panel.moveFocus("first", null);
	} else if (move !== undefined && target.closest(".panel")) {
		if (!panel.moveFocus(move, target)) input.focus();
	} else return;
	event.preventDefault();
}
