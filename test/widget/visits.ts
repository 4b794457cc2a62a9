/** Fresh readers on pages of the fixture site; what their browsers complain about is kept. */

import type { BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { type RunningBrowser, startChromium } from "../fixtures/chromium.ts";
import { type FixtureSite, startFixtureSite } from "./fixture-site.ts";

export interface VisitOptions extends BrowserContextOptions {
	/** Complaints that match are no faults. */
	readonly expected?: RegExp;
	/** Script that runs before any of the page's. */
	readonly before?: string;
}

/** What the tests of a suite visit. */
export interface SuiteVisits {
	/** There once tests run. */
	readonly site: FixtureSite;
	readonly open: Visits["open"];
}

/** Starts site and browser for the suite that calls it, and fails each test in which either complained. */
export function suiteVisits(): SuiteVisits {
	let site: FixtureSite;
	let chromium: RunningBrowser;
	let reader: Visits;

	beforeAll(async () => {
		site = await startFixtureSite();
		chromium = await startChromium();
		reader = visits(site, chromium);
	}, 300_000);

	afterEach(async () => {
		site.behave(null);
		expect(await reader.end()).toEqual([]);
		expect(site.faults).toEqual([]);
	});

	afterAll(async () => {
		await chromium?.close();
		await site?.close();
	});

	return {
		get site() {
			return site;
		},
		open: (path, options) => reader.open(path, options),
	};
}

interface Visits {
	open(path: string, options?: VisitOptions): Promise<Page>;
	/** Closes all pages; gives what was complained about since the last call. */
	end(): Promise<string[]>;
}

function visits(site: FixtureSite, { browser }: RunningBrowser): Visits {
	const faults: string[] = [];
	const pages: Page[] = [];
	return {
		async open(path, { expected, before, ...options } = {}) {
			const context = await browser.newContext(options);
			context.setDefaultTimeout(60_000);
			const page = await context.newPage();
			pages.push(page);
			const note = (text: string) => {
				if (!expected?.test(text)) faults.push(text);
			};
			page.on("pageerror", (error) => note(error.message));
			page.on("console", (message) => {
				if (message.type() === "error") note(message.text());
			});
			if (before !== undefined) await page.addInitScript(before);
			await page.goto(site.url + path);
			return page;
		},
		async end() {
			for (const page of pages.splice(0)) await page.context().close();
			return faults.splice(0);
		},
	};
}
