/** The operator's token: from the environment alone, since a file or an option would show it to others. */

import { SiteciteError } from "../domain/errors.ts";

/** Shorter ones can be guessed. */
const MIN_LENGTH = 32;

/**
 * Null where there is none; then nobody may do what an operator may.
 *
 * @throws SiteciteError `config_invalid` where it is too short, rather than going on without
 */
export function adminTokenOf(env: Readonly<Record<string, string | undefined>>): string | null {
	const { SITECITE_ADMIN_TOKEN: token } = env;
	if (!token) return null;
	if (token.length >= MIN_LENGTH) return token;
	throw new SiteciteError(
		"config_invalid",
		`SITECITE_ADMIN_TOKEN must have at least ${MIN_LENGTH} characters; "openssl rand -hex 32" makes a good one.`,
	);
}
