/** What `--json` prints, for programs and for people who look. Ends with a line break. */
export function asJson(value: unknown): string {
	return `${JSON.stringify(value, null, 2)}\n`;
}
