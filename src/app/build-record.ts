/** What a build leaves beside its generation for the next build and for `inspect`; times live here. */

import { z } from "zod";

const list = <Shape extends z.core.$ZodShape>(shape: Shape) => z.array(z.object(shape)).readonly();

export const buildRecordSchema = z.object({
	/** Digest of everything the generation was made from; equal digests give equal generations. */
	inputs: z.string(),
	/** Configuration that came from the command line, for `serve --build` to build the same again. */
	overrides: z.record(z.string(), z.json()),
	skipped: list({
		path: z.string(),
		reason: z.string(),
		message: z.string(),
		isProblem: z.boolean(),
	}),
	warnings: list({ path: z.string(), message: z.string() }),
	slowest: list({ path: z.string(), ms: z.number() }),
});

export type BuildRecord = z.infer<typeof buildRecordSchema>;
