/** Public shape of which index answered. */

import { z } from "zod";

export const indexInfo = z
	.object({
		generation: z.string().meta({ description: "Equal for equal articles and settings." }),
		articles: z.int().min(0),
		chunks: z.int().min(0),
		builtAt: z.iso.datetime(),
	})
	.meta({ id: "IndexInfo" });
