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
});
