/** Texts that break careless code: every kind of character, torn, combined and repeated. */

import fc from "fast-check";

const PIECES = [
	"word",
	"İstanbul",
	"ISTANBUL",
	"Straße",
	"naïve",
	"a\u0301\u0316b",
	"Ω\u2126Å\u212b",
	"ΟΔΟΣ",
	"ﬁne ﬂow",
	"ＦＵＬＬ ｗｉｄｔｈ",
	"中文字符",
	"𠀀𪜀",
	"カタカナ。",
	"한국어",
	"각",
	"ภาษาไทยไม่มีช่องว่าง",
	"हिन्दी।",
	"עברית",
	"العربية؟",
	"\u202eright to left\u202c",
	"👨‍👩‍👧‍👦",
	"🇩🇪🇫🇷",
	"👍🏽",
	"\ud800",
	"\udfff",
	"\u0000",
	"\u0007",
	"\u200b",
	"\ufeff",
	"\ufffd",
	"\u00ad",
	"\u2028",
	"\u00a0",
	"\u3000",
	"\r\n",
	"\t",
	"\n",
	"\n\n",
	"...",
	"…",
	"?!",
	"“quoted.”",
	"(see p. 3)",
	"[CLS]",
	"##ing",
	"3.14",
	"1,000.5",
	"https://example.org/a?b=c.d",
	"e.g.",
	"U.S.",
] as const;

/** Pieces of many scripts, any UTF-16 units (lone surrogates too), long words and long runs of marks. */
export function hostileText(maxPieces = 40): fc.Arbitrary<string> {
	const piece = fc.oneof(
		{ weight: 6, arbitrary: fc.constantFrom(...PIECES) },
		{ weight: 3, arbitrary: fc.constantFrom(" ", ". ", " The ", ", ", "! ") },
		{ weight: 2, arbitrary: fc.string({ unit: "grapheme", maxLength: 12 }) },
		{ weight: 2, arbitrary: utf16Units() },
		{ weight: 1, arbitrary: repeated() },
	);
	return fc.array(piece, { maxLength: maxPieces }).map((pieces) => pieces.join(""));
}

function utf16Units(): fc.Arbitrary<string> {
	return fc
		.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 8 })
		.map((units) => String.fromCharCode(...units));
}

function repeated(): fc.Arbitrary<string> {
	return fc
		.tuple(
			fc.constantFrom("a", "é", "\u0301", "\u0301\u0316", "中", "👍🏽", "-", "\u200d", "."),
			fc.integer({ min: 50, max: 1200 }),
		)
		.map(([unit, count]) => unit.repeat(count));
}
