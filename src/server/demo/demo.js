/**
 * Keeps readers on the demo site: articles that are published on a host of their own have a page here, too, and
 * citations of them lead there. Everything is found from where this file is, whatever path that is below.
 */

const ROOT = new URL("./", import.meta.url);

document.addEventListener("sitecite:select", (event) => {
	const { url, article, newTab } = event.detail;
	if (new URL(url).origin === ROOT.origin) return;
	event.preventDefault();
	const here = new URL(`read/${encodeURIComponent(article.id)}${new URL(url).hash}`, ROOT);
	if (newTab) open(here, "_blank", "noopener");
	else location.assign(here);
});
