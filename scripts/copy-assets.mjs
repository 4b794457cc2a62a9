/** Puts what TypeScript does not compile (the demo page) beside the compiled server. */

import { cpSync } from "node:fs";

for (const file of ["index.html", "demo.css", "demo.js"]) {
	cpSync(`src/server/demo/${file}`, `dist/server/demo/${file}`);
}
