/** Whether a text is a question: then a pause is enough to answer it. */

/** Whoever writes out so many words asks something, whatever the language. */
const MIN_WORDS = 4;

/** Of scripts that put no spaces between words, so many characters. */
const MIN_CHARACTERS = 8;
const WITHOUT_SPACES = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

export function looksLikeQuestion(text: string): boolean {
	const trimmed = text.trim();
	return (
		/.[?？؟]$/u.test(trimmed) ||
		trimmed.split(/\s+/).length >= MIN_WORDS ||
		(trimmed.length >= MIN_CHARACTERS && WITHOUT_SPACES.test(trimmed))
	);
}
