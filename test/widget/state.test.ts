import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NO_FILTERS } from "../../src/widget/filters.ts";
import { type Happening, next, START, type State } from "../../src/widget/state.ts";
import { askResponse, searchResponse } from "./responses.ts";

const stateAfter = (...happenings: Happening[]) => happenings.reduce(next, START);

describe("the state", () => {
	it("keeps the last suggestions while new ones are on their way", () => {
		const response = searchResponse({ query: "lon" });
		const state = stateAfter(
			{ type: "typed", text: "lon" },
			{ type: "suggested", response },
			{ type: "typed", text: "lond" },
		);
		expect(state).toMatchObject({ stage: "suggest", isPending: true, suggestions: response });
	});

	it("forgets suggestions with the text that they were for", () => {
		const response = searchResponse({ query: "lon" });
		const state = stateAfter(
			{ type: "typed", text: "lon" },
			{ type: "suggested", response },
			{ type: "typed", text: "  " },
		);
		expect(state).toMatchObject({ stage: "start", suggestions: null, isPending: false });
	});

	it("does not let late suggestions take the place of an answer", () => {
		const answered = stateAfter(
			{ type: "asked", text: "who?" },
			{ type: "answered", response: askResponse() },
		);
		expect(next(answered, { type: "suggested", response: searchResponse() })).toBe(answered);
	});

	it("keeps an answer waiting only among suggestions, and drops it with the next key", () => {
		const waiting = stateAfter(
			{ type: "typed", text: "who is it?" },
			{ type: "answerWaits", response: askResponse() },
		);
		expect(waiting.waiting).not.toBeNull();
		expect(next(waiting, { type: "typed", text: "who is it? I" }).waiting).toBeNull();
		expect(next(START, { type: "answerWaits", response: askResponse() })).toBe(START);
	});

	it("puts pages of results behind one another, and starts anew with the first", () => {
		const first = searchResponse({ page: 1 });
		const second = searchResponse({ page: 2 });
		const both = stateAfter(
			{ type: "searched", text: "a" },
			{ type: "found", response: first },
			{ type: "moreWanted" },
			{ type: "found", response: second },
		);
		expect(both.results).toEqual([first, second]);
		expect(next(both, { type: "found", response: first }).results).toEqual([first]);
	});

	it("counts a wait down", () => {
		const busy = stateAfter(
			{ type: "asked", text: "a" },
			{ type: "failed", failure: { kind: "busy", seconds: 3 } },
		);
		expect(next(busy, { type: "waited" }).failure).toEqual({ kind: "busy", seconds: 2 });
	});

	const happening: fc.Arbitrary<Happening> = fc.oneof(
		fc.record({ type: fc.constant("typed" as const), text: fc.string() }),
		fc.record({ type: fc.constant("asked" as const), text: fc.string() }),
		fc.record({ type: fc.constant("searched" as const), text: fc.string() }),
		fc.constant({ type: "suggested" as const, response: searchResponse() }),
		fc.constant({ type: "answered" as const, response: askResponse() }),
		fc.constant({ type: "answerWaits" as const, response: askResponse() }),
		fc.constant({ type: "found" as const, response: searchResponse() }),
		fc.constant({ type: "moreWanted" as const }),
		fc.constant({ type: "slow" as const }),
		fc.constant({ type: "waited" as const }),
		fc.constant({ type: "halted" as const }),
		fc.constant({ type: "cleared" as const }),
		fc.constant({ type: "filtered" as const, filters: NO_FILTERS }),
		fc.constant({ type: "failed" as const, failure: { kind: "offline" as const } }),
	);

	it("is never slow without waiting, nor waiting and failed at once, whatever happens", () => {
		fc.assert(
			fc.property(fc.array(happening), (happenings) => {
				const state: State = stateAfter(...happenings);
				expect(state.isSlow && !state.isPending).toBe(false);
				expect(state.isPending && state.failure !== null).toBe(false);
				if (state.waiting !== null) expect(state.stage).toBe("suggest");
			}),
		);
	});
});
