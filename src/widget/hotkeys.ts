/** Keys that open the widget from anywhere on the page. */

export interface Hotkey {
	/** As `KeyboardEvent.key` gives it, in lower case. */
	readonly key: string;
	/** Cmd on Apple's systems, Ctrl elsewhere. */
	readonly mod: boolean;
}

/** Keys apart by white space, as in `mod+k /`; none for `off`; undefined where one cannot be read. */
export function parseHotkeys(text: string): Hotkey[] | undefined {
	if (text === "off") return [];
	const keys = text.toLowerCase().split(/\s+/);
	if (!keys.every((key) => /^(mod\+)?[^+]+$/.test(key))) return undefined;
	return keys.map((key) => ({ key: key.replace("mod+", ""), mod: key.startsWith("mod+") }));
}

type Pressed = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "isComposing">;

/** Whether the event is one of the keys. Shift does not count: "/" needs it on some keyboards. */
export function isHotkey(event: Pressed, hotkeys: readonly Hotkey[]): boolean {
	if (event.isComposing || event.altKey) return false;
	return hotkeys.some(
		({ key, mod }) => event.key.toLowerCase() === key && (event.ctrlKey || event.metaKey) === mod,
	);
}

const TAKES_TYPING =
	"textarea,select,input:not([type=button],[type=checkbox],[type=radio],[type=submit],[type=reset])";

/** Whether typing goes into what has the focus, in whatever shadow root that is. */
export function isTyping(event: Event): boolean {
	const [target] = event.composedPath();
	return (
		target instanceof HTMLElement && (target.isContentEditable || target.matches(TAKES_TYPING))
	);
}

/** How the first key with a modifier, or else the first, is written on a key cap. */
export function keyCap(hotkeys: readonly Hotkey[], isApple: boolean): string | null {
	const hotkey = hotkeys.find(({ mod }) => mod) ?? hotkeys[0];
	if (hotkey === undefined) return null;
	const key = hotkey.key.length === 1 ? hotkey.key.toUpperCase() : hotkey.key;
	return (hotkey.mod ? (isApple ? "⌘" : "Ctrl ") : "") + key;
}
