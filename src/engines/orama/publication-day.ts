/** Dates of publication as numbers to compare: whole days in UTC. */

const DAY_MS = 86_400_000;

/** The start of the UTC day of an ISO 8601 date or date-time, in ms since 1970; null where it is none. */
export function publicationDay(published: string | null): number | null {
	const instant = published === null ? Number.NaN : Date.parse(published);
	return Number.isNaN(instant) ? null : Math.floor(instant / DAY_MS) * DAY_MS;
}

/** The year of such a day, as `2023`. */
export function yearOf(day: number): string {
	return String(new Date(day).getUTCFullYear());
}
