/** Public shapes of `/api/ask`: what may be asked, and what comes back. */

import { z } from "zod";

/** Longest question that is answered, in characters: longer ones are pasted text, not questions. */
export const MAX_QUESTION_LENGTH = 1000;

/** Most passages one response carries. */
export const MAX_LIMIT = 50;

const question = z
	.string({ error: ({ input }) => (input === undefined ? "is required" : "must be text") })
	.trim()
	.min(1, "must not be empty")
	.max(MAX_QUESTION_LENGTH, `must not be longer than ${MAX_QUESTION_LENGTH} characters`)
	.meta({
		description: "The question, in the reader's own words.",
		example: "Who built the sewers?",
	});

const day = z.iso.date("must be a date such as 2025-01-31").meta({ example: "2025-01-31" });

/** Most values of one filter, and the longest of them, in characters. */
const MAX_VALUES = 20;
const MAX_VALUE_LENGTH = 200;

const value = z
	.string("must be text")
	.trim()
	.min(1, "must not be empty")
	.max(MAX_VALUE_LENGTH, `must not be longer than ${MAX_VALUE_LENGTH} characters`);

/** One value or a list of them: what a query parameter gives that may be repeated. */
const oneOrMore = (description: string) =>
	z
		.preprocess(
			(given) => (typeof given === "string" ? [given] : given),
			z
				.array(value, "must be text or a list of texts")
				.max(MAX_VALUES, `must not have more than ${MAX_VALUES} values`),
		)
		.optional()
		.meta({ description });

/** What restricts the articles that are looked at, in every use case that finds some. */
export const filters = {
	tag: oneOrMore("Only articles with one of these tags. May be repeated."),
	author: oneOrMore("Only articles by one of these authors. May be repeated."),
	lang: oneOrMore("Only articles in one of these languages (BCP 47). May be repeated."),
	from: day.optional().meta({ description: "Only articles published on this day or later." }),
	to: day.optional().meta({ description: "Only articles published on this day or earlier." }),
};

const perArticle = z
	.int("must be a whole number")
	.min(1, "must be at least 1")
	.max(MAX_LIMIT, `must be at most ${MAX_LIMIT}`);

const perArticleMeta = {
	description: "At most so many passages of one article among the first five (2 unless given).",
};

const asOf = day
	.optional()
	.meta({ description: 'The day that "last week" and "yesterday" are counted from (today).' });

/** How many results a response has. */
export const limit = z
	.int("must be a whole number")
	.min(1, "must be at least 1")
	.max(MAX_LIMIT, `must be at most ${MAX_LIMIT}`);

const limitMeta = {
	description:
		"How many passages to return (5 unless given). Those the answer cites come in any case.",
};

/** Whether the first day of a filter comes before its last. */
export const isInOrder = ({ from, to }: { from?: string | undefined; to?: string | undefined }) =>
	from === undefined || to === undefined || from <= to;

/** Without it, two dates in the wrong order look like articles that answer nothing. */
export const wrongOrder = { path: ["from"], error: "must not be after to" };

/** A question as JSON (`POST /api/ask`). Unknown fields are refused. */
export const askBody = z
	.strictObject({
		q: question,
		limit: limit.default(5).meta(limitMeta),
		perArticle: perArticle.optional().meta(perArticleMeta),
		asOf,
		...filters,
	})
	.refine(isInOrder, wrongOrder)
	.meta({ id: "AskRequest" });

export type AskBody = z.infer<typeof askBody>;

/** A question as a program writes it, defaults left out. */
export type AskRequest = z.input<typeof askBody>;

/** A list that nobody changes: what the use cases return. */
export const list = <Item extends z.ZodType>(item: Item) => z.array(item).readonly();

/** Digits only: `Number` reads "0x5" and "5e0", too. */
export const wholeNumber = z
	.string("must be given once")
	.regex(/^\d{1,9}$/, "must be a whole number")
	.transform(Number);

/** A question as query parameters (`GET /api/ask`). Unknown parameters are refused. */
export const askQuery = z
	.strictObject({
		q: question,
		limit: wholeNumber.pipe(limit).default(5).meta(limitMeta),
		perArticle: wholeNumber.pipe(perArticle).optional().meta(perArticleMeta),
		asOf,
		...filters,
	})
	.refine(isInOrder, wrongOrder);

const range = { start: z.int().min(0), end: z.int().min(0) };

export const textRange = z.object(range).meta({
	id: "TextRange",
	description: "Half-open range in UTF-16 code units (JavaScript string indices).",
});

export const citedArticle = z
	.object({
		id: z.string(),
		title: z.string(),
		url: z.string(),
		authors: list(z.string()),
		published: z.string().nullable().meta({ description: "ISO 8601 date or date-time." }),
		lang: z.string().nullable().meta({ description: "BCP 47 language tag." }),
	})
	.meta({ id: "CitedArticle" });

const citation = z
	.object({
		number: z.int().min(1),
		article: citedArticle,
		section: list(z.string()).meta({ description: "Headings above the passage, outermost first." }),
		selectors: z
			.tuple([
				z.object({
					type: z.literal("TextQuoteSelector"),
					exact: z.string(),
					prefix: z.string(),
					suffix: z.string(),
				}),
				z.object({ type: z.literal("TextPositionSelector"), ...range }),
			])
			.readonly()
			.meta({ description: "W3C Web Annotation selectors, into the article's canonical text." }),
		source: z
			.object({ path: z.string(), ...range })
			.meta({ description: "The passage's place in the file as written." }),
		deepLink: z.string().meta({ description: "The article's URL with a text fragment." }),
	})
	.meta({ id: "Citation" });

const passage = z
	.object({
		rank: z.int().min(1),
		score: z.number().min(0).max(1),
		scores: z.object({ lexical: z.number().nullable(), semantic: z.number().nullable() }),
		text: z.string(),
		highlights: list(textRange),
		citation,
	})
	.meta({ id: "Passage" });

const interpreted = z
	.object({
		spelling: list(z.object({ from: z.string(), to: z.string() })).meta({
			description: "Words taken for typing errors, and what was looked for instead.",
		}),
		phrases: list(z.object({ text: z.string(), found: z.boolean() })).meta({
			description:
				"What the question has in quotation marks: passages that have all of it come first. Whether any has it.",
		}),
		dates: z
			.object({ text: z.string(), from: z.iso.date().nullable(), to: z.iso.date().nullable() })
			.nullable()
			.meta({
				description:
					"Days the question names: articles published then come earlier. Null ends are open.",
			}),
		newest: z.boolean().meta({ description: "Whether newer articles come earlier." }),
	})
	.nullable()
	.meta({ description: "How the question was understood; null where it was taken as it stands." });

const counts = z.record(z.string(), z.int().min(1)).readonly();

export const facets = z.object({ tags: counts, authors: counts, years: counts });

/** Which index answered. */
export const indexInfo = z.object({
	generation: z.string(),
	articles: z.int().min(0),
	chunks: z.int().min(0),
	builtAt: z.iso.datetime(),
});

/** What `/api/ask` answers. "No answer" is a status, not an error. */
export const askResponse = z
	.object({
		question: z.string(),
		interpreted,
		answer: z.object({
			status: z.enum(["answered", "no_answer"]),
			confidence: z.number().min(0).max(1),
			sentences: list(z.object({ text: z.string(), citation: z.int().min(1) })),
			missing: list(z.string()).meta({
				description: "With no_answer: words of the question that none of the passages mentions.",
			}),
		}),
		passages: list(passage),
		facets,
		index: indexInfo,
		tookMs: z.number().min(0),
	})
	.meta({ id: "AskResponse" });

export type AskResponse = z.infer<typeof askResponse>;
