/** Orama's `where`: which slots its conditions let through. */

import { SiteciteError } from "../../domain/errors.ts";
import type { ChunkIndex } from "./chunk-index.ts";
import { questionWords } from "./lexical/question-words.ts";
import type { ColumnValue, ValuePredicate } from "./value-column.ts";

/** Conditions by property, all of which apply, and the operators `and`, `or`, `not`. */
export type WhereClause = Readonly<Record<string, unknown>>;

type Operator = (values: readonly ColumnValue[], operand: unknown) => boolean;

/** Absent values pass no operator, not even `nin`, as in Orama. */
const ENUM_OPERATORS: Readonly<Record<string, Operator>> = {
	eq: ([value], operand) => value !== undefined && value === operand,
	in: ([value], operand) => value !== undefined && listOf(operand).includes(value),
	nin: ([value], operand) => value !== undefined && !listOf(operand).includes(value),
};

const ENUM_LIST_OPERATORS: Readonly<Record<string, Operator>> = {
	containsAll: (values, operand) => {
		const wanted = listOf(operand);
		return wanted.length > 0 && wanted.every((value) => includes(values, value));
	},
	containsAny: (values, operand) => listOf(operand).some((value) => includes(values, value)),
};

const NUMBER_OPERATORS: Readonly<Record<string, Operator>> = {
	gt: (values, operand) => values.some((value) => isNumber(value) && value > numberOf(operand)),
	gte: (values, operand) => values.some((value) => isNumber(value) && value >= numberOf(operand)),
	lt: (values, operand) => values.some((value) => isNumber(value) && value < numberOf(operand)),
	lte: (values, operand) => values.some((value) => isNumber(value) && value <= numberOf(operand)),
	eq: (values, operand) => values.some((value) => value === numberOf(operand)),
	between: (values, operand) => {
		const [from, to] = listOf(operand);
		return values.some(
			(value) => isNumber(value) && value >= numberOf(from) && value <= numberOf(to),
		);
	},
};

/**
 * One byte per slot, 1 for live slots that pass.
 *
 * Supported: `eq`, `in`, `nin` on enum; `containsAll`, `containsAny` on enum[]; `gt`, `gte`, `lt`,
 * `lte`, `eq`, `between` on number and number[]; true or false on boolean; words, any of which must
 * stand in the property, on string. Several operators on one property all apply.
 *
 * @throws SiteciteError `bad_request` for an unknown property, operator or operand.
 */
export function whereMask(index: ChunkIndex, where: WhereClause): Uint8Array {
	const mask = index.slots.liveMask() ?? new Uint8Array(index.slots.count).fill(1);
	for (const [key, condition] of Object.entries(where)) {
		if (condition === undefined) continue;
		if (key === "and" && Array.isArray(condition)) {
			if (condition.length === 0) mask.fill(0);
			for (const part of condition) intersect(mask, whereMask(index, clauseOf(key, part)));
		} else if (key === "or" && Array.isArray(condition)) {
			intersect(
				mask,
				union(
					index,
					condition.map((part) => clauseOf(key, part)),
				),
			);
		} else if (key === "not") subtract(mask, whereMask(index, clauseOf(key, condition)));
		else applyCondition(index, key, condition, mask);
	}
	return mask;
}

function applyCondition(
	index: ChunkIndex,
	property: string,
	condition: unknown,
	mask: Uint8Array,
): void {
	const type = index.schema.types.get(property);
	if (type === "string" || type === "string[]") {
		intersect(mask, slotsWithWords(index, property, condition));
		return;
	}
	const column = index.column(property);
	if (type === undefined || column === undefined) {
		const known = [...index.schema.texts, ...index.schema.values].join(", ");
		throw badRequest(`there is no property ${property} to filter by; use one of ${known}`);
	}
	column.exclude(mask, predicateFor(property, type, condition));
}

function predicateFor(property: string, type: string, condition: unknown): ValuePredicate {
	if (type.startsWith("boolean")) {
		if (typeof condition !== "boolean") throw badRequest(`${property} takes true or false`);
		return (values) => values.includes(condition);
	}
	const operators =
		type === "enum" ? ENUM_OPERATORS : type === "enum[]" ? ENUM_LIST_OPERATORS : NUMBER_OPERATORS;
	const applied = Object.entries(clauseOf(property, condition)).map(([name, operand]) => {
		const operator = Object.hasOwn(operators, name) ? operators[name] : undefined;
		if (operator === undefined) {
			const known = Object.keys(operators).join(", ");
			throw badRequest(`${property} (${type}) has no operator ${name}; use one of ${known}`);
		}
		return { operator, operand };
	});
	// Asked once up front, or a wrong operand would go unnoticed in an index where nothing has the property.
	for (const { operator, operand } of applied) operator([0], operand);
	return (values) => applied.every(({ operator, operand }) => operator(values, operand));
}

function slotsWithWords(index: ChunkIndex, property: string, condition: unknown): Uint8Array {
	const texts = Array.isArray(condition) ? condition : [condition];
	const mask = new Uint8Array(index.slots.count);
	const weights = Float64Array.from(index.schema.texts, (text) => (text === property ? 1 : 0));
	for (const text of texts) {
		if (typeof text !== "string") throw badRequest(`${property} takes a text or a list of texts`);
		for (const word of questionWords(text, null, index.lexical.analyzers)) {
			index.lexical.visitSlots(word.terms, weights, (slot) => {
				mask[slot] = 1;
			});
		}
	}
	return mask;
}

function union(index: ChunkIndex, clauses: readonly WhereClause[]): Uint8Array {
	const mask = new Uint8Array(index.slots.count);
	for (const clause of clauses) {
		const passing = whereMask(index, clause);
		for (let slot = 0; slot < mask.length; slot++) if (passing[slot] !== 0) mask[slot] = 1;
	}
	return mask;
}

function intersect(mask: Uint8Array, other: Uint8Array): void {
	for (let slot = 0; slot < mask.length; slot++) if (other[slot] === 0) mask[slot] = 0;
}

function subtract(mask: Uint8Array, other: Uint8Array): void {
	for (let slot = 0; slot < mask.length; slot++) if (other[slot] !== 0) mask[slot] = 0;
}

function includes(values: readonly ColumnValue[], wanted: unknown): boolean {
	return values.some((value) => value === wanted);
}

function isNumber(value: ColumnValue): value is number {
	return typeof value === "number";
}

function numberOf(operand: unknown): number {
	if (typeof operand !== "number" || Number.isNaN(operand))
		throw badRequest(`${String(operand)} is no number`);
	return operand;
}

function listOf(operand: unknown): readonly unknown[] {
	if (!Array.isArray(operand)) throw badRequest(`${String(operand)} is no list`);
	return operand;
}

function clauseOf(key: string, clause: unknown): WhereClause {
	if (typeof clause !== "object" || clause === null || Array.isArray(clause)) {
		throw badRequest(`${key} takes an object of conditions`);
	}
	return Object.fromEntries(Object.entries(clause));
}

function badRequest(complaint: string): SiteciteError {
	return new SiteciteError("bad_request", `The where clause is wrong: ${complaint}.`);
}
