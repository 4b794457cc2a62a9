/** The use case of forgetting: deletes what readers asked, by its age or its words. */

import { hourDaysAgo } from "../questions/kept-question.ts";
import { type Forgotten, QuestionStore } from "../questions/question-store.ts";
import type { Config } from "./config.ts";
import { questionsFile } from "./question-settings.ts";

/** What is to be forgotten: all that is so many days old, or all that has these words. */
export type Forgettable = { readonly olderThanDays: number } | { readonly text: string };

/** @throws SiteciteError `questions_missing`, `questions_unusable` */
export async function forgetQuestions(config: Config, what: Forgettable): Promise<Forgotten> {
	const store = await QuestionStore.openExisting(questionsFile(config));
	try {
		return "text" in what
			? await store.forgetText(what.text)
			: await store.forgetBefore(hourDaysAgo(what.olderThanDays));
	} finally {
		await store.close();
	}
}
