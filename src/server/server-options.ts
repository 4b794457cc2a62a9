/** What the application needs from whoever runs it. */

import type { EventEmitter } from "node:events";
import type { Logger } from "pino";
import type { AskSettings } from "../app/ask-settings.ts";
import type { LiveIndex } from "../app/live-index.ts";
import type { OpenIndex } from "../app/open-index.ts";
import type { QuestionLog } from "../app/question-log.ts";
import type { GivenServerSettings } from "../app/server-settings.ts";
import type { AskResponse } from "../contract/ask.ts";

export interface ServerOptions {
	/** The index that answers now; asked for at every request. */
	readonly index: () => OpenIndex;
	/** Where that index comes from if it may be replaced: each request keeps the one it began with open. */
	readonly live?: LiveIndex;
	readonly settings: AskSettings;
	/** Limits and who may do what; the rest as by default. */
	readonly server?: GivenServerSettings;
	/** Told of every fault that is not the asker's. */
	readonly report: (error: unknown) => void;
	/** Told of every answer. */
	readonly onAnswer?: (response: AskResponse) => void;
	/** Keeps every question and rating; without it none is kept. Whoever opened it closes it, after the server. */
	readonly questions?: QuestionLog;
	/** Told of every request; none by default. */
	readonly log?: Logger;
	/** Whoever has it may do what is below `/admin`; without it nobody may. At least 32 characters, none of them space. */
	readonly adminToken?: string;
	/** Whether the service is about to end, and so not ready for more. */
	readonly isEnding?: () => boolean;
	/** Makes pages reload themselves whenever it says "reload": for whoever is writing the articles. */
	readonly reloads?: EventEmitter;
}
