/** The operator's token: from the environment alone, since a file or an option would show it to others. */

import { requireStrongToken } from "../server/middleware/require-token.ts";

/**
 * Null where there is none; then nobody may do what an operator may.
 *
 * @throws SiteciteError `config_invalid` where it is too weak, rather than going on without
 */
export function adminTokenOf(env: Readonly<Record<string, string | undefined>>): string | null {
	const { SITECITE_ADMIN_TOKEN: token } = env;
	if (!token) return null;
	requireStrongToken(token, "SITECITE_ADMIN_TOKEN");
	return token;
}
