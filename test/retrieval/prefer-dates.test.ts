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
		const preferred = preferDates(RANKED, { dates: march, newest: false }, 0.2);
		expect(order(preferred)).toEqual(["new", "old", "undated", "far"]);
		const candidates = (list: readonly RankedCandidate[]) => list.map((one) => one.candidate);
		expect(new Set(candidates(preferred))).toEqual(new Set(candidates(RANKED)));
		expect(preferred.map(({ score }) => score)).toEqual([0.4, 0.5, 0.45, 0.05]);
	});

	it("lets the date decide where hardly anything else is asked", () => {
		const preferred = preferDates(RANKED, { dates: march, newest: false }, 0.8);
		expect(order(preferred)).toEqual(["new", "far", "old", "undated"]);
		expect(preferred[1]?.moved?.byDate).toBeCloseTo(4.2);
		expect(preferred[2]?.moved).toBeUndefined();
	});

	it("moves further for days that an article does not name itself", () => {
		const lastMonth = { ...march, text: "last month" };
		expect(order(preferDates(RANKED, { dates: lastMonth, newest: false }, 0.2))).toEqual([
			"new",
			"far",
			"old",
			"undated",
		]);
	});

	it("takes an open end as any day", () => {
		const before = preferDates(RANKED, { dates: { ...march, from: null }, newest: false }, 0.2);
		expect(order(before)[0]).toBe("old");
		const since = preferDates(RANKED, { dates: { ...march, to: null }, newest: false }, 0.2);
		expect(order(since)[0]).toBe("new");
	});

	it("puts newer articles first where the newest are asked for", () => {
		expect(order(preferDates(RANKED, { dates: null, newest: true }, 0.2))[0]).toBe("new");
	});

	it("leaves a list of one day, or of none, in its order", () => {
		const same = [candidate("a", 0.6, "2020-01-01"), candidate("b", 0.5, "2020-01-01")];
		expect(order(preferDates(same, { dates: null, newest: true }, 0.2))).toEqual(["a", "b"]);
		expect(preferDates([], { dates: march, newest: true }, 0.2)).toEqual([]);
	});
});
