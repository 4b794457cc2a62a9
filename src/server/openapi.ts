/** Parts of the OpenAPI description that several routes share. */

import { problem } from "../contract/problem.ts";

/** A response that is a problem. */
export function problemContent(description: string) {
	return { description, content: { "application/problem+json": { schema: problem } } };
}
