/**
 * Makes `dist/widget.js` of `src/widget`: one file, no imports, style sheets and messages inside.
 * Usage: node scripts/build-widget.mjs
 */

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build, transform } from "esbuild";
import { minify } from "terser";

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));

/** Browsers that have `light-dark()`, `AbortSignal.any` and constructable style sheets. */
const TARGET = ["chrome123", "firefox124", "safari17.5"];

const minifiedCss = {
	name: "minified-css",
	setup({ onLoad }) {
		onLoad({ filter: /\.css$/ }, async ({ path: file }) => {
			const css = readFileSync(file, "utf8");
			const { code } = await transform(css, { loader: "css", minify: true, target: TARGET });
			// esbuild keeps the spaces in custom properties, which may mean something; in ours they do not.
			return { contents: code.trim().replaceAll(/([,:]) /g, "$1"), loader: "text" };
		});
	},
};

/** Names that are the widget's own: neither the page, nor the API, nor authors of pages know them. */
const OWN_NAMES =
	/^(localised|actions|takesFeedback|sendFeedback|forgetRecent|sayWhenSettled|hush|isAimed|isAimedAt|hasChoices|moveFocus|setOpen|isPending|isSlow|waiting|openLinks|isChosen|isMarked|nodes|choices|scriptUrl|pageUrl|suspend|resume|release|direction|stage|reveal|follow|say|seconds|refresh|act|panel|suggestions|suggested|changed|mod|choose|trigger|move|active)$/;

/** Nine languages say the same things: their names are written once, and each language is a list. */
const packedMessages = {
	name: "packed-messages",
	setup({ onLoad }) {
		onLoad({ filter: /[\\/]messages[\\/]languages\.ts$/ }, async ({ path: file }) => {
			const source = readFileSync(file, "utf8");
			const languages = [...source.matchAll(/^import \{ (\w\w) \}/gm)].map(([, name]) => name);
			const all = {};
			for (const language of languages) all[language] = await messagesOf(language);
			const names = Object.keys(all.en);
			const lists = languages.map((language) => [
				language,
				names.map((name) => all[language][name]),
			]);
			const packed = `
				const names = ${JSON.stringify(names)};
				const lists = ${JSON.stringify(Object.fromEntries(lists))};
				const pack = (language) => Object.fromEntries(names.map((name, i) => [name, lists[language][i]]));
			`;
			const contents = source
				.replace(/^import \{ \w\w \}.*\n/gm, "")
				.replaceAll(/^\t(\w\w),$/gm, '\t$1: pack("$1"),');
			return { contents: packed + contents, loader: "ts" };
		});
	},
};

async function messagesOf(language) {
	const source = readFileSync(path(`../src/widget/messages/${language}.ts`), "utf8");
	const { code } = await transform(source, { loader: "ts", format: "esm" });
	const module = await import(`data:text/javascript,${encodeURIComponent(code)}`);
	return module[language];
}

/** Writes the bundle anew, also before tests (`globalSetup` of vitest); resolves when it is there. */
export async function setup() {
	mkdirSync(path("../dist"), { recursive: true });
	const { outputFiles } = await build({
		entryPoints: [path("../src/widget/site-cite.ts")],
		write: false,
		bundle: true,
		format: "esm",
		minify: true,
		mangleProps: OWN_NAMES,
		target: TARGET,
		charset: "utf8",
		legalComments: "none",
		plugins: [minifiedCss, packedMessages],
		logLevel: "warning",
	});
	// Functions that are called in one place go there, which esbuild does not do: 3 % of the file.
	const { code } = await minify(outputFiles[0].text, {
		module: true,
		ecma: 2020,
		compress: { passes: 3 },
	});
	writeFileSync(path("../dist/widget.js"), code);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await setup();
