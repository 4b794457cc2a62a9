/** Tells the styles how much room there is: above the on-screen keyboard, and below or above the field. */

/** Less is too little to read in. */
const LEAST_PX = 260;
const MARGIN_PX = 16;

/**
 * Sets `--room` (in pixels) on `node`, and the class `above` where the drop opens upwards. Where a drop that opens
 * could not be seen, the page is scrolled to the field first.
 *
 * @param field what the drop opens at; null for a dialog, which has the whole window
 */
export function measureRoom(
	node: HTMLElement,
	field: HTMLElement | null,
	isOpening: boolean,
): void {
	const viewport = window.visualViewport;
	const height = viewport?.height ?? window.innerHeight;
	if (field === null) {
		node.style.setProperty("--room", `${Math.floor(height)}px`);
		node.style.setProperty("--room-top", `${Math.floor(viewport?.offsetTop ?? 0)}px`);
		return;
	}
	const { top, bottom } = field.getBoundingClientRect();
	const below = height - bottom - MARGIN_PX;
	const above = top - MARGIN_PX;
	// Readers who scrolled are not to be taken back by a keyboard that comes or goes.
	if (isOpening && (top < 0 || below < (above < LEAST_PX ? LEAST_PX : 0))) {
		field.scrollIntoView({ behavior: "instant" });
		measureRoom(node, field, false);
		return;
	}
	// Above the page's beginning nobody could scroll; below its end anybody can.
	const isAbove = below < LEAST_PX && above >= LEAST_PX;
	node.classList.toggle("above", isAbove);
	const room = isAbove ? above : Math.max(LEAST_PX, below);
	node.style.setProperty("--room", `${Math.floor(room)}px`);
}
