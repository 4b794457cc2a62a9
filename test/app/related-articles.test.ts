import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildIndex } from "../../src/app/build-index.ts";
import { type OpenIndex, openIndex } from "../../src/app/open-index.ts";
import { relatedArticles } from "../../src/app/related-articles.ts";
import { type Sandbox, sandbox } from "../fixtures/sample-index.ts";

const ARTICLES = {
	"corpus/bread.txt":
		"Baking bread\n\nKnead the dough, let it rise, and bake the loaf in a hot oven.",
	"corpus/rolls.txt":
		"Morning rolls\n\nRolls are small loaves: flour, yeast, water and a short bake.",
	"corpus/comet.txt":
		"A comet\n\nAstronomers saw the comet through a telescope near the orbit of Mars.",
	"corpus/moons.txt": "Moons\n\nThe planet's moons were found by a telescope in orbit.",
};

let box: Sandbox;
let index: OpenIndex;
const idOf = (title: string) =>
	index.list.slice(0, 99).find((article) => article.title === title)?.id ?? "";

beforeAll(async () => {
	box = sandbox(ARTICLES);
	const config = await box.config({ embedder: "static" });
	await buildIndex({ config });
	index = await openIndex(config);
});

afterAll(async () => {
	await index.close();
	box.remove();
});

describe("related articles", () => {
	it.each([
		["Baking bread", "Morning rolls"],
		["Morning rolls", "Baking bread"],
		["A comet", "Moons"],
		["Moons", "A comet"],
	])("of %s begin with %s", async (title, nearest) => {
		const { articles } = await relatedArticles(index, idOf(title), 3);
		expect(articles[0]?.title).toBe(nearest);
		expect(articles.map(({ id }) => id)).not.toContain(idOf(title));
		expect(articles).toHaveLength(3);
		const similarities = articles.map(({ similarity }) => similarity);
		expect(similarities).toEqual([...similarities].sort((a, b) => b - a));
	});

	it("are as many as wanted", async () => {
		expect((await relatedArticles(index, idOf("Moons"), 1)).articles).toHaveLength(1);
	});

	it("of an article there is not are an error", async () => {
		await expect(relatedArticles(index, "none", 3)).rejects.toMatchObject({ code: "not_found" });
	});
});
