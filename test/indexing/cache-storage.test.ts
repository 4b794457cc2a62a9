import { mkdir, readdir, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { GenerationStore } from "../../src/indexing/generation-store.ts";
import { temporaryFolder } from "./temporary-folder.ts";

test("what one build caches the next one reads, and what was never written is null", async () => {
	const store = new GenerationStore(await temporaryFolder());
	const first = await store.startBuild();
	expect(await first.cache.read("a.bin")).toBeNull();
	await first.cache.write("a.bin", Uint8Array.of(1, 2, 3));
	await first.cache.write("a.bin", Uint8Array.of(4));
	await first.release();
	const second = await store.startBuild();
	expect([...((await second.cache.read("a.bin")) ?? [])]).toEqual([4]);
	await second.release();
});

test("only the three files written last are kept, and files of other names are left alone", async () => {
	const folder = await temporaryFolder();
	const cache = join(folder, "cache");
	await mkdir(cache, { recursive: true });
	await writeFile(join(cache, "Notes of mine"), "");
	const build = await new GenerationStore(folder).startBuild();
	for (const [i, name] of ["z.bin", "a.bin", "m.bin", "b.bin"].entries()) {
		await build.cache.write(name, Uint8Array.of(i));
		await utimes(join(cache, name), i, i);
	}
	expect((await readdir(cache)).sort()).toEqual(["Notes of mine", "a.bin", "b.bin", "m.bin"]);
	await build.cache.write("a.bin", Uint8Array.of(9));
	expect((await readdir(cache)).sort()).toEqual(["Notes of mine", "a.bin", "b.bin", "m.bin"]);
	await build.release();
});

test("names that could lead out of the folder are refused", async () => {
	const build = await new GenerationStore(await temporaryFolder()).startBuild();
	await expect(build.cache.read("../current.json")).rejects.toThrow(RangeError);
	await expect(build.cache.write("../current.json", new Uint8Array())).rejects.toThrow(RangeError);
	await build.release();
});

test("a build that lost its lock neither writes the cache nor switches the index", async () => {
	const folder = await temporaryFolder();
	const build = await new GenerationStore(folder).startBuild();
	const { name } = await (await build.beginGeneration()).commit({
		counts: { articles: 0, chunks: 0 },
		embedder: { id: "fake", fingerprint: "fake-1", dimensions: 4 },
		legs: null,
		chunker: {},
		engine: "orama",
	});
	await writeFile(join(folder, "build.lock"), "another build's");
	const locked = { code: "index_locked" };
	await expect(build.cache.write("a.bin", new Uint8Array())).rejects.toMatchObject(locked);
	await expect(build.makeCurrent(name, {})).rejects.toMatchObject(locked);
	await build.release();
	expect((await readdir(folder)).sort()).toEqual(["build.lock", "cache", "generations"]);
});
