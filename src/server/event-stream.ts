/** Streams of server-sent events: the answers that are not whole when their handler returns. */

/**
 * `response`, and `made` is called once when its whole body has been made: at once, or for a stream of events
 * when that ends. Such a stream is made at its own speed, so that a slow reader holds nothing but memory.
 */
export function whenMade(response: Response, made: () => void): Response {
	const { body, headers } = response;
	if (body === null || !headers.get("content-type")?.startsWith("text/event-stream")) {
		made();
		return response;
	}
	const reader = body.getReader();
	let cancelled = false;
	const stream = new ReadableStream<Uint8Array>({
		start(controller) {
			const pump = async () => {
				try {
					for (;;) {
						const { done, value } = await reader.read();
						if (cancelled) return;
						if (done) return controller.close();
						controller.enqueue(value);
					}
				} catch (error) {
					controller.error(error);
				} finally {
					made();
				}
			};
			void pump();
		},
		async cancel(reason) {
			cancelled = true;
			await reader.cancel(reason);
		},
	});
	return new Response(stream, response);
}
