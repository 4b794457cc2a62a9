/** Public shapes of `/api/ask`: what may be asked, and what comes back. */

import { z } from "zod";

/** Longest question that is answered, in characters: longer ones are pasted text, not questions. */
const MAX_QUESTION_LENGTH = 1000;

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

const value = z.string().trim().min(1, "must not be empty").max(200);

const filters = {
	tag: z
		.array(value)
		.max(20)
		.optional()
		.meta({ description: "Only articles with one of these tags." }),
	author: z
		.array(value)
		.max(20)
		.optional()
		.meta({ description: "Only articles by one of these authors." }),
	lang: z
		.array(value)
		.max(20)
		.optional()
		.meta({ description: "Only articles in one of these languages (BCP 47)." }),
	from: day.optional().meta({ description: "Only articles published on this day or later." }),
	to: day.optional().meta({ description: "Only articles published on this day or earlier." }),
};

const limit = z
	.int("must be a whole number")
	.min(1, "must be at least 1")
	.max(MAX_LIMIT, `must be at most ${MAX_LIMIT}`);

/** A question as JSON (`POST /api/ask`). Unknown fields are refused. */
export const askBody = z
	.strictObject({ q: question, limit: limit.default(5), ...filters })
	.meta({ id: "AskRequest" });

export type AskBody = z.infer<typeof askBody>;

/** A list that nobody changes: what the use cases return. */
const list = <Item extends z.ZodType>(item: Item) => z.array(item).readonly();

/** A query parameter that may be repeated. */
const repeatable = (name: keyof typeof filters & ("tag" | "author" | "lang")) =>
	z
		.union([value.transform((one) => [one]), z.array(value).max(20)])
		.optional()
		.meta({ description: `${filters[name].description} May be repeated.` });

/** A question as query parameters (`GET /api/ask`). Unknown parameters are refused. */
export const askQuery = z.strictObject({
	q: question,
	limit: z.coerce.number("must be a whole number").pipe(limit).default(5),
	tag: repeatable("tag"),
	author: repeatable("author"),
	lang: repeatable("lang"),
	from: filters.from,
	to: filters.to,
});

const range = { start: z.int().min(0), end: z.int().min(0) };

const textRange = z.object(range).meta({
	id: "TextRange",
	description: "Half-open range in UTF-16 code units (JavaScript string indices).",
});

const citedArticle = z
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

const counts = z.record(z.string(), z.int().min(1)).readonly();

/** What `/api/ask` answers. "No answer" is a status, not an error. */
export const askResponse = z
	.object({
		question: z.string(),
		answer: z.object({
			status: z.enum(["answered", "no_answer"]),
			confidence: z.number().min(0).max(1),
			sentences: list(z.object({ text: z.string(), citation: z.int().min(1) })),
		}),
		passages: list(passage),
		facets: z.object({ tags: counts, authors: counts, years: counts }),
		index: z.object({
			generation: z.string(),
			articles: z.int().min(0),
			chunks: z.int().min(0),
			builtAt: z.iso.datetime(),
		}),
		tookMs: z.number().min(0),
	})
	.meta({ id: "AskResponse" });

export type AskResponse = z.infer<typeof askResponse>;
