/** The version of the package, from the one place that states it. */

import { readFileSync } from "node:fs";
import { z } from "zod";

/** Lies at the same depth below src/ and dist/. */
const PACKAGE_FILE = new URL("../../package.json", import.meta.url);

export const PACKAGE_VERSION = z
	.object({ version: z.string() })
	.parse(JSON.parse(readFileSync(PACKAGE_FILE, "utf8"))).version;
