#!/usr/bin/env node
import { processContext, runCli } from "./run-cli.ts";

process.exitCode = await runCli(process.argv.slice(2), processContext());
