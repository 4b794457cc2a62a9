/** What an article says of itself, from whichever place, before defaults are filled in. */

/** Null or empty where the article is silent. Dates and language are still as written. */
export interface ArticleMetadata {
	readonly title: string | null;
	readonly authors: readonly string[];
	readonly published: string | null;
	readonly modified: string | null;
	readonly lang: string | null;
	readonly tags: readonly string[];
	readonly description: string | null;
}

export const NO_METADATA: ArticleMetadata = {
	title: null,
	authors: [],
	published: null,
	modified: null,
	lang: null,
	tags: [],
	description: null,
};

/** For each field the first source that states it: sources come in order of trust. */
export function firstStated(sources: readonly ArticleMetadata[]): ArticleMetadata {
	const first = <Key extends keyof ArticleMetadata>(key: Key): ArticleMetadata[Key] =>
		sources.find((source) => isStated(source[key]))?.[key] ?? NO_METADATA[key];
	return {
		title: first("title"),
		authors: first("authors"),
		published: first("published"),
		modified: first("modified"),
		lang: first("lang"),
		tags: first("tags"),
		description: first("description"),
	};
}

function isStated(value: string | readonly string[] | null): boolean {
	return value !== null && value.length > 0;
}
