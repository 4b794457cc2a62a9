import { describe, expect, it } from "vitest";
import type { Candidate } from "../../src/domain/candidate.ts";
import type { RankedCandidate } from "../../src/retrieval/fuse.ts";
import { preferDates } from "../../src/retrieval/prefer-dates.ts";

const candidate = (id: string, score: number, published: string | null): RankedCandidate => ({
	candidate: { chunk: { id, article: { published } } } as Candidate,
	score,
});

const RANKED = [
	candidate("old", 0.5, "2019-03-01"),
	candidate("undated", 0.45, null),
	candidate("new", 0.4, "2022-03-15T08:00:00Z"),
	candidate("far", 0.05, "2022-03-31"),
];

const order = (ranked: readonly RankedCandidate[]) =>
	ranked.map(({ candidate }) => candidate.chunk.id);
const march = { text: "March 2022", from: "2022-03-01", to: "2022-03-31" };

describe("preferDates", () => {
	it("moves passages of the days that are meant up, and far ones not to the top", () => {
		const preferred = preferDates(RANKED, { dates: march, newest: false });
		expect(order(preferred)).toEqual(["new", "old", "undated", "far"]);
		expect(new Set(preferred)).toEqual(new Set(RANKED));
	});

	it("takes an open end as any day", () => {
		const before = preferDates(RANKED, { dates: { ...march, from: null }, newest: false });
		expect(order(before)[0]).toBe("old");
		const since = preferDates(RANKED, { dates: { ...march, to: null }, newest: false });
		expect(order(since)[0]).toBe("new");
	});

	it("puts newer articles first where the newest are asked for", () => {
		expect(order(preferDates(RANKED, { dates: null, newest: true }))[0]).toBe("new");
	});

	it("leaves a list of one day, or of none, in its order", () => {
		const same = [candidate("a", 0.6, "2020-01-01"), candidate("b", 0.5, "2020-01-01")];
		expect(order(preferDates(same, { dates: null, newest: true }))).toEqual(["a", "b"]);
		expect(preferDates([], { dates: march, newest: true })).toEqual([]);
	});
});
