/** What a check found. */
export interface Outcome {
	readonly passed: boolean;
	readonly message: string;
}
