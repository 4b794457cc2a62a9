import { readdirSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ask } from "../../src/app/ask.ts";
import { buildIndex } from "../../src/app/build-index.ts";
import { LiveIndex } from "../../src/app/live-index.ts";
import type { OpenIndex } from "../../src/app/open-index.ts";
import { builtSandbox, type Sandbox } from "../fixtures/sample-index.ts";

let box: Sandbox;
let live: LiveIndex;
let refusals: unknown[] = [];

beforeEach(async () => {
	box = await builtSandbox();
	refusals = [];
	live = await LiveIndex.open(await config(), { onRefusal: (error) => refusals.push(error) });
});

afterEach(async () => {
	await live.close();
	box.remove();
});

const config = () => box.config();

async function build(name: string): Promise<string> {
	box.write(`corpus/${name}.txt`, `Note ${name}\n\nThe ferry of ${name} was painted green.`);
	return (await buildIndex({ config: await config() })).generation;
}

/** Cuts a file of a generation short, as a full disk would. */
function damage(generation: string, pattern: RegExp): void {
	const folder = join(box.folder, ".sitecite/generations", generation);
	const file = readdirSync(folder).find((name) => pattern.test(name)) ?? "";
	truncateSync(join(folder, file), 10);
}

const readsArticles = async (index: OpenIndex) => {
	const [id = ""] = index.articles.ids();
	return (await index.articles.get(id)) !== null;
};

describe("LiveIndex", () => {
	it("answers from a newer generation once it is told to look", async () => {
		const generation = await build("tartu");
		expect(await live.reload()).toBe("swapped");
		expect(live.current.info).toMatchObject({ generation, articles: 4 });
		expect(await live.reload()).toBe("unchanged");
		expect(live.swaps).toBe(1);
	});

	it("keeps a generation open for who holds it, and closes it then", async () => {
		const first = live.current;
		const close = vi.spyOn(first, "close");
		const release = live.hold(first);
		const releaseToo = live.hold(first);
		await build("tartu");
		await live.reload();
		await build("narva");
		await live.reload();
		expect(live.current).not.toBe(first);
		const question = { text: "Who pays for the dam?", limit: 5, filter: {} };
		expect((await ask(first, question, { threshold: 0 })).index.articles).toBe(3);
		expect(await readsArticles(first)).toBe(true);
		release();
		release();
		expect(close).not.toHaveBeenCalled();
		releaseToo();
		await vi.waitFor(() => expect(close).toHaveBeenCalledTimes(1));
		await expect(readsArticles(first)).rejects.toThrow();
	});

	it("closes at once what nobody holds", async () => {
		const close = vi.spyOn(live.current, "close");
		await build("tartu");
		await live.reload();
		await vi.waitFor(() => expect(close).toHaveBeenCalledTimes(1));
	});

	it("keeps no memory of what was replaced, though threads answered from it", async () => {
		const own = await LiveIndex.open(await box.config({ server: { workers: 1 } }));
		const vectors = new WeakRef(own.current.sections.get("vectors.bin")?.buffer ?? {});
		const isThere = () => vectors.deref() !== undefined;
		expect(isThere()).toBe(true);
		await build("tartu");
		expect(await own.reload()).toBe("swapped");
		await expect.poll(isThere, { timeout: 20_000 }).toBe(false);
		await own.close();
	});

	it.each([
		["an index", /index|chunks|vectors|postings/],
		["the articles, which are read only when asked for", /article/],
		["the manifest", /manifest/],
	])("refuses a generation whose file of %s is damaged, and goes on", async (_, pattern) => {
		const before = live.current;
		damage(await build("tartu"), pattern);
		expect(await live.reload()).toBe("refused");
		expect(live.current).toBe(before);
		expect(await readsArticles(before)).toBe(true);
		expect(live.refused).toMatchObject({ code: "index_corrupt" });
		expect(live.refused?.detail).not.toContain(box.folder);
		expect(String(refusals[0])).toContain(box.folder);
		const next = await build("narva");
		expect(await live.reload()).toBe("swapped");
		expect(live.current.info.generation).toBe(next);
		expect(live.refused).toBeNull();
	});

	it("looks again where it was told to while it was looking", async () => {
		await build("tartu");
		const first = live.reload();
		const generation = await build("narva");
		expect(await Promise.all([first, live.reload(), live.reload()])).toContain("swapped");
		expect(live.current.info.generation).toBe(generation);
	});
});
