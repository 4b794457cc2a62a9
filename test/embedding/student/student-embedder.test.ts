import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import {
	loadStudentEmbedder,
	type StudentEmbedder,
} from "../../../src/embedding/student/student-embedder.ts";
import { describeEmbedder } from "../../contracts/embedder.ts";

const opened: StudentEmbedder[] = [];

async function openStudent(): Promise<StudentEmbedder> {
	const embedder = await loadStudentEmbedder();
	opened.push(embedder);
	return embedder;
}

afterAll(async () => {
	for (const embedder of opened) await embedder.close();
});

describeEmbedder("student", openStudent);

describe("StudentEmbedder", () => {
	it("gives a text the same vector on this thread and in the pool", async () => {
		const embedder = await openStudent();
		const text = "The ferry runs twice on Sundays.";
		const [alone] = await embedder.embed([text]);
		const many = await embedder.embed(Array(300).fill(text));
		for (const vector of many) expect(vector).toEqual(alone);
	});

	it("cuts no text short: its end counts, however long it is", async () => {
		const embedder = await openStudent();
		const long = "The harbour was quiet. ".repeat(120);
		const [one, other] = await embedder.embed([
			`${long} Bakers bake bread.`,
			`${long} ${"Comets return. ".repeat(80)}`,
		]);
		expect(one).not.toEqual(other);
		expect(cosine(one, other)).toBeGreaterThan(0.5);
	});

	it("knows what is alike", async () => {
		const embedder = await openStudent();
		const [question, near, far] = await embedder.embed([
			"How do I get a refund?",
			"Customers may return goods and have their money back within thirty days.",
			"The comet was first seen from Tartu in 1842.",
		]);
		expect(cosine(question, near)).toBeGreaterThan(cosine(question, far) + 0.15);
	});

	it.each([
		["no model at all", Buffer.from("not a model"), /other\.onnx/],
		["a missing file", null, /other\.onnx/],
	])("refuses %s, with the file and the remedy", async (_, content, message) => {
		const folder = mkdtempSync(join(tmpdir(), "sitecite-student-"));
		const file = join(folder, "other.onnx");
		if (content !== null) writeFileSync(file, content);
		await expect(loadStudentEmbedder(file)).rejects.toMatchObject({
			code: "model_invalid",
			message: expect.stringMatching(message),
		});
		rmSync(folder, { recursive: true });
	});

	it("may be closed twice", async () => {
		const embedder = await loadStudentEmbedder();
		await embedder.embed(Array(200).fill("words enough for the pool to start"));
		await embedder.close();
		await embedder.close();
	});
});

/** Of vectors of length 1. */
function cosine(
	a: Float32Array = new Float32Array(),
	b: Float32Array = new Float32Array(),
): number {
	return a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
}
