/** The demo page: asks `/api/ask` and shows the answer. Text only ever enters the page as text. */

/** The application may be mounted below a path: everything is found from where this file is. */
const API = new URL("./", import.meta.url);

const form = document.querySelector("#ask");
const input = document.querySelector("#question");
const status = document.querySelector("#status");
const answer = document.querySelector("#answer");
const results = document.querySelector("#results");

let asking = new AbortController();

form.addEventListener("submit", (event) => {
	event.preventDefault();
	const question = input.value.trim();
	if (question === "") return;
	history.pushState(null, "", `?q=${encodeURIComponent(question)}`);
	ask(question);
});

addEventListener("popstate", askFromAddress);
askFromAddress();
describeIndex();

function askFromAddress() {
	const question = new URLSearchParams(location.search).get("q") ?? "";
	input.value = question;
	if (question.trim() === "") clear("");
	else ask(question);
}

async function ask(question) {
	asking.abort();
	asking = new AbortController();
	status.textContent = "Looking…";
	try {
		const response = await fetch(new URL(`api/ask?q=${encodeURIComponent(question)}`, API), {
			signal: asking.signal,
		});
		const body = await response.json();
		if (!response.ok) throw new Error(body.detail ?? response.statusText);
		show(body);
	} catch (error) {
		if (error.name !== "AbortError") clear(`That did not work: ${error.message}`);
	}
}

function clear(message) {
	status.textContent = message;
	answer.hidden = true;
	results.hidden = true;
}

function show({ answer: found, passages, interpreted }) {
	const answered = found.status === "answered";
	const quoted = passages.filter(({ citation }) =>
		found.sentences.some((sentence) => sentence.citation === citation.number),
	);
	const articles = new Set(quoted.map(({ citation }) => citation.article.id)).size;
	status.textContent = answered
		? `Answer found in ${articles === 1 ? "1 article" : `${articles} articles`}.`
		: `No answer found in these articles.${missingHint(found.missing)}`;
	for (const { from, to } of interpreted?.spelling ?? []) {
		status.textContent += ` “${from}” was read as “${to}”.`;
	}
	answer.hidden = !answered;
	results.hidden = passages.length === 0;
	document.querySelector("#results-heading").textContent = answered
		? "Where it stands"
		: "What comes nearest";
	document
		.querySelector("#sentences")
		.replaceChildren(...found.sentences.map((sentence) => quotation(sentence, passages)));
	document
		.querySelector("#passages")
		.replaceChildren(...passages.map((passage) => passageItem(passage, found.sentences)));
}

function missingHint(words) {
	if (words.length === 0) return "";
	return ` No passage mentions ${words.map((word) => `“${word}”`).join(", ")}.`;
}

function quotation({ text, citation }, passages) {
	const cited = passages.find((passage) => passage.citation.number === citation);
	const { article, deepLink } = cited.citation;
	const quote = element("blockquote", { lang: article.lang ?? "" }, text);
	const link = element("a", { href: safeUrl(deepLink) }, article.title);
	quote.append(element("cite", {}, `[${citation}] `, link));
	return quote;
}

/** Passages that the answer quotes are open, with the quoted sentences set off; the others wait to be opened. */
function passageItem({ text, highlights, citation }, sentences) {
	const { article, section, deepLink } = citation;
	const quotes = sentences.filter((sentence) => sentence.citation === citation.number);
	const meta = [article.published?.slice(0, 10), article.authors.join(", ")].filter(Boolean);
	const above = section.length > 0 ? `In “${section.join(" › ")}”` : "";
	const lang = article.lang ?? "";
	return element(
		"li",
		{},
		element(
			"details",
			quotes.length > 0 ? { open: "open" } : {},
			element(
				"summary",
				{},
				element("span", { class: "title", lang }, `${citation.number}. ${article.title}`),
				element("span", { class: "meta" }, meta.join(" · ")),
			),
			...(above === "" ? [] : [element("p", { class: "meta", lang }, above)]),
			element("p", { class: "passage", lang }, ...withQuotes(text, highlights, quotes)),
			element("p", { class: "more" }, element("a", { href: safeUrl(deepLink) }, "Read it there")),
		),
	);
}

/** The passage's text, its highlights marked and its quoted sentences set off. */
function withQuotes(text, highlights, quotes) {
	const ranges = quotes
		.map((quote) => ({ start: text.indexOf(quote.text), length: quote.text.length }))
		.sort((a, b) => a.start - b.start);
	const parts = [];
	let position = 0;
	const upTo = (end) => {
		const inside = highlights
			.filter((range) => range.start >= position && range.end <= end)
			.map((range) => ({ start: range.start - position, end: range.end - position }));
		const piece = marked(text.slice(position, end), inside);
		position = end;
		return piece;
	};
	for (const { start, length } of ranges) {
		parts.push(...upTo(start), element("strong", { class: "quoted" }, ...upTo(start + length)));
	}
	return [...parts, ...upTo(text.length)];
}

function marked(text, highlights) {
	const parts = [];
	let position = 0;
	for (const { start, end } of highlights) {
		parts.push(text.slice(position, start), element("mark", {}, text.slice(start, end)));
		position = end;
	}
	return [...parts, text.slice(position)];
}

/** Articles come from files, and a file may hold any link: only web addresses become links. */
function safeUrl(url) {
	const { protocol } = new URL(url, location.href);
	return protocol === "http:" || protocol === "https:" ? url : "#";
}

function element(name, attributes, ...children) {
	const created = document.createElement(name);
	for (const [key, value] of Object.entries(attributes)) {
		if (value !== "") created.setAttribute(key, value);
	}
	created.append(...children);
	return created;
}

async function describeIndex() {
	const response = await fetch(new URL("health/ready", API));
	if (!response.ok) return;
	const { index } = await response.json();
	document.querySelector("#index-info").textContent =
		`Ask ${index.articles} articles in your own words. The answer is quoted, never made up.`;
}
