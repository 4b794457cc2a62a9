import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasChromium } from "../fixtures/chromium.ts";
import { suiteVisits } from "../widget/visits.ts";

const ROOT = join(import.meta.dirname, "../..");

describe.skipIf(!hasChromium)("the example of an Eleventy site", { timeout: 180_000 }, () => {
	const visits = suiteVisits();
	let folder: string;

	beforeAll(() => {
		folder = mkdtempSync(join(tmpdir(), "sitecite-eleventy-"));
		cpSync(join(ROOT, "examples/eleventy"), folder, { recursive: true });
		symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
		const server = { server: visits.site.url };
		writeFileSync(join(folder, "_data/sitecite.json"), JSON.stringify(server));
	});

	afterAll(() => {
		rmSync(folder, { recursive: true, force: true });
	});

	it("builds pages whose button opens a box that answers", async () => {
		const eleventy = join(ROOT, "node_modules/@11ty/eleventy/cmd.cjs");
		execFileSync(process.execPath, [eleventy, "--quiet"], { cwd: folder, timeout: 120_000 });
		visits.site.show(
			"/posts/mill-dam/",
			readFileSync(join(folder, "_site/posts/mill-dam/index.html"), "utf8"),
		);
		const page = await visits.open("/posts/mill-dam/");
		await page.getByRole("button", { name: /Ask a question/ }).click();
		await page.getByRole("combobox").fill("How much do repairs of the dam cost?");
		await page.getByRole("combobox").press("Enter");
		await page
			.getByRole("dialog")
			.getByRole("blockquote")
			.getByText("two million crowns")
			.waitFor();
		expect(await page.title()).toBe("Old mill dam breaks");
	});
});
