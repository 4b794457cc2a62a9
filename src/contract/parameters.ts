/** Parameters that several operations take, each said once for JSON and for a query. */

import { z } from "zod";

/** Longest question that is answered, in characters: longer ones are pasted text, not questions. */
export const MAX_QUESTION_LENGTH = 1000;

/** Most passages, articles or suggestions one response carries. */
export const MAX_LIMIT = 50;

export const question = z
	.string({ error: ({ input }) => (input === undefined ? "is required" : "must be text") })
	.trim()
	.regex(/\S/, "must not be empty")
	.max(MAX_QUESTION_LENGTH, `must not be longer than ${MAX_QUESTION_LENGTH} characters`)
	.meta({
		description: "The question, in the reader's own words.",
		example: "Who built the sewers?",
	});

export const day = z.iso.date("must be a date such as 2025-01-31").meta({ example: "2025-01-31" });

/** How many of something, from 1 on. */
export const count = z
	.int("must be a whole number")
	.min(1, "must be at least 1")
	.max(MAX_LIMIT, `must be at most ${MAX_LIMIT}`);

/** The same number as digits, as a query has it; `Number` would read "0x5" and "5e0", too. */
export const asDigits = <Schema extends z.ZodType>(schema: Schema) =>
	z.preprocess(
		(given) => (typeof given === "string" && /^-?\d{1,9}$/.test(given) ? Number(given) : given),
		schema,
	);

/** Most values of one filter, and the longest of them, in characters. */
const MAX_VALUES = 20;
const MAX_VALUE_LENGTH = 200;

const value = z
	.string("must be text")
	.trim()
	.regex(/\S/, "must not be empty")
	.max(MAX_VALUE_LENGTH, `must not be longer than ${MAX_VALUE_LENGTH} characters`);

/** One value or a list of them: what a query parameter gives that may be repeated. */
const oneOrMore = <Item extends z.ZodType<string>>(item: Item, description: string) =>
	z
		.union(
			[item, z.array(item).max(MAX_VALUES)],
			`must be text or a list of at most ${MAX_VALUES} texts`,
		)
		.transform((given): readonly string[] => (typeof given === "string" ? [given] : given))
		.optional()
		.meta({ description });

const isFieldValue = (text: string) => /^[^\s:][^:]*:./.test(text);

/** Values of one filter are alternatives; filters all apply. */
export const filters = {
	tag: oneOrMore(value, "Only articles with one of these tags. May be repeated."),
	author: oneOrMore(value, "Only articles by one of these authors. May be repeated."),
	lang: oneOrMore(value, "Only articles in one of these languages (BCP 47). May be repeated."),
	year: oneOrMore(
		z.string("must be text").regex(/^\d{4}$/, "must be a year such as 2025"),
		"Only articles published in one of these years (UTC). May be repeated.",
	),
	section: oneOrMore(value, "Only what stands under one of these headings. May be repeated."),
	where: oneOrMore(
		z
			.string("must be text")
			.refine(isFieldValue, "must be a field and its value, such as series:Rivers")
			.max(MAX_VALUE_LENGTH, `must not be longer than ${MAX_VALUE_LENGTH} characters`)
			// No pattern: it would promise that every value which keeps it is taken, whatever fields a service has.
			.meta({ format: "field-value" }),
		"Only articles whose front-matter field has this value, as `field:value`. May be repeated: values of one field are alternatives, fields all apply. Fields are those of the configuration.",
	),
	from: day.optional().meta({ description: "Only articles published on this day or later." }),
	to: day.optional().meta({ description: "Only articles published on this day or earlier." }),
};

/** What {@link filters} gives. */
export interface FilterParameters {
	readonly tag?: readonly string[] | undefined;
	readonly author?: readonly string[] | undefined;
	readonly lang?: readonly string[] | undefined;
	readonly year?: readonly string[] | undefined;
	readonly section?: readonly string[] | undefined;
	readonly where?: readonly string[] | undefined;
	readonly from?: string | undefined;
	readonly to?: string | undefined;
}

/** For `refine`: without it, two dates in the wrong order look like articles that answer nothing. */
export const isInOrder = ({ from, to }: Pick<FilterParameters, "from" | "to">): boolean =>
	from === undefined || to === undefined || from <= to;
export const wrongOrder = { path: ["from"], error: "must not be after to" };

/** For operations that take no parameters: whoever sends one meant something. */
export const noParameters = z.strictObject({});
