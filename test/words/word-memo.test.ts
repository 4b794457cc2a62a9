import fc from "fast-check";
import { expect, test } from "vitest";
import { WordMemo } from "../../src/words/word-memo.ts";

/** Words of few letters, so that many begin alike, and some of many units. */
const word = fc.oneof(
	fc.string({ unit: fc.constantFrom("a", "b", "é", "字", "\ud83d"), minLength: 1, maxLength: 4 }),
	fc.string({ minLength: 20, maxLength: 60 }),
);

test("gives what was remembered of a word and of no other, wherever it stands in a text", () => {
	fc.assert(
		fc.property(fc.array(word, { maxLength: 60 }), fc.string(), (words, before) => {
			const memo = new WordMemo<string>(1000);
			const known = new Set<string>();
			for (const one of words) {
				const text = `${before}${one}${before}`;
				const [start, end] = [before.length, before.length + one.length];
				expect(memo.get(text, start, end)).toBe(known.has(one) ? `value of ${one}` : undefined);
				if (known.has(one)) continue;
				memo.set(text, start, end, `value of ${one}`);
				known.add(one);
			}
			for (const one of known) expect(memo.get(one, 0, one.length)).toBe(`value of ${one}`);
		}),
	);
});

test("keeps what is used, forgets what is not, and is never wrong about either", () => {
	const memo = new WordMemo<number>(100);
	memo.set("kept", 0, 4, -1);
	for (let number = 0; number < 1000; number++) {
		const text = `word${number}`;
		expect(memo.get(text, 0, text.length)).toBeUndefined();
		memo.set(text, 0, text.length, number);
		expect(memo.get("is kept still", 3, 7)).toBe(-1);
		// Fifty words used last: the latest of the new ones, and as many old ones that were looked up.
		const recent = `word${Math.max(0, number - 20)}`;
		expect(memo.get(recent, 0, recent.length)).toBe(Math.max(0, number - 20));
	}
	expect(memo.get("word5", 0, 5)).toBeUndefined();
});
