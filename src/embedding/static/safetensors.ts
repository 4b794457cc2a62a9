/** Reads the safetensors container: named tensors of one type each behind a JSON header, nothing copied. */

/** The layout is that of https://github.com/huggingface/safetensors#format. */
export interface Safetensors {
	readonly metadata: ReadonlyMap<string, string>;
	readonly tensors: ReadonlyMap<string, Tensor>;
}

export interface Tensor {
	readonly dtype: string;
	readonly shape: readonly number[];
	/** A view into the file's bytes. */
	readonly bytes: Uint8Array;
}

const LENGTH_BYTES = 8;
const BYTES_PER_ELEMENT: ReadonlyMap<unknown, number> = new Map([
	["I8", 1],
	["U8", 1],
	["F32", 4],
]);

/** @throws Error that says what is wrong with the file, for the caller to name the file in. */
export function parseSafetensors(file: Uint8Array): Safetensors {
	const { header, body } = splitHeader(file);
	const metadata = parseMetadata(header.__metadata__);
	const tensors = new Map<string, Tensor>();
	let dataEnd = 0;
	for (const [name, entry] of Object.entries(header)) {
		if (name === "__metadata__") continue;
		const { tensor, end } = parseTensor(name, entry, body);
		tensors.set(name, tensor);
		dataEnd = Math.max(dataEnd, end);
	}
	if (dataEnd !== body.length) {
		throw new Error(`${body.length - dataEnd} bytes follow the last tensor`);
	}
	return { metadata, tensors };
}

function splitHeader(file: Uint8Array): { header: Record<string, unknown>; body: Uint8Array } {
	if (file.length < LENGTH_BYTES) throw new Error(`it has only ${file.length} bytes`);
	const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
	const length = view.getBigUint64(0, true);
	if (length > BigInt(file.length - LENGTH_BYTES)) {
		throw new Error(`its header should have ${length} bytes, more than the file`);
	}
	const headerEnd = LENGTH_BYTES + Number(length);
	let header: unknown;
	try {
		const text = new TextDecoder("utf-8", { fatal: true }).decode(
			// Text of shared memory is decoded from a copy only.
			Uint8Array.from(file.subarray(LENGTH_BYTES, headerEnd)),
		);
		header = JSON.parse(text);
	} catch (cause) {
		throw new Error("its header is not JSON", { cause });
	}
	if (!isRecord(header)) throw new Error("its header is not a JSON object");
	return { header, body: file.subarray(headerEnd) };
}

function parseMetadata(value: unknown): Map<string, string> {
	const metadata = new Map<string, string>();
	if (value === undefined) return metadata;
	if (!isRecord(value)) throw new Error("__metadata__ is not an object");
	for (const [key, text] of Object.entries(value)) {
		if (typeof text !== "string") throw new Error(`metadata "${key}" is not a string`);
		metadata.set(key, text);
	}
	return metadata;
}

function parseTensor(
	name: string,
	entry: unknown,
	body: Uint8Array,
): { tensor: Tensor; end: number } {
	if (!isRecord(entry)) throw new Error(`tensor "${name}" is not described by an object`);
	const { dtype, shape, data_offsets: offsets } = entry;
	const elementBytes = BYTES_PER_ELEMENT.get(dtype);
	if (typeof dtype !== "string" || elementBytes === undefined) {
		throw new Error(`tensor "${name}" has the type ${String(dtype)}`);
	}
	if (!isSizeList(shape)) throw new Error(`tensor "${name}" has no valid shape`);
	if (!isSizeList(offsets) || offsets.length !== 2) {
		throw new Error(`tensor "${name}" has no valid data_offsets`);
	}
	const [start = 0, end = 0] = offsets;
	const size = shape.reduce((product, length) => product * length, elementBytes);
	if (end - start !== size) {
		throw new Error(`tensor "${name}" has ${end - start} bytes where its shape needs ${size}`);
	}
	if (end > body.length) {
		throw new Error(`tensor "${name}" ends ${end - body.length} bytes behind the file`);
	}
	return { tensor: { dtype, shape, bytes: body.subarray(start, end) }, end };
}

function isSizeList(value: unknown): value is number[] {
	return Array.isArray(value) && value.every((size) => Number.isSafeInteger(size) && size >= 0);
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
