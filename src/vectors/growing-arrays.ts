/** Typed arrays that grow: room for one more element at constant cost on average. */

const SMALLEST_CAPACITY = 256;

type Growable = Uint8Array | Int8Array | Uint32Array | Int32Array | Float32Array | Float64Array;

/**
 * The array itself where it has room for `length` elements, else a copy at least twice as long,
 * zeros behind. An array as long as its content, as a section gives it, is therefore never written.
 */
export function withRoomFor<A extends Growable>(array: A, length: number): A;
export function withRoomFor(array: Growable, length: number): Growable {
	if (array.length >= length) return array;
	const capacity = Math.max(SMALLEST_CAPACITY, array.length * 2, length);
	if (array instanceof Uint8Array) return copied(array, new Uint8Array(capacity));
	if (array instanceof Int8Array) return copied(array, new Int8Array(capacity));
	if (array instanceof Uint32Array) return copied(array, new Uint32Array(capacity));
	if (array instanceof Int32Array) return copied(array, new Int32Array(capacity));
	if (array instanceof Float32Array) return copied(array, new Float32Array(capacity));
	return copied(array, new Float64Array(capacity));
}

function copied<A extends Growable>(from: A, to: A): A {
	to.set(from);
	return to;
}
