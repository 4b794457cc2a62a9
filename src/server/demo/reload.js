/** Reloads the page when another generation of the index answers. An EventSource connects again by itself. */

const reloads = new EventSource("/development/reloads");
let shown;
reloads.addEventListener("generation", ({ data }) => {
	shown ??= data;
	if (data !== shown) location.reload();
});
