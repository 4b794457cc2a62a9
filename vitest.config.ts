import { defineConfig } from "vitest/config";

export default defineConfig({
	test: {
		include: ["test/**/*.test.ts"],
		// The server serves the widget, whichever test starts it.
		globalSetup: ["scripts/build-widget.mjs"],
		// Property tests and real child processes take long on a busy machine; a hang still ends.
		testTimeout: 60_000,
		hookTimeout: 60_000,
		coverage: { provider: "v8", include: ["src/**/*.ts"], reporter: ["text-summary"] },
	},
});
