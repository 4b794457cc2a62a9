/** Public shapes of the health checks. */

import { z } from "zod";
import { indexInfo } from "./index-info.ts";

export const liveness = z.object({ status: z.literal("ok") }).meta({ id: "Liveness" });

export const readiness = z
	.object({
		status: z.literal("ok"),
		/** Why answers are worse than they could be; null where they are not. */
		degraded: z.string().nullable(),
		refused: z
			.object({ at: z.iso.datetime(), code: z.string(), detail: z.string() })
			.nullable()
			.meta({
				description:
					"Why a newer generation of the index is not served; null where the newest one is.",
			}),
		index: indexInfo.extend({ embedder: z.string() }),
	})
	.meta({ id: "Readiness" });
