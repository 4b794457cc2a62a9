/** Loads the WebAssembly kernel of the scan, `dot-rows.wat`, where the processor and Node can run it. */

import { readFileSync } from "node:fs";
import {
	type KernelMemory,
	newKernelMemory,
	type WebAssemblyInterface,
	webAssemblyInterface,
} from "./kernel-memory.ts";

/** One instance of the kernel, on a memory. */
export interface SimdKernel {
	readonly memory: KernelMemory;
	/** See `dot-rows.wat`. */
	dotRows(
		question: number,
		rows: number,
		stride: number,
		slots: number,
		count: number,
		dots: number,
	): void;
}

/** Null where it cannot be had, undefined before that is known. */
let compiled: object | null | undefined;

/**
 * A new instance of the kernel, or null where WebAssembly or its SIMD is not available, or no memory
 * can be reserved for it.
 *
 * @param memory what it computes on; one of its own unless given.
 */
export function instantiateSimdKernel(memory?: KernelMemory): SimdKernel | null {
	const webAssembly = webAssemblyInterface();
	if (webAssembly === undefined) return null;
	if (compiled === undefined) compiled = compile(webAssembly);
	if (compiled === null) return null;
	try {
		const own = memory ?? newKernelMemory(0);
		const { exports } = new webAssembly.Instance(compiled, { sitecite: { memory: own } });
		return { memory: own, dotRows: (exports as Pick<SimdKernel, "dotRows">).dotRows };
	} catch (error) {
		// An address space with a limit (ulimit -v) may have no room for the memory's guard pages.
		if (error instanceof RangeError) return null;
		throw error;
	}
}

function compile(webAssembly: WebAssemblyInterface): object | null {
	const bytes = readFileSync(new URL("dot-rows.wasm", import.meta.url));
	return webAssembly.validate(bytes) ? new webAssembly.Module(bytes) : null;
}
