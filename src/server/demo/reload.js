/** Reloads the page when the articles have changed. An EventSource connects again by itself. */

const reloads = new EventSource("/development/reloads");
reloads.addEventListener("reload", () => location.reload());
