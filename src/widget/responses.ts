/** The parts of the public shapes that the widget reads. */

import type { AskResponse } from "../contract/ask.ts";
import type { SearchResponse } from "../contract/search.ts";
import type { SuggestResponse } from "../contract/suggest.ts";

export type { AskResponse, SearchResponse, SuggestResponse };
export type Passage = AskResponse["passages"][number];
export type Sentence = AskResponse["answer"]["sentences"][number];
export type CitedArticle = Passage["citation"]["article"];
export type Facets = AskResponse["facets"];
export type TextRange = Passage["highlights"][number];

export type SearchResult = SearchResponse["results"][number];
