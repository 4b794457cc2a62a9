/** What went wrong, and what the reader can do about it. */

import { element } from "../element.ts";
import type { Failure } from "../failure.ts";
import { icon } from "../icon.ts";
import type { Localised } from "../messages/localise.ts";
import type { ViewContext } from "./view-context.ts";

export function failureView({ localised, actions }: ViewContext, failure: Failure): HTMLElement {
	const detail = "detail" in failure ? failure.detail : "";
	return element(
		"div",
		{ class: "failure" },
		icon("warning"),
		element(
			"div",
			{},
			element("p", { class: "failure-text" }, failureText(localised, failure)),
			detail !== "" && element("p", { class: "note", dir: "auto" }, detail),
			element(
				"button",
				{ class: "button", "data-key": "retry", click: actions.retry },
				localised.say("retry"),
			),
		),
	);
}

export function failureText(localised: Localised, failure: Failure): string {
	return failure.kind === "busy"
		? localised.say("busy", { time: localised.seconds(failure.seconds) })
		: localised.say(failure.kind === "offline" ? "offline" : "failed");
}
