import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseModel } from "../../../src/embedding/static/load-model.ts";
import {
	loadStaticEmbedder,
	StaticEmbedder,
} from "../../../src/embedding/static/static-embedder.ts";
import { describeEmbedder } from "../../contracts/embedder.ts";
import { modelFile, SMALL_MODEL } from "./write-model.ts";

describeEmbedder("static with the bundled model", () => loadStaticEmbedder());

describe("StaticEmbedder", () => {
	it("adds the rows of the tokens, each by its scale, and scales the sum to length 1", () => {
		// north + ##ern + wind = (0, 50) + (50, 0) + (25, 0)
		const [x = 0, y = 0] = smallEmbedder().embedOne("Northern WIND");
		expect(x).toBeCloseTo(75 / Math.hypot(75, 50), 6);
		expect(y).toBeCloseTo(50 / Math.hypot(75, 50), 6);
	});

	it("counts a token as often as it stands in the text, for any number of tokens", () => {
		for (let winds = 1; winds <= 9; winds++) {
			const [x = 0, y = 0] = smallEmbedder().embedOne(`north${" wind".repeat(winds)}`);
			expect(x / y).toBeCloseTo((winds * 25) / 50, 5);
		}
	});

	it("leaves unknown words out", () => {
		const embedder = smallEmbedder();
		expect(embedder.embedOne("the wind, then")).toEqual(embedder.embedOne("wind"));
	});

	it("compares a question with a text as a whole and word piece by word piece", () => {
		const meaning = smallEmbedder().meaningOf("north wind");
		// Rows of length 100 and scale 0.5, 100 and 0.25: the first weighs twice as much.
		expect([...meaning.weights]).toEqual([expect.closeTo(2 / 3, 5), expect.closeTo(1 / 3, 5)]);
		const [winds, south, unknown] = meaning.compare(["wind wind", "south", "unheard of"]);
		expect([...(winds?.nearest ?? [])]).toEqual([0, expect.closeTo(1, 5)]);
		expect(winds?.similarity).toBeCloseTo(25 / Math.hypot(25, 50), 5);
		expect([...(south?.nearest ?? [])]).toEqual([0, 0]);
		expect(unknown).toEqual({ similarity: 0, nearest: new Float32Array(2) });
		expect(smallEmbedder().meaningOf("unheard of").weights).toHaveLength(0);
	});

	it("gives zeros for a text without a known word, and where vectors cancel out", () => {
		const embedder = smallEmbedder();
		for (const text of ["", "   ", "sea", "[UNK] [PAD]", "north south"]) {
			expect([...embedder.embedOne(text)]).toEqual([0, 0]);
		}
	});

	it("embeds one text as embed does", async () => {
		const embedder = await loadStaticEmbedder();
		const text = "What lies behind the mountains?";
		expect([embedder.embedOne(text)]).toEqual(await embedder.embed([text]));
	});

	it("has a fingerprint that names the version and changes with the model", () => {
		const other = parseModel(modelFile({ ...SMALL_MODEL, scales: [1, 1, 1, 1, 1, 1, 1] }));
		expect(smallEmbedder().fingerprint).toMatch(/^static-0\.0\.1-[0-9a-f]{16}$/);
		expect(new StaticEmbedder(other).fingerprint).not.toBe(smallEmbedder().fingerprint);
	});

	it("lets the event loop turn while it works through many texts", async () => {
		let turns = 0;
		const counter = setInterval(() => turns++, 0);
		await smallEmbedder().embed(Array(5_000).fill("north wind ".repeat(300)));
		clearInterval(counter);
		expect(turns).toBeGreaterThan(1);
	});
});

describe("loadStaticEmbedder", () => {
	let folder: string;
	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), "sitecite-embedder-"));
	});
	afterAll(async () => {
		await rm(folder, { recursive: true });
	});

	it("finds likeness of meaning with the bundled model", async () => {
		const embedder = await loadStaticEmbedder();
		const [question, near, far] = await embedder.embed([
			"Which illness did the doctor treat?",
			"The physician cured a disease of the lungs.",
			"The train leaves the station at noon.",
		]);
		expect(cosine(question, near)).toBeGreaterThan(cosine(question, far) + 0.1);
	});

	it("loads another model on request", async () => {
		const path = join(folder, "small.safetensors");
		await writeFile(path, modelFile(SMALL_MODEL));
		expect((await loadStaticEmbedder(path)).dimensions).toBe(2);
	});
});

function smallEmbedder(): StaticEmbedder {
	return new StaticEmbedder(parseModel(modelFile(SMALL_MODEL)));
}

function cosine(a: Float32Array | undefined, b: Float32Array | undefined): number {
	if (a === undefined || b === undefined) return Number.NaN;
	return a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
}
