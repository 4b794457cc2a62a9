/** The widget inside its element: joins field, panel, session and page as long as the options stay. */

import { announce } from "./announce.ts";
import { apiClient } from "./api-client.ts";
import { isFirst } from "./connected.ts";
import { copyText } from "./copy-text.ts";
import { dispatch } from "./events.ts";
import { RequestFailure } from "./failure.ts";
import { isHotkey, isTyping } from "./hotkeys.ts";
import { handleKey } from "./keys.ts";
import { liveRegion } from "./live-region.ts";
import { localise } from "./messages/localise.ts";
import type { Options } from "./options.ts";
import { askedInAddress, fitsAddress, writeAddress } from "./page-address.ts";
import { makePanel } from "./panel.ts";
import { forgetQuestions, rememberQuestion } from "./recent-questions.ts";
import { measureRoom } from "./room.ts";
import { startSession } from "./session.ts";
import { makeShell } from "./shell.ts";
import { START } from "./state.ts";
import type { Actions } from "./views/view-context.ts";

export interface Widget {
	/** Listens to the page until `signal`, and shows the answer that its address asks for. */
	connect(signal: AbortSignal): void;
	/** The element left the page: nothing goes on behind its back. */
	disconnect(): void;
	open(): void;
	close(): void;
	ask(text: string): void;
}

/** Servers that have said that they take no feedback. */
const withoutFeedback = new Set<string>();

/** How long "Copied" stays. */
const COPIED_MS = 2000;

/** @param root the element's shadow root, which it fills */
export function makeWidget(host: HTMLElement, root: ShadowRoot, options: Options): Widget {
	const { endpoint } = options;
	const localised = localise(options.lang);
	const client = apiClient(endpoint);
	const shell = makeShell(options, localised, /Mac|iP/.test(navigator.platform));
	const { input, dialog, drop, clear } = shell;
	const region = liveRegion(shell.status);
	let state = START;
	let isOpen = false;
	/** Null until the server is asked for some, and where it could not say. */
	let suggested = options.suggestions;
	/** Whether the pointer has gone to something in the panel since the last key. */
	let isPointed = false;

	const actions: Actions = {
		ask(text) {
			ask(text);
			input.focus();
		},
		search(text) {
			session.search(text);
			input.focus();
		},
		more: () => session.more(),
		filter: (filters) => session.filter(filters),
		retry: () => session.retry(),
		forgetRecent() {
			forgetQuestions();
			panel.refresh(state);
			input.focus();
		},
		choose(event, url, article) {
			const { ctrlKey, metaKey, shiftKey, type } = event;
			const isElsewhere = ctrlKey || metaKey || shiftKey || type === "auxclick";
			const newTab = options.openLinks === "new" || isElsewhere;
			if (!dispatch(host, "sitecite:select", { url, article, newTab })) event.preventDefault();
			// The address keeps the question, so that Back comes to the answer.
			else if (!newTab) hide();
		},
		async copy(text, button) {
			const said = localised.say((await copyText(text)) ? "copied" : "failed");
			region.say(said);
			button.dataset.said = said;
			setTimeout(() => button.removeAttribute("data-said"), COPIED_MS);
		},
		async sendFeedback({ question, index }, helpful) {
			const feedback = { question, generation: index.generation, helpful };
			if (!dispatch(host, "sitecite:feedback", feedback)) return "taken";
			try {
				if (await client.sendFeedback(feedback)) return "taken";
				withoutFeedback.add(endpoint);
				return "off";
			} catch (error) {
				if (!(error instanceof RequestFailure)) throw error;
				dispatch(host, "sitecite:error", { failure: error.failure });
				return "failed";
			}
		},
	};
	const takesFeedback = () => !withoutFeedback.has(endpoint);
	const panel = makePanel(shell.panel, input, {
		...{ localised, options, actions, takesFeedback },
		suggested() {
			if (suggested === null && isOpen && input.value === "") suggest();
			return suggested ?? [];
		},
	});
	const session = startSession({
		client,
		limit: options.limit,
		changed(now) {
			const before = state;
			state = now;
			if (now.text !== input.value) input.value = now.text;
			clear.hidden = now.text === "";
			shell.node.toggleAttribute("data-slow", now.isSlow);
			panel.show(now);
			announce(region, localised, before, now);
		},
		isAimed: () => isOpen && (isPointed || panel.isAimedAt()),
		answered(response, isOnPause) {
			const { question } = response;
			// The caret is at the end; of what is longer than the field, the beginning says more.
			if (!isOnPause) input.scrollLeft = 0;
			if (ownsAddress()) writeAddress(question, isOnPause);
			if (options.recent && !isOnPause) rememberQuestion(question);
			dispatch(host, "sitecite:answer", { response });
		},
		failed: (failure) => dispatch(host, "sitecite:error", { failure }),
	});

	panel.show(state);
	root.append(shell.node);
	listen(shell.node, "keydown", (event) => {
		const submit = () => ask(input.value);
		handleKey(event, { input, panel, reveal, submit, escape: clearOrClose, follow });
	});
	listen(shell.form, "submit", (event) => {
		event.preventDefault();
		ask(input.value);
	});
	// Half a syllable is not worth asking for.
	listen(input, "input", (event) => (event as InputEvent).isComposing || typed());
	listen(input, "compositionend", typed);
	listen(clear, "click", empty);
	listen(shell.panel, "pointermove", ({ movementX, movementY, pointerType }) => {
		// Browsers tell of a pointer that rests when something comes to lie below it.
		if (pointerType === "mouse" && (movementX || movementY)) isPointed = true;
	});
	listen(shell.panel, "pointerleave", () => {
		isPointed = false;
		session.release();
	});
	// The field keeps the focus while one chooses with the pointer, and a phone its keyboard.
	listen(shell.panel, "mousedown", (event) => {
		if ((event.target as Element).closest("[role=option]")) event.preventDefault();
	});
	if (dialog === null) listen(input, "pointerdown", open);
	else {
		listen(dialog.trigger, "click", open);
		listen(dialog.close, "click", close);
		listen(dialog.node, "cancel", (event) => {
			event.preventDefault();
			close();
		});
		listen(dialog.node, "click", ({ target }) => target === dialog.node && close());
	}

	return {
		connect(signal) {
			const on = (target: EventTarget, name: string, act: (event: never) => void) =>
				target.addEventListener(name, act as EventListener, { signal });
			on(document, "keydown", pageKey);
			on(document, "pointerdown", outside);
			on(document, "focusin", outside);
			on(window, "popstate", followAddress);
			on(window, "pageshow", ({ persisted }: PageTransitionEvent) => persisted && followAddress());
			on(window, "online", () => state.failure?.kind === "offline" && session.retry());
			on(window, "resize", measure);
			on(visualViewport ?? window, "resize", measure);
			if (isOpen) reveal();
			session.resume();
			followAddress();
		},
		disconnect() {
			session.suspend();
			region.hush();
			dialog?.node.close();
		},
		open,
		close,
		ask,
	};

	function open() {
		if ((isOpen && dialog !== null) || !dispatch(host, "sitecite:open", {})) return;
		reveal();
		input.focus();
	}

	function close() {
		hide();
		leaveAnswer();
	}

	function ask(text: string) {
		const question = text.trim();
		if (question === "" || !dispatch(host, "sitecite:ask", { question })) return;
		input.value = question;
		reveal();
		session.ask(question);
	}

	function typed() {
		isPointed = false;
		reveal();
		session.type(input.value);
	}

	function empty() {
		session.clear();
		leaveAnswer();
		input.focus();
	}

	function clearOrClose() {
		if (input.value === "") close();
		else if (state.isPending && state.stage !== "suggest") session.halt();
		else empty();
	}

	function reveal() {
		if (isOpen && state.stage !== "start") return;
		isOpen = true;
		if (state.stage === "start") panel.refresh(state);
		if (dialog === null) drop.hidden = false;
		else if (!dialog.node.open) dialog.node.showModal();
		measure(true);
		panel.setOpen(true);
	}

	/** What comes stands below what is there; who chooses already gets it the next time. */
	async function suggest() {
		suggested = [];
		suggested = await client.suggest();
		const isChoosing = isPointed || panel.active() !== undefined;
		// Where there was no answer, the next opening asks again, and not this one.
		if (suggested !== null && state.stage === "start" && !isChoosing) panel.refresh(state);
	}

	function hide() {
		isOpen = false;
		isPointed = false;
		panel.setOpen(false);
		if (dialog === null) drop.hidden = true;
		else dialog.node.close();
	}

	function measure(isOpening: unknown) {
		if (isOpen) measureRoom(shell.node, dialog === null ? shell.form : null, isOpening === true);
	}

	function ownsAddress() {
		return options.address && isFirst(host, (other) => other.getAttribute("address") !== "off");
	}

	/** The address asks what is not shown any more. */
	function leaveAnswer() {
		if (ownsAddress()) writeAddress(null, false);
	}

	function followAddress() {
		if (!ownsAddress()) return;
		const question = askedInAddress();
		const isShown = state.stage === "answer";
		if (question === null) {
			// Of a question that never stood there, an address without one says nothing.
			if (!isShown || !fitsAddress(state.text)) return;
			session.clear();
			hide();
		} else if (isShown && !state.isPending && state.answer?.question === question) reveal();
		else ask(question);
	}

	function pageKey(event: KeyboardEvent) {
		if (event.defaultPrevented) return;
		// What the address opened lies over the page, and the focus is nowhere near.
		if (event.key === "Escape" && dialog === null) hide();
		if (!isHotkey(event, options.hotkeys)) return;
		if (!event.ctrlKey && !event.metaKey && isTyping(event)) return;
		if (!isFirst(host, (other) => other.getAttribute("hotkeys") !== "off")) return;
		event.preventDefault();
		open();
		input.select();
	}

	/** Inside a page, going elsewhere closes the drop and keeps what it shows. */
	function outside(event: Event) {
		if (dialog === null && isOpen && !event.composedPath().includes(host)) hide();
	}

	function follow(link: HTMLAnchorElement, newTab: boolean) {
		if (!newTab) {
			link.click();
			return;
		}
		// As the middle button would; a click that a script makes opens no tab in every browser.
		const press = new MouseEvent("auxclick", { button: 1, cancelable: true });
		if (link.dispatchEvent(press)) window.open(link.href, "_blank", "noopener");
	}
}

function listen<Name extends keyof HTMLElementEventMap>(
	target: HTMLElement,
	name: Name,
	act: (event: HTMLElementEventMap[Name]) => unknown,
): void {
	target.addEventListener(name, act);
}
