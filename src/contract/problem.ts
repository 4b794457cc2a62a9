/** Public shape of every error: problem details (RFC 9457) with a stable code. */

import { z } from "zod";

export const problem = z
	.object({
		type: z.string().meta({
			description: "Identifies the kind of problem; `about:blank` adds nothing to the status.",
		}),
		title: z.string(),
		status: z.int().min(400).max(599),
		detail: z.string().meta({ description: "What went wrong and what to do." }),
		code: z.string().meta({ description: "Stable, for programs." }),
		errors: z
			.array(z.object({ field: z.string(), message: z.string() }))
			.optional()
			.meta({ description: "One entry a field that is not valid." }),
	})
	.meta({ id: "Problem" });

export type Problem = z.infer<typeof problem>;
