/** Leads from what the engine finds to the list of articles: numbers of the one to places in the other. */

import { setImmediate as nextTurn } from "node:timers/promises";
import type { OpenIndex } from "./open-index.ts";

/** Texts that are decoded in one turn of the event loop: a few milliseconds, so that a service goes on answering. */
const TEXTS_A_TURN = 4_000;

/** Of an article that is not listed. */
export const NO_PLACE = 0xffff_ffff;

const known = new WeakMap<OpenIndex["engine"], Promise<Uint32Array>>();

/** By the engine's number of each article, its place in the list. Worked out once an index, in turns of the event loop. */
export async function articlePlaces(
	index: Pick<OpenIndex, "engine" | "list">,
): Promise<Uint32Array> {
	let places = known.get(index.engine);
	if (places === undefined) {
		places = workOut(index);
		known.set(index.engine, places);
	}
	return await places;
}

async function workOut({ engine, list }: Pick<OpenIndex, "engine" | "list">): Promise<Uint32Array> {
	const placeOf = new Map<string, number>();
	for (let place = 0; place < list.count; place++) {
		if (place % TEXTS_A_TURN === TEXTS_A_TURN - 1) await nextTurn();
		placeOf.set(list.idAt(place), place);
	}
	const ids = engine.articleIds();
	const places = new Uint32Array(ids.length);
	for (const [number, id] of ids.entries()) {
		if (number % TEXTS_A_TURN === TEXTS_A_TURN - 1) await nextTurn();
		places[number] = placeOf.get(id) ?? NO_PLACE;
	}
	return places;
}
