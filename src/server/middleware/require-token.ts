/** Keeps what only the operator may do to whoever has the operator's token. */

import { createHash, timingSafeEqual } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import { SiteciteError } from "../../domain/errors.ts";
import { problemResponse } from "../problem.ts";

/**
 * Takes `Authorization: Bearer TOKEN`; how long comparing takes says nothing about the token. To look at something, a
 * browser may send it as the password that it asks for (Basic, any name). It may not so change anything: a browser
 * sends a password that it knows with forms of other sites, too.
 *
 * @throws SiteciteError `config_invalid` where the token is too weak
 */
export function requireToken(token: string): MiddlewareHandler {
	requireStrongToken(token, "adminToken");
	const expected = digest(token);
	return async (context, next) => {
		const mayAsk = context.req.method === "GET" || context.req.method === "HEAD";
		const given = tokenOf(context.req.header("authorization") ?? "", mayAsk);
		if (given !== null && timingSafeEqual(digest(given), expected)) return next();
		// One of them alone: browsers do not find Basic behind another one in the same line.
		context.header("www-authenticate", `${mayAsk ? "Basic" : "Bearer"} realm="admin"`);
		return problemResponse(
			context,
			401,
			"unauthorized",
			"Send the operator's token as Authorization: Bearer.",
		);
	};
}

/** Shorter ones can be guessed. */
const MIN_LENGTH = 32;

/**
 * @param name of what holds the token
 * @throws SiteciteError `config_invalid` where it is too short, or has white space, which a header would cut it at
 */
export function requireStrongToken(token: string, name: string): void {
	if (token.length >= MIN_LENGTH && !/\s/u.test(token)) return;
	throw new SiteciteError(
		"config_invalid",
		`${name} must have at least ${MIN_LENGTH} characters and no white space; "openssl rand -hex 32" makes a good one.`,
	);
}

function tokenOf(authorization: string, isBasicTaken: boolean): string | null {
	const [scheme = "", given = ""] = authorization.split(" ");
	if (/^bearer$/i.test(scheme)) return given;
	if (!isBasicTaken || !/^basic$/i.test(scheme)) return null;
	const credentials = Buffer.from(given, "base64").toString("utf8");
	return credentials.slice(credentials.indexOf(":") + 1);
}

/** Of one length whatever the token's, as comparing in constant time needs it. */
function digest(text: string): Buffer {
	return createHash("sha256").update(text).digest();
}
