/** What the widget shows, and how each thing that happens changes it. Pure: no page, no requests. */

import type { Failure } from "./failure.ts";
import { type Filters, NO_FILTERS } from "./filters.ts";
import type { AskResponse, SearchResponse } from "./responses.ts";

/** `start`: nothing is typed; `suggest`: articles as one types; `answer`; `results`: articles by keywords. */
export type Stage = "start" | "suggest" | "answer" | "results";

export interface State {
	readonly stage: Stage;
	readonly text: string;
	readonly filters: Filters;
	/** The last ones stay while new ones are on their way. */
	readonly suggestions: SearchResponse | null;
	readonly answer: AskResponse | null;
	/** One response a page, in order. */
	readonly results: readonly SearchResponse[];
	/** An answer that came by itself while the reader was choosing among the suggestions: it waits to be called. */
	readonly waiting: AskResponse | null;
	/** Whether what the stage shows is on its way. */
	readonly isPending: boolean;
	/** Whether it takes so long that something should be seen. */
	readonly isSlow: boolean;
	readonly failure: Failure | null;
}

export const START: State = {
	stage: "start",
	text: "",
	filters: NO_FILTERS,
	suggestions: null,
	answer: null,
	results: [],
	waiting: null,
	isPending: false,
	isSlow: false,
	failure: null,
};

export type Happening =
	| { readonly type: "typed"; readonly text: string }
	| { readonly type: "suggested"; readonly response: SearchResponse }
	| { readonly type: "asked"; readonly text: string }
	| { readonly type: "answered"; readonly response: AskResponse }
	| { readonly type: "answerWaits"; readonly response: AskResponse }
	| { readonly type: "searched"; readonly text: string }
	| { readonly type: "found"; readonly response: SearchResponse }
	| { readonly type: "moreWanted" }
	| { readonly type: "filtered"; readonly filters: Filters }
	| { readonly type: "slow" }
	| { readonly type: "failed"; readonly failure: Failure }
	| { readonly type: "waited" }
	| { readonly type: "halted" }
	| { readonly type: "cleared" };

const PENDING = { isPending: true, isSlow: false, failure: null, waiting: null } as const;
const DONE = { isPending: false, isSlow: false, failure: null } as const;

/** The state after something happened; the same object where nothing changes. */
export function next(state: State, happening: Happening): State {
	switch (happening.type) {
		case "typed": {
			const { text } = happening;
			if (text.trim() === "") return { ...START, text, filters: state.filters };
			return { ...state, ...PENDING, stage: "suggest", text };
		}
		case "suggested":
			if (state.stage !== "suggest") return state;
			return { ...state, ...DONE, suggestions: happening.response };
		case "asked":
			return { ...state, ...PENDING, stage: "answer", text: happening.text };
		case "answered":
			return { ...state, ...DONE, stage: "answer", answer: happening.response, waiting: null };
		case "answerWaits":
			return state.stage === "suggest" ? { ...state, waiting: happening.response } : state;
		case "searched":
			return { ...state, ...PENDING, stage: "results", text: happening.text };
		case "found": {
			const { response } = happening;
			const earlier = response.page > 1 ? state.results : [];
			return {
				...state,
				...DONE,
				stage: "results",
				results: [...earlier, response],
				waiting: null,
			};
		}
		case "moreWanted":
			return state.stage === "results" ? { ...state, ...PENDING } : state;
		case "filtered":
			return { ...state, filters: happening.filters };
		case "slow":
			return state.isPending && !state.isSlow ? { ...state, isSlow: true } : state;
		case "failed":
			return { ...state, isPending: false, isSlow: false, failure: happening.failure };
		case "waited":
			if (state.failure?.kind !== "busy") return state;
			return { ...state, failure: { kind: "busy", seconds: state.failure.seconds - 1 } };
		case "halted":
			// What was typed is the reader's; only the wait for it ends.
			return { ...state, ...DONE, stage: "suggest" };
		case "cleared":
			return START;
	}
}
