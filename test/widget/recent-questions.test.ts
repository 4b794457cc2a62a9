import { describe, expect, it } from "vitest";
import {
	forgetQuestions,
	recentQuestions,
	rememberQuestion,
} from "../../src/widget/recent-questions.ts";

/** A storage like the browser's, kept in a map. */
function storage(stored: Readonly<Record<string, string>> = {}): Storage {
	const entries = new Map(Object.entries(stored));
	return {
		getItem: (key: string) => entries.get(key) ?? null,
		setItem: (key: string, value: string) => entries.set(key, value),
		removeItem: (key: string) => entries.delete(key),
	} as unknown as Storage;
}

describe("recent questions", () => {
	it("are the last five, newest first, each once", () => {
		const own = storage();
		for (const question of ["a", "b", "c", "d", "e", "f", "b"]) rememberQuestion(question, own);
		expect(recentQuestions(own)).toEqual(["b", "f", "e", "d", "c"]);
		forgetQuestions(own);
		expect(recentQuestions(own)).toEqual([]);
	});

	it.each(["{", "3", '{"a":1}', '["a",1]'])("are what can be read of %s", (stored) => {
		const questions = recentQuestions(storage({ "sitecite:recent": stored }));
		expect(questions).toEqual(stored.startsWith("[") ? ["a"] : []);
	});

	it("are none where storage is denied or full", () => {
		const full = {
			...storage(),
			setItem: () => {
				throw new DOMException("full", "QuotaExceededError");
			},
		};
		rememberQuestion("a", full);
		expect(recentQuestions(full)).toEqual([]);
		expect(recentQuestions(null)).toEqual([]);
	});
});
