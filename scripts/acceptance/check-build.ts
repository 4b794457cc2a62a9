/** Builds of real articles: every file accounted for, every citation exact, rebuilds small. */

import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { buildIndex } from "../../src/app/build-index.ts";
import { type Config, loadConfig } from "../../src/app/config.ts";
import { openIndex } from "../../src/app/open-index.ts";
import { chunkArticle } from "../../src/chunking/chunk-article.ts";
import { toSourceRange } from "../../src/domain/source-map.ts";
import type { Outcome } from "./outcome.ts";

const MAX_BUILD_MS = 60_000;
const MAX_REBUILD_MS = 3_000;
const MAX_MEMORY_BYTES = 700e6;

/** The check below removes markup crudely; this share of real posts has kinds it does not know. */
const MAX_UNKNOWN_MARKUP = 0.02;

export async function* checkBuild(articles: string): AsyncGenerator<Outcome> {
	const box = mkdtempSync(join(tmpdir(), "sitecite-acceptance-"));
	try {
		cpSync(articles, join(box, "corpus"), { recursive: true });
		// The faster model: reading, cutting and citing do not depend on it.
		const flags = { embedder: "static" } as const;
		const config = await loadConfig({ workingFolder: box, env: {}, flags });
		yield* checkBuilds(config, basename(articles));
		yield* checkCitations(config, basename(articles));
	} finally {
		rmSync(box, { recursive: true, force: true });
	}
}

async function* checkBuilds(config: Config, name: string): AsyncGenerator<Outcome> {
	const corpus = join(config.workingFolder, "corpus");
	const files = readdirSync(corpus, { recursive: true, encoding: "utf8" }).filter((file) =>
		/\.(txt|md|mdx|html)$/.test(file),
	);
	const first = await buildIndex({ config });
	const memory = process.resourceUsage().maxRSS * 1024;
	yield {
		passed: first.articles + first.skipped.length === files.length,
		message: `${name}: ${files.length} files = ${first.articles} articles + ${first.skipped.length} skipped with a reason`,
	};
	yield {
		passed: first.tookMs < MAX_BUILD_MS && memory < MAX_MEMORY_BYTES,
		message: `${name}: first build ${first.chunks} chunks in ${first.tookMs} ms, peak memory of this process so far ${(memory / 1e6).toFixed(0)} MB`,
	};
	const forced = await buildIndex({ config, force: true });
	yield {
		passed: forced.generation === first.generation && forced.embedded === 0,
		message: `${name}: built again from nothing but the cache: generation ${forced.generation}, ${forced.embedded} embedded`,
	};
	const unchanged = await buildIndex({ config });
	yield {
		passed: unchanged.unchanged && unchanged.tookMs < MAX_REBUILD_MS,
		message: `${name}: unchanged rebuild ${unchanged.tookMs} ms`,
	};
	const edited = join(corpus, files.sort()[files.length >> 1] ?? "");
	writeFileSync(
		edited,
		`${readFileSync(edited, "utf8")}\n\nA closing remark was added to this post.\n`,
	);
	const rebuilt = await buildIndex({ config });
	yield {
		passed: rebuilt.embedded > 0 && rebuilt.embedded <= 3,
		message: `${name}: after editing one file ${rebuilt.embedded} of ${rebuilt.chunks} chunks embedded in ${rebuilt.tookMs} ms`,
	};
}

/** Every chunk's words stand in the file's range in the same order, which starts and ends with them. */
async function* checkCitations(config: Config, name: string): AsyncGenerator<Outcome> {
	const index = await openIndex(config);
	let chunks = 0;
	const wrong: string[] = [];
	for (const id of index.articles.ids()) {
		const article = await index.articles.get(id);
		if (article === null) continue;
		const file = readFileSync(join(config.workingFolder, article.path), "utf8");
		for (const chunk of chunkArticle(article, config.chunks)) {
			chunks += 1;
			const { start, end } = toSourceRange(article.sourceMap, chunk);
			const source = letters(withoutMarkup(file.slice(start, end)));
			const text = letters(chunk.text);
			const isExact =
				article.text.slice(chunk.start, chunk.end) === chunk.text &&
				source.startsWith(text.slice(0, 3)) &&
				source.endsWith(text.slice(-3)) &&
				isSubsequence(text, source);
			if (!isExact) wrong.push(`${article.path}:${start}-${end}`);
		}
	}
	await index.close();
	yield {
		passed: wrong.length <= chunks * MAX_UNKNOWN_MARKUP,
		message: `${name}: ${chunks - wrong.length} of ${chunks} chunks cited exactly${wrong.length > 0 ? `, not ${wrong.slice(0, 5).join(", ")}` : ""}`,
	};
}

/** Letters and digits alone: markup and character references are other characters, or stand between. */
function letters(text: string): string {
	return text.replace(/[^\p{L}\p{N}]/gu, "");
}

/** What is between the words of a Markdown file and no word itself: tags, link targets, shortcodes. */
function withoutMarkup(source: string): string {
	return source
		.replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
		.replace(/&\w+;/g, "")
		.replace(/\{\{.*?\}\}/gs, "")
		.replace(/<(?!\w+:)[^>]*>/g, "")
		.replace(/^\s*\d+\.\s/gm, "")
		.replace(/\]\([^)]*\)/g, "");
}

function isSubsequence(part: string, whole: string): boolean {
	let position = 0;
	for (const letter of part) {
		position = whole.indexOf(letter, position);
		if (position === -1) return false;
		position += letter.length;
	}
	return true;
}
