/**
 * Tells other threads when this one is inside ONNX Runtime: a thread that is ended in the middle of its work there takes
 * the whole process down.
 */

/** Memory of both threads: how many calls are going on, or {@link SHUT}. */
export type RuntimeGate = Int32Array<SharedArrayBuffer>;

/** No further call begins. */
const SHUT = -1;

/** Of the thread that this module was loaded in. */
export const runtimeGate: RuntimeGate = newGate();

export function newGate(): RuntimeGate {
	return new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
}

/** Runs what calls the runtime. Never returns where the gate has been shut: the thread is about to be ended. */
export async function insideRuntime<Result>(
	run: () => Promise<Result>,
	gate: RuntimeGate = runtimeGate,
): Promise<Result> {
	enter(gate);
	try {
		return await run();
	} finally {
		Atomics.sub(gate, 0, 1);
	}
}

/** From another thread: whether that one is outside of the runtime, and from now on stays there, so that it can be ended. */
export function shut(gate: RuntimeGate): boolean {
	const before = Atomics.compareExchange(gate, 0, 0, SHUT);
	return before === 0 || before === SHUT;
}

function enter(gate: RuntimeGate): void {
	for (;;) {
		const calls = Atomics.load(gate, 0);
		if (calls === SHUT) Atomics.wait(gate, 0, SHUT);
		else if (Atomics.compareExchange(gate, 0, calls, calls + 1) === calls) return;
	}
}
