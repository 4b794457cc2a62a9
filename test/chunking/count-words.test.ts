import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countWords } from "../../src/chunking/count-words.ts";
import { hostileText } from "../contracts/hostile-text.ts";

describe("countWords", () => {
	it.each([
		["", 0],
		[" \n\t", 0],
		["one", 1],
		["  one two\u00a0three\u2003four\u3000five ", 5],
		["naïve café", 2],
		["Это слово", 2],
		["한국어 문장", 2],
		["ⴰⵡⴰⵍ ⵡⵉⵙ", 2],
		["今天下雨", 2],
		["今天，下雨。", 2 + 2 / 32],
		["ภาษาไทย", 7 / 4],
		["2023年", 1.5],
		["𠀀𠀁", 1 + 2 / 32],
		["a".repeat(32), 1],
		["a".repeat(33), 2],
		["-".repeat(64), 2],
		["👍 👍", 2],
	])("counts %j as %s", (text, words) => {
		expect(countWords(text, 0, text.length)).toBeCloseTo(words, 1);
	});

	it("counts a range as the text of the range", () => {
		fc.assert(
			fc.property(hostileText(10), fc.nat(), fc.nat(), (text, a, b) => {
				const start = Math.min(a, b) % (text.length + 1);
				const end = Math.max(start, Math.max(a, b) % (text.length + 1));
				const part = text.slice(start, end);
				expect(countWords(text, start, end)).toBe(countWords(part, 0, part.length));
			}),
			{ numRuns: 300 },
		);
	});
});
