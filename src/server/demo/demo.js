/** The demo page: asks `/api/ask` and shows the answer. Text only ever enters the page as text. */

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
	history.pushState(null, "", `/?q=${encodeURIComponent(question)}`);
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
		const response = await fetch(`/api/ask?q=${encodeURIComponent(question)}`, {
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

function show({ answer: found, passages, tookMs }) {
	const answered = found.status === "answered";
	const count = passages.length === 1 ? "1 passage" : `${passages.length} passages`;
	status.textContent = answered
		? `Answer found in ${count}, ${tookMs.toFixed(1)} ms.`
		: `No answer found in these articles.${passages.length > 0 ? " The nearest passages:" : ""}`;
	answer.hidden = !answered;
	results.hidden = passages.length === 0;
	document
		.querySelector("#sentences")
		.replaceChildren(...found.sentences.map((sentence) => quotation(sentence, passages)));
	document.querySelector("#passages").replaceChildren(...passages.map(passageItem));
}

function quotation({ text, citation }, passages) {
	const cited = passages.find((passage) => passage.citation.number === citation);
	const quote = element("blockquote", {}, text);
	const link = element(
		"a",
		{ href: safeUrl(cited.citation.deepLink) },
		cited.citation.article.title,
	);
	quote.append(element("cite", {}, `[${citation}] `, link));
	return quote;
}

function passageItem({ text, highlights, citation }) {
	const { article, section, source, deepLink } = citation;
	const link = element("a", { href: safeUrl(deepLink) }, `${citation.number}. ${article.title}`);
	const meta = [article.published?.slice(0, 10), article.authors.join(", "), section.join(" › ")];
	return element(
		"li",
		{},
		element("h3", { lang: article.lang ?? "" }, link),
		element("p", { class: "meta" }, meta.filter(Boolean).join(" · ")),
		element("p", { class: "passage", lang: article.lang ?? "" }, ...marked(text, highlights)),
		element("p", { class: "source" }, `${source.path}:${source.start}-${source.end}`),
	);
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
	const response = await fetch("/health/ready");
	if (!response.ok) return;
	const { index } = await response.json();
	document.querySelector("#index-info").textContent =
		`Ask ${index.articles} articles in your own words. The answer is quoted, never made up.`;
}
