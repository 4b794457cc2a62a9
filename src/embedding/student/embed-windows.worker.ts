/** Runs in a worker thread: embeds windows of tokens one after the other, with a session of its own. */

import { EncoderSession } from "./encoder-session.ts";

export interface WindowsTask {
	/** The model file. */
	readonly file: string;
	/** Windows of token ids, one behind the other. */
	readonly ids: Int32Array;
	readonly lengths: readonly number[];
	readonly dimensions: number;
}

const sessions = new Map<string, Promise<EncoderSession>>();

/** The windows' vectors, one behind the other. */
export async function embedWindows(task: WindowsTask): Promise<Float32Array> {
	const { file, ids, lengths, dimensions } = task;
	let opening = sessions.get(file);
	if (opening === undefined) {
		opening = EncoderSession.open(file);
		sessions.set(file, opening);
		// What failed once may work later.
		opening.catch(() => sessions.delete(file));
	}
	const session = await opening;
	const vectors = new Float32Array(lengths.length * dimensions);
	let start = 0;
	for (const [i, length] of lengths.entries()) {
		vectors.set(await session.embed(ids.slice(start, start + length)), i * dimensions);
		start += length;
	}
	return vectors;
}
