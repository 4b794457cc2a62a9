/** What stands below the field: shows a state, keeps the focus where it is, and lets keys choose. */

import { present, setAttribute } from "./element.ts";
import type { State } from "./state.ts";
import { answerView } from "./views/answer-view.ts";
import type { Choice } from "./views/choice.ts";
import { failureView } from "./views/failure-view.ts";
import { resultsView } from "./views/results-view.ts";
import { skeleton } from "./views/skeleton.ts";
import { startView, suggestView, type View } from "./views/suggestions.ts";
import type { ViewContext } from "./views/view-context.ts";

export type Move = "next" | "previous" | "first" | "last";

export interface Panel {
	/** The choice that keys went to, if any. */
	active(): Choice | undefined;
	/** Whether that is one that other ones may come before. */
	isAimedAt(): boolean;
	hasChoices(): boolean;
	/**
	 * Shows the state. What is already shown stays untouched, and what is about to be replaced stays until
	 * there is something to replace it, or the wait is long enough to be seen.
	 */
	show(state: State): void;
	/** Shows what does not depend on the state anew: recent questions. */
	refresh(state: State): void;
	/** Tells whether the panel can be seen; no choice is active afterwards. */
	setOpen(isOpen: boolean): void;
	/** Moves among the choices; from the last comes the first. */
	move(to: Move): void;
	/** Moves the focus among the links of an answer; false where it would leave them at the top. */
	moveFocus(to: Move, from: Element | null): boolean;
}

/**
 * @param node what scrolls
 * @param input the field whose choices these are
 */
export function makePanel(node: HTMLElement, input: HTMLInputElement, context: ViewContext): Panel {
	let choices: readonly Choice[] = [];
	let active = -1;
	let shown: readonly unknown[] = [];
	let isOpen = false;

	function activate(index: number) {
		choices[active]?.node.setAttribute("aria-selected", "false");
		active = index;
		const choice = choices[active]?.node;
		choice?.setAttribute("aria-selected", "true");
		choice?.scrollIntoView({ block: "nearest" });
		setAttribute(input, "aria-activedescendant", choice?.id);
		const isExpanded = isOpen && choices.length > 0;
		setAttribute(input, "aria-expanded", `${isExpanded}`);
		setAttribute(input, "aria-controls", isExpanded && "choices");
	}

	function replace(view: View, stays: boolean) {
		const focused = (node.getRootNode() as ShadowRoot).activeElement as HTMLElement | null;
		const hadFocus = node.contains(focused);
		node.replaceChildren(...present(view.nodes));
		choices = view.choices;
		choices.forEach(({ node }, i) => {
			node.id = `choice-${i}`;
			node.setAttribute("aria-selected", "false");
		});
		// The first choice is always the same one.
		activate(stays && active === 0 ? 0 : -1);
		if (!hadFocus) return;
		const key = CSS.escape(focused?.dataset.key ?? "");
		// Where what had the focus is gone, the field is where everything starts from.
		(node.querySelector<HTMLElement>(`[data-key="${key}"]`) ?? input).focus();
	}

	const panel: Panel = {
		active: () => choices[active],
		isAimedAt: () => active > 0,
		hasChoices: () => choices.length > 0,
		show(state) {
			const { stage, isPending, isSlow } = state;
			node.setAttribute("aria-busy", `${isPending}`);
			const isKept = isPending && stage !== "suggest" && (!isSlow || isContinued(state));
			if (isKept && shown.length > 1) return;
			const now = shownOf(state);
			if (now.length === shown.length && now.every((one, i) => one === shown[i])) return;
			const stays = shown[0] === stage;
			shown = now;
			replace(viewOf(context, state), stays);
			if (!stays) node.scrollTop = 0;
		},
		refresh(state) {
			shown = [];
			panel.show(state);
		},
		setOpen(now) {
			if (isOpen === now) return;
			isOpen = now;
			activate(-1);
		},
		move(to) {
			activate(target(to, active, choices.length, true));
		},
		moveFocus(to, from) {
			const stops = [...node.querySelectorAll<HTMLElement>(".stop:not([hidden])")];
			const at = stops.findIndex((stop) => stop.contains(from));
			const stop = stops[target(to, at, stops.length, false)];
			stop?.focus();
			return stop !== undefined;
		},
	};
	return panel;
}

/** Which of `count` comes next; at the ends the other end, or no other. */
function target(to: Move, at: number, count: number, isRound: boolean): number {
	const last = count - 1;
	if (to === "first") return 0;
	if (to === "last") return last;
	if (to === "next") return at < last ? at + 1 : isRound ? 0 : last;
	return at > 0 ? at - 1 : isRound ? last : -1;
}

/** All that the view of a state depends on. */
function shownOf(state: State): unknown[] {
	const {
		stage,
		text,
		suggestions,
		answer,
		results,
		waiting,
		isPending,
		isSlow,
		failure,
		filters,
	} = state;
	if (stage === "start") return [stage];
	if (stage === "suggest") return [stage, text, suggestions, waiting, isSlow, failure];
	return [stage, answer, results, filters, isPending, isSlow, failure];
}

function viewOf(context: ViewContext, state: State): View {
	const { stage, failure, isPending, answer } = state;
	if (stage === "start") return startView(context);
	if (stage === "suggest") return suggestView(context, state);
	if (failure !== null) return { nodes: [failureView(context, failure)], choices: [] };
	if (isPending) return { nodes: [skeleton(context, "answer")], choices: [] };
	if (stage === "results") return resultsView(context, state);
	return answer === null ? { nodes: [], choices: [] } : answerView(context, state, answer);
}

/** Whether what is on its way is more of what is shown, or the same under other filters. */
function isContinued({ stage, answer, results, text }: State): boolean {
	const shown = stage === "answer" ? answer?.question : results[0]?.query;
	return shown?.trim() === text.trim();
}
