import { describe, expect, it } from "vitest";
import { articleOf, blocksOf } from "../read-text.ts";

const BODY = "The river rose overnight and reached the old mark at noon.";

describe("plain text", () => {
	it("reads title, standfirst, body, byline and biography as newsrooms write them", () => {
		const article = articleOf(
			"2023-02-15-flood.txt",
			[
				"River Reaches the Old Mark",
				"Officials expect the water to fall by the weekend",
				BODY,
				"“We were ready,” the mayor said.",
				"Author: Jane Doe",
				"Jane Doe writes about rivers. Follow her.",
			].join("\n\n"),
		);
		expect(article.title).toBe("River Reaches the Old Mark");
		expect(article.published).toBe("2023-02-15");
		expect(article.authors).toEqual(["Jane Doe"]);
		expect(article.description).toBe("Officials expect the water to fall by the weekend");
		expect(blocksOf(article)).toEqual([
			"standfirst: Officials expect the water to fall by the weekend",
			`paragraph: ${BODY}`,
			"paragraph: “We were ready,” the mayor said.",
		]);
		expect(article.text.startsWith("Officials")).toBe(true);
	});

	it.each([
		["Saturday, January 5, 2019", "2019-01-05"],
		["Published: 5 January 2019", "2019-01-05"],
		["By Jane Doe | January 5, 2019", "2019-01-05"],
	])("takes the dateline %j for the date, not for body", (line, expected) => {
		const article = articleOf("a.txt", `Title\n\n${line}\n\n${BODY}\n`);
		expect(article.published).toBe(expected);
		expect(blocksOf(article)).toEqual([`paragraph: ${BODY}`]);
	});

	it("reads dateline and byline right below the title too", () => {
		const article = articleOf("a.txt", `Title\nBy Jane Doe\n5 January 2019\n\n${BODY}`);
		expect(article.authors).toEqual(["Jane Doe"]);
		expect(article.published).toBe("2019-01-05");
		expect(article.text).toBe(BODY);
	});

	it("leaves paragraphs that merely speak of days and names alone", () => {
		const paragraphs = [
			"On Friday, January 5, 2019 was a Saturday.",
			"By then the water was high.",
			BODY,
		];
		expect(articleOf("a.txt", `Title\n\n${paragraphs.join("\n\n")}`).text).toBe(
			paragraphs.join("\n\n"),
		);
	});

	it("joins hard-wrapped lines and keeps paragraphs without blank lines apart", () => {
		const wrapped =
			"The river rose overnight and reached the old mark at noon, the\nhighest level since the flood of 1954, when the lower town was\nevacuated for a week.";
		const article = articleOf(
			"a.txt",
			`Title\n\n${wrapped}\n\nThe mayor thanked the volunteers.\n`,
		);
		expect(blocksOf(article)).toEqual([
			`paragraph: ${wrapped.replaceAll("\n", " ")}`,
			"paragraph: The mayor thanked the volunteers.",
		]);
		const long = `${BODY} ${BODY} ${BODY}`;
		const lines = articleOf("a.txt", `Title\n${long}\n“Yes,” she said.\n${long}\n`);
		expect(blocksOf(lines)).toEqual([
			`paragraph: ${long}`,
			"paragraph: “Yes,” she said.",
			`paragraph: ${long}`,
		]);
	});

	it("joins wrapped lines of scripts without spaces with nothing between", () => {
		const line =
			"新幹線は東京と大阪の間を結ぶ高速鉄道として建設され多くの乗客を運んできたのであるとされている";
		const article = articleOf("a.txt", `題名\n\n${line}\n${line}\n短い行。\n`);
		expect(article.text).toBe(`${line}${line}短い行。`);
	});

	it("keeps a list as one block, items parted by blank lines or not", () => {
		const article = articleOf("a.txt", `Title\n\n${BODY}\n\n- one\n- two\n\n1. three\n\n${BODY}`);
		expect(blocksOf(article)).toEqual([
			`paragraph: ${BODY}`,
			"list: - one\n- two\n1. three",
			`paragraph: ${BODY}`,
		]);
	});

	it("reads underlined and capital lines as headings, and drops rules", () => {
		const article = articleOf(
			"a.txt",
			`Title\n=====\n\n${BODY}\n\nWHAT COMES NEXT\n\n${BODY}\n\nLater\n-----\n${BODY}\n\n* * *\n\n${BODY}`,
		);
		expect(article.title).toBe("Title");
		expect(article.blocks.map(({ kind }) => kind)).toEqual([
			...["paragraph", "heading", "paragraph", "heading", "paragraph", "paragraph"],
		]);
		expect(article.text).not.toContain("*");
	});

	it("keeps text after a byline in the middle, and a byline that is no byline", () => {
		const long = Array.from({ length: 130 }, () => "word").join(" ");
		const article = articleOf("a.txt", `Title\n\n${BODY}\n\nAuthor: Jane Doe\n\n${long}.`);
		expect(article.authors).toEqual(["Jane Doe"]);
		expect(article.text).toBe(`${BODY}\n\n${long}.`);
		expect(articleOf("a.txt", `Title\n\n${BODY}\n\nBy the river.`).authors).toEqual([]);
	});

	it("is no article where there is nothing below the title", () => {
		expect(() => articleOf("a.txt", "Only a title\n")).toThrow(/no_body/);
	});

	it("finds the dateline below a notice of the editors, and leaves dates alone that are labels", () => {
		const notice = "Title\n\nThis article was amended after publication.\n\n";
		const dated = articleOf("a.txt", `${notice}Sunday, October 18, 2020\n\nThe bridge opened.`);
		expect(dated.published).toBe("2020-10-18");
		expect(dated.text).toBe("This article was amended after publication.\n\nThe bridge opened.");
		expect(dated.blocks.map(({ afterGap }) => afterGap)).toEqual([undefined, true]);
		const labels = "October 18, 2020\n\nThe bridge opened.\n\nOctober 19, 2020\n\nIt closed.";
		const timeline = articleOf("a.txt", `${notice}${labels}`);
		expect(timeline.published).toBeNull();
		expect(timeline.text).toContain("October 18, 2020");
	});
});
