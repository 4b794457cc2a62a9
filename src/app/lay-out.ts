/** What is shown of the candidates found, and what of it an answer is made from. */

import type { AnswerSentence } from "../domain/answer.ts";
import type { Passage } from "../domain/passage.ts";
import type { Neighbours } from "../retrieval/diversify.ts";
import type { RankedCandidate } from "../retrieval/fuse.ts";
import { joinNeighbours } from "../retrieval/join-neighbours.ts";

interface LaidOut {
	/** Best first, neighbours joined. */
	readonly shown: readonly Passage[];
	/** Each candidate for itself, as answering learned to judge them, with a citation's number of its own. */
	readonly parts: readonly Passage[];
	/** A sentence of a part as a sentence of the passage that is shown. */
	readonly place: (sentence: AnswerSentence) => AnswerSentence;
}

/** @param cite makes a passage with that rank and number */
export function layOut(
	found: readonly Neighbours[],
	cite: (one: RankedCandidate, number: number) => Passage,
): LaidOut {
	const shown: Passage[] = [];
	const parts: Passage[] = [];
	const places = new Map<number, { citation: number; offset: number }>();
	for (const [first, ...others] of found) {
		const citeNext = (one: RankedCandidate) => {
			const passage = cite(one, parts.length + 1);
			parts.push(passage);
			return passage;
		};
		const rank = shown.length + 1;
		const joined = joinNeighbours([citeNext(first), ...others.map(citeNext)], rank);
		shown.push(joined.shown);
		for (const { passage, offset } of joined.parts) {
			places.set(passage.citation.number, { citation: rank, offset });
		}
	}
	return {
		shown,
		parts,
		place: ({ text, citation, start, end }) => {
			const { citation: number, offset } = places.get(citation) ?? { citation, offset: 0 };
			return { text, citation: number, start: start + offset, end: end + offset };
		},
	};
}
