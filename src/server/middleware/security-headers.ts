/** Tells browsers to trust nothing that the service does not need. */

import type { MiddlewareHandler } from "hono";
import { secureHeaders } from "hono/secure-headers";

export function securityHeaders(): MiddlewareHandler {
	return secureHeaders({
		contentSecurityPolicy: {
			defaultSrc: ["'none'"],
			scriptSrc: ["'self'"],
			styleSrc: ["'self'"],
			connectSrc: ["'self'"],
			imgSrc: ["'self'", "data:"],
			baseUri: ["'none'"],
			formAction: ["'self'"],
			frameAncestors: ["'none'"],
		},
		// As frame-ancestors, for browsers that do not know that.
		xFrameOptions: "DENY",
		// A plain-HTTP server on localhost must not pin itself to HTTPS; the proxy in front does that.
		strictTransportSecurity: false,
	});
}
