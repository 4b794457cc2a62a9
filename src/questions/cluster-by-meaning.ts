/** Groups questions that mean the same, by the vectors of their texts. */

import { setImmediate as nextTurn } from "node:timers/promises";

/** Comparisons in one turn of the event loop: a few milliseconds, so that a server goes on answering. */
const COMPARISONS_A_TURN = 10_000;

/**
 * Positions in `vectors`, one list a cluster. Single pass, first come first served: each joins the nearest of the
 * clusters so far if its first member, the leader, has at least `threshold` as cosine, and else leads a new one. So the
 * order given decides: what is to name its cluster comes first. A vector without direction is alone.
 *
 * @param vectors each of length 1, or all zeros
 */
export async function clusterByMeaning(
	vectors: readonly Float32Array[],
	threshold: number,
	signal?: AbortSignal,
): Promise<number[][]> {
	const clusters: { readonly leader: Float32Array; readonly members: number[] }[] = [];
	let comparisons = 0;
	for (const [position, vector] of vectors.entries()) {
		let nearest: number[] | null = null;
		let best = threshold;
		for (const { leader, members } of clusters) {
			const similarity = cosine(leader, vector);
			if (similarity < best || (similarity === best && nearest !== null)) continue;
			best = similarity;
			nearest = members;
		}
		if (nearest === null) clusters.push({ leader: vector, members: [position] });
		else nearest.push(position);
		comparisons += clusters.length;
		if (comparisons < COMPARISONS_A_TURN) continue;
		comparisons = 0;
		await nextTurn();
		signal?.throwIfAborted();
	}
	return clusters.map(({ members }) => members);
}

function cosine(one: Float32Array, other: Float32Array): number {
	let sum = 0;
	for (let i = 0; i < one.length; i++) sum += (one[i] ?? 0) * (other[i] ?? 0);
	return sum;
}
