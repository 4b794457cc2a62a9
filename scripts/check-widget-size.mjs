/**
 * Fails where the widget is larger than a page should have to load for a search box.
 * Usage: node scripts/check-widget-size.mjs
 */

import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const MAX_BYTES = 20_000;

const script = readFileSync(new URL("../dist/widget.js", import.meta.url));
const bytes = gzipSync(script, { level: 9 }).length;
process.stdout.write(`dist/widget.js: ${bytes} bytes gzipped of at most ${MAX_BYTES}\n`);
process.exitCode = bytes <= MAX_BYTES ? 0 : 1;
