import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hourDaysAgo, startOfHour, trimmedText } from "../../src/questions/kept-question.ts";

describe("trimmedText", () => {
	it("keeps at most 1,000 characters, whole ones, without white space around", () => {
		fc.assert(
			fc.property(fc.string({ unit: "binary", maxLength: 1500 }), (text) => {
				const kept = trimmedText(text);
				expect(kept.length).toBeLessThanOrEqual(1000);
				expect(kept).toBe(kept.trim());
				expect(kept.isWellFormed()).toBe(true);
				expect(kept).not.toContain("\0");
				expect(text.replaceAll("\0", " ").toWellFormed()).toContain(kept);
			}),
		);
	});

	it("drops the half of a character that the cut would leave", () => {
		expect(trimmedText(`${"a".repeat(999)}🦆`)).toBe("a".repeat(999));
	});
});

describe("hours", () => {
	it("tell neither minute nor second", () => {
		expect(startOfHour(new Date("2026-03-01T09:59:59.999Z"))).toBe("2026-03-01T09:00:00.000Z");
	});

	it("are counted back in days", () => {
		const now = new Date("2026-03-01T09:30:00Z");
		expect(hourDaysAgo(30, now)).toBe("2026-01-30T09:00:00.000Z");
	});
});
