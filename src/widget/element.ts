/** Makes elements: text only ever enters the page as text, and no attribute carries script or style. */

type Value = string | number | boolean | null | undefined;
type Listener = (event: never) => void;

export type Child = Node | string | null | undefined | false;

/** Attributes by name; a function is a listener for the event of that name. */
export type Attributes = Readonly<Record<string, Value | Listener>>;

/**
 * An element with its attributes (false, null and undefined leave one out) and children. Its classes are its parts,
 * too, so that pages can style whatever the widget styles.
 */
export function element<Tag extends keyof HTMLElementTagNameMap>(
	tag: Tag,
	attributes: Attributes = {},
	...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
	const made = document.createElement(tag);
	for (const [name, value] of Object.entries(attributes)) {
		if (typeof value === "function") made.addEventListener(name, value as EventListener);
		else setAttribute(made, name, value);
	}
	setAttribute(made, "part", made.getAttribute("class"));
	made.append(...present(children));
	return made;
}

/** Text for screen readers alone. */
export function hiddenText(text: string): HTMLElement {
	return element("span", { class: "visually-hidden" }, text);
}

/** Sets, or with false, null and undefined removes, an attribute. */
export function setAttribute(target: Element, name: string, value: Value): void {
	if (value === false || value === null || value === undefined) target.removeAttribute(name);
	else target.setAttribute(name, value === true ? "" : String(value));
}

/** Only the children there are. */
export function present(children: readonly Child[]): (Node | string)[] {
	return children.filter(
		(child): child is Node | string => typeof child === "string" || child instanceof Node,
	);
}
