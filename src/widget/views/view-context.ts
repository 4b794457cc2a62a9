/** What every view needs besides what it shows. */

import type { Filters } from "../filters.ts";
import type { Localised } from "../messages/localise.ts";
import type { Options } from "../options.ts";
import type { AskResponse, CitedArticle } from "../responses.ts";

export interface ViewContext {
	readonly localised: Localised;
	readonly options: Options;
	readonly actions: Actions;
	/** Questions to start from that are there already. */
	readonly suggested: () => readonly string[];
	/** False where the site has said that it takes none. */
	readonly takesFeedback: () => boolean;
}

/** `off`: the site takes none. */
export type FeedbackOutcome = "taken" | "off" | "failed";

/** What a reader can do in the views. */
export interface Actions {
	ask(text: string): void;
	search(text: string): void;
	more(): void;
	filter(filters: Filters): void;
	retry(): void;
	forgetRecent(): void;
	/** Told before a link is followed; what it prevents is not followed. */
	choose(event: MouseEvent, url: string, article: CitedArticle): void;
	copy(text: string, button: HTMLButtonElement): Promise<void>;
	sendFeedback(response: AskResponse, helpful: boolean): Promise<FeedbackOutcome>;
}
