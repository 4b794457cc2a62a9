/** The use case of learning from readers: what they asked, what was not answered, what did not help. */

import { setImmediate as nextTurn } from "node:timers/promises";
import type { AskedQuestions, QuestionReport } from "../contract/question-report.ts";
import { draftGolden } from "../evaluation/draft-golden.ts";
import { clusterByMeaning } from "../questions/cluster-by-meaning.ts";
import { hourDaysAgo } from "../questions/kept-question.ts";
import { QuestionStore } from "../questions/question-store.ts";
import type { QuestionTally } from "../questions/tally-questions.ts";
import { ask } from "./ask.ts";
import { type AskSettings, askSettings } from "./ask-settings.ts";
import type { Config } from "./config.ts";
import { type OpenIndex, openIndex } from "./open-index.ts";
import { questionsFile } from "./question-settings.ts";

/** Texts that are compared with each other, those asked most often first: 1.3 s of work where all differ. */
const MAX_TEXTS = 2000;

/** Texts embedded between two turns of the event loop. */
const BATCH = 64;

/** Groups in each list. */
const MAX_LISTED = 20;

/** Other texts shown of each group. */
const MAX_VARIANTS = 5;

/**
 * Cosine of two questions' vectors of the static model from which they count as the same. On 32 groups of
 * paraphrases (`test/questions/fixtures/paraphrases.json`) among the 107 golden questions of `corpus/`, 0.7 gave
 * the best F1 over pairs: 0.57, precision 0.59, recall 0.54. At 0.6 precision was 0.34, at 0.8 recall 0.29. The
 * wrong pairs are nearly all neighbours, such as the length and the engineer of the same sewers. The student reached
 * 0.67, and took some seventy times as long.
 */
const SAME_MEANING = 0.7;

export interface ReportRequest {
	/** What is asked for nearest articles and quotes now. */
	readonly index: OpenIndex;
	readonly settings: AskSettings;
	/** How far back to look. */
	readonly days: number;
	readonly signal?: AbortSignal;
}

/**
 * The report of what a configuration has had kept.
 *
 * @throws SiteciteError `questions_missing`, `questions_unusable`, or as `openIndex`
 */
export async function reportKept(
	config: Config,
	days: number,
	signal?: AbortSignal,
): Promise<QuestionReport> {
	const store = await QuestionStore.openExisting(questionsFile(config));
	try {
		const index = await openIndex(config);
		try {
			const settings = askSettings(config);
			return await reportQuestions(store, { index, settings, days, ...(signal && { signal }) });
		} finally {
			await index.close();
		}
	} finally {
		await store.close();
	}
}

/** @throws SiteciteError `questions_unusable`; the signal's reason */
export async function reportQuestions(
	store: QuestionStore,
	request: ReportRequest,
): Promise<QuestionReport> {
	const { days, index, signal } = request;
	const until = new Date();
	const since = hourDaysAgo(days, until);
	const { tallies, totals } = await store.tallies(since, MAX_TEXTS);
	const vectors: Float32Array[] = [];
	for (let at = 0; at < tallies.length; at += BATCH) {
		const texts = tallies.slice(at, at + BATCH).map(({ text }) => text);
		vectors.push(...(await index.meaning.embed(texts, signal ? { signal } : {})));
		await nextTurn();
	}
	const groups = (await clusterByMeaning(vectors, SAME_MEANING, signal)).map((positions) =>
		groupOf(positions.flatMap((position) => tallies[position] ?? [])),
	);
	const shown = new Map<Group, AskedQuestions>();
	const list = async (value: (group: Group) => number) => {
		const first = groups
			.filter((group) => value(group) > 0)
			.sort((a, b) => value(b) - value(a))
			.slice(0, MAX_LISTED);
		const listed: AskedQuestions[] = [];
		for (const group of first) {
			// A server answers readers in between.
			await nextTurn();
			const known = shown.get(group) ?? (await describe(group, request));
			shown.set(group, known);
			listed.push(known);
		}
		return listed;
	};
	return {
		since,
		until: until.toISOString(),
		...totals,
		leftOut: totals.texts - tallies.length,
		groups: groups.length,
		top: await list(({ asked }) => asked),
		unansweredMost: await list(({ unanswered }) => unanswered),
		ratedWorst: await list((group) => (isBadlyRated(group) ? group.unhelpful : 0)),
	};
}

/** Questions that mean the same; the first text was asked most often. */
interface Group extends Omit<QuestionTally, "articles"> {
	readonly tallies: readonly QuestionTally[];
}

function groupOf(tallies: readonly QuestionTally[]): Group {
	const sum = (value: (tally: QuestionTally) => number) =>
		tallies.reduce((total, tally) => total + value(tally), 0);
	const asked = sum((tally) => tally.asked);
	return {
		tallies,
		text: tallies[0]?.text ?? "",
		asked,
		unanswered: sum(({ unanswered }) => unanswered),
		confidence: asked === 0 ? null : sum((one) => (one.confidence ?? 0) * one.asked) / asked,
		helpful: sum(({ helpful }) => helpful),
		unhelpful: sum(({ unhelpful }) => unhelpful),
	};
}

/** As many readers say so as say the contrary. */
function isBadlyRated({ helpful, unhelpful }: Group): boolean {
	return unhelpful > 0 && unhelpful >= helpful;
}

/** Asks the question again, of the index as it is now: it is now that its owner acts. */
async function describe(
	group: Group,
	{ index, settings, signal }: ReportRequest,
): Promise<AskedQuestions> {
	const { tallies, text, ...counts } = group;
	const { answer, passages } = await ask(index, { text, filter: {}, limit: 1 }, settings, signal);
	const [sentence] = answer.sentences;
	const cited = passages.find(({ citation }) => citation.number === sentence?.citation);
	const nearestId =
		(cited ?? passages[0])?.citation.article.id ?? tallies.flatMap(({ articles }) => articles)[0];
	const nearest = nearestId === undefined ? null : await index.articles.get(nearestId);
	return {
		question: text,
		variants: tallies.slice(1, 1 + MAX_VARIANTS).map(({ text, asked }) => ({ text, asked })),
		texts: tallies.length,
		...counts,
		nearest: nearest && { id: nearest.id, title: nearest.title, url: nearest.url },
		golden: draftGolden({
			question: text,
			article: nearest?.path ?? null,
			quote: sentence?.text ?? null,
			isBadlyRated: isBadlyRated(group),
		}),
	};
}
