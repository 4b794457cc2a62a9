/** What a site owner may set about keeping questions. */

import { resolve } from "node:path";
import { z } from "zod";

/** Ten years. */
const MAX_DAYS = 3650;

export const questionSettings = z.strictObject({
	/** Whether questions and ratings are kept. */
	log: z.boolean().default(false),
	/** Whether questions that were asked on several days, and answered, are suggested to others. */
	suggest: z.boolean().default(false),
	/** Days after which they are deleted. */
	retentionDays: z.int().min(1).max(MAX_DAYS).default(90),
	/** The file they are kept in, relative to the configuration file; SQLite puts others beside it. */
	file: z.string().min(1).default("sitecite-questions.sqlite"),
});

/** Where questions are kept, absolute. */
export function questionsFile(config: {
	readonly workingFolder: string;
	readonly questions: Readonly<z.output<typeof questionSettings>>;
}): string {
	return resolve(config.workingFolder, config.questions.file);
}

/** How far back a report looks, unless told. */
export const DEFAULT_REPORT_DAYS = 30;
export const MAX_REPORT_DAYS = MAX_DAYS;
