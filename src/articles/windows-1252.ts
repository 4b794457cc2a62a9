/**
 * Windows-1252, by the table of the WHATWG Encoding Standard. (Node 20's `TextDecoder` reads the label
 * as ISO 8859-1 and turns curly quotes into control characters.)
 */

/** Characters of the bytes 0x80 to 0x9F; the five unassigned ones stand for control characters. */
const HIGH_CONTROLS = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/** One UTF-16 code unit for each byte. */
export function decodeWindows1252(bytes: Uint8Array): string {
	const latin1 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
	return latin1.replace(
		/[\u0080-\u009f]/g,
		(control) => HIGH_CONTROLS[control.charCodeAt(0) - 0x80] ?? control,
	);
}
