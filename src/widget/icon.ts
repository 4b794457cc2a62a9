/** The widget's pictures: drawn in the colour of the text around them, hidden from assistive technology. */

const SVG = "http://www.w3.org/2000/svg";

const PATHS = {
	search: "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zm5 12 5 5",
	close: "M6 6l12 12M18 6 6 18",
	back: "M15 5l-7 7 7 7",
	enter: "M20 5v9H5m4-4-4 4 4 4",
	recent: "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zm0 4v4l3 2",
	article: "M6 3h8l4 4v14H6zm3 9h6m-6 4h6",
	quote: "M9 8H5v5h4zm0 5q0 3-3 4M19 8h-4v5h4zm0 5q0 3-3 4",
	link: "M9 15l6-6m-4-3 2-2a5 5 0 0 1 7 7l-2 2m-5 5-2 2a5 5 0 0 1-7-7l2-2",
	thumb: "M7 10v10H4V10zl4-7q3 1 2 6h6q2 0 2 2l-2 7q0 2-2 2H7",
	warning: "M12 4 2 20h20zm0 6v4m0 3v.01",
} as const;

export type IconName = keyof typeof PATHS;

/** A picture as large as the text. */
export function icon(name: IconName): SVGElement {
	const svg = document.createElementNS(SVG, "svg");
	for (const [attribute, value] of [
		["viewBox", "0 0 24 24"],
		["class", `icon icon-${name}`],
		["aria-hidden", "true"],
	] as const) {
		svg.setAttribute(attribute, value);
	}
	const path = document.createElementNS(SVG, "path");
	path.setAttribute("d", PATHS[name]);
	svg.append(path);
	return svg;
}
