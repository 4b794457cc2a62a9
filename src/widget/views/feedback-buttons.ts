/** Whether the answer helped: asked once, and not at all where the site does not want to know. */

import { element } from "../element.ts";
import { icon } from "../icon.ts";
import type { AskResponse } from "../responses.ts";
import type { ViewContext } from "./view-context.ts";

export function feedbackButtons(
	{ localised, actions }: ViewContext,
	response: AskResponse,
): HTMLElement {
	const said = element("span", { class: "note", role: "status" });
	const send = async (helpful: boolean, pressed: HTMLButtonElement) => {
		if (pressed.getAttribute("aria-pressed") === "true") return;
		for (const button of [yes, no]) {
			button.setAttribute("aria-pressed", String(button === pressed));
		}
		const outcome = await actions.sendFeedback(response, helpful);
		if (outcome === "off") group.hidden = true;
		if (outcome === "failed") pressed.setAttribute("aria-pressed", "false");
		said.textContent = localised.say(outcome === "taken" ? "thanks" : "failed");
	};
	const button = (helpful: boolean) => {
		const name = localised.say(helpful ? "helpful" : "notHelpful");
		const made = element(
			"button",
			{
				class: helpful ? "tool" : "tool down",
				title: name,
				"aria-label": name,
				"aria-pressed": "false",
				"data-key": `feedback-${helpful}`,
				click: () => void send(helpful, made),
			},
			icon("thumb"),
		);
		return made;
	};
	const yes = button(true);
	const no = button(false);
	const group = element(
		"div",
		{ role: "group", class: "feedback", "aria-label": localised.say("helpful") },
		said,
		yes,
		no,
	);
	return group;
}
