/** What the parts of one application share: its settings, its gate, its metrics, its log. */

import type { Logger } from "pino";
import { QUESTIONS_PER_WORKER } from "../app/answer-pool.ts";
import { type Answers, answersHere } from "../app/answers.ts";
import type { OpenIndex } from "../app/open-index.ts";
import { type ServerSettings, serverSettingsOf } from "../app/server-settings.ts";
import { silentLog } from "./log.ts";
import { Metrics } from "./metrics.ts";
import { QuestionGate } from "./question-gate.ts";
import { currentScope } from "./request-scope.ts";
import type { ServerOptions } from "./server-options.ts";

/** What routes see: an index that stays the same, and open, for as long as their request lasts. */
export interface RouteOptions extends ServerOptions {
	/** What answers from that index. */
	readonly answers: () => Answers;
}

export interface Service {
	readonly settings: ServerSettings;
	readonly gate: QuestionGate;
	readonly metrics: Metrics;
	readonly log: Logger;
	readonly routes: RouteOptions;
}

export function serviceOf(options: ServerOptions): Service {
	const { index, live, server, log, questions, onAnswer } = options;
	const settings = serverSettingsOf(server);
	const gate = new QuestionGate(
		settings,
		() => (live?.workers.threads ?? 0) * QUESTIONS_PER_WORKER,
	);
	const metrics = new Metrics({ gate, index, live: live ?? null, questions: questions ?? null });
	return {
		settings,
		gate,
		metrics,
		log: log ?? silentLog(),
		routes: {
			...options,
			index: () => indexOfRequest(options),
			answers: () => {
				const opened = indexOfRequest(options);
				return live?.answersOf(opened) ?? answersHere(opened);
			},
			onAnswer: (response) => {
				metrics.answered(response);
				questions?.asked(response);
				onAnswer?.(response);
			},
		},
	};
}

function indexOfRequest({ index, live }: ServerOptions): OpenIndex {
	const scope = currentScope();
	if (scope === undefined) return index();
	return scope.index(() => {
		const opened = index();
		if (live !== undefined) scope.onEnd(live.hold(opened));
		return opened;
	});
}
