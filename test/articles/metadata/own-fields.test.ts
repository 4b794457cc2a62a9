import { describe, expect, it } from "vitest";
import { articleOf } from "../read-text.ts";

const ARTICLE = `---
title: A
series: Rivers, and what they carry
desk: [Local, Local, Culture]
rating: 4
params:
  region: North
empty:
---
A text.`;

describe("the owner's own fields", () => {
	it("are kept as texts where they were asked for, each value once", () => {
		const fields = ["series", "desk", "rating", "region", "empty", "missing"];
		expect(articleOf("a.md", ARTICLE, { fields }).fields).toEqual({
			series: ["Rivers, and what they carry"],
			desk: ["Local", "Culture"],
			rating: ["4"],
			region: ["North"],
		});
	});

	it("are left out where nobody asked for them", () => {
		expect(articleOf("a.md", ARTICLE).fields).toEqual({});
	});
});
