/** What the attributes of the element set; a value that is not known is told once and falls back. */

import { type FacetName, parseFacets } from "./filters.ts";
import { type Hotkey, parseHotkeys } from "./hotkeys.ts";
import { chooseLanguage, speaks } from "./messages/languages.ts";
import { safeUrl } from "./safe-url.ts";

export interface Options {
	/** Absolute URL of the server. */
	readonly endpoint: string;
	readonly mode: "dialog" | "inline";
	/** Null: the language's own. */
	readonly placeholder: string | null;
	readonly hotkeys: readonly Hotkey[];
	/** Passages of an answer and articles at a time, 1 to 50. */
	readonly limit: number;
	/** Facets that are offered as filters, in this order; null: all there are. */
	readonly filters: readonly FacetName[] | null;
	/** A language that is spoken, perhaps with a region. */
	readonly lang: string;
	readonly theme: "light" | "dark" | "auto";
	readonly openLinks: "same" | "new";
	/** Whether questions are remembered on the reader's device. */
	readonly recent: boolean;
	/** Whether the question stands in the page's address. */
	readonly address: boolean;
	/** Questions to start from; null: what others asked, where the site gives it. */
	readonly suggestions: readonly string[] | null;
}

/** Attributes that change the widget when they change. */
export const ATTRIBUTES = [
	"endpoint",
	"mode",
	"placeholder",
	"hotkeys",
	"limit",
	"filters",
	"lang",
	"theme",
	"open-links",
	"recent",
	"address",
	"suggestions",
] as const;

type Attribute = (typeof ATTRIBUTES)[number];

/** The attributes as JSX takes them, beside those that every element has. */
export interface SiteCiteAttributes extends Partial<Record<Attribute, string | number>> {
	readonly mode?: Options["mode"];
	readonly theme?: Options["theme"];
	readonly "open-links"?: Options["openLinks"];
	readonly recent?: "on" | "off";
	readonly address?: "on" | "off";
	readonly class?: string;
	readonly className?: string;
	readonly id?: string;
	readonly nonce?: string;
	readonly children?: unknown;
}

const DEFAULT_HOTKEYS: readonly Hotkey[] = [
	{ key: "k", mod: true },
	{ key: "/", mod: false },
];
const DEFAULT_LIMIT = 5;
const MAX_LIMIT = 50;

export interface Surroundings {
	/** The value of an attribute, null where it is not there. */
	readonly attribute: (name: Attribute) => string | null;
	/** Where the script came from: the server, unless `endpoint` says otherwise. */
	readonly scriptUrl: string;
	readonly pageUrl: string;
	/** Languages of the page and of the browser, the most wanted first. */
	readonly languages: readonly (string | null)[];
	readonly warn: (message: string) => void;
}

/** Never throws: whatever an author wrote, readers get a box that works. */
export function readOptions(surroundings: Surroundings): Options {
	const { attribute, scriptUrl, pageUrl, languages, warn } = surroundings;

	function read<Value>(name: Attribute, fallback: Value, parse: Parse<Value>): Value {
		const given = attribute(name);
		if (given === null) return fallback;
		const value = parse(given.trim());
		if (value !== undefined) return value;
		warn(`<site-cite> ignores ${name}="${given}": see docs/widget.md`);
		return fallback;
	}
	function choice<Value extends string>(
		name: Attribute,
		values: readonly [Value, ...Value[]],
	): Value {
		return read(name, values[0], (given) => values.find((value) => value === given));
	}
	const lang = read("lang", null, (given) => (speaks(given) ? given : undefined));

	return {
		endpoint: read("endpoint", new URL("./", scriptUrl).href, (given) =>
			webAddress(given, pageUrl),
		),
		mode: choice("mode", ["inline", "dialog"]),
		placeholder: attribute("placeholder"),
		hotkeys: read("hotkeys", DEFAULT_HOTKEYS, parseHotkeys),
		limit: read("limit", DEFAULT_LIMIT, (given) => {
			const limit = Number(given);
			return Number.isInteger(limit) && limit >= 1 && limit <= MAX_LIMIT ? limit : undefined;
		}),
		filters: read("filters", null, parseFacets),
		lang: chooseLanguage([lang, ...languages]),
		theme: choice("theme", ["auto", "light", "dark"]),
		openLinks: choice("open-links", ["same", "new"]),
		recent: choice("recent", ["on", "off"]) === "on",
		address: choice("address", ["on", "off"]) === "on",
		suggestions: read("suggestions", null, (given) =>
			given === "off" ? [] : given.split(/\s*\|\s*/).filter(Boolean),
		),
	};
}

/** Undefined where the value is not known. */
type Parse<Value> = (given: string) => Value | undefined;

function webAddress(given: string, base: string): string | undefined {
	const href = safeUrl(given, base);
	return href?.replace(/[?#].*/, "");
}
