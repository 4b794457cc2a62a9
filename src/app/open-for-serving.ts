/** The use case of serving inside another program: an index that is replaced as it is built anew, and a log of questions. */

import { type AskSettings, askSettings } from "./ask-settings.ts";
import type { Config } from "./config.ts";
import { LiveIndex } from "./live-index.ts";
import type { OpenIndex } from "./open-index.ts";
import { QuestionLog } from "./question-log.ts";
import { watchIndex } from "./watch-index.ts";

/** What an application is made of. */
export interface ServingOptions {
	readonly index: () => OpenIndex;
	readonly live: LiveIndex;
	readonly settings: AskSettings;
	readonly server: Config["server"];
	/** Where the configuration has questions kept. */
	readonly questions?: QuestionLog;
}

export interface Serving {
	readonly options: ServingOptions;
	/** Ends watching, writes what is to be kept, and closes the index once nothing reads it. */
	readonly close: () => Promise<void>;
}

export interface ServingEvents {
	/**
	 * Told of a newer generation that could not be opened and of questions that could not be kept, which are tried again,
	 * and of threads that died, in whose place others come.
	 */
	readonly onFault: (error: unknown) => void;
	/** A newer generation answers from now on. */
	readonly onSwap?: (index: OpenIndex) => void;
}

/** @throws SiteciteError as `openIndex`, and `runtime_missing` or `questions_unusable` where questions are to be kept */
export async function openForServing(
	config: Config,
	{ onFault, onSwap }: ServingEvents,
): Promise<Serving> {
	const live = await LiveIndex.open(config, {
		onRefusal: onFault,
		onLeak: onFault,
		onWorkerLost: onFault,
		onWorkerUnopened: onFault,
		...(onSwap && { onSwap }),
	});
	let questions: QuestionLog | null = null;
	try {
		if (config.questions.log) questions = await QuestionLog.open(config, { onFailure: onFault });
	} catch (error) {
		await live.close();
		throw error;
	}
	const stop = watchIndex(config, () => void live.reload());
	return {
		options: {
			index: () => live.current,
			live,
			settings: askSettings(config),
			server: config.server,
			...(questions !== null && { questions }),
		},
		close: async () => {
			stop();
			await questions?.close();
			await live.close();
		},
	};
}
