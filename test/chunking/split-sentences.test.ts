import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitSentences } from "../../src/chunking/split-sentences.ts";
import { hostileText } from "../contracts/hostile-text.ts";

/** A bar stands where one sentence ends and the next begins. */
type Case = readonly [lang: string | null, marked: string];

const CASES: Readonly<Record<string, readonly Case[]>> = {
	"plain sentences": [
		["en", "The ferry left at dawn. |Nobody waved. |It was raining."],
		["en", "Was it raining? |It was! |Nobody minded."],
		["en", "No stop at the end"],
		["en", "One.  |Two spaces."],
		["en", "What?! |Again?? |Yes!!!"],
		[null, "Languages may be unknown. |Sentences are still found."],
		["xx", "So may be languages that do not exist. |The rule holds."],
	],
	"titles and names": [
		["en", "Mr. Hale met Mrs. Okoro and Dr. Lind. |They talked."],
		["en", "The award went to Prof. Adeyemi, not to Gen. Stone. |She smiled."],
		["en", "Sen. Marsh and Rep. Vale voted against it. |Gov. Reyes signed."],
		["en", "MR. HALE IS AWAY. |ASK DR. LIND."],
		["en", "We sailed past St. Helena. |The sea was calm."],
		["en", "The shop is on Main St. |The bank is next door."],
		["en", "The series by J. K. Rowling sold well. |So did its films."],
		["en", "George W. Bush spoke first. |Then came others."],
		["en", "The bank is run by Fred P. Holm. |He is new."],
		["en", "It was signed by J.R.R. Tolkien himself. |The ink had faded."],
		["en", "We follow plan B. |The first one failed."],
		["en", "You are older than I. |That is all."],
		["en", "Martin Luther King Jr. spoke there. |He was tired."],
	],
	abbreviations: [
		["en", "Bring tools, e.g. a hammer. |Leave the saw."],
		["en", "The last day, i.e. Friday, is free. |Come early."],
		["en", "Cats vs. Dogs is an old quarrel. |Nobody wins."],
		["en", "See No. 5 on the list. |Skip No. 6 for now."],
		["en", "Did he pay? |No. |He left."],
		["en", "It is shown in Fig. 3 and on p. 12 of vol. 2. |Look there."],
		["en", "The trial began on Jan. 5 and ended in Feb. of that year. |It was short."],
		["en", "He works for Apple Inc. in Cork. |He likes it."],
		["en", "She joined Acme Inc. |The company was young."],
		["en", "Bolts, nuts, etc. are sold apart. |Ask first."],
		["en", "We sell bolts, nuts, etc. |Customers pay cash."],
		["en", "The result of Lee et al. was confirmed. |Twice."],
		["en", "The cat sat. |Then it slept under the sun. |Later it ate."],
		["en", "They live in Springfield, Ill. and like it. |We do not."],
		["en", "He gave an approx. figure. |Nobody checked."],
	],
	"acronyms with stops": [
		["en", "The U.S. Army bought it. |The price was high."],
		["en", "It was made in the U.S. |The parts came from Japan."],
		["en", "The U.S. and the U.K. agreed. |France did not."],
		["en", "She holds a Ph.D. in botany. |Her sister has an M.A. |They rarely talk shop."],
		["en", "The train leaves at 5 p.m. |Passengers wait outside."],
		["en", "It starts at 9 a.m. on Monday. |Be there."],
		["en", "Polls close at 8 p.m. EST in most places. |Some stay open."],
		["en", "They met in Washington, D.C. |It was hot."],
		["en", "Do it a.s.a.p. please. |We wait."],
	],
	"numbers and addresses": [
		["en", "Pi is 3.14159 or so. |Few need more."],
		["en", "It rose by 2.5 percent to 1,250.75 points. |Then it fell."],
		["en", "He was born in 1989. |1990 was a better year."],
		["en", "It cost 90. |$5 of it was tax."],
		["en", "Version 2.0.1 is out. |Install it."],
		["en", "Read https://example.org/a.b?c=d.e! now. |It is short."],
		["en", "Write to jo.doe@example.org or see example.com. |We answer."],
		["en", "It runs on Node.js and ASP.NET alike. |Both are fine."],
		["en", "Open src/main.ts first. |Then run it."],
		["en", "The section symbol is §. |It has no plural."],
	],
	"lists in running text": [
		["en", "1. Open the box. |2. Take out the book."],
		["en", "a. First things first. |b. The rest."],
		["en", "iv. Fourth of all. |v. Fifth."],
		["en", "12. December is the last."],
	],
	ellipses: [
		["en", "He waited... and waited. |Nothing came."],
		["en", "He waited... |Then he left."],
		["en", "She wondered… |The door opened."],
		["en", "She wondered… and went. |Gone."],
		["en", "... and so it ended. |Badly."],
		["en", "It said “We the […] People” on top. |It was old."],
		["en", "The text [...] Continues here. |It ends."],
		["en", "Well . . . perhaps. |Perhaps not."],
	],
	quotations: [
		["en", "“It is late.” |She got up."],
		["en", "“It is late,” he said. |She got up."],
		["en", "“Is it late?” he asked. |She got up."],
		["en", "“Run!” they shouted. |Nobody ran."],
		["en", 'He said, "It is late." |Then he left.'],
		["en", '"Late?" she said. |"Never!"'],
		["en", "‘It is late.’ |‘Is it?’ |He yawned."],
		["en", "(It was late.) |She got up."],
		["en", "It was late (see below). |She got up."],
		["en", "They called it “the U.S. of old.” |It was gone."],
		["en", "He came. |“Sit down.” |He sat."],
		["en", "It is known.[3] |It is old.[4][5] |It is true."],
		["en", "It is known.¹ |It is old."],
	],
	"capitals of their own": [
		["en", "Sales rose. |iPhone owners were pleased."],
		["en", "the sea was calm. |the sky was grey. |no one spoke."],
		["en", "why so? |because. |that was all."],
		["en", "what does e.g. mean here? |i do not know."],
	],
	"line breaks": [
		["en", "A sentence may be\nwrapped anywhere. |Even after Mr.\nHale."],
		["en", "It ends here.\n|It begins here."],
		["en", "A heading without stop\n\n|A paragraph."],
		["en", "A heading\r\n\r\n|A paragraph."],
		["en", "Verse one,\nverse two."],
	],
	German: [
		["de", "Das gilt z. B. für Bäume. |Andere Pflanzen nicht."],
		["de", "Das gilt z.B. für Bäume, d.h. fast immer. |Es ist so."],
		["de", "Am 3. Oktober wird gefeiert. |Die Läden bleiben zu."],
		["de", "Im 19. Jahrhundert war das anders. |Man ging zu Fuß."],
		["de", "Dr. Braun und Hr. Klein kamen. |Sie blieben bis 22 Uhr."],
		["de", "Es gibt Äpfel, Birnen usw. |Das Obst ist frisch."],
		["de", "Es waren ca. 200 Gäste da. |Keiner ging."],
		["de", "„Es ist spät.“ |Sie stand auf."],
		["de", "„Ist es spät?“, fragte er. |Sie nickte."],
		["de", "»Es ist spät.« |Sie stand auf."],
		["de", "Siehe Nr. 7, S. 12 und Abs. 3. |Dort steht es."],
		["de", "Der Verlag S. Fischer druckte es. |Es verkaufte sich."],
		["de", "Das war 2019. |Seitdem ist Ruhe."],
	],
	French: [
		["fr", "M. Petit est arrivé. |Mme Roux l’attendait."],
		["fr", "« Vraiment ? » demanda-t-il. |Elle rit."],
		["fr", "Elle a dit : « Je pars. » |Il est resté."],
		["fr", "Voir p. 12 et art. 3 du code. |Tout y est."],
		["fr", "Il pleut ! |Qui l’eût cru ? |Personne."],
		["fr", "J.-P. Martin a gagné. |Ses amis aussi."],
	],
	Spanish: [
		["es", "El Sr. Gómez llegó tarde. |La Sra. Ruiz no vino."],
		["es", "¿Quién llama? |¡Nadie! |Qué raro."],
		["es", "Vive en EE. UU. desde 2010. |Le gusta."],
		["es", "Véase la pág. 4. |Allí está."],
		["es", "—¿Vienes? —preguntó ella. |Él calló."],
	],
	Portuguese: [
		["pt", "O Sr. Silva chegou. |A Dra. Lima já saiu."],
		["pt", "Está na pág. 9. |Leia com calma."],
	],
	Italian: [
		["it", "Il dott. Bianchi parla. |La sig.ra Neri ascolta."],
		["it", "Pane, vino, ecc. sono sul tavolo. |Si mangia."],
	],
	Dutch: [
		["nl", "Dhr. Jansen kwam om 8 uur. |Mevr. Smit was er al."],
		["nl", "Er was o.a. kaas en bijv. brood. |Het was lekker."],
	],
	"other scripts": [
		["zh", "今天下雨了。|我们没有出门。|你呢？|我也没有！"],
		["zh", "他说：“好。”|然后他走了。"],
		["ja", "雨が降った。|誰も来なかった。"],
		["ja", "「はい。」と彼は言った。|そして帰った。"],
		["ja", "「行くの？」|「行かない。」"],
		["hi", "बारिश हो रही है। |कोई नहीं आया।"],
		["ar", "هل تمطر؟ |نعم، تمطر. |لا أحد هنا."],
		["ru", "Шёл дождь. |Никто не пришёл."],
		["el", "Έβρεχε. |Κανείς δεν ήρθε."],
		["th", "ฝนตก ไม่มีใครมา"],
	],
};

describe("splitSentences", () => {
	for (const [topic, cases] of Object.entries(CASES)) {
		it.each(cases)(`${topic} (%s): %s`, (lang, marked) => {
			const text = marked.replaceAll("|", "");
			const expected = marked.split("|").map((sentence) => sentence.trim());
			expect(sentencesOf(text, lang)).toEqual(expected);
		});
	}

	it("finds nothing in nothing", () => {
		expect(splitSentences("", "en")).toEqual([]);
		expect(splitSentences(" \n\t ", "en")).toEqual([]);
	});

	it("gives trimmed ranges in order that hold every non-white character once", () => {
		const language = fc.constantFrom("en", "de", "fr", "ja", "xx", null);
		fc.assert(
			fc.property(hostileText(), language, (text, lang) => {
				let covered = 0;
				for (const { start, end } of splitSentences(text, lang)) {
					expect(text.slice(covered, start).trim()).toBe("");
					expect(end).toBeGreaterThan(start);
					const sentence = text.slice(start, end);
					expect(sentence.trim()).toBe(sentence);
					covered = end;
				}
				expect(text.slice(covered).trim()).toBe("");
			}),
			{ numRuns: 500 },
		);
	});

	it("gives the same sentences when asked again, and for a sentence alone that sentence", () => {
		fc.assert(
			fc.property(hostileText(), (text) => {
				const first = splitSentences(text, "en");
				expect(splitSentences(text, "en")).toEqual(first);
			}),
			{ numRuns: 200 },
		);
		for (const sentence of sentencesOf("It rained. Dr. Lind left. “Why?” he asked.", "en")) {
			expect(sentencesOf(sentence, "en")).toEqual([sentence]);
		}
	});

	it("finds every end that Intl.Segmenter finds between plain sentences", () => {
		const words = fc.array(fc.stringMatching(/^[a-z]{3,9}$/), { minLength: 1, maxLength: 8 });
		const sentence = fc
			.tuple(words, fc.constantFrom(".", "!", "?", "...", ".”", "?)"))
			.map(([list, stop]) => `X${list.join(" ")}${stop}`);
		const segmenter = new Intl.Segmenter("en", { granularity: "sentence" });
		fc.assert(
			fc.property(fc.array(sentence, { maxLength: 8 }), (sentences) => {
				const text = sentences.join(" ");
				const reference = Array.from(segmenter.segment(text), ({ segment }) => segment.trim());
				expect(sentencesOf(text, "en")).toEqual(reference);
			}),
			{ numRuns: 300 },
		);
	});

	it("tears no character in two where nothing white stands between", () => {
		const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });
		fc.assert(
			fc.property(hostileText(12), (text) => {
				const starts = new Set(Array.from(segmenter.segment(text), ({ index }) => index));
				for (const { start } of splitSentences(text, "en")) {
					if (/\S/u.test(text.charAt(start - 1))) expect(starts).toContain(start);
				}
			}),
			{ numRuns: 300 },
		);
	});

	it("works through half a megabyte of anything", () => {
		for (const unit of ["a", ". ", "Hi! ", "U.S. ", '"', ".”", "\n \n", "z. B. ", "…", "\u0301"]) {
			const text = unit.repeat(500_000 / unit.length);
			const sentences = splitSentences(text, "en");
			expect(
				sentences.reduce((length, { start, end }) => length + end - start, 0),
			).toBeLessThanOrEqual(text.length);
		}
	});
});

function sentencesOf(text: string, lang: string | null): string[] {
	return splitSentences(text, lang).map(({ start, end }) => text.slice(start, end));
}
