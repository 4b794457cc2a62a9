/** Writes small model files, sound or broken in one place. */

export interface ModelParts {
	readonly vocabulary: readonly string[];
	readonly dimensions: number;
	/** One row per token. */
	readonly rows: readonly (readonly number[])[];
	readonly scales: readonly number[];
	readonly metadata: Readonly<Record<string, string>>;
}

export const SMALL_MODEL: ModelParts = {
	vocabulary: ["[PAD]", "[UNK]", "north", "south", "##ern", "wind", "!"],
	dimensions: 2,
	rows: [
		[9, 9],
		[99, 99],
		[0, 100],
		[0, -100],
		[50, 0],
		[100, 0],
		[3, 4],
	],
	scales: [1, 1, 0.5, 0.5, 1, 0.25, 2],
	metadata: {
		name: "small",
		version: "0.0.1",
		dimensions: "2",
		lowercase: "true",
		strip_accents: "true",
		unknown_token: "[UNK]",
		unknown_tokens: "skipped",
		special_tokens_added: "false",
		continuation_prefix: "##",
		max_word_characters: "100",
		pooling: "mean-then-l2-normalise",
	},
};

/** The file of a model in the safetensors layout. */
export function modelFile(parts: ModelParts): Uint8Array {
	const { vocabulary, dimensions, rows, scales, metadata } = parts;
	return safetensorsFile(metadata, [
		["embeddings", "I8", [rows.length, dimensions], new Uint8Array(Int8Array.from(rows.flat()))],
		["scales", "F32", [scales.length], littleEndianFloats(scales)],
		vocabularyTensor(vocabulary),
	]);
}

export type NamedTensor = readonly [
	name: string,
	dtype: string,
	shape: readonly number[],
	bytes: Uint8Array,
];

function safetensorsFile(
	metadata: Readonly<Record<string, string>>,
	tensors: readonly NamedTensor[],
): Uint8Array {
	const header: Record<string, unknown> = { __metadata__: metadata };
	let offset = 0;
	for (const [name, dtype, shape, bytes] of tensors) {
		header[name] = { dtype, shape, data_offsets: [offset, offset + bytes.length] };
		offset += bytes.length;
	}
	return withHeader(JSON.stringify(header), ...tensors.map(([, , , bytes]) => bytes));
}

/** A file with any text in the header's place. */
export function withHeader(header: string, ...body: readonly Uint8Array[]): Uint8Array {
	const text = new TextEncoder().encode(header);
	const length = new Uint8Array(8);
	new DataView(length.buffer).setBigUint64(0, BigInt(text.length), true);
	return Uint8Array.from(Buffer.concat([length, text, ...body]));
}

function vocabularyTensor(vocabulary: readonly string[]): NamedTensor {
	const bytes = new TextEncoder().encode(vocabulary.join("\n"));
	return ["vocabulary", "U8", [bytes.length], bytes];
}

function littleEndianFloats(numbers: readonly number[]): Uint8Array {
	const bytes = new Uint8Array(numbers.length * 4);
	const view = new DataView(bytes.buffer);
	for (const [index, number] of numbers.entries()) view.setFloat32(index * 4, number, true);
	return bytes;
}
