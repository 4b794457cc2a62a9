/** Golden questions: what a site's owner expects of its index, written by hand in YAML. */

import { readFile } from "node:fs/promises";
import { parse } from "yaml";
import { z } from "zod";
import { SiteciteError } from "../domain/errors.ts";

const question = z
	.strictObject({
		/** As a reader might type it. */
		question: z.string().trim().min(1),
		/** Path of the article that answers, relative to the file of questions. */
		article: z.string().min(1).optional(),
		/** A piece of the article's text that holds the answer; white space is all one. */
		quote: z.string().trim().min(1).optional(),
		/** True where no article answers. */
		unanswerable: z.literal(true).optional(),
		/** Free labels; figures are given for each. */
		tags: z.array(z.string().min(1)).default([]),
	})
	.refine(({ article, unanswerable }) => (article === undefined) === (unanswerable === true), {
		message: "name the article that answers, or say unanswerable: true",
	})
	.refine(({ article, quote }) => quote === undefined || article !== undefined, {
		message: "a quote needs its article",
	});

export type GoldenQuestion = Readonly<z.infer<typeof question>>;

/**
 * The questions of a file, in its order.
 *
 * @throws SiteciteError `collection_invalid` naming the file, the entry and what is wrong with it
 */
export async function readGoldenQuestions(path: string): Promise<readonly GoldenQuestion[]> {
	let content: unknown;
	try {
		content = parse(await readFile(path, "utf8"));
	} catch (cause) {
		throw invalid(`${path} cannot be read: ${(cause as Error).message}`, cause);
	}
	const parsed = z.array(question).min(1).safeParse(content);
	if (parsed.success) return parsed.data;
	const faults = parsed.error.issues.map(({ path: [entry, ...field], message }) => {
		const where = entry === undefined ? "" : `question ${Number(entry) + 1}: `;
		return `${where}${field.length > 0 ? `${field.join(".")}: ` : ""}${message}`;
	});
	throw invalid(`${path}: ${faults.slice(0, 5).join("; ")}.`, parsed.error);
}

function invalid(message: string, cause: unknown): SiteciteError {
	return new SiteciteError("collection_invalid", message, { cause });
}
