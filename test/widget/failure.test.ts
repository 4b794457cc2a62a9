import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { waitSeconds } from "../../src/widget/failure.ts";

const NOW = Date.parse("2025-01-01T00:00:00Z");

describe("the wait that a server asks for", () => {
	it("is read as seconds or as a date", () => {
		expect(waitSeconds("7", NOW)).toBe(7);
		expect(waitSeconds("Wed, 01 Jan 2025 00:00:30 GMT", NOW)).toBe(30);
	});

	it("is some seconds where none can be read", () => {
		expect(waitSeconds(null, NOW)).toBe(5);
		expect(waitSeconds("soon", NOW)).toBe(5);
	});

	it("is from one second to two minutes, whatever the header", () => {
		fc.assert(
			fc.property(fc.oneof(fc.string(), fc.integer().map(String)), (header) => {
				const seconds = waitSeconds(header, NOW);
				expect(seconds).toBeGreaterThanOrEqual(1);
				expect(seconds).toBeLessThanOrEqual(120);
			}),
		);
	});
});
