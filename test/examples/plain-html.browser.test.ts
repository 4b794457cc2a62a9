import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { hasChromium } from "../fixtures/chromium.ts";
import { suiteVisits } from "../widget/visits.ts";

const ROOT = join(import.meta.dirname, "../..");
const EXAMPLE_SERVER = "https://search.example.org";

describe.skipIf(!hasChromium)("the example of a plain page", { timeout: 180_000 }, () => {
	const visits = suiteVisits();

	it("answers, once it names a server that runs", async () => {
		const html = readFileSync(join(ROOT, "examples/plain-html/index.html"), "utf8");
		expect(html).toContain(`${EXAMPLE_SERVER}/widget.js`);
		const { site } = visits;
		site.show("/example", html.replaceAll(EXAMPLE_SERVER, site.url));
		const page = await visits.open("/example");
		await page.getByRole("combobox").fill("How much do repairs of the dam cost?");
		await page.getByRole("combobox").press("Enter");
		await page.getByRole("blockquote").getByText("two million crowns").waitFor();
	});
});
