/** A schema of Orama as the index sees it: texts to search, values to filter by, vectors to compare. */

import { SiteciteError } from "../../domain/errors.ts";

/** A schema as `create` of Orama takes it, nested objects included. */
export interface SchemaLike {
	readonly [property: string]: string | SchemaLike;
}

export interface IndexSchema {
	/** Properties of type `string` and `string[]`, in order: the fields of BM25. */
	readonly texts: readonly string[];
	/** Properties of type `enum`, `number`, `boolean` and their arrays. */
	readonly values: readonly string[];
	/** Properties of type `vector[n]` with their dimensions. */
	readonly vectors: ReadonlyMap<string, number>;
	/** All of these by path (`meta.title`), with their types as written. */
	readonly types: ReadonlyMap<string, string>;
}

const TEXT_TYPES = ["string", "string[]"];
const VALUE_TYPES = ["enum", "enum[]", "number", "number[]", "boolean", "boolean[]"];

/** @throws SiteciteError `usage` for a type the index does not support: it supports all but `geopoint`. */
export function readSchema(schema: SchemaLike): IndexSchema {
	const types = new Map(flatten(schema, ""));
	const vectors = new Map<string, number>();
	for (const [path, type] of types) {
		const dimensions = Number(/^vector\[(\d+)\]$/.exec(type)?.[1] ?? 0);
		if (dimensions > 0) vectors.set(path, dimensions);
		else if (!TEXT_TYPES.includes(type) && !VALUE_TYPES.includes(type)) {
			const known = [...TEXT_TYPES, ...VALUE_TYPES, "vector[n]"].join(", ");
			throw new SiteciteError(
				"usage",
				`Property ${path} has type ${type}, which this index does not support. Use one of ${known}.`,
			);
		}
	}
	const ofTypes = (wanted: readonly string[]): string[] =>
		[...types].filter(([, type]) => wanted.includes(type)).map(([path]) => path);
	return { texts: ofTypes(TEXT_TYPES), values: ofTypes(VALUE_TYPES), vectors, types };
}

function flatten(schema: SchemaLike, prefix: string): [path: string, type: string][] {
	return Object.entries(schema).flatMap(([name, type]) =>
		typeof type === "string" ? [[`${prefix}${name}`, type]] : flatten(type, `${prefix}${name}.`),
	);
}
