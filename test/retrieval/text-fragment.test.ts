import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TextRange } from "../../src/domain/text-range.ts";
import { deepLink, TextFragmenter } from "../../src/retrieval/text-fragment.ts";

const ARTICLE = [
	"The river rose in the night. By morning the mill stood in water up to its windows.",
	"Nobody was hurt, the mayor said. The river rose again in May.",
	"The river rose in the night. This time the dam held, and the mayor called it luck.",
].join("\n\n");

function rangeOf(words: string, text = ARTICLE): TextRange {
	const start = text.indexOf(words);
	return { start, end: start + words.length };
}

/** Finds what a browser would select: first `start`, then the first `end` after it (WICG, section 3.5). */
function select(directive: string, text: string): TextRange | null {
	const parts = directive.replace(/^text=/, "").split(",");
	const prefix = parts[0]?.endsWith("-")
		? decodeURIComponent(parts.shift()?.slice(0, -1) ?? "")
		: "";
	const [start, end] = parts.map(decodeURIComponent);
	if (start === undefined) return null;
	let from = 0;
	for (;;) {
		const found = text.indexOf(prefix === "" ? start : prefix, from);
		if (found === -1) return null;
		const after = prefix === "" ? found : found + prefix.length;
		const startsAt = text.indexOf(start, after);
		const between = text.slice(after, startsAt);
		if (prefix !== "" && between.trim() !== "") {
			from = found + 1;
			continue;
		}
		const startEnd = startsAt + start.length;
		if (end === undefined) return { start: startsAt, end: startEnd };
		const endsAt = text.indexOf(end, startEnd);
		return endsAt === -1 ? null : { start: startsAt, end: endsAt + end.length };
	}
}

describe("TextFragmenter", () => {
	it("quotes a short unique range whole", () => {
		const fragmenter = new TextFragmenter(ARTICLE);
		const range = rangeOf("Nobody was hurt, the mayor said.");
		expect(fragmenter.directive(range)).toBe("text=Nobody%20was%20hurt%2C%20the%20mayor%20said.");
	});

	it("names first and last words of a long range", () => {
		const range = rangeOf(
			ARTICLE.slice(ARTICLE.indexOf("By morning"), ARTICLE.indexOf(" again in May")),
		);
		const directive = new TextFragmenter(ARTICLE).directive(range);
		expect(directive).toMatch(/^text=By%20morning[^,]*,[^,]*$/);
		expect(select(directive, ARTICLE)).toEqual(range);
	});

	it("adds the words before a range that stands in the article twice", () => {
		const start = ARTICLE.lastIndexOf("The river rose in the night.");
		const range = { start, end: start + "The river rose in the night.".length };
		const directive = new TextFragmenter(ARTICLE).directive(range);
		expect(directive).toContain("-,");
		expect(select(directive, ARTICLE)).toEqual(range);
	});

	it("counts a prefix at the end of one paragraph and the words at the start of the next", () => {
		const text = "river river river\n\nriver river river river mill";
		const directive = new TextFragmenter(text).directive({ start: 25, end: 42 });
		expect(directive).toBe("");
	});

	it("never crosses from one cell of a table into the next", () => {
		const text = "What was built\tFigure\nMain sewers\t82 miles\nStreet sewers\t1,000 miles";
		const directive = new TextFragmenter(text).directive({ start: 0, end: text.length });
		expect(directive).toBe("text=What%20was%20built,1%2C000%20miles");
	});

	it("gives nothing where nothing tells two equal ranges apart", () => {
		const text = "Again.\n\nAgain.\n\nAgain.";
		expect(new TextFragmenter(text).directive({ start: 0, end: 6 })).toBe("");
	});

	it("treats case and accents as browsers do, as no difference", () => {
		const text = "Café au lait\n\ncafe AU lait";
		expect(new TextFragmenter(text).directive({ start: 0, end: 12 })).toBe("");
	});

	it("encodes dashes, commas and ampersands, which have a meaning in a directive", () => {
		const text = "Well-known salt, pepper & oil";
		expect(new TextFragmenter(text).directive({ start: 0, end: text.length })).toBe(
			"text=Well%2Dknown%20salt%2C%20pepper%20%26%20oil",
		);
	});

	it("gives a plain link for lone surrogates rather than failing", () => {
		const text = "a \ud800 b";
		expect(() => new TextFragmenter(text).directive({ start: 0, end: 5 })).not.toThrow();
	});

	it("selects exactly the range it was asked for, or gives nothing", () => {
		const word = fc.constantFrom(
			"river",
			"rose",
			"mill",
			"Café",
			"dam",
			"in",
			"水",
			"night",
			"a-b",
		);
		const line = fc.array(word, { minLength: 1, maxLength: 40 }).map((words) => words.join(" "));
		const article = fc.array(line, { minLength: 1, maxLength: 6 }).map((all) => all.join("\n\n"));
		fc.assert(
			fc.property(article, fc.nat(), fc.nat(), (text, a, b) => {
				const words = [...text.matchAll(/\S+/g)];
				const [from, to] = [a % words.length, b % words.length].sort((x, y) => x - y);
				const first = words[from ?? 0];
				const last = words[to ?? 0];
				const range = {
					start: first?.index ?? 0,
					end: (last?.index ?? 0) + (last?.[0].length ?? 0),
				};
				const directive = new TextFragmenter(text).directive(range);
				if (directive !== "") expect(select(directive, text)).toEqual(range);
			}),
			{ numRuns: 1_000 },
		);
	});
});

describe("deepLink", () => {
	it("adds the directive to a URL", () => {
		expect(deepLink("https://example.org/a/", "text=b")).toBe("https://example.org/a/#:~:text=b");
	});

	it("keeps a fragment the URL has", () => {
		expect(deepLink("/a#part", "text=b")).toBe("/a#part:~:text=b");
	});

	it("leaves the URL alone where there is no directive", () => {
		expect(deepLink("/a", "")).toBe("/a");
	});
});
