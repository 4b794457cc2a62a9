/** Responses of the API in the smallest form that is complete. */

import type { AskResponse, SearchResponse } from "../../src/widget/responses.ts";

export function searchResponse(parts: Partial<SearchResponse> = {}): SearchResponse {
	return {
		query: "",
		total: 0,
		page: 1,
		limit: 6,
		results: [],
		corrected: [],
		correctedQuery: parts.query ?? "",
		facets: { tags: {}, authors: {}, years: {}, fields: {} },
		index: { generation: "g", articles: 0, chunks: 0, builtAt: "2025-01-01T00:00:00.000Z" },
		tookMs: 1,
		...parts,
	};
}

export function askResponse(parts: Partial<AskResponse> = {}): AskResponse {
	return {
		question: "",
		interpreted: null,
		answer: { status: "no_answer", confidence: 0, sentences: [], missing: [] },
		passages: [],
		facets: { tags: {}, authors: {}, years: {}, fields: {} },
		index: { generation: "g", articles: 0, chunks: 0, builtAt: "2025-01-01T00:00:00.000Z" },
		tookMs: 1,
		...parts,
	};
}
