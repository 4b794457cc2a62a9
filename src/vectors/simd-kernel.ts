/** Loads the WebAssembly kernel of the scan, `dot-rows.wat`, where the processor and Node can run it. */

import { readFileSync } from "node:fs";

/** One instance of the kernel, with a memory of its own. */
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

export interface KernelMemory {
	/** Another one after every growth: views of the one before are empty then. */
	readonly buffer: ArrayBuffer;
	/** @throws RangeError where there is no more, at 65,536 pages of 64 KiB at the latest. */
	grow(pages: number): number;
}

/** What is used of WebAssembly's interface: Node's types leave it to those of browsers. */
interface WebAssemblyInterface {
	validate(bytes: Uint8Array): boolean;
	readonly Module: new (bytes: Uint8Array) => object;
	readonly Instance: new (module: object) => { readonly exports: unknown };
}

/** Null where it cannot be had, undefined before that is known. */
let compiled: object | null | undefined;

/**
 * A new instance of the kernel, or null where WebAssembly or its SIMD is not available, or no memory
 * can be reserved for it.
 */
export function instantiateSimdKernel(): SimdKernel | null {
	const webAssembly = webAssemblyInterface();
	if (webAssembly === undefined) return null;
	if (compiled === undefined) compiled = compile(webAssembly);
	if (compiled === null) return null;
	try {
		return new webAssembly.Instance(compiled).exports as SimdKernel;
	} catch (error) {
		// An address space with a limit (ulimit -v) may have no room for the memory's guard pages.
		if (error instanceof RangeError) return null;
		throw error;
	}
}

/** Node has none under `--jitless`. */
function webAssemblyInterface(): WebAssemblyInterface | undefined {
	return (globalThis as { WebAssembly?: WebAssemblyInterface }).WebAssembly;
}

function compile(webAssembly: WebAssemblyInterface): object | null {
	const bytes = readFileSync(new URL("dot-rows.wasm", import.meta.url));
	return webAssembly.validate(bytes) ? new webAssembly.Module(bytes) : null;
}
