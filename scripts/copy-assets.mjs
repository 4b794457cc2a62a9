/** Puts what TypeScript does not compile (the demo site, the kernel of the scan) beside what it did. */

import { cpSync } from "node:fs";

for (const file of [
	"server/demo/demo.css",
	"server/demo/demo.js",
	"server/demo/favicon.svg",
	"server/demo/reload.js",
	"vectors/dot-rows.wasm",
]) {
	cpSync(`src/${file}`, `dist/${file}`);
}
