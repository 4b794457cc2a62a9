import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Copy, DockerfileParser, type JSONInstruction } from "dockerfile-ast";
import { ValidationSeverity, validate } from "dockerfile-utils";
import picomatch from "picomatch";
import { describe, expect, it } from "vitest";
import { serverSettings } from "../src/app/server-settings.ts";

const ROOT = join(import.meta.dirname, "..");

const read = (path: string) => readFileSync(join(ROOT, path), "utf8");

describe("the Dockerfile", () => {
	const text = read("Dockerfile");
	const file = DockerfileParser.parse(text);
	const last = file.getInstructions().findLastIndex((one) => one.getKeyword() === "FROM");
	const finalStage = file.getInstructions().slice(last);

	it("passes the linter, its warnings included", () => {
		const strict = {
			deprecatedMaintainer: ValidationSeverity.ERROR,
			directiveCasing: ValidationSeverity.ERROR,
			emptyContinuationLine: ValidationSeverity.ERROR,
			instructionCasing: ValidationSeverity.ERROR,
			instructionCmdMultiple: ValidationSeverity.ERROR,
			instructionEntrypointMultiple: ValidationSeverity.ERROR,
			instructionHealthcheckMultiple: ValidationSeverity.ERROR,
			instructionJSONInSingleQuotes: ValidationSeverity.ERROR,
			instructionWorkdirRelative: ValidationSeverity.ERROR,
		};
		expect(validate(text, strict).map(({ message }) => message)).toEqual([]);
		const faulty = text
			.replace("WORKDIR /sitecite", "WORKDIR sitecite")
			.replace("EXPOSE", "EXPOSED");
		expect(validate(faulty, strict).length).toBeGreaterThanOrEqual(2);
	});

	it("builds in one stage and runs in another, both of a named version", () => {
		const images = file.getFROMs().map((from) => from.getImage() ?? "");
		expect(images).toHaveLength(2);
		for (const image of images) expect(image).toMatch(/^node:\d+\.\d+\.\d+-/);
	});

	it("takes into the second stage only what the first has made", () => {
		const copies = finalStage.filter((one) => one.getKeyword() === "COPY") as Copy[];
		expect(copies.length).toBeGreaterThan(0);
		for (const copy of copies) expect(copy.getFromFlag()?.getValue()).toBe("build");
		expect(text).not.toMatch(/^ADD /m);
	});

	it("does not run as root, and gets signals itself", () => {
		const users = finalStage.filter((one) => one.getKeyword() === "USER");
		expect(users.map((one) => one.getArgumentsContent())).toEqual(["1000:1000"]);
		const [command] = finalStage.filter((one) => one.getKeyword() === "CMD") as JSONInstruction[];
		expect(command?.getJSONStrings().map((one) => one.getJSONValue())).toEqual([
			"node",
			"dist/cli/main.js",
			"serve",
		]);
	});

	it("gets from the checkout what it needs and nothing that is ignored", () => {
		const lines = read(".dockerignore")
			.split("\n")
			.filter((line) => line && !line.startsWith("#"));
		const [first, ...allowed] = lines;
		expect(first).toBe("*");
		for (const path of allowed) expect(existsSync(join(ROOT, path.slice(1)))).toBe(true);
		const isAllowed = picomatch(allowed.map((path) => path.slice(1)));
		for (const needed of ["package.json", "package-lock.json", "src", "scripts", "models"]) {
			expect(isAllowed(needed)).toBe(true);
		}
		for (const secret of [".git", ".env", "node_modules", ".sitecite"]) {
			expect(isAllowed(secret)).toBe(false);
		}
	});
});

describe("what stands in front of the service", () => {
	it("keeps the operator's addresses from the public, and believes no client's X-Forwarded-For", () => {
		const nginx = read("deploy/nginx.conf");
		expect(nginx).toMatch(/location = \/metrics \{\s*return 404;/);
		expect(nginx).toMatch(/location \/admin\/ \{\s*return 404;/);
		expect(nginx).toContain("X-Forwarded-For $remote_addr;");
		expect(read("deploy/Caddyfile")).toContain("@private path /metrics /admin/*");
	});
});

describe("configuration in the documentation", () => {
	const examples = readdirSync(join(ROOT, "docs"))
		.filter((name) => name.endsWith(".md"))
		.flatMap((name) =>
			[...read(`docs/${name}`).matchAll(/```json\n(\{\s*"server"[^`]*)```/g)].map(
				({ 1: text = "" }) => [name, text] as const,
			),
		);

	it.each(examples)("of the server is valid: %s %s", (_, text) => {
		expect(serverSettings.safeParse(JSON.parse(text).server).error).toBeUndefined();
	});

	it("has examples", () => expect(examples.length).toBeGreaterThan(0));
});
