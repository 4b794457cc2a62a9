import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FlowingText } from "../../../src/articles/mapping/flowing-text.ts";
import { toSourceRange } from "../../../src/domain/source-map.ts";

describe("FlowingText", () => {
	it("collapses white space as a browser does, and keeps no-break spaces", () => {
		const source = "  a \n\t b\u00a0\u00a0c  ";
		const flowing = new FlowingText(source);
		flowing.verbatim(0, source.length);
		expect(flowing.take().text).toBe("a b\u00a0\u00a0c");
	});

	it("keeps one space where two runs both have one at their joint", () => {
		const flowing = new FlowingText("a  b ");
		flowing.verbatim(0, 2);
		flowing.verbatim(2, 5);
		expect(flowing.take().text).toBe("a b");
	});

	it("drops spaces around a line break and breaks at the start", () => {
		const flowing = new FlowingText("a b");
		flowing.lineBreak(0, 0);
		flowing.verbatim(0, 2);
		flowing.lineBreak(1, 2);
		flowing.space(1, 2);
		flowing.verbatim(2, 3);
		expect(flowing.take().text).toBe("a\nb");
	});

	it("equals the collapsed source, and maps each word to itself, however it is cut into runs", () => {
		const text = fc.string({
			unit: fc.constantFrom("a", "b", " ", "\n", "\t", "\r", "é"),
			maxLength: 30,
		});
		fc.assert(
			fc.property(text, fc.array(fc.nat(30), { maxLength: 4 }), (source, cuts) => {
				const flowing = new FlowingText(source);
				const ends = [...cuts.filter((cut) => cut < source.length), source.length];
				let position = 0;
				for (const end of ends.sort((a, b) => a - b)) {
					flowing.verbatim(position, end);
					position = end;
				}
				const taken = flowing.take();
				expect(taken.text).toBe(source.replace(/[ \t\n\r]+/g, " ").trim());
				for (const word of taken.text.matchAll(/\S+/g)) {
					const range = toSourceRange(taken.map, {
						start: word.index,
						end: word.index + word[0].length,
					});
					expect(source.slice(range.start, range.end)).toBe(word[0]);
				}
			}),
		);
	});
});
