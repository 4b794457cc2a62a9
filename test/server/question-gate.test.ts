import { setTimeout as delay, setImmediate as nextTurn } from "node:timers/promises";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Leave, QuestionGate } from "../../src/server/question-gate.ts";

const never = new AbortController().signal;

/** Enters and stays until `leave`, which is null where the gate refused. */
function enter(gate: QuestionGate, signal = never) {
	const entered = gate.enter(signal);
	if (entered === null) return null;
	const state: { leave: Leave | null } = { leave: null };
	void entered.then(
		(leave) => {
			state.leave = leave;
		},
		() => {},
	);
	return state;
}

async function turns(count: number): Promise<void> {
	for (let i = 0; i < count; i++) await nextTurn();
}

describe("QuestionGate", () => {
	it("has never more in flight or waiting than it may, and starts everything it let in", async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 1, max: 4 }),
				fc.integer({ min: 0, max: 6 }),
				fc.array(fc.constantFrom("enter", "leave", "turn"), { maxLength: 60 }),
				async (maxInFlight, maxQueue, steps) => {
					const gate = new QuestionGate({ maxInFlight, maxQueue, maxWaitMs: 600_000 });
					const entered: { leave: Leave | null }[] = [];
					for (const step of steps) {
						if (step === "enter") {
							const state = enter(gate);
							if (state !== null) entered.push(state);
						} else if (step === "leave") {
							const index = entered.findIndex(({ leave }) => leave !== null);
							if (index >= 0) entered.splice(index, 1)[0]?.leave?.();
						} else {
							await turns(2);
						}
						expect(gate.inFlight).toBeLessThanOrEqual(maxInFlight);
						// What waits for a free place is about to start.
						expect(gate.waiting + gate.inFlight).toBeLessThanOrEqual(maxInFlight + maxQueue);
					}
					while (entered.length > 0) {
						await turns(maxInFlight + 2);
						const started = entered.filter(({ leave }) => leave !== null);
						expect(started.length).toBeGreaterThan(0);
						for (const one of started) {
							one.leave?.();
							entered.splice(entered.indexOf(one), 1);
						}
					}
					expect([gate.inFlight, gate.waiting]).toEqual([0, 0]);
				},
			),
			{ numRuns: 200 },
		);
	});

	it("starts in order, one in each turn of the event loop", async () => {
		const gate = new QuestionGate({ maxInFlight: 3, maxQueue: 10, maxWaitMs: 1000 });
		const states = [enter(gate), enter(gate), enter(gate)];
		expect(gate.inFlight).toBe(0);
		for (let started = 1; started <= 3; started++) {
			await turns(1);
			expect(states.map((state) => state?.leave !== null)).toEqual(
				states.map((_, i) => i < started),
			);
		}
	});

	it("refuses what would have to wait too long by how long the latest took", async () => {
		const gate = new QuestionGate({ maxInFlight: 1, maxQueue: 100, maxWaitMs: 100 });
		const lineOfFour = () => {
			const asker = new AbortController();
			const line = [1, 2, 3, 4].map(() => enter(gate, asker.signal) !== null);
			asker.abort();
			return line;
		};
		expect(lineOfFour()).toEqual([true, true, true, true]);
		for (let i = 0; i < 12; i++) {
			const state = enter(gate);
			await turns(2);
			await delay(90);
			state?.leave?.();
		}
		expect(lineOfFour()).toEqual([true, true, false, false]);
	});

	it("takes out of the line who has gone, and lets the next one in", async () => {
		const gate = new QuestionGate({ maxInFlight: 1, maxQueue: 1, maxWaitMs: 1000 });
		const first = enter(gate);
		await turns(2);
		const asker = new AbortController();
		const waiting = gate.enter(asker.signal);
		expect(enter(gate)).toBeNull();
		asker.abort(new Error("gone"));
		await expect(waiting).rejects.toMatchObject({ code: "aborted" });
		const next = enter(gate);
		first?.leave?.();
		await turns(2);
		expect(next?.leave).not.toBeNull();
	});

	it("frees a place once, however often it is left", async () => {
		const gate = new QuestionGate({ maxInFlight: 2, maxQueue: 0, maxWaitMs: 1000 });
		const first = enter(gate);
		enter(gate);
		await turns(3);
		first?.leave?.();
		first?.leave?.();
		expect(gate.inFlight).toBe(1);
	});
});
