import { describe, expect, it, vi } from "vitest";
import { loadConfig, type UserConfig } from "../../src/app/config.ts";
import { buildEmbedder, questionEmbedder, requireNoWorse } from "../../src/app/embedders.ts";
import type { LegCheck } from "../../src/domain/leg-check.ts";

/** What ONNX Runtime does on this machine; each test says. */
const runtime = vi.hoisted(() => ({ isMissing: false }));

vi.mock("../../src/embedding/student/load-runtime.ts", async (original) => {
	const { loadRuntime } =
		await original<typeof import("../../src/embedding/student/load-runtime.ts")>();
	const { SiteciteError } = await import("../../src/domain/errors.ts");
	return {
		loadRuntime: async () => {
			if (!runtime.isMissing) return await loadRuntime();
			throw new SiteciteError("runtime_missing", "There is no onnxruntime-node here.");
		},
	};
});

const configOf = (flags: UserConfig) => loadConfig({ workingFolder: "/nowhere", env: {}, flags });

const STUDENT_INDEX = await identityOf("student");
const STATIC_INDEX = await identityOf("static");

function made(embedder: typeof STUDENT_INDEX, legs: LegCheck | null = null) {
	return { embedder, legs };
}

async function identityOf(name: "student" | "static") {
	const { embedder } = await buildEmbedder(await configOf({ embedder: name }));
	await embedder.close();
	return { id: embedder.id, fingerprint: embedder.fingerprint, dimensions: embedder.dimensions };
}

describe("the embedder of a build", () => {
	it("is the student, without a word, where its runtime is installed", async () => {
		runtime.isMissing = false;
		const { embedder, note } = await buildEmbedder(await configOf({}));
		expect([embedder.id, note]).toEqual(["student", null]);
		await embedder.close();
	});

	it("is the static one where the runtime is missing, and says so", async () => {
		runtime.isMissing = true;
		const { embedder, note } = await buildEmbedder(await configOf({}));
		expect(embedder.id).toBe("static");
		expect(note).toMatch(/static model.*no onnxruntime-node/);
	});

	it("is an error where the student was asked for by name and cannot run", async () => {
		runtime.isMissing = true;
		const attempt = buildEmbedder(await configOf({ embedder: "student" }));
		await expect(attempt).rejects.toMatchObject({ code: "runtime_missing" });
	});
});

describe("a fallback of a build", () => {
	it("never takes the place of an index that a better model made", async () => {
		runtime.isMissing = true;
		const config = await configOf({});
		const chosen = await buildEmbedder(config);
		expect(() => requireNoWorse(config, chosen, STUDENT_INDEX)).toThrow(
			expect.objectContaining({
				code: "runtime_missing",
				message: expect.stringMatching(/student model.*stays as it is.*--embedder static/s),
			}),
		);
		for (const current of [null, STATIC_INDEX]) {
			expect(() => requireNoWorse(config, chosen, current)).not.toThrow();
		}
		const asked = await buildEmbedder(await configOf({ embedder: "static" }));
		expect(() => requireNoWorse(config, asked, STUDENT_INDEX)).not.toThrow();
	});
});

describe("the embedder of questions", () => {
	it.each([
		["student", STUDENT_INDEX],
		["static", STATIC_INDEX],
	])("is the one that made the index: %s", async (id, indexed) => {
		runtime.isMissing = false;
		const { embedder, reason } = await questionEmbedder(await configOf({}), made(indexed));
		expect([embedder?.id, reason]).toEqual([id, null]);
		await embedder?.close();
	});

	it("is refused where the configuration names another", async () => {
		const config = await configOf({ embedder: "static" });
		await expect(questionEmbedder(config, made(STUDENT_INDEX))).rejects.toMatchObject({
			code: "embedder_mismatch",
			message: expect.stringContaining("student"),
		});
	});

	it("is refused where the index was made by another version of the model", async () => {
		runtime.isMissing = false;
		const older = { ...STUDENT_INDEX, fingerprint: "student-0.9.0-0000000000000000" };
		await expect(questionEmbedder(await configOf({}), made(older))).rejects.toMatchObject({
			code: "embedder_mismatch",
		});
	});

	it("is refused where the runtime is missing, with both remedies", async () => {
		runtime.isMissing = true;
		await expect(questionEmbedder(await configOf({}), made(STUDENT_INDEX))).rejects.toMatchObject({
			code: "runtime_missing",
			message: expect.stringMatching(/onnxruntime-node.*allowLexicalOnly/s),
		});
	});

	it("is none where the owner allows that, with the reason", async () => {
		runtime.isMissing = true;
		const config = await configOf({ allowLexicalOnly: true });
		const { embedder, reason } = await questionEmbedder(config, made(STUDENT_INDEX));
		expect(embedder).toBeNull();
		expect(reason).toMatch(/student model.*by their words alone/s);
		expect(reason).not.toMatch(/\//);
	});

	it("is none, with the reason, where meaning was of no use on the articles", async () => {
		const legs = { sentences: 100, lexical: 90, semantic: 3, usesSemantic: false };
		const index = made(STATIC_INDEX, legs);
		const { embedder, reason } = await questionEmbedder(await configOf({}), index);
		expect(embedder).toBeNull();
		expect(reason).toMatch(
			/of 100 of their sentences, words found the article of 90, meaning of 3/,
		);
	});

	it("needs no runtime for an index of the static model", async () => {
		runtime.isMissing = true;
		const { embedder } = await questionEmbedder(await configOf({}), made(STATIC_INDEX));
		expect(embedder?.id).toBe("static");
	});
});
