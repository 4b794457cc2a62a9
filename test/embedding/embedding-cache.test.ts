import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Embedder, EmbedOptions } from "../../src/embedding/embedder.ts";
import {
	type CachedEmbeddings,
	type CacheStorage,
	EmbeddingCache,
	embedWithCache,
} from "../../src/embedding/embedding-cache.ts";

const DIMENSIONS = 3;

/** Gives every text a vector that shows the text and the fingerprint, and remembers what it was asked. */
class RecordingEmbedder implements Omit<Embedder, "close"> {
	readonly id = "recording";
	readonly fingerprint: string;
	readonly dimensions = DIMENSIONS;
	readonly asked: string[] = [];

	constructor(fingerprint = "one") {
		this.fingerprint = fingerprint;
	}

	vectorOf(text: string): number[] {
		let hash = this.fingerprint.length;
		for (let i = 0; i < text.length; i++) hash = (hash * 31 + text.charCodeAt(i)) % 8191;
		return [hash, text.length, this.fingerprint.charCodeAt(0)];
	}

	async embed(texts: readonly string[], options: EmbedOptions = {}): Promise<Float32Array[]> {
		options.signal?.throwIfAborted();
		this.asked.push(...texts);
		options.onProgress?.(texts.length);
		return texts.map((text) => Float32Array.from(this.vectorOf(text)));
	}
}

class MemoryStorage implements CacheStorage {
	readonly files = new Map<string, Uint8Array>();
	writes = 0;

	async read(name: string): Promise<Uint8Array | null> {
		return this.files.get(name)?.slice() ?? null;
	}

	async write(name: string, bytes: Uint8Array): Promise<void> {
		this.writes++;
		this.files.set(name, bytes.slice());
	}

	only(): { readonly name: string; readonly bytes: Uint8Array } {
		const [[name, bytes] = ["", new Uint8Array()], ...others] = this.files;
		expect(others).toEqual([]);
		return { name, bytes };
	}
}

/** One whole build: load, embed, save. */
async function build(
	storage: CacheStorage,
	texts: readonly string[],
	embedder = new RecordingEmbedder(),
): Promise<CachedEmbeddings & { asked: string[]; warning: string | null }> {
	const { cache, warning } = await EmbeddingCache.load(storage, embedder);
	const result = await embedWithCache(embedder, cache, texts);
	await cache.save(storage, { isFinished: true });
	expect(result.vectors.map((vector) => [...vector])).toEqual(
		texts.map((text) => embedder.vectorOf(text)),
	);
	expect(result.embedded + result.reused).toBe(texts.length);
	return { ...result, asked: embedder.asked, warning };
}

const anyText = fc.oneof(
	fc.constantFrom("a", "b", "c", ""),
	fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)) }),
);

describe("reuse", () => {
	test("only texts that neither of the last two builds used are embedded, each once, vectors always right", async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.array(anyText, { maxLength: 12 }), { maxLength: 6 }),
				async (builds) => {
					const storage = new MemoryStorage();
					for (const [i, texts] of builds.entries()) {
						const known = new Set([...(builds[i - 1] ?? []), ...(builds[i - 2] ?? [])]);
						const fresh = [...new Set(texts)].filter((text) => !known.has(text));
						const { asked, embedded, warning } = await build(storage, texts);
						expect(asked.sort()).toEqual(fresh.sort());
						expect(embedded).toBe(fresh.length);
						expect(warning).toBeNull();
					}
				},
			),
			{ numRuns: 200 },
		);
	});

	test("an edited text is the only one embedded again", async () => {
		const storage = new MemoryStorage();
		await build(storage, ["one", "two", "three"]);
		const { asked, embedded, reused } = await build(storage, ["one", "two, edited", "three"]);
		expect({ asked, embedded, reused }).toEqual({ asked: ["two, edited"], embedded: 1, reused: 2 });
	});

	test("texts that differ in broken surrogates alone have vectors of their own", async () => {
		const { asked } = await build(new MemoryStorage(), ["\ud800", "\udbff", "\ufffd"]);
		expect(asked).toHaveLength(3);
	});

	test("another fingerprint has a file of its own and never sees the first one's vectors", async () => {
		const storage = new MemoryStorage();
		await build(storage, ["a", "b"], new RecordingEmbedder("one"));
		const { embedded } = await build(storage, ["a", "b"], new RecordingEmbedder("two"));
		expect(embedded).toBe(2);
		expect(storage.files.size).toBe(2);
		expect((await build(storage, ["a", "b"], new RecordingEmbedder("one"))).reused).toBe(2);
	});

	test("changing a returned vector changes neither its twin nor the cache", async () => {
		const storage = new MemoryStorage();
		const first = await build(storage, ["a", "a"]);
		first.vectors[0]?.fill(7);
		expect([...(first.vectors[1] ?? [])]).toEqual(new RecordingEmbedder().vectorOf("a"));
		expect((await build(storage, ["a"])).reused).toBe(1);
	});
});

describe("saving", () => {
	test("the file's bytes depend on the texts of the last two builds alone, not on their order", async () => {
		const [one, two] = [new MemoryStorage(), new MemoryStorage()];
		await build(one, ["a", "b", "c"]);
		await build(two, ["c", "b", "a", "a"]);
		expect(one.only()).toEqual(two.only());
	});

	test("an unchanged build writes nothing once the build before it is forgotten", async () => {
		const storage = new MemoryStorage();
		for (const texts of [["a", "b"], ["a"], ["a"], ["a"], ["a"]]) await build(storage, texts);
		expect(storage.writes).toBe(3);
		const { cache } = await EmbeddingCache.load(storage, new RecordingEmbedder());
		expect(cache.size).toBe(1);
	});

	test("a build that was cut short keeps what it embedded and drops nothing", async () => {
		const storage = new MemoryStorage();
		await build(storage, ["a", "b"]);
		for (const text of ["c", "d", "e"]) {
			const embedder = new RecordingEmbedder();
			const { cache } = await EmbeddingCache.load(storage, embedder);
			await embedWithCache(embedder, cache, [text]);
			await cache.save(storage, { isFinished: false });
		}
		expect((await build(storage, ["a", "b", "c", "d", "e"])).embedded).toBe(0);
	});
});

describe("damage", () => {
	test("any changed, missing or added byte means a warning and an empty cache, never a wrong vector", async () => {
		const storage = new MemoryStorage();
		await build(storage, ["a", "b", "c"]);
		await build(storage, ["b", "c", "d"]);
		const { name, bytes } = storage.only();
		const damage = fc.oneof(
			fc.tuple(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 })).map(([at, change]) => {
				const changed = bytes.slice();
				changed[at] = (changed[at] ?? 0) ^ change;
				return changed;
			}),
			fc.nat(bytes.length - 1).map((length) => bytes.slice(0, length)),
			fc.uint8Array({ minLength: 1 }).map((more) => Uint8Array.from([...bytes, ...more])),
			fc.uint8Array(),
		);
		await fc.assert(
			fc.asyncProperty(damage, async (damaged) => {
				const copy = new MemoryStorage();
				copy.files.set(name, damaged);
				const { asked, warning } = await build(copy, ["a", "b", "c", "d"]);
				expect(asked).toHaveLength(4);
				expect(warning).toContain(name);
				expect((await build(copy, ["a", "b", "c", "d"])).warning).toBeNull();
			}),
			{ numRuns: 300 },
		);
	});

	test("a whole file of another fingerprint or other dimensions is ignored with a warning", async () => {
		const storage = new MemoryStorage();
		await build(storage, ["a"], new RecordingEmbedder("two"));
		const { bytes } = storage.only();
		await build(storage, ["a"], new RecordingEmbedder("one"));
		for (const name of storage.files.keys()) storage.files.set(name, bytes);
		const { embedded, warning } = await build(storage, ["a"], new RecordingEmbedder("one"));
		expect(embedded).toBe(1);
		expect(warning).toContain("another embedder");
		const wider = { id: "recording", fingerprint: "two", dimensions: DIMENSIONS + 1 };
		const loaded = await EmbeddingCache.load(storage, wider);
		expect(loaded.cache.size).toBe(0);
		expect(loaded.warning).toContain("another embedder");
	});

	test("storage that cannot be read means a warning", async () => {
		const storage: CacheStorage = {
			read: () => Promise.reject(new Error("permission denied")),
			write: () => Promise.resolve(),
		};
		expect((await build(storage, ["a"])).warning).toContain("permission denied");
	});

	test("bytes at any offset of their memory are read", async () => {
		const storage = new MemoryStorage();
		await build(storage, ["a", "b"]);
		const { name, bytes } = storage.only();
		const shifted = new Uint8Array(bytes.length + 1);
		shifted.set(bytes, 1);
		const buffer = Buffer.from(shifted.buffer, 1, bytes.length);
		const reading: CacheStorage = {
			read: (asked) => Promise.resolve(asked === name ? buffer : null),
			write: () => Promise.reject(new Error("nothing has changed")),
		};
		expect((await build(reading, ["a", "b"])).embedded).toBe(0);
	});
});

describe("the embedder's conduct", () => {
	test.each([
		["too few vectors", () => []],
		["a vector of another length", () => [new Float32Array(DIMENSIONS - 1)]],
		["a number that is not finite", () => [Float32Array.of(0, Number.NaN, 1)]],
	])("%s is an error, and nothing is kept", async (_, vectors) => {
		const embedder: Omit<Embedder, "close"> = {
			id: "broken",
			fingerprint: "b",
			dimensions: DIMENSIONS,
			embed: () => Promise.resolve(vectors()),
		};
		const { cache } = await EmbeddingCache.load(new MemoryStorage(), embedder);
		const attempt = embedWithCache(embedder, cache, ["a"]);
		await expect(attempt).rejects.toMatchObject({ code: "model_invalid" });
		expect(cache.size).toBe(0);
	});

	test("progress counts every text, reused ones first, and ends at their number", async () => {
		const embedder = new RecordingEmbedder();
		const { cache } = await EmbeddingCache.load(new MemoryStorage(), embedder);
		await embedWithCache(embedder, cache, ["a", "b"]);
		const progressOf = async (texts: string[]) => {
			const steps: number[] = [];
			await embedWithCache(embedder, cache, texts, { onProgress: (step) => steps.push(step) });
			return steps;
		};
		expect(await progressOf(["a", "b"])).toEqual([2]);
		expect(await progressOf(["a", "b", "c", "c", "d"])).toEqual([5]);
		const many = Array.from({ length: 5000 }, (_, i) => `text ${i}`);
		const steps = await progressOf(["a", ...many]);
		expect(steps).toEqual([...steps].sort((a, b) => a - b));
		expect(steps.at(-1)).toBe(5001);
		expect(steps.length).toBeGreaterThan(1);
	});

	test("aborting rejects with the signal's reason and keeps what was embedded until then", async () => {
		const embedder = new RecordingEmbedder();
		const { cache } = await EmbeddingCache.load(new MemoryStorage(), embedder);
		const controller = new AbortController();
		const reason = new Error("enough");
		const texts = Array.from({ length: 5000 }, (_, i) => `text ${i}`);
		const attempt = embedWithCache(embedder, cache, texts, {
			signal: controller.signal,
			onProgress: () => controller.abort(reason),
		});
		await expect(attempt).rejects.toBe(reason);
		expect(cache.size).toBeGreaterThan(0);
		expect(cache.size).toBeLessThan(5000);
		const afterAbort = embedWithCache(embedder, cache, ["text 0"], { signal: controller.signal });
		await expect(afterAbort).rejects.toBe(reason);
	});

	test("no texts give no vectors and ask nothing", async () => {
		const { vectors, asked } = await build(new MemoryStorage(), []);
		expect({ vectors, asked }).toEqual({ vectors: [], asked: [] });
	});
});
