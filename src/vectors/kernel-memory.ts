/** Memory of the WebAssembly kernel: bytes put there are computed on in place, by every thread that is handed them. */

const PAGE_BYTES = 65_536;
/** 4 GiB, all that there can be. Only addresses are set aside for it. */
const LARGEST_PAGE_COUNT = 65_536;

export interface KernelMemory {
	/** Longer after every growth, of whichever thread; views of the one before stay good. */
	readonly buffer: SharedArrayBuffer;
	/**
	 * Returns how many pages there were before: no two threads are ever given the same ones.
	 *
	 * @throws RangeError where there is no more, at 65,536 pages of 64 KiB at the latest.
	 */
	grow(pages: number): number;
}

/** What is used of WebAssembly's interface: Node's types leave it to those of browsers. */
export interface WebAssemblyInterface {
	validate(bytes: Uint8Array): boolean;
	readonly Module: new (bytes: Uint8Array) => object;
	readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
	readonly Memory: new (size: {
		readonly initial: number;
		readonly maximum: number;
		readonly shared: true;
	}) => KernelMemory;
}

/**
 * Bytes and, where a kernel can compute on them in place, the memory they lie in: fit for a message to another thread,
 * which gets a copy of those only that lie in no shared memory.
 */
export interface SharedBytes {
	readonly bytes: Uint8Array;
	readonly memory: KernelMemory | null;
}

const memories = new WeakMap<ArrayBufferLike, KernelMemory>();

/** Node has none under `--jitless`. */
export function webAssemblyInterface(): WebAssemblyInterface | undefined {
	// Where the types of browsers are known, they say that a memory's buffer is never shared.
	return (globalThis as unknown as { WebAssembly?: WebAssemblyInterface }).WebAssembly;
}

/**
 * At least so many zeros.
 *
 * @throws RangeError where they cannot be had: more than 4 GiB, or an address space with a limit (ulimit -v).
 * @throws TypeError where there is no WebAssembly.
 */
export function newKernelMemory(byteLength: number): KernelMemory {
	const webAssembly = webAssemblyInterface();
	if (webAssembly === undefined) throw new TypeError("There is no WebAssembly here.");
	const initial = pagesFor(byteLength);
	return new webAssembly.Memory({ initial, maximum: LARGEST_PAGE_COUNT, shared: true });
}

/** Zeros that threads can share, where kernels compute in place if they can. */
export function kernelBytes(byteLength: number): Uint8Array<SharedArrayBuffer> {
	if (webAssemblyInterface() !== undefined) {
		try {
			const { memory, buffer } = known(newKernelMemory(byteLength));
			memories.set(buffer, memory);
			return new Uint8Array(buffer, 0, byteLength);
		} catch (error) {
			if (!(error instanceof RangeError)) throw error;
		}
	}
	return new Uint8Array(new SharedArrayBuffer(byteLength));
}

/** The memory that a view's buffer is of; undefined where no kernel can compute on it. */
export function kernelMemoryOf(view: ArrayBufferView): KernelMemory | undefined {
	return memories.get(view.buffer);
}

/** To be sent to another thread. */
export function toShare(bytes: Uint8Array): SharedBytes {
	return { bytes, memory: kernelMemoryOf(bytes) ?? null };
}

/** What another thread sent, as it was there. */
export function received({ bytes, memory }: SharedBytes): Uint8Array {
	if (memory !== null) memories.set(bytes.buffer, memory);
	return bytes;
}

/** Pages of a thread's own behind all that there are. @returns the address of the first. */
export function appendPages(memory: KernelMemory, byteLength: number): number {
	return memory.grow(pagesFor(byteLength)) * PAGE_BYTES;
}

/** Makes a memory that only this thread uses at least so long, and mostly longer. */
export function growTo(memory: KernelMemory, byteLength: number): void {
	const pages = memory.buffer.byteLength / PAGE_BYTES;
	const needed = pagesFor(byteLength);
	// At least twice as much, so that growing row by row copies nothing and rarely asks the system.
	if (needed > pages) {
		memory.grow(Math.max(needed, Math.min(pages * 2, LARGEST_PAGE_COUNT)) - pages);
	}
}

/** With the buffer as it is now: another one after every growth. */
function known(memory: KernelMemory) {
	return { memory, buffer: memory.buffer };
}

function pagesFor(byteLength: number): number {
	return Math.max(1, Math.ceil(byteLength / PAGE_BYTES));
}
