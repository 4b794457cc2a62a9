/** A client of the HTTP API: `fetch` and nothing else, for browsers, Node, Deno and edge runtimes. */

import type { ArticleResponse } from "../contract/article.ts";
import type { ArticleListRequest, ArticleListResponse } from "../contract/article-list.ts";
import type { AskRequest, AskResponse } from "../contract/ask.ts";
import type { FeedbackBody } from "../contract/feedback.ts";
import type { Problem } from "../contract/problem.ts";
import type { RelatedResponse } from "../contract/related.ts";
import type { SearchRequest, SearchResponse } from "../contract/search.ts";
import type { SuggestResponse } from "../contract/suggest.ts";
import { jsonOf, ProblemError } from "./problem-error.ts";
import { MAX_TIMER_MS, retryDelayMs, wait } from "./retry.ts";

export type {
	ArticleListRequest,
	ArticleListResponse,
	ArticleResponse,
	AskRequest,
	AskResponse,
	FeedbackBody,
	Problem,
	RelatedResponse,
	SearchRequest,
	SearchResponse,
	SuggestResponse,
};
export { ProblemError };

export interface ClientOptions {
	/** Where the API is: `https://search.example.org`, or a path of the page's own host such as `/search/`. */
	readonly baseUrl: string | URL;
	/** How long one call may take, retries included, in milliseconds (10,000 unless given); `Infinity` for as long as it takes. */
	readonly timeoutMs?: number;
	/** How often a call is repeated that found the server too busy (2 unless given). */
	readonly retries?: number;
	/** Sent with every request. */
	readonly headers?: Readonly<Record<string, string>>;
	/** What sends requests, where it is not the global `fetch`. */
	readonly fetch?: typeof fetch;
}

export interface CallOptions {
	/** Ends the call; its reason is what the call fails with. */
	readonly signal?: AbortSignal;
	/** As the client's, for this call. */
	readonly timeoutMs?: number;
}

/**
 * Every call fails with a {@link ProblemError} where the server says no or something else than the API answers, with
 * what `fetch` throws where there is no server, with a `TimeoutError` when its time is over, and with the signal's
 * reason when that is aborted.
 */
export interface Client {
	/**
	 * Answers a question: its words alone, or with everything that `POST /api/ask` takes. With `fields`, the response
	 * has those parts only.
	 */
	ask<Part extends keyof AskResponse = keyof AskResponse>(
		question: string | (AskRequest & { readonly fields?: readonly Part[] }),
		options?: CallOptions,
	): Promise<Pick<AskResponse, Part>>;
	/** Articles by their words, while they are being typed; nothing typed finds nothing. */
	search(typed: string | SearchRequest, options?: CallOptions): Promise<SearchResponse>;
	/** One page of the articles that match; `next` is the `cursor` of the following one. */
	articles(parameters?: ArticleListRequest, options?: CallOptions): Promise<ArticleListResponse>;
	/** One article with its canonical text, which the positions of citations count in. */
	article(id: string, options?: CallOptions): Promise<ArticleResponse>;
	/** The articles nearest in meaning to one. */
	related(
		id: string,
		parameters?: { readonly limit?: number },
		options?: CallOptions,
	): Promise<RelatedResponse>;
	/** Titles and headings that go on from what was typed. */
	suggest(
		typed: string,
		parameters?: { readonly limit?: number },
		options?: CallOptions,
	): Promise<SuggestResponse>;
	/** Says whether an answer helped; a problem with the code `questions_not_logged` where that is not kept. */
	feedback(rating: FeedbackBody, options?: CallOptions): Promise<void>;
}

/** Longer addresses are refused by some servers on the way: what does not fit is sent as a body. */
const MAX_URL_LENGTH = 2000;

type Parameters = Readonly<Record<string, string | number | readonly string[] | undefined>>;

export function createClient({
	baseUrl,
	timeoutMs: defaultTimeoutMs = 10_000,
	retries = 2,
	headers = {},
	fetch: send = (...request) => fetch(...request),
}: ClientOptions): Client {
	const base = String(baseUrl).replace(/\/*$/, "/");

	/** Sends a request as often as it needs, and gives its JSON. */
	async function call<Result>(
		url: string,
		{ signal, timeoutMs = defaultTimeoutMs }: CallOptions = {},
		init: RequestInit = {},
	): Promise<Result> {
		const deadline = Date.now() + timeoutMs;
		const ended = new AbortController();
		const abort = () => ended.abort(signal?.reason);
		const timer =
			timeoutMs > MAX_TIMER_MS
				? undefined
				: setTimeout(
						() => ended.abort(new DOMException(`No answer within ${timeoutMs} ms`, "TimeoutError")),
						timeoutMs,
					);
		if (signal?.aborted) abort();
		signal?.addEventListener("abort", abort);
		try {
			for (let attempt = 0; ; attempt++) {
				ended.signal.throwIfAborted();
				const response = await send(url, {
					...init,
					headers: { accept: "application/json", ...headers, ...init.headers },
					signal: ended.signal,
				});
				if (response.status === 204) return undefined as Result;
				if (response.ok) return (await jsonOf(response)) as Result;
				const problem = await ProblemError.of(response);
				// Reading a problem fails silently, also where it was ended.
				ended.signal.throwIfAborted();
				const delayMs = retryDelayMs(response.headers, attempt);
				if (response.status !== 503 || attempt >= retries || Date.now() + delayMs >= deadline) {
					throw problem;
				}
				await wait(delayMs, ended.signal);
			}
		} finally {
			clearTimeout(timer);
			signal?.removeEventListener("abort", abort);
		}
	}

	/** By an address, where what is asked fits in one. */
	function callShort<Result>(
		url: string,
		query: URLSearchParams,
		body: unknown,
		options?: CallOptions,
	): Promise<Result> {
		const whole = `${url}?${query}`;
		if (whole.length <= MAX_URL_LENGTH) return call(whole, options);
		return call(url, options, asJson(body));
	}

	return {
		ask(question, options) {
			const parameters = typeof question === "string" ? { q: question } : question;
			const { fields, ...rest } = parameters as Parameters;
			const query = queryOf({ ...rest, fields: fields && String(fields) });
			return callShort(`${base}api/ask`, query, parameters, options);
		},
		search(typed, options) {
			const parameters = typeof typed === "string" ? { q: typed } : typed;
			const query = queryOf(parameters as Parameters);
			return callShort(`${base}api/search`, query, parameters, options);
		},
		articles: (parameters = {}, options) =>
			call(`${base}api/articles?${queryOf(parameters as Parameters)}`, options),
		article: async (id, options) => await call(`${base}api/articles/${segmentOf(id)}`, options),
		related: async (id, parameters = {}, options) =>
			await call(`${base}api/articles/${segmentOf(id)}/related?${queryOf(parameters)}`, options),
		suggest: (typed, parameters = {}, options) =>
			call(`${base}api/suggest?${queryOf({ q: typed, ...parameters })}`, options),
		feedback: (rating, options) => call(`${base}api/feedback`, options, asJson(rating)),
	};
}

function asJson(body: unknown): RequestInit {
	return {
		method: "POST",
		body: JSON.stringify(body),
		headers: { "content-type": "application/json" },
	};
}

/**
 * An id as one segment of a path. Dots alone would lead out of it, encoded or not (WHATWG URL): no article has such an id.
 *
 * @throws ProblemError as the server's for an article that there is not
 */
function segmentOf(id: string): string {
	if (id !== "." && id !== "..") return encodeURIComponent(id);
	const detail = `The index has no article with the id "${id}".`;
	throw ProblemError.named(404, "not_found", "Not found", detail);
}

/** Lists become repeated parameters; what is undefined is left out. */
function queryOf(parameters: Parameters): URLSearchParams {
	const query = new URLSearchParams();
	for (const [name, value] of Object.entries(parameters)) {
		if (value === undefined) continue;
		for (const one of Array.isArray(value) ? value : [value]) query.append(name, String(one));
	}
	return query;
}
