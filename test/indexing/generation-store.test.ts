import { execFile } from "node:child_process";
import { mkdir, open, readdir, readFile, rm, symlink, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Sections } from "../../src/domain/section.ts";
import { GenerationStore } from "../../src/indexing/generation-store.ts";
import { buildIndexFolder, CONTENTS, textSections } from "./build-index-folder.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const sectionName = fc.stringMatching(/^[a-z0-9-]{1,12}\.[a-z0-9-]{1,5}$/);
const sectionBytes = fc.oneof(
	fc.uint8Array({ maxLength: 400 }),
	fc.integer({ min: 0, max: 700_000 }).map((length) => new Uint8Array(length).fill(length)),
);
const randomSections: fc.Arbitrary<Sections> = fc
	.dictionary(sectionName, sectionBytes, { maxKeys: 6 })
	.map((sections) => new Map(Object.entries(sections)));

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
	const piece = new Uint8Array(size);
	for (let start = 0; start < bytes.length; start += size) {
		const slice = bytes.subarray(start, start + size);
		piece.set(slice);
		// The same memory each time: a writer that kept it instead of its bytes would write the last piece only.
		yield piece.subarray(0, slice.length);
	}
}

async function snapshot(folder: string): Promise<Record<string, string>> {
	const files = await readdir(folder, { recursive: true, withFileTypes: true });
	const contents = files
		.filter((file) => file.isFile())
		.map(async (file) => {
			const path = join(file.parentPath, file.name);
			return [path.slice(folder.length), await readFile(path, "hex")] as const;
		});
	return Object.fromEntries((await Promise.all(contents)).sort());
}

describe("writing and opening", () => {
	test("any sections are read back byte for byte, in aligned memory that threads can share", async () => {
		const folder = await temporaryFolder();
		await fc.assert(
			fc.asyncProperty(randomSections, async (sections) => {
				await buildIndexFolder(folder, sections);
				const { generation } = await new GenerationStore(folder).open();
				expect(new Set(generation.sections.keys())).toEqual(new Set(sections.keys()));
				for (const [name, bytes] of sections) {
					const read = generation.section(name);
					expect(Buffer.compare(read, bytes)).toBe(0);
					expect(read.buffer).toBeInstanceOf(SharedArrayBuffer);
					expect(read.byteOffset % 8).toBe(0);
				}
				expect(generation.manifest).toMatchObject(CONTENTS);
				await generation.close();
			}),
			{ numRuns: 40 },
		);
	});

	test("a section written piece by piece makes the same generation as one written whole", async () => {
		const bytes = Uint8Array.from({ length: 600_001 }, (_, i) => (i * 31) % 251);
		const whole = await buildIndexFolder(await temporaryFolder(), new Map([["a.bin", bytes]]));
		const build = await new GenerationStore(await temporaryFolder()).startBuild();
		for (const size of [777, 262_144, 500_000]) {
			const generation = await build.beginGeneration();
			await generation.addSection("a.bin", inPieces(bytes, size));
			expect((await generation.commit(CONTENTS)).name).toBe(whole.name);
		}
		await build.release();
	});

	test("lazy sections stay on disk and are read by ranges", async () => {
		const folder = await temporaryFolder();
		await buildIndexFolder(folder, textSections({ "big.bin": "0123456789", "small.bin": "x" }));
		const { generation } = await new GenerationStore(folder).open({ lazy: ["big.bin"] });
		expect([...generation.sections.keys()]).toEqual(["small.bin"]);
		const big = generation.lazySection("big.bin");
		expect(big.size).toBe(10);
		expect(Buffer.from(await big.read(3, 6)).toString()).toBe("345");
		expect(await big.read(10, 10)).toHaveLength(0);
		await expect(big.read(5, 11)).rejects.toThrow(RangeError);
		await expect(big.read(-1, 2)).rejects.toThrow(RangeError);
		await expect(big.read(5, 4)).rejects.toThrow(RangeError);
		await generation.verifyLazySections();
		expect(() => generation.section("big.bin")).toThrow(RangeError);
		expect(() => generation.section("none.bin")).toThrow(/no section none\.bin/);
		await generation.close();
	});

	test("only the sections that are asked for are read", async () => {
		const folder = await temporaryFolder();
		await buildIndexFolder(folder, textSections({ "a.bin": "a", "b.bin": "b", "c.bin": "c" }));
		const { generation } = await new GenerationStore(folder).open({ read: ["b.bin"] });
		expect([...generation.sections.keys()]).toEqual(["b.bin"]);
	});

	test("names that could lead out of the folder are refused", async () => {
		const build = await new GenerationStore(await temporaryFolder()).startBuild();
		const generation = await build.beginGeneration();
		const names = ["../a.bin", "a/b.bin", "a\\b.bin", "..", ".bin", "a", "A.bin", "a.b.c", ""];
		for (const name of [...names, "manifest.json", "a.bin\n", "\0.bin", `${"a".repeat(99)}.b`]) {
			await expect(generation.addSection(name, new Uint8Array(1))).rejects.toThrow(RangeError);
		}
		await expect(build.makeCurrent("../elsewhere", {})).rejects.toThrow(RangeError);
		await build.release();
	});

	test("a section that did not end, or whose source failed, cannot be committed", async () => {
		const folder = await temporaryFolder();
		const build = await new GenerationStore(folder).startBuild();
		const unfinished = await build.beginGeneration();
		await (await unfinished.openSection("a.bin")).write(new Uint8Array(3));
		await expect(unfinished.commit(CONTENTS)).rejects.toThrow(/a\.bin has not ended/);
		const failing = await build.beginGeneration();
		const source = (async function* () {
			yield new Uint8Array(3);
			throw new Error("the source ran dry");
		})();
		await expect(failing.addSection("b.bin", source)).rejects.toThrow("the source ran dry");
		await expect(failing.commit(CONTENTS)).rejects.toThrow(/b\.bin has not ended/);
		await build.release();
		expect(await readdir(join(folder, "generations"))).toEqual([]);
	});

	test("a section's writes must be awaited, and its name may be given once", async () => {
		const build = await new GenerationStore(await temporaryFolder()).startBuild();
		const generation = await build.beginGeneration();
		const section = await generation.openSection("a.bin");
		const first = section.write(new Uint8Array(1_000_000));
		await expect(section.write(new Uint8Array(1))).rejects.toThrow(/Await each write/);
		await first;
		await expect(generation.openSection("a.bin")).rejects.toThrow(RangeError);
		await build.release();
	});
});

describe("generations named by content", () => {
	const sections = textSections({ "a.bin": "alpha", "b.bin": "beta" });

	test("identical content makes no new generation and changes no byte, whatever the clock says", async () => {
		const folder = await temporaryFolder();
		const first = await buildIndexFolder(folder, sections, { now: new Date("2030-01-01") });
		const before = await snapshot(join(folder, "generations"));
		const reversed = new Map([...sections].reverse());
		const second = await buildIndexFolder(folder, reversed, { now: new Date("1999-01-01") });
		expect(second.name).toBe(first.name);
		expect([first.isNew, second.isNew]).toEqual([true, false]);
		expect(await snapshot(join(folder, "generations"))).toEqual(before);
		const elsewhere = await temporaryFolder();
		await buildIndexFolder(elsewhere, sections);
		expect(await snapshot(join(elsewhere, "generations"))).toEqual(before);
	});

	test("the order of settings does not matter, each value does", async () => {
		const name = async (chunker: Record<string, number>) =>
			(
				await buildIndexFolder(await temporaryFolder(), sections, {
					contents: { ...CONTENTS, chunker },
				})
			).name;
		expect(await name({ a: 1, b: 2 })).toBe(await name({ b: 2, a: 1 }));
		expect(await name({ a: 1, b: 2 })).not.toBe(await name({ a: 1, b: 3 }));
	});

	test("a damaged generation is repaired by building the same content again", async () => {
		const folder = await temporaryFolder();
		const { name } = await buildIndexFolder(folder, sections);
		const before = await snapshot(join(folder, "generations"));
		await writeFile(join(folder, "generations", name, "a.bin"), "alphA");
		const again = await buildIndexFolder(folder, sections);
		expect(again).toMatchObject({ name, isNew: true });
		expect(await snapshot(join(folder, "generations"))).toEqual(before);
		await writeFile(join(folder, "current.json"), "{}");
		await buildIndexFolder(folder, sections);
		expect((await new GenerationStore(folder).current()).generation).toBe(name);
	});
});

describe("switching and pruning", () => {
	const numbered = (i: number) => textSections({ "a.bin": `number ${i}` });

	test("after every build exactly the current generation and the one before it are kept", async () => {
		const folder = await temporaryFolder();
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 8 }),
				async (builds) => {
					for (const number of builds) {
						const before = await new GenerationStore(folder).current().catch(() => null);
						const { name } = await buildIndexFolder(folder, numbered(number));
						const pointer = await new GenerationStore(folder).current();
						expect(pointer.generation).toBe(name);
						const isSame = before?.generation === name;
						expect(pointer.previous).toBe((isSame ? before?.previous : before?.generation) ?? null);
						const kept = [pointer.generation, pointer.previous].filter((kept) => kept !== null);
						expect((await readdir(join(folder, "generations"))).sort()).toEqual(kept.sort());
					}
				},
			),
			{ numRuns: 12 },
		);
	});

	test("modification times play no part in what is kept", async () => {
		const folder = await temporaryFolder();
		const names: string[] = [];
		for (const i of [1, 2, 3]) {
			const { name } = await buildIndexFolder(folder, numbered(i));
			await utimes(join(folder, "generations", name), 4e9 - i * 1e9, 4e9 - i * 1e9);
			names.push(name);
		}
		expect((await readdir(join(folder, "generations"))).sort()).toEqual(names.slice(1).sort());
	});

	test("a committed generation serves only once it is made current", async () => {
		const folder = await temporaryFolder();
		const store = new GenerationStore(folder);
		const build = await store.startBuild();
		const generation = await build.beginGeneration();
		await generation.addSections(numbered(1));
		const { name } = await generation.commit(CONTENTS);
		await expect(store.open()).rejects.toMatchObject({ code: "index_missing" });
		await build.makeCurrent(name, { skipped: [{ path: "a.md", reason: "draft" }] });
		const { pointer } = await store.open();
		expect(pointer.build).toEqual({ skipped: [{ path: "a.md", reason: "draft" }] });
		await build.release();
	});

	test("a generation that is not there cannot be made current", async () => {
		const build = await new GenerationStore(await temporaryFolder()).startBuild();
		const attempt = build.makeCurrent("0".repeat(32), {});
		await expect(attempt).rejects.toMatchObject({ code: "index_corrupt" });
		await build.release();
	});

	test("a report that JSON cannot express is refused before anything changes", async () => {
		const folder = await temporaryFolder();
		const { name } = await buildIndexFolder(folder, numbered(1));
		const before = await snapshot(folder);
		const build = await new GenerationStore(folder).startBuild();
		for (const report of [undefined, { rate: Number.NaN }, [Number.POSITIVE_INFINITY], 10n]) {
			await expect(build.makeCurrent(name, report)).rejects.toThrow(TypeError);
		}
		await build.release();
		expect(await snapshot(folder)).toEqual(before);
	});

	test("an open generation stays readable while later builds prune it", async () => {
		const folder = await temporaryFolder();
		await buildIndexFolder(folder, numbered(1));
		const { generation } = await new GenerationStore(folder).open({ lazy: ["a.bin"] });
		for (const i of [2, 3, 4]) await buildIndexFolder(folder, numbered(i));
		expect(await readdir(join(folder, "generations"))).not.toContain(generation.name);
		const section = generation.lazySection("a.bin");
		await section.verify();
		expect(Buffer.from(await section.read(0, section.size)).toString()).toBe("number 1");
		await generation.close();
	});

	test("readers that open while builds go on always get one whole generation", async () => {
		const folder = await temporaryFolder();
		const twice = (i: number) => textSections({ "a.bin": `n ${i}`, "b.bin": `n ${i}` });
		await buildIndexFolder(folder, twice(0));
		const seen = new Set<string>();
		let isBuilding = true;
		const reading = (async () => {
			while (isBuilding) {
				const { generation } = await new GenerationStore(folder).open();
				const [a, b] = ["a.bin", "b.bin"].map((name) => Buffer.from(generation.section(name)));
				expect(a?.toString()).toBe(b?.toString());
				seen.add(String(a));
			}
		})();
		for (let i = 1; i <= 25; i++) await buildIndexFolder(folder, twice(i));
		isBuilding = false;
		await reading;
		expect(seen.size).toBeGreaterThan(1);
	});

	test.skipIf(process.platform === "win32")(
		"a reader whose generation is pruned while it opens it gets the current one",
		async () => {
			const folder = await temporaryFolder();
			const { name } = await buildIndexFolder(folder, numbered(1));
			const older = await readFile(join(folder, "current.json"));
			await buildIndexFolder(folder, numbered(2));
			const newer = await readFile(join(folder, "current.json"));
			await writeFile(join(folder, "current.json"), older);
			// A pipe in place of the manifest stops the reader between the pointer and the generation.
			const manifest = join(folder, "generations", name, "manifest.json");
			await rm(manifest);
			await promisify(execFile)("mkfifo", [manifest]);
			const opening = new GenerationStore(folder).open();
			const pipe = await open(manifest, "w");
			await writeFile(join(folder, "current.json"), newer);
			await pipe.close();
			const { generation } = await opening;
			expect(Buffer.from(generation.section("a.bin")).toString()).toBe("number 2");
		},
	);

	test("builds that keep starting at the same time run one by one, and the others hear that it is locked", async () => {
		const folder = await temporaryFolder();
		const counts = { built: 0, running: 0 };
		const keepStarting = async () => {
			for (let attempt = 0; attempt < 60; attempt++) {
				const build = await new GenerationStore(folder).startBuild().catch((error: unknown) => {
					expect(error).toMatchObject({ code: "index_locked" });
				});
				if (build === undefined) continue;
				expect(++counts.running).toBe(1);
				await build.beginGeneration();
				counts.running--;
				await build.release();
				counts.built++;
			}
		};
		await Promise.all(Array.from({ length: 5 }, keepStarting));
		expect(counts.built).toBeGreaterThan(0);
		expect(await readdir(folder)).not.toContain("build.lock");
	});

	test("what crashed builds left is removed by the next build, and nothing else is", async () => {
		const folder = await temporaryFolder();
		await mkdir(join(folder, "generations", ".tmp-0123456789abcdef"), { recursive: true });
		await writeFile(join(folder, "generations", ".tmp-0123456789abcdef", "a.bin"), "half");
		await writeFile(join(folder, ".tmp-pointer"), "half");
		await writeFile(join(folder, "generations", "notes.txt"), "mine");
		await writeFile(join(folder, "my-article.md"), "mine");
		const { name } = await buildIndexFolder(folder, numbered(1));
		expect((await readdir(join(folder, "generations"))).sort()).toEqual([name, "notes.txt"].sort());
		expect((await readdir(folder)).sort()).toEqual([
			"cache",
			"current.json",
			"generations",
			"my-article.md",
		]);
	});
});

describe("what is not there or not readable", () => {
	test("a missing index is an error that gives the command to build it", async () => {
		const folder = join(await temporaryFolder(), "my index");
		const store = new GenerationStore(folder);
		for (const attempt of [store.open(), store.current(), store.describe()]) {
			await expect(attempt).rejects.toMatchObject({
				code: "index_missing",
				message: expect.stringContaining(`sitecite build --out "${folder}"`),
			});
		}
	});

	test("an index in a place that cannot be written is an error that names it", async () => {
		const file = join(await temporaryFolder(), "file");
		await writeFile(file, "");
		const attempt = new GenerationStore(join(file, "index")).startBuild();
		await expect(attempt).rejects.toMatchObject({
			code: "index_unwritable",
			message: expect.stringContaining(join(file, "index")),
		});
	});

	test("a section that is a link is refused, even to equal bytes", async () => {
		const folder = await temporaryFolder();
		const { name } = await buildIndexFolder(folder, textSections({ "a.bin": "alpha" }));
		const section = join(folder, "generations", name, "a.bin");
		await writeFile(join(folder, "outside"), "alpha");
		await rm(section);
		await symlink(join(folder, "outside"), section);
		await expect(new GenerationStore(folder).open()).rejects.toMatchObject({
			code: "index_corrupt",
			message: expect.stringContaining(section),
		});
	});
});

test("describe tells counts, files, roles of the generations, cache size and the running build", async () => {
	const folder = await temporaryFolder();
	const old = await buildIndexFolder(folder, textSections({ "a.bin": "alpha" }));
	const { name } = await buildIndexFolder(folder, textSections({ "a.bin": "alphabet" }));
	const store = new GenerationStore(folder);
	expect((await store.describe()).builder).toBeNull();
	const build = await store.startBuild();
	await build.cache.write("embeddings.bin", new Uint8Array(123));
	const description = await store.describe();
	await build.release();
	expect(description).toMatchObject({
		folder,
		pointer: { generation: name, previous: old.name },
		cacheBytes: 123,
		builder: { pid: process.pid },
	});
	expect(description.manifest.counts).toEqual(CONTENTS.counts);
	expect(description.manifest.files).toMatchObject([{ name: "a.bin", size: 8 }]);
	expect(new Map(description.generations.map((each) => [each.name, each.role]))).toEqual(
		new Map([
			[name, "current"],
			[old.name, "previous"],
		]),
	);
});
