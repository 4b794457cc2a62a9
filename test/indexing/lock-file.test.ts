import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { expect, test } from "vitest";
import { removeTemporaries } from "../../src/indexing/durable-write.ts";
import { createExclusively, replaceWith } from "../../src/indexing/lock-file.ts";
import { temporaryFolder } from "./temporary-folder.ts";

test("of many creators one succeeds, and its text is there in full", async () => {
	const folder = await temporaryFolder();
	const path = join(folder, "lock");
	const texts = Array.from({ length: 10 }, (_, i) => `creator ${i}`);
	const attempts = await Promise.all(texts.map((text) => createExclusively(path, text)));
	const winners = texts.filter((_, i) => attempts[i]?.isCreated);
	expect(winners).toEqual([await readFile(path, "utf8")]);
	await replaceWith(path, "another");
	expect(await readFile(path, "utf8")).toBe("another");
	expect(await readdir(folder)).toEqual(["lock"]);
});

test("a build that clears away drafts at the same time does not disturb a creator", async () => {
	const folder = await temporaryFolder();
	const path = join(folder, "lock");
	let cleared = 0;
	let isCreating = true;
	const clearing = (async () => {
		while (isCreating) {
			await removeTemporaries(folder);
			cleared++;
			// A build clears away once; without a pause, no creator would ever get through.
			await delay(cleared % 3);
		}
	})();
	try {
		for (let i = 0; i < 400; i++) {
			expect((await createExclusively(path, `text ${i}`)).isCreated).toBe(true);
			expect(await readFile(path, "utf8")).toBe(`text ${i}`);
			await rm(path);
		}
	} finally {
		isCreating = false;
		await clearing;
	}
	expect(cleared).toBeGreaterThan(1);
});

test("a folder that is not there is an error", async () => {
	const path = join(await temporaryFolder(), "none", "lock");
	await expect(createExclusively(path, "text")).rejects.toThrow("ENOENT");
});
