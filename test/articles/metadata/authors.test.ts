import { describe, expect, it } from "vitest";
import { readAuthors, splitAuthors } from "../../../src/articles/metadata/authors.ts";

describe("splitAuthors", () => {
	it.each([
		["Jane Doe", ["Jane Doe"]],
		["By Jane Doe", ["Jane Doe"]],
		["Jane Doe and John Roe", ["Jane Doe", "John Roe"]],
		["Jane Doe, John Roe & Ann Poe", ["Jane Doe", "John Roe", "Ann Poe"]],
		["Doe, Jane", ["Doe, Jane"]],
		["Jane Doe, PhD", ["Jane Doe, PhD"]],
		["Jane Doe <jane@example.org>", ["Jane Doe"]],
		["Byron Sand", ["Byron Sand"]],
		["", []],
	])("reads %j", (text, expected) => {
		expect(splitAuthors(text)).toEqual(expected);
	});
});

describe("readAuthors", () => {
	it("takes lists, objects with a name, and tables of them, each name once", () => {
		const jane = new Map([["name", "Jane Doe"]]);
		expect(readAuthors(["jdoe", jane, "Doe, John", "jdoe"])).toEqual([
			"jdoe",
			"Jane Doe",
			"Doe, John",
		]);
		expect(readAuthors(jane)).toEqual(["Jane Doe"]);
		expect(
			readAuthors(
				new Map([
					["firstname", "Jane"],
					["lastname", "Doe"],
				]),
			),
		).toEqual(["Jane Doe"]);
		expect(readAuthors(new Map([["jane", jane]]))).toEqual(["Jane Doe"]);
		expect(readAuthors(undefined)).toEqual([]);
	});
});
