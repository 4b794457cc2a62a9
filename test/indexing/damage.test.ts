import { mkdir, readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { SiteciteError } from "../../src/domain/errors.ts";
import { GenerationStore } from "../../src/indexing/generation-store.ts";
import { requireEmbedder } from "../../src/indexing/require-embedder.ts";
import { buildIndexFolder, CONTENTS, textSections } from "./build-index-folder.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** Every sixth byte of each file: all of them together took 8 s on two busy cores, and found no more. */
const STEP = 6;

const sections = textSections({
	"chunks.json": JSON.stringify({ chunks: ["one", "two", "three"] }),
	"empty.bin": "",
	"postings.bin": "0123456789".repeat(50),
});

/** An index of two generations, and the paths of the files its readers depend on. */
async function builtIndex() {
	const folder = await temporaryFolder();
	await buildIndexFolder(folder, textSections({ "chunks.json": "the one before" }));
	const { name } = await buildIndexFolder(folder, sections);
	const generation = join(folder, "generations", name);
	const files = (await readdir(generation)).map((file) => join(generation, file));
	return { folder, name, files: [join(folder, "current.json"), ...files] };
}

/** The error of opening the index in either way of reading; fails where it opens. */
async function errorOfOpening(folder: string, lazy: readonly string[]): Promise<SiteciteError> {
	try {
		const { generation } = await new GenerationStore(folder).open({ lazy });
		await generation.verifyLazySections().finally(() => generation.close());
	} catch (error) {
		if (error instanceof SiteciteError) return error;
		throw error;
	}
	throw new Error("a damaged index was opened");
}

async function withBytes(file: string, bytes: Uint8Array, action: () => Promise<void>) {
	const original = await readFile(file);
	await writeFile(file, bytes);
	await action();
	await writeFile(file, original);
}

function expectNamed(error: SiteciteError, file: string): void {
	expect(["index_corrupt", "index_version"]).toContain(error.code);
	expect(error.message).toContain(file);
	expect(error.message).toContain("sitecite build --out");
}

describe("damage", () => {
	test("one flipped bit anywhere in any file is an error that names the file", async () => {
		const { folder, files } = await builtIndex();
		for (const [round, file] of files.entries()) {
			const original = await readFile(file);
			for (let position = round % STEP; position < original.length; position += STEP) {
				const flipped = Uint8Array.from(original);
				flipped[position] = (original[position] ?? 0) ^ (1 << ((position / STEP) & 7));
				await withBytes(file, flipped, async () => {
					const lazy = (position / STEP) & 1 ? [] : ["chunks.json", "postings.bin"];
					expectNamed(await errorOfOpening(folder, lazy), file);
				});
			}
		}
	});

	test("a file of any other length is an error that names the file", async () => {
		const { folder, files } = await builtIndex();
		await fc.assert(
			fc.asyncProperty(
				fc.constantFrom(...files),
				fc.nat(600),
				fc.boolean(),
				async (file, length, isLazy) => {
					const original = await readFile(file);
					fc.pre(length !== original.length);
					const other = new Uint8Array(length);
					other.set(original.subarray(0, length));
					await withBytes(file, other, async () => {
						expectNamed(await errorOfOpening(folder, isLazy ? ["postings.bin"] : []), file);
					});
				},
			),
			{ numRuns: 120 },
		);
	});

	test("a missing file is an error that names the file, and the generation before is not served instead", async () => {
		const { folder, files } = await builtIndex();
		for (const file of files.slice(1)) {
			const original = await readFile(file);
			await rm(file);
			expectNamed(await errorOfOpening(folder, []), file);
			await mkdir(file);
			expectNamed(await errorOfOpening(folder, []), file);
			await rm(file, { recursive: true });
			await writeFile(file, original);
		}
	});

	test("a lazy section that is cut off while it is open is an error, not a short answer", async () => {
		const { folder, name } = await builtIndex();
		const { generation } = await new GenerationStore(folder).open({ lazy: ["postings.bin"] });
		const section = generation.lazySection("postings.bin");
		const file = join(folder, "generations", name, "postings.bin");
		await truncate(file, 100);
		await expect(section.read(90, 110)).rejects.toMatchObject({
			code: "index_corrupt",
			message: expect.stringContaining(file),
		});
		await generation.close();
	});
});

describe("another format", () => {
	test("a manifest of another format version is an error that says found, expected and what to do", async () => {
		const { folder, name } = await builtIndex();
		const file = join(folder, "generations", name, "manifest.json");
		const text = await readFile(file, "utf8");
		await writeFile(file, text.replace(/"formatVersion": \d+/, '"formatVersion": 7'));
		const error = await errorOfOpening(folder, []);
		expect(error.code).toBe("index_version");
		expect(error.message).toMatch(/version 7,.*reads version \d+\..*sitecite build --out/);
		expect(error.message).toContain(file);
	});

	test("a manifest of the other byte order is an error, as its numbers would be misread", async () => {
		const { folder, name } = await builtIndex();
		const file = join(folder, "generations", name, "manifest.json");
		const text = await readFile(file, "utf8");
		const other = text.includes('"LE"')
			? text.replace('"LE"', '"BE"')
			: text.replace('"BE"', '"LE"');
		await writeFile(file, other);
		expect((await errorOfOpening(folder, [])).code).toBe("index_version");
	});

	test("a pointer of another format version is replaced by the next build", async () => {
		const { folder, name } = await builtIndex();
		const file = join(folder, "current.json");
		await writeFile(file, JSON.stringify({ formatVersion: 99, generation: "../../etc" }));
		expect((await errorOfOpening(folder, [])).code).toBe("index_version");
		expect((await buildIndexFolder(folder, sections)).name).toBe(name);
		await (await new GenerationStore(folder).open()).generation.close();
	});

	test("a pointer that leads out of the folder is never followed", async () => {
		const { folder } = await builtIndex();
		for (const generation of ["..", "../generations", "/etc", "", 5, null]) {
			const pointer = { formatVersion: 2, generation, previous: null, builtAt: "", build: {} };
			await writeFile(join(folder, "current.json"), JSON.stringify(pointer));
			expectNamed(await errorOfOpening(folder, []), join(folder, "current.json"));
		}
	});
});

test("vectors of another embedder are an error that names both embedders and the remedy", async () => {
	const { folder } = await builtIndex();
	const { generation } = await new GenerationStore(folder).open();
	const { manifest } = generation;
	requireEmbedder(folder, manifest.embedder, CONTENTS.embedder);
	const others = [{ id: "other" }, { fingerprint: "fake-2" }, { dimensions: 5 }];
	for (const other of others) {
		expect(() =>
			requireEmbedder(folder, manifest.embedder, { ...CONTENTS.embedder, ...other }),
		).toThrow(
			expect.objectContaining({
				code: "embedder_mismatch",
				message: expect.stringMatching(/fake-1.*sitecite build --out/),
			}),
		);
	}
});
