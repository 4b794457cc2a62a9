/** Assembles the kernel of the vector scan: `dot-rows.wasm`, beside its text in `src/`. */

import { readFileSync, writeFileSync } from "node:fs";
import openWabt from "wabt";

const TEXT = "src/vectors/dot-rows.wat";

const wabt = await openWabt();
try {
	const features = { simd: true, threads: true };
	const kernel = wabt.parseWat(TEXT, readFileSync(TEXT, "utf8"), features);
	kernel.validate(features);
	writeFileSync(TEXT.replace(/wat$/, "wasm"), kernel.toBinary({}).buffer);
} catch (error) {
	// Thrown on, it would be printed below the whole of wabt, which is one line.
	process.stderr.write(`${error.message}\n`);
	process.exitCode = 1;
}
