import { describe, expect, it } from "vitest";
import { chooseLanguage, LANGUAGES } from "../../../src/widget/messages/languages.ts";
import { localise } from "../../../src/widget/messages/localise.ts";
import type { Messages, Plural } from "../../../src/widget/messages/messages.ts";

const NAMES = Object.keys(LANGUAGES);
const english = LANGUAGES.en as Messages;

const placesOf = (message: string | Plural) =>
	[...new Set(JSON.stringify(message).match(/\{\w+\}/g) ?? [])].sort();

describe.each(NAMES)("the messages in %s", (lang) => {
	const messages = LANGUAGES[lang] as Messages;

	it("are all there, each with the places of the English ones", () => {
		expect(Object.keys(messages).sort()).toEqual(Object.keys(english).sort());
		for (const name of Object.keys(english) as (keyof Messages)[]) {
			expect(messages[name], name).not.toBe("");
			expect(placesOf(messages[name]), name).toEqual(placesOf(english[name]));
		}
	});

	it("have a form for every plural category that a number of things can have", () => {
		const rules = new Intl.PluralRules(lang);
		const categories = new Set(Array.from({ length: 201 }, (_, n) => rules.select(n)));
		for (const name of ["articles", "answerFound"] as const) {
			const missing = [...categories].filter(
				(category) => category !== "zero" && !(category in messages[name]),
			);
			expect(missing, name).toEqual([]);
		}
	});

	it("differ from the English ones", () => {
		const same = (Object.keys(english) as (keyof Messages)[]).filter(
			(name) => JSON.stringify(messages[name]) === JSON.stringify(english[name]),
		);
		// "Answer" is no word of any other language here; a name like "Source {n}" is French, too.
		if (lang !== "en") expect(same.length).toBeLessThanOrEqual(2);
	});
});

describe("the language", () => {
	it("is the first of the wanted ones that is spoken, whatever its region", () => {
		expect(chooseLanguage([null, "sv", "pt-BR", "de"])).toBe("pt-BR");
		expect(chooseLanguage(["zh-Hant-TW"])).toBe("zh-Hant-TW");
		expect(chooseLanguage(["sv", "tlh"])).toBe("en");
		expect(chooseLanguage(["constructor", "en_US", ""])).toBe("en");
	});

	it("counts, lists and dates by its own rules", () => {
		const ukrainian = localise("uk");
		expect(ukrainian.count("articles", 1)).toBe("1 стаття");
		expect(ukrainian.count("articles", 3)).toBe("3 статті");
		expect(ukrainian.count("articles", 11)).toBe("11 статей");
		expect(localise("de").day("2024-05-02T23:30:00-08:00")).toBe("02.05.2024");
		expect(localise("en").day("some day")).toBe("some day");
		expect(localise("en").seconds(5)).toBe("5 seconds");
		expect(localise("ar").direction).toBe("rtl");
	});
});
