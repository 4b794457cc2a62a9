/**
 * Fails where a test did not run, and closes with one line of counts.
 * Usage: node scripts/check-test-report.mjs <vitest json report>
 */

import { readFileSync } from "node:fs";

const report = JSON.parse(readFileSync(process.argv[2], "utf8"));
const { numPassedTests: passed, numFailedTests: failed, numPendingTests: skipped } = report;

if (skipped > 0) {
	const names = report.testResults
		.flatMap(({ assertionResults }) => assertionResults)
		.filter(({ status }) => status === "pending" || status === "skipped")
		.map(({ fullName }) => fullName);
	process.stderr.write(`These tests were skipped, and none may be here:\n${names.join("\n")}\n`);
}
process.stdout.write(`${passed} passed, ${failed} failed, ${skipped} skipped\n`);
process.exitCode = passed > 0 && failed === 0 && skipped === 0 ? 0 : 1;
