import fc from "fast-check";
import { expect, test } from "vitest";
import { boundedEditDistance } from "../../../../src/engines/orama/lexical/edit-distance.ts";

const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 7 });

test("is the edit distance, up to the limit", () => {
	fc.assert(
		fc.property(word, word, fc.nat(4), (left, right, limit) => {
			expect(boundedEditDistance(left, right, limit)).toBe(
				Math.min(plainDistance(left, right), limit + 1),
			);
		}),
		{ numRuns: 500 },
	);
});

function plainDistance(left: string, right: string): number {
	if (left === "" || right === "") return left.length + right.length;
	const [restLeft, restRight] = [left.slice(1), right.slice(1)];
	if (left[0] === right[0]) return plainDistance(restLeft, restRight);
	return (
		1 +
		Math.min(
			plainDistance(restLeft, right),
			plainDistance(left, restRight),
			plainDistance(restLeft, restRight),
		)
	);
}
