/** Words as a language uses them: a vocabulary in order of frequency, and draws from it by Zipf's law. */

import { loadModel } from "../../src/embedding/static/load-model.ts";
import { randomFrom } from "./random-from.ts";

/** A large news site has about so many different words. */
const VOCABULARY = 150_000;
const SYLLABLES =
	"a an ar ba be bri ca ce chi co da de do el en er fa fe ga ge gra ha he hi in ja ka ki la le li lo ma me mi mo na ne ni no on or pa pe pla po qui ra re ri ro sa se shi so sta ta te ti to tra un va ve vi wa we wi za ing ed ness tion".split(
		" ",
	);
const MODEL = new URL("../../models/static.safetensors", import.meta.url);

/** The whole words of the static model, the commonest first: a WordPiece vocabulary is numbered so. */
export async function modelWords(): Promise<string[]> {
	const { vocabulary } = await loadModel(MODEL);
	return vocabulary.filter((token) => /^[a-z]+$/.test(token));
}

/** The model's words, which are most of any text, and made-up rarer ones, which are most of any vocabulary. */
export async function largeVocabulary(): Promise<readonly string[]> {
	const random = randomFrom(1);
	const words = new Set(await modelWords());
	while (words.size < VOCABULARY) {
		const length = 2 + Math.floor(2 * (words.size / VOCABULARY) + 2 * random());
		let word = "";
		for (let at = 0; at < length; at++)
			word += SYLLABLES[Math.floor(random() * SYLLABLES.length)] ?? "";
		words.add(word);
	}
	return [...words];
}

/** Draws the word of rank r in proportion to 1 / r: the inverse of that distribution function is about a power. */
export function zipfianDraw(words: readonly string[], random: () => number): () => string {
	return () => words[Math.floor(words.length ** random()) - 1] ?? "";
}
