import { afterEach, describe, expect, it } from "vitest";
import { ask } from "../../src/app/ask.ts";
import { buildIndex } from "../../src/app/build-index.ts";
import { SentenceSample } from "../../src/app/check-legs.ts";
import { openIndex } from "../../src/app/open-index.ts";
import type { IndexedChunk } from "../../src/domain/indexed-chunk.ts";
import { type Sandbox, sandbox } from "../fixtures/sample-index.ts";

let box: Sandbox | undefined;

afterEach(() => box?.remove());

/** Articles of four paragraphs, each about a word of its own. */
function articles(word: (number: number) => string, filler: readonly string[]) {
	return Object.fromEntries(
		Array.from({ length: 20 }, (_, number) => {
			const topic = word(number);
			const paragraph = (place: number) =>
				Array.from({ length: 5 }, (_, i) => {
					const others = filler.map(
						(_, j) => filler[(i * 7 + j * 3 + place + number) % filler.length],
					);
					return `${topic} ${others.slice(0, 9).join(" ")} ${topic}.`;
				}).join(" ");
			const text = [0, 1, 2, 3].map(paragraph).join("\n\n");
			return [`corpus/${number}.txt`, `Article ${number}\n\n${text}\n`];
		}),
	);
}

const build = async (files: Record<string, string>) => {
	box = sandbox(files);
	const config = await box.config({ embedder: "static", chunks: { maxWords: 20 } });
	return { config, report: await buildIndex({ config }) };
};

describe("the check of the legs", () => {
	it("finds both legs of use where the model knows the language", async () => {
		const animals =
			"horse cow sheep goat pig dog cat mouse rabbit fox wolf bear lion tiger eagle owl crow duck goose swan";
		const filler = "people saw how it went over field and river in early light of day".split(" ");
		const { report } = await build(articles((i) => animals.split(" ")[i] ?? "", filler));
		expect(report.legs).toMatchObject({ sentences: 20, usesSemantic: true });
		expect(report.legs?.lexical).toBeGreaterThan(10);
	});

	it("reports a leg that cannot read the language, and asks words alone from then on", async () => {
		// Ethiopic syllables, of which the models' vocabulary has none.
		const word = (i: number) => String.fromCodePoint(0x1208 + i, 0x1228 + i, 0x1260 + i);
		const { config, report } = await build(
			articles(
				word,
				Array.from({ length: 12 }, (_, i) => word(i + 30)),
			),
		);
		expect(report.legs).toMatchObject({ sentences: 20, usesSemantic: false });
		expect(report.legs?.semantic).toBeLessThan(4);
		const index = await openIndex(config);
		expect(index.degraded).toMatch(/Meaning is of no use/);
		const found = await ask(index, { text: word(3), filter: {}, limit: 3 }, { threshold: 0 });
		expect(found.passages[0]?.citation.article.title).toBe("Article 3");
		expect(found.passages[0]?.scores.semantic).toBeNull();
		await index.close();
	});

	it("says nothing of a few articles", async () => {
		const few = Object.entries(articles((i) => `word${i}`, ["some", "filler"])).slice(0, 3);
		const { report } = await build(Object.fromEntries(few));
		expect(report.legs).toBeNull();
	});
});

describe("SentenceSample", () => {
	it("keeps at most 128 sentences, spread over all articles", () => {
		const sample = new SentenceSample();
		const text = "One two three four five six seven.";
		for (let article = 0; article < 5000; article++) {
			const chunk = {
				id: `${article}`,
				articleId: `${article}`,
				text,
				start: 0,
				sentences: [{ start: 0, end: text.length }],
			} as unknown as IndexedChunk;
			sample.add([chunk, chunk]);
		}
		const kept = sample.list().map(({ articleId }) => Number(articleId));
		expect(kept.length).toBeGreaterThan(60);
		expect(kept.length).toBeLessThanOrEqual(128);
		expect(Math.min(...kept)).toBeLessThan(200);
		expect(Math.max(...kept)).toBeGreaterThan(4800);
	});
});
