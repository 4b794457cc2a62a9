/** Takes a block apart into the units that chunks are packed from. */

import type { Block } from "../domain/article.ts";
import { type TextRange, trimRange } from "../domain/text-range.ts";
import { countWords } from "./count-words.ts";
import { splitLongRange } from "./split-long-range.ts";
import { splitSentences } from "./split-sentences.ts";

/** A part of an article that stays in one piece: a sentence, a list, a line, part of a long sentence. */
export interface Unit extends TextRange {
	readonly words: number;
	/** What it costs to begin a chunk with this unit, on the scale of `pack-units.ts`. */
	readonly cutCost: number;
	/** In order. */
	readonly sentences: readonly TextRange[];
	/** Whether the first sentence goes on with the last one of the unit before. */
	readonly continuesSentence: boolean;
}

/**
 * What a cut costs. On the scale of `pack-units.ts` 0.15 is worth 46 words short of 120: paragraphs
 * stay whole where that leaves chunks of reasonable size, and sentences all the more. Set by reading
 * the chunks of news articles and documentation.
 */
const CUT_COST = {
	betweenBlocks: 0,
	/** "The following are needed:" belongs to the list below. */
	afterColon: 0.3,
	betweenSentences: 0.15,
	betweenLines: 0.05,
	afterBlankLine: 0,
	insideSentence: 0.5,
} as const;

/** Lists, tables and code of up to so many times the wanted number of words are not torn apart. */
const WHOLE_BLOCK_FACTOR = 2;

export function blockUnits(
	text: string,
	block: Block,
	lang: string | null,
	maxWords: number,
): Unit[] {
	const cutCost = followsColon(text, block) ? CUT_COST.afterColon : CUT_COST.betweenBlocks;
	return isMadeOfLines(block)
		? lineBlockUnits(text, block, lang, maxWords, cutCost)
		: proseUnits(text, block, lang, maxWords, cutCost);
}

function isMadeOfLines({ kind }: Block): boolean {
	return kind === "list" || kind === "code" || kind === "table";
}

function followsColon(text: string, { start }: Block): boolean {
	const before = trimRange(text, { start: Math.max(0, start - 8), end: start });
	return /[:：]/.test(text.charAt(before.end - 1));
}

function lineBlockUnits(
	text: string,
	block: Block,
	lang: string | null,
	maxWords: number,
	cutCost: number,
): Unit[] {
	const lines = linesOf(text, block);
	const words = countWords(text, block.start, block.end);
	const hasProse = block.kind === "list";
	if (words <= WHOLE_BLOCK_FACTOR * maxWords) {
		const sentences = hasProse ? lines.flatMap((line) => sentencesOf(text, line, lang)) : lines;
		const range = trimRange(text, block);
		return [{ ...range, words, cutCost, sentences, continuesSentence: false }];
	}
	return lines.flatMap((line, index) => {
		const lineCutCost = index === 0 ? cutCost : lineCost(text, lines[index - 1], line);
		return hasProse
			? proseLineUnits(text, line, lang, maxWords, lineCutCost)
			: sentenceUnits(text, line, maxWords, lineCutCost);
	});
}

function lineCost(text: string, previous: TextRange | undefined, line: TextRange): number {
	const gap = text.slice(previous?.end ?? line.start, line.start);
	return gap.length > 1 && /\n[^\S\n]*\n/.test(gap)
		? CUT_COST.afterBlankLine
		: CUT_COST.betweenLines;
}

/** A line of a list in one piece where it fits, otherwise its sentences. */
function proseLineUnits(
	text: string,
	line: TextRange,
	lang: string | null,
	maxWords: number,
	cutCost: number,
): Unit[] {
	const words = countWords(text, line.start, line.end);
	if (words > maxWords) return proseUnits(text, line, lang, maxWords, cutCost);
	const sentences = sentencesOf(text, line, lang);
	return [{ ...line, words, cutCost, sentences, continuesSentence: false }];
}

function proseUnits(
	text: string,
	range: TextRange,
	lang: string | null,
	maxWords: number,
	cutCost: number,
): Unit[] {
	return sentencesOf(text, range, lang).flatMap((sentence, index) =>
		sentenceUnits(text, sentence, maxWords, index === 0 ? cutCost : CUT_COST.betweenSentences),
	);
}

/** A sentence or a line without prose in one piece, or in parts where it is too long. */
function sentenceUnits(
	text: string,
	sentence: TextRange,
	maxWords: number,
	cutCost: number,
): Unit[] {
	const { start, end } = sentence;
	const words = countWords(text, start, end);
	if (words <= maxWords) {
		return [{ start, end, words, cutCost, sentences: [sentence], continuesSentence: false }];
	}
	return splitLongRange(text, sentence, maxWords).map((part, index) => ({
		...part,
		words: countWords(text, part.start, part.end),
		cutCost: index === 0 ? cutCost : CUT_COST.insideSentence,
		sentences: [part],
		continuesSentence: index > 0,
	}));
}

function sentencesOf(text: string, range: TextRange, lang: string | null): TextRange[] {
	const sentences = splitSentences(text.slice(range.start, range.end), lang);
	return sentences.map(({ start, end }) => ({
		start: start + range.start,
		end: end + range.start,
	}));
}

/** The lines of a block that are not blank, without the white space around them. */
function linesOf(text: string, block: TextRange): TextRange[] {
	const lines: TextRange[] = [];
	let start = block.start;
	while (start < block.end) {
		const lineBreak = text.indexOf("\n", start);
		const end = lineBreak === -1 ? block.end : Math.min(lineBreak, block.end);
		const line = trimRange(text, { start, end });
		if (line.start < line.end) lines.push(line);
		start = end + 1;
	}
	return lines;
}
