import fc from "fast-check";
import { expect, test } from "vitest";
import { stemEnglish } from "../../../../src/engines/orama/lexical/english-stemmer.ts";

/** The examples of Porter's paper, carried through all steps. */
test.each(
	(
		"caresses caress, ponies poni, ties ti, caress caress, cats cat, feed feed, agreed agre, " +
		"plastered plaster, bled bled, motoring motor, sing sing, conflated conflat, troubled troubl, " +
		"sized size, hopping hop, tanned tan, falling fall, hissing hiss, fizzed fizz, failing fail, " +
		"filing file, happy happi, sky sky, relational relat, conditional condit, rational ration, " +
		"valenci valenc, digitizer digit, conformabli conform, radicalli radic, differentli differ, " +
		"vileli vile, analogousli analog, vietnamization vietnam, predication predic, operator oper, " +
		"feudalism feudal, decisiveness decis, hopefulness hope, callousness callous, formaliti formal, " +
		"sensitiviti sensit, sensibiliti sensibl, triplicate triplic, formative form, formalize formal, " +
		"electriciti electr, electrical electr, hopeful hope, goodness good, revival reviv, " +
		"allowance allow, inference infer, airliner airlin, gyroscopic gyroscop, adjustable adjust, " +
		"defensible defens, irritant irrit, replacement replac, adjustment adjust, dependent depend, " +
		"adoption adopt, communism commun, activate activ, effective effect, bowdlerize bowdler, " +
		"probate probat, rate rate, cease ceas, controll control, roll roll, election elect, elect elect"
	)
		.split(", ")
		.map((pair) => pair.split(" ")),
)("%s has the stem %s", (word, stem) => {
	expect(stemEnglish(word ?? "")).toBe(stem);
});

test("words of one or two letters, digits and other scripts stay", () => {
	for (const word of ["", "a", "is", "1990", "3.14", "привет", "漢字"]) {
		expect(stemEnglish(word)).toBe(word);
	}
});

test("a stem is never empty nor longer than its word and one letter", () => {
	const letters = fc.string({ unit: fc.constantFrom(..."aeiouybdglnrstzw"), maxLength: 12 });
	const word = fc
		.tuple(
			letters,
			fc.constantFrom("", "s", "ed", "ing", "ation", "ness", "ement", "y", "ies", "ll"),
		)
		.map(([start, end]) => start + end);
	fc.assert(
		fc.property(word, (each) => {
			const stem = stemEnglish(each);
			if (each.length > 0) expect(stem.length).toBeGreaterThan(0);
			expect(stem.length).toBeLessThanOrEqual(each.length + 1);
		}),
		{ numRuns: 1000 },
	);
});
