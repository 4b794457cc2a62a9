import { describe, expect, it } from "vitest";
import { readOptions } from "../../src/widget/options.ts";

function read(attributes: Readonly<Record<string, string>>, languages: string[] = []) {
	const warnings: string[] = [];
	const options = readOptions({
		attribute: (name) => attributes[name] ?? null,
		scriptUrl: "https://search.example/widget.js?v=1",
		pageUrl: "https://site.example/blog/post",
		languages,
		warn: (message) => warnings.push(message),
	});
	return { options, warnings };
}

describe("the options", () => {
	it("have defaults, and the server is where the script came from", () => {
		const { options, warnings } = read({});
		expect(options).toMatchObject({
			endpoint: "https://search.example/",
			mode: "inline",
			limit: 5,
			filters: null,
			theme: "auto",
			openLinks: "same",
			lang: "en",
			recent: true,
			address: true,
		});
		expect(warnings).toEqual([]);
	});

	it("are what the attributes say", () => {
		const { options, warnings } = read({
			endpoint: "/sitecite/",
			mode: "dialog",
			hotkeys: "mod+j ?",
			limit: "12",
			filters: "years tags where:series",
			lang: "pt-BR",
			theme: "dark",
			"open-links": "new",
			suggestions: " Who? | | What? ",
		});
		expect(options).toMatchObject({
			endpoint: "https://site.example/sitecite/",
			mode: "dialog",
			hotkeys: [
				{ key: "j", mod: true },
				{ key: "?", mod: false },
			],
			limit: 12,
			filters: ["years", "tags", "where:series"],
			lang: "pt-BR",
			theme: "dark",
			openLinks: "new",
			suggestions: ["Who?", "What?"],
		});
		expect(warnings).toEqual([]);
	});

	it.each([
		["endpoint", "javascript:alert(1)"],
		["endpoint", "http://["],
		["mode", "popup"],
		["hotkeys", "hyper+k"],
		["limit", "0"],
		["limit", "51"],
		["limit", "many"],
		["filters", "tags colours"],
		["lang", "tlh"],
		["theme", "neon"],
		["open-links", "window"],
	])("fall back and say so where %s is %s", (name, value) => {
		const { options, warnings } = read({ [name]: value });
		expect(options).toEqual(read({}).options);
		expect(warnings).toHaveLength(1);
		expect(warnings[0]).toContain(`${name}="${value}"`);
	});

	it("take the page's language before the browser's", () => {
		expect(read({}, ["fr-CA", "de"]).options.lang).toBe("fr-CA");
		expect(read({ lang: "ja" }, ["fr"]).options.lang).toBe("ja");
	});
});
