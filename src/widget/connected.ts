/** The widgets of the page: where there are several, one answers to the keys and to the address. */

/** As `Node.DOCUMENT_POSITION_PRECEDING`. */
const PRECEDING = 2;

const widgets = new Set<HTMLElement>();

/** From now on the widget counts among those of the page. */
export function join(host: HTMLElement): void {
	widgets.add(host);
}

/** The widget left the page, and counts no more. */
export function leave(host: HTMLElement): void {
	widgets.delete(host);
}

/** Whether it is the first of those that `counts`, in the order of the document. */
export function isFirst(host: HTMLElement, counts: (other: HTMLElement) => boolean): boolean {
	for (const other of widgets) {
		if (host.compareDocumentPosition(other) & PRECEDING && counts(other)) return false;
	}
	return true;
}
