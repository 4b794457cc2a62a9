/** Dot products over packed vectors: the inner loops of the semantic leg, kept apart to be exchangeable. */

/**
 * The dot product of `length` bytes of `codes` from `offset` on with `question`, modulo 2^32: exact up
 * to 131,071 components.
 *
 * Four sums and eight products a round: a fifth faster than the plain loop at 256 components on Node 20.
 */
export function dotInt8(
	codes: Int8Array,
	offset: number,
	question: Int8Array,
	length: number,
): number {
	let a = 0;
	let b = 0;
	let c = 0;
	let d = 0;
	let index = 0;
	let at = offset;
	for (const end = length - 7; index < end; index += 8, at += 8) {
		a += Math.imul(codes[at] as number, question[index] as number);
		b += Math.imul(codes[at + 1] as number, question[index + 1] as number);
		c += Math.imul(codes[at + 2] as number, question[index + 2] as number);
		d += Math.imul(codes[at + 3] as number, question[index + 3] as number);
		a += Math.imul(codes[at + 4] as number, question[index + 4] as number);
		b += Math.imul(codes[at + 5] as number, question[index + 5] as number);
		c += Math.imul(codes[at + 6] as number, question[index + 6] as number);
		d += Math.imul(codes[at + 7] as number, question[index + 7] as number);
		a |= 0;
		b |= 0;
		c |= 0;
		d |= 0;
	}
	for (; index < length; index++, at++)
		a += Math.imul(codes[at] as number, question[index] as number);
	return (a + b + c + d) | 0;
}

/** The dot product of bytes with a question in floating point. */
export function dotFloat(codes: Int8Array, offset: number, question: Float32Array): number {
	let sum = 0;
	for (let index = 0; index < question.length; index++) {
		sum += (codes[offset + index] as number) * (question[index] as number);
	}
	return sum;
}

/**
 * The dot products of several rows with a question in floating point, each as {@link dotFloat} gives it.
 *
 * Four rows at a time, whose sums do not wait for each other: three times as fast as one by one.
 *
 * @param starts where each row begins in `codes`.
 */
export function dotFloats(
	codes: Int8Array,
	starts: Float64Array,
	question: Float32Array,
): Float64Array {
	const dots = new Float64Array(starts.length);
	let row = 0;
	for (const end = starts.length - 3; row < end; row += 4) {
		const atA = starts[row] as number;
		const atB = starts[row + 1] as number;
		const atC = starts[row + 2] as number;
		const atD = starts[row + 3] as number;
		let a = 0;
		let b = 0;
		let c = 0;
		let d = 0;
		for (let index = 0; index < question.length; index++) {
			const component = question[index] as number;
			a += (codes[atA + index] as number) * component;
			b += (codes[atB + index] as number) * component;
			c += (codes[atC + index] as number) * component;
			d += (codes[atD + index] as number) * component;
		}
		dots[row] = a;
		dots[row + 1] = b;
		dots[row + 2] = c;
		dots[row + 3] = d;
	}
	for (; row < starts.length; row++) dots[row] = dotFloat(codes, starts[row] as number, question);
	return dots;
}

/** The Euclidean length of a vector. */
export function vectorLength(vector: Float32Array): number {
	let squares = 0;
	for (let index = 0; index < vector.length; index++) squares += (vector[index] as number) ** 2;
	return Math.sqrt(squares);
}
