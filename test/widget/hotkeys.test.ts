import { describe, expect, it } from "vitest";
import { isHotkey, keyCap, parseHotkeys } from "../../src/widget/hotkeys.ts";

const press = (key: string, held: Readonly<Record<string, boolean>> = {}) => ({
	key,
	ctrlKey: false,
	metaKey: false,
	altKey: false,
	isComposing: false,
	...held,
});

describe("hotkeys", () => {
	const keys = parseHotkeys("mod+K /") ?? [];

	it("are pressed with Ctrl as with Cmd, and plain ones with neither", () => {
		expect(isHotkey(press("k", { ctrlKey: true }), keys)).toBe(true);
		expect(isHotkey(press("K", { metaKey: true }), keys)).toBe(true);
		expect(isHotkey(press("/"), keys)).toBe(true);
		expect(isHotkey(press("k"), keys)).toBe(false);
		expect(isHotkey(press("/", { ctrlKey: true }), keys)).toBe(false);
	});

	it("are not pressed while an input method composes, nor with Alt", () => {
		expect(isHotkey(press("/", { isComposing: true }), keys)).toBe(false);
		expect(isHotkey(press("k", { ctrlKey: true, altKey: true }), keys)).toBe(false);
	});

	it("can be turned off, and are not guessed", () => {
		expect(parseHotkeys("off")).toEqual([]);
		expect(parseHotkeys("ctrl+alt+k")).toBeUndefined();
		expect(parseHotkeys("mod+")).toBeUndefined();
	});

	it("are written on a cap as the system's users know them", () => {
		expect(keyCap(keys, true)).toBe("⌘K");
		expect(keyCap(keys, false)).toBe("Ctrl K");
		expect(keyCap([], false)).toBeNull();
	});
});
