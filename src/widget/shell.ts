/** The parts that stay as long as the options do: the button and the dialog or the box, the field, the panel. */

import { element, hiddenText } from "./element.ts";
import { keyCap } from "./hotkeys.ts";
import { icon } from "./icon.ts";
import type { Localised } from "./messages/localise.ts";
import type { Options } from "./options.ts";

export interface Shell {
	/** What goes into the shadow root. */
	readonly node: HTMLElement;
	readonly form: HTMLFormElement;
	readonly input: HTMLInputElement;
	readonly clear: HTMLButtonElement;
	/** Holds the panel; it is hidden while the widget is closed in a page. */
	readonly drop: HTMLElement;
	readonly panel: HTMLElement;
	readonly status: HTMLElement;
	/** The button that opens the dialog, the dialog, and the button that closes it; null inside a page. */
	readonly dialog: {
		readonly trigger: HTMLButtonElement;
		readonly node: HTMLDialogElement;
		readonly close: HTMLButtonElement;
	} | null;
}

/** As long as the API takes. */
const MAX_QUESTION_LENGTH = 1000;

export function makeShell(options: Options, localised: Localised, isApple: boolean): Shell {
	const placeholder = options.placeholder ?? localised.say("placeholder");
	const cap = keyCap(options.hotkeys, isApple);
	const input = element("input", {
		id: "question",
		class: "input",
		name: "q",
		type: "text",
		role: "combobox",
		"aria-autocomplete": "list",
		"aria-expanded": "false",
		autocomplete: "off",
		autocapitalize: "off",
		spellcheck: "false",
		enterkeyhint: "search",
		maxlength: MAX_QUESTION_LENGTH,
		placeholder,
	});
	const clear = element(
		"button",
		{ type: "button", class: "icon-button clear", hidden: true },
		icon("close"),
		hiddenText(localised.say("clear")),
	);
	const close = element(
		"button",
		{ type: "button", class: "icon-button close" },
		element("span", { class: "key", "aria-hidden": "true" }, "Esc"),
		// Beside the cross that clears, another one would be a riddle.
		icon("back"),
		hiddenText(localised.say("close")),
	);
	const isDialog = options.mode === "dialog";
	const form = element(
		"form",
		{ class: "field", role: "search", "aria-label": placeholder },
		icon("search"),
		element("label", { class: "visually-hidden", for: "question" }, placeholder),
		input,
		clear,
		!isDialog && cap !== null && element("span", { class: "key hint", "aria-hidden": "true" }, cap),
		element("button", { class: "ask", type: "submit" }, localised.say("ask")),
		isDialog && close,
	);
	const panel = element("div", { class: "panel" });
	const drop = element(
		"div",
		{ class: "drop" },
		element("div", { class: "progress", "aria-hidden": "true" }),
		panel,
	);
	const status = element("div", {
		class: "visually-hidden",
		role: "status",
		"aria-live": "polite",
	});
	const box = element("div", { class: "box" }, form, drop, status);
	const around = { dir: localised.direction, lang: localised.lang };
	if (!isDialog) {
		drop.hidden = true;
		const node = element("div", { ...around, class: `root inline theme-${options.theme}` }, box);
		return { node, form, input, clear, drop, panel, status, dialog: null };
	}
	const trigger = element(
		"button",
		{ type: "button", class: "trigger", "aria-haspopup": "dialog" },
		icon("search"),
		element("span", { class: "trigger-text" }, placeholder),
		cap !== null && element("span", { class: "key", "aria-hidden": "true" }, cap),
	);
	const dialog = element("dialog", { class: "dialog", "aria-label": placeholder }, box);
	const node = element(
		"div",
		{ ...around, class: `root modal theme-${options.theme}` },
		trigger,
		dialog,
	);
	return {
		node,
		form,
		input,
		clear,
		drop,
		panel,
		status,
		dialog: { trigger, node: dialog, close },
	};
}
