/** The reader's last questions, on the reader's own device. Where storage is denied there are none. */

const KEY = "sitecite:recent";
const MOST = 5;

/** Newest first. */
export function recentQuestions(storage = ownStorage()): string[] {
	try {
		const stored: unknown = JSON.parse(storage?.getItem(KEY) ?? "[]");
		if (!Array.isArray(stored)) return [];
		return stored.filter((question) => typeof question === "string").slice(0, MOST);
	} catch {
		// Another script, or an older version, may have left anything there.
		return [];
	}
}

export function rememberQuestion(question: string, storage = ownStorage()): void {
	const others = recentQuestions(storage).filter((one) => one !== question);
	write(storage, JSON.stringify([question, ...others].slice(0, MOST)));
}

export function forgetQuestions(storage = ownStorage()): void {
	storage?.removeItem(KEY);
}

/** Reading the property throws where cookies are blocked. */
function ownStorage(): Storage | null {
	try {
		return localStorage;
	} catch {
		return null;
	}
}

function write(storage: Storage | null, value: string): void {
	try {
		storage?.setItem(KEY, value);
	} catch {
		// Storage may be full: remembering is a convenience, asking is not.
	}
}
