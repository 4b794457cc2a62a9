/** The Orama schema of an index of chunks: one document per chunk. */

/**
 * `lang` comes first: Orama indexes properties in this order, and the texts are stemmed by its rules.
 * Properties of type `enum` are filtered by, counted and compared, never searched.
 */
export type ChunkSchema = {
	/** BCP 47 tag of the article. */
	lang: "enum";
	/** Title of the article. */
	title: "string";
	/** Headings above the chunk, outermost first. */
	headings: "string[]";
	text: "string";
	articleId: "enum";
	url: "enum";
	/** Path of the article's file. */
	path: "enum";
	tags: "enum[]";
	authors: "enum[]";
	/** Headings above the chunk, whole. */
	sections: "enum[]";
	/** The owner's own fields, see own-fields.ts. */
	fields: "enum[]";
	/** Year of publication (UTC), as `2023`. */
	year: "enum";
	/** Start of the day of publication (UTC) in milliseconds since 1970; absent where unknown. */
	published: "number";
	/** The chunk's vector, by the embedder the index was built with. */
	embedding: `vector[${number}]`;
};

/** @param dimensions length of the vectors, at least 1. */
export function chunkSchema(dimensions: number): ChunkSchema {
	return {
		lang: "enum",
		title: "string",
		headings: "string[]",
		text: "string",
		articleId: "enum",
		url: "enum",
		path: "enum",
		tags: "enum[]",
		authors: "enum[]",
		sections: "enum[]",
		fields: "enum[]",
		year: "enum",
		published: "number",
		embedding: `vector[${dimensions}]`,
	};
}

/** The property that holds the chunk's vector. */
export const EMBEDDING_PROPERTY = "embedding";
