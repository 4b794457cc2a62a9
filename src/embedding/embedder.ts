/** The role of an embedder: turns texts into vectors whose cosine says how alike in meaning they are. */

export interface EmbedOptions {
	/** Aborting makes `embed` reject with the signal's reason. */
	readonly signal?: AbortSignal;
	/** Called with the number of texts embedded so far in this call; the last call says `texts.length`. */
	readonly onProgress?: (embedded: number) => void;
}

export interface Embedder {
	/** Name of the kind of embedder, as configuration gives it: `static`. */
	readonly id: string;
	/** Changes whenever the same text may get another vector. Vectors compare only under equal fingerprints. */
	readonly fingerprint: string;
	/** Length of every vector. */
	readonly dimensions: number;
	/**
	 * One vector per text, in order, each of length 1, or all zeros for a text without any known word.
	 * An empty list gives an empty list.
	 */
	embed(texts: readonly string[], options?: EmbedOptions): Promise<Float32Array[]>;
	/** Gives back threads and memory; nothing can be embedded afterwards. May be called again. */
	close(): Promise<void>;
}
