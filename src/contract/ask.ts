/** Public shapes of `/api/ask`: what may be asked, and what comes back. */

import { z } from "zod";
import { indexInfo } from "./index-info.ts";
import { asDigits, count, day, filters, isInOrder, question, wrongOrder } from "./parameters.ts";
import { problem } from "./problem.ts";

/** The parts of the response, for those who want few of them. */
const PARTS = [
	"question",
	"interpreted",
	"answer",
	"passages",
	"facets",
	"index",
	"tookMs",
] as const;

const shape = {
	q: question,
	limit: count.default(5).meta({
		description:
			"How many passages to return (5 unless given). Those the answer cites come in any case.",
	}),
	perArticle: count.optional().meta({
		description: "At most so many passages of one article among the first five (2 unless given).",
	}),
	asOf: day
		.optional()
		.meta({ description: 'The day that "last week" and "yesterday" are counted from (today).' }),
	...filters,
};

/** A question with all that narrows it. Unknown fields are refused. */
export const askBody = z.strictObject(shape).refine(isInOrder, wrongOrder);

export type AskBody = z.infer<typeof askBody>;

/** A question as a program writes it, defaults left out. */
export type AskRequest = z.input<typeof askBody>;

const someParts = `must be some of ${PARTS.join(", ")}`;

const parts = z
	.array(z.enum(PARTS, someParts), someParts)
	.min(1, someParts)
	.max(PARTS.length, `must be at most ${PARTS.length} parts`);

const partsMeta = {
	description: `Only these parts of the response, some of ${PARTS.join(", ")}; in a query separated by commas.`,
};

const fields = parts.optional().meta(partsMeta);

const fieldsOfQuery = z
	.preprocess((given) => (typeof given === "string" ? given.split(",") : given), parts)
	.optional()
	.meta(partsMeta);

/** A question as JSON (`POST /api/ask`). */
export const askJson = z
	.strictObject({ ...shape, fields })
	.refine(isInOrder, wrongOrder)
	.meta({ id: "AskRequest", example: { q: "Who built the sewers?", limit: 3, tag: ["london"] } });

/** A question as query parameters (`GET /api/ask`). */
export const askQuery = z
	.strictObject({
		...shape,
		limit: asDigits(shape.limit),
		perArticle: asDigits(shape.perArticle),
		fields: fieldsOfQuery,
	})
	.refine(isInOrder, wrongOrder);

/** A list that nobody changes: what the use cases return. */
export const list = <Item extends z.ZodType>(item: Item) => z.array(item).readonly();

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
		deepLink: z.string().meta({
			description:
				"The article's URL with a text fragment that selects the passage, or the better of its two chunks.",
		}),
	})
	.meta({ id: "Citation" });

const passage = z
	.object({
		rank: z.int().min(1),
		score: z.number().min(0).max(1),
		scores: z.object({ lexical: z.number().nullable(), semantic: z.number().nullable() }),
		text: z.string().meta({
			description:
				"Whole sentences of one section: a chunk of the article, or two that stand side by side.",
		}),
		highlights: list(textRange),
		citation,
	})
	.meta({ id: "Passage" });

const interpreted = z
	.object({
		question: z.string().meta({
			description:
				"The question as it was looked for, the words of `spelling` replaced; the same as was asked where there are none.",
		}),
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

export const facets = z.object({
	tags: counts,
	authors: counts,
	years: counts,
	fields: z
		.record(z.string(), counts)
		.readonly()
		.meta({ description: "The front-matter fields of the configuration, by name." }),
});

/** What `/api/ask` answers. "No answer" is a status, not an error. */
export const askResponse = z
	.object({
		question: z.string(),
		interpreted,
		answer: z.object({
			status: z.enum(["answered", "no_answer"]),
			confidence: z.number().min(0).max(1),
			sentences: list(z.object({ text: z.string(), citation: z.int().min(1), ...range })).meta({
				description:
					"Quoted exactly; the range is of the text of the passage with that citation's number.",
			}),
			missing: list(z.string()).meta({
				description:
					"With no_answer: words of the question that none of the passages mentions, or the time it asks of where none is from then.",
			}),
		}),
		passages: list(passage),
		facets: facets.meta({
			description: "Number of passages by value, over the twenty looked at closely that are near.",
		}),
		index: indexInfo,
		tookMs: z.number().min(0),
	})
	.meta({ id: "AskResponse" });

export type AskResponse = z.infer<typeof askResponse>;

/** With `fields`: the parts that were asked for. */
export const slimAskResponse = askResponse.partial().meta({ id: "SlimAskResponse" });

/** The events of `POST /api/ask` with `Accept: text/event-stream`, by name, in this order. */
export const askEvents = {
	/** What was found, as many as were wanted. */
	passages: askResponse.omit({ answer: true, tookMs: true }),
	/** The answer, with the passages it cites that were not among those. */
	answer: askResponse.pick({ answer: true, passages: true, tookMs: true }),
	/** In place of the answer where it could not be made. */
	problem,
};
