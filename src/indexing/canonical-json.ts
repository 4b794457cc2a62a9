/** One way to write a JSON value, so that equal values are equal bytes. */

import { z } from "zod";

/**
 * JSON text of `value` with the keys of every object sorted by code unit, indented by tabs for the people who read
 * it, and a final line feed. What JSON leaves out (undefined properties) is left out.
 *
 * @throws TypeError where `value` as a whole has no JSON text, or holds a number that is not finite.
 */
export function canonicalJson(value: unknown): string {
	return `${JSON.stringify(sortKeys(toJson(value)), null, "\t")}\n`;
}

/** The value that `value` is read back as from JSON. @throws TypeError as {@link canonicalJson}. */
export function toJson(value: unknown): z.core.util.JSONType {
	const text: string | undefined = JSON.stringify(value, (key, property: unknown) => {
		// JSON.stringify writes NaN as null: what is read back would silently be another value.
		if (typeof property === "number" && !Number.isFinite(property)) {
			throw new TypeError(`${key || "the value"} is ${property}, which JSON cannot express`);
		}
		return property;
	});
	if (text === undefined) throw new TypeError(`${typeof value} has no JSON text`);
	return z.json().parse(JSON.parse(text));
}

function sortKeys(value: z.core.util.JSONType): z.core.util.JSONType {
	if (Array.isArray(value)) return value.map(sortKeys);
	if (value === null || typeof value !== "object") return value;
	const sorted = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
	return Object.fromEntries(sorted.map(([key, property]) => [key, sortKeys(property)]));
}
