/** Answers to what is no HTTP request, or not soon enough. The application never sees these. */

import { type IncomingMessage, type ServerResponse, STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import type { Problem } from "../contract/problem.ts";

interface Refusal {
	readonly status: number;
	readonly code: string;
	readonly detail: string;
}

/** By the codes of Node's HTTP parser and server. */
const REFUSALS: Readonly<Record<string, Refusal>> = {
	ERR_HTTP_REQUEST_TIMEOUT: {
		status: 408,
		code: "request_timeout",
		detail: "The request took too long to arrive.",
	},
	ERR_HTTP_UNKNOWN_EXPECTATION: {
		status: 417,
		code: "expectation_failed",
		detail: "Expect: 100-continue is the only expectation that is met here.",
	},
	HPE_HEADER_OVERFLOW: {
		status: 431,
		code: "headers_too_large",
		detail: "Address and headers together must not be larger than 16 kB.",
	},
};

const UNREADABLE: Refusal = {
	status: 400,
	code: "bad_request",
	detail: "This is no HTTP request, or its address or Host header is not valid.",
};

const HEADERS = {
	"content-type": "application/problem+json",
	"content-security-policy": "default-src 'none'",
	"x-content-type-options": "nosniff",
} as const;

/** For a request whose address or host cannot be understood. */
export function unreadableResponse(): Response {
	return new Response(bodyOf(UNREADABLE), { status: UNREADABLE.status, headers: HEADERS });
}

/**
 * A request must name one host, or else a proxy may have chosen by another name than the one that is read here (RFC 9112);
 * `Host` may be missing in requests older than HTTP/1.1.
 */
export function namesNoOneHost({ httpVersion, headersDistinct }: IncomingMessage): boolean {
	const hosts = headersDistinct.host?.length ?? 0;
	return hosts > 1 || (hosts === 0 && httpVersion === "1.1");
}

/** Answers a request that was read but is not passed on; `code` as in `answerUnreadable`. */
export function refuse(outgoing: ServerResponse, code = ""): void {
	const refusal = REFUSALS[code] ?? UNREADABLE;
	outgoing.shouldKeepAlive = false;
	outgoing.writeHead(refusal.status, HEADERS).end(bodyOf(refusal));
}

/** Listens to the server's `clientError`; ends the connection in any case. */
export function answerUnreadable({ code = "" }: NodeJS.ErrnoException, socket: Socket): void {
	// Half an answer may have been sent: a second one would be taken for its rest.
	if (!socket.writable || isAnswering(socket)) {
		socket.destroy();
		return;
	}
	const refusal = REFUSALS[code] ?? UNREADABLE;
	const body = bodyOf(refusal);
	const headers = Object.entries({
		...HEADERS,
		"content-length": String(Buffer.byteLength(body)),
		connection: "close",
	}).map(([name, value]) => `${name}: ${value}\r\n`);
	const line = `HTTP/1.1 ${refusal.status} ${STATUS_CODES[refusal.status]}\r\n`;
	// A client that does not close its side would keep the connection half open.
	socket.end(`${line}${headers.join("")}\r\n${body}`, () => socket.destroySoon());
}

function bodyOf({ status, code, detail }: Refusal): string {
	const title = STATUS_CODES[status] ?? "";
	const problem: Problem = { type: "about:blank", title, status, detail, code };
	return JSON.stringify(problem);
}

/** Node keeps the answer that is being sent on its socket, and looks there itself for this. */
function isAnswering(socket: Socket & { _httpMessage?: { headersSent: boolean } | null }): boolean {
	return socket._httpMessage?.headersSent === true;
}
