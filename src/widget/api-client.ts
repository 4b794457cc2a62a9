/** Asks the server; the only module that makes requests. Every failure is a `RequestFailure`. */

import { RequestFailure, waitSeconds } from "./failure.ts";
import { type Filters, filterParameters } from "./filters.ts";
import { MAX_URL_LENGTH } from "./page-address.ts";
import type { AskResponse, SearchResponse, SuggestResponse } from "./responses.ts";

/** A response that takes longer is given up. */
const TIMEOUT_MS = 20_000;

/** As many questions of others as of the reader's own. */
const MAX_SUGGESTED = 5;

export interface Feedback {
	readonly question: string;
	/** The index that answered. */
	readonly generation: string;
	readonly helpful: boolean;
}

export interface ApiClient {
	/** @throws RequestFailure, or the signal's reason */
	ask(q: string, filters: Filters, limit: number, signal: AbortSignal): Promise<AskResponse>;
	/** @throws RequestFailure, or the signal's reason */
	search(
		q: string,
		filters: Filters,
		limit: number,
		signal: AbortSignal,
		page?: number,
	): Promise<SearchResponse>;
	/** Questions that others asked, none where the site does not give them; null where it cannot say just now. */
	suggest(): Promise<readonly string[] | null>;
	/** Whether the site takes feedback. @throws RequestFailure where it was not taken for another reason */
	sendFeedback(feedback: Feedback): Promise<boolean>;
}

/** @param endpoint absolute URL of the server; a path of it is kept */
export function apiClient(endpoint: string): ApiClient {
	const api = `${endpoint.replace(/\/+$/, "")}/api/`;

	async function find(
		path: string,
		filters: Filters,
		given: object,
		signal: AbortSignal,
	): Promise<unknown> {
		const parameters = { ...given, ...filterParameters(filters) };
		const query = Object.entries(parameters).flatMap(([name, values]) =>
			[values].flat().map((value) => [name, `${value}`]),
		);
		const url = `${api}${path}?${new URLSearchParams(query)}`;
		const response = await (url.length > MAX_URL_LENGTH
			? request(api + path, { signal, ...asJson(parameters) })
			: request(url, { signal }));
		if (!response.ok) throw await failureOf(response);
		return await response.json().catch((cause: unknown) => {
			throw signal.aborted ? cause : failed("JSON?", cause);
		});
	}

	return {
		ask: async (q, filters, limit, signal) =>
			checked<AskResponse>(await find("ask", filters, { q, limit }, signal), "passages"),
		search: async (q, filters, limit, signal, page = 1) =>
			checked<SearchResponse>(await find("search", filters, { q, limit, page }, signal), "results"),
		async suggest() {
			try {
				const response = await request(`${api}suggest?q=&limit=${MAX_SUGGESTED}`, {});
				const { questions }: SuggestResponse = await response.json();
				return questions.map(String);
			} catch {
				// Without them there is less to choose from, and whoever asks is told what is wrong.
				return null;
			}
		},
		sendFeedback: async (feedback) => {
			const response = await request(`${api}feedback`, {
				...asJson(feedback),
				// A reader who goes on to the article has still said it.
				keepalive: true,
			});
			if (response.status === 404) return false;
			if (!response.ok) throw await failureOf(response);
			return true;
		},
	};
}

function asJson(body: object): RequestInit {
	return {
		method: "POST",
		headers: { "content-type": "application/json" },
		body: JSON.stringify(body),
	};
}

async function request(url: string, init: RequestInit) {
	const late = AbortSignal.timeout(TIMEOUT_MS);
	try {
		const signal = init.signal ? AbortSignal.any([init.signal, late]) : late;
		return await fetch(url, { ...init, signal });
	} catch (cause) {
		if (init.signal?.aborted) throw cause;
		if (!navigator.onLine) throw new RequestFailure({ kind: "offline" }, { cause });
		throw failed(String((cause as Error).message), cause);
	}
}

async function failureOf(response: Response): Promise<RequestFailure> {
	const { status, headers } = response;
	if (status === 429 || status === 503) {
		const seconds = waitSeconds(headers.get("retry-after"), Date.now());
		return new RequestFailure({ kind: "busy", seconds });
	}
	// A problem (RFC 9457) says more; a server in between may answer with anything.
	const body = await response.json().catch(() => null);
	return failed(String(body?.detail ?? `HTTP ${status}`));
}

function failed(detail: string, cause?: unknown): RequestFailure {
	return new RequestFailure({ kind: "failed", detail }, { cause });
}

/** Of a response the list that it is about and the counts; what is in them is shown as text, whatever it is. */
function checked<Body>(body: unknown, list: keyof Body): Body {
	const { facets, [list]: parts } = (body ?? {}) as Body & { readonly facets?: object };
	if (Array.isArray(parts) && facets) return body as Body;
	throw failed(`${String(list)}?`);
}
