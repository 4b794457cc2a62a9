/** Finds what somebody probably meant, for error messages. */

import leven from "leven";

/** The known name closest to a mistyped one; null where none is close (over half of it would change). */
export function nearestName(mistyped: string, known: readonly string[]): string | null {
	let nearest: string | null = null;
	let distance = Math.floor(mistyped.length / 2) + 1;
	for (const name of known) {
		const changes = leven(mistyped.toLowerCase(), name.toLowerCase(), { maxDistance: distance });
		if (changes < distance) {
			nearest = name;
			distance = changes;
		}
	}
	return nearest;
}
