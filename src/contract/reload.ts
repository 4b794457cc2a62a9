/** Public shape of `POST /admin/reload`. */

import { z } from "zod";

export const reloadResponse = z
	.object({
		outcome: z
			.enum(["unchanged", "swapped"])
			.meta({ description: "Whether a newer generation was there, which answers now." }),
		generation: z.string().meta({ description: "The one that answers." }),
	})
	.meta({ id: "Reload" });
