/** What screen readers are told of a change, and when they are told nothing. */

import type { LiveRegion } from "./live-region.ts";
import type { Localised } from "./messages/localise.ts";
import type { AskResponse } from "./responses.ts";
import type { State } from "./state.ts";
import { failureText } from "./views/failure-view.ts";

export function announce(
	{ say, sayWhenSettled, hush }: LiveRegion,
	localised: Localised,
	before: State,
	now: State,
): void {
	const { stage, failure, isPending, isSlow, suggestions, answer, results, waiting } = now;
	const [first] = results;
	const articles = (total: number) => localised.count("articles", total);
	if (failure !== null) {
		// A countdown is said once, and not every second.
		if (failure.kind !== before.failure?.kind) say(failureText(localised, failure));
	} else if (waiting !== null) say(answerSummary(localised, waiting));
	else if (isPending && isSlow) sayWhenSettled(localised.say("looking"));
	else if (isPending || stage === "start") hush();
	else if (stage === "suggest") sayWhenSettled(articles(suggestions?.total ?? 0));
	else if (stage === "results") say(articles(first?.total ?? 0));
	else if (answer !== null && answer !== before.answer) say(answerSummary(localised, answer));
}

/** Confidence is calibrated: below it, what is quoted more likely does not answer than does. */
const SURE = 0.5;

/** Whether readers should be told that the answer may be none. */
export function isUnsure({ answer }: AskResponse): boolean {
	return answer.confidence < SURE;
}

/** In one line, whether there is an answer and how much there is to read. */
export function answerSummary(localised: Localised, response: AskResponse): string {
	const { answer } = response;
	if (answer.status !== "answered") return localised.say("noAnswer");
	if (isUnsure(response)) return localised.say("unsure");
	return localised.count("answerFound", response.passages.length);
}
