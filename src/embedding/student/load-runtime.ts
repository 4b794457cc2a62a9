/** Finds ONNX Runtime, which runs the student model: an optional dependency with native code. */

import { SiteciteError } from "../../domain/errors.ts";

export type Runtime = typeof import("onnxruntime-node");

/** @throws SiteciteError `runtime_missing`, saying why it cannot be used and what to do */
export async function loadRuntime(): Promise<Runtime> {
	try {
		return await import("onnxruntime-node");
	} catch (cause) {
		// Node lists every module that required the missing one below the first line.
		const [reason] = (cause instanceof Error ? cause.message : String(cause)).split("\n");
		throw new SiteciteError(
			"runtime_missing",
			`The student model needs the package onnxruntime-node, which cannot be loaded here: ${reason}. Install it (npm install onnxruntime-node), or use the static model (--embedder static).`,
			{ cause },
		);
	}
}
