import { describe, expect, it } from "vitest";
import { citationText } from "../../src/widget/citation-text.ts";
import { looksLikeQuestion } from "../../src/widget/looks-like-question.ts";
import { safeUrl } from "../../src/widget/safe-url.ts";

describe("a citation as text", () => {
	const article = {
		id: "dam",
		title: "Old Mill Dam Breaks",
		url: "/dam/",
		authors: ["Local desk"],
		published: "2024-05-02T10:00:00Z",
		lang: "en",
	};

	it("has quote, author, title, date and address", () => {
		expect(citationText("It broke.", article, "https://site.example/dam/")).toBe(
			"“It broke.”\n— Local desk, “Old Mill Dam Breaks”, 2024-05-02, https://site.example/dam/",
		);
	});

	it("leaves out what the article does not state", () => {
		const bare = { ...article, authors: [], published: null };
		expect(citationText("It broke.", bare, "https://site.example/dam/")).toBe(
			"“It broke.”\n— “Old Mill Dam Breaks”, https://site.example/dam/",
		);
	});
});

describe("a question", () => {
	it.each(["Who built it?", "who built the sewers", "誰が下水道を計画しましたか", "¿Quién?"])(
		"is recognised in %s",
		(text) => expect(looksLikeQuestion(text)).toBe(true),
	);

	it.each(["", "?", "sewers", "london sewers", "下水道"])("is not seen in %s", (text) =>
		expect(looksLikeQuestion(text)).toBe(false),
	);
});

describe("a link", () => {
	it("is followed to the web only", () => {
		expect(safeUrl("/a#:~:text=b", "https://site.example/x")).toBe(
			"https://site.example/a#:~:text=b",
		);
		expect(safeUrl("javascript:alert(1)", "https://site.example/")).toBeNull();
		expect(safeUrl("data:text/html,x", "https://site.example/")).toBeNull();
		expect(safeUrl("http://[", "https://site.example/")).toBeNull();
	});
});
