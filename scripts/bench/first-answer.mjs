/**
 * A fresh process that opens an index and answers one question; prints how long after its start it had each, as JSON.
 * Usage: first-answer.mjs <module of the library> <index folder> <question>
 */

import process from "node:process";

const [library, index, question] = process.argv.slice(2);
const { ask, openIndex } = await import(library);
const open = await openIndex({ index });
// Counts from the start of the process.
const opened = performance.now();
const { passages } = await ask(open, question);
const firstAnswer = performance.now();
if (passages.length === 0) throw new Error(`Nothing was found for ${question}`);
process.stdout.write(`${JSON.stringify({ opened, firstAnswer })}\n`);
await open.close();
