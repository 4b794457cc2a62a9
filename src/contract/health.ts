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
		workers: z
			.object({ open: z.int().min(0), wanted: z.int().min(0), fault: z.string().nullable() })
			.meta({
				description:
					"Threads that answer, and how many there are to be; none where the service's own thread answers. `fault` is the code of what keeps others from opening the index, or `worker_lost` where one died on its way to it and is not replaced.",
			}),
		index: indexInfo.extend({ embedder: z.string() }),
	})
	.meta({ id: "Readiness" });
