import { describe, expect, it } from "vitest";
import { progressView } from "../../src/cli/progress.ts";

describe("progress where there is no terminal", () => {
	it("is a line now and then, and none of a build that is soon done", () => {
		let text = "";
		let ms = 0;
		const err = (more: string) => {
			text += more;
		};
		const { show, end } = progressView({ isTerminal: false, err }, () => ms);
		for (let done = 0; done < 100; done++) {
			ms = done * 250;
			show({ stage: done < 60 ? "reading" : "indexing", done, total: 100 });
			if (ms < 10_000) expect(text).toBe("");
		}
		end();
		expect(text).toBe("Embedding articles: 40 of 100\nIndexing chunks: 80 of 100\n");
	});
});
