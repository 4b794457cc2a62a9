import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RateLimiter } from "../../src/server/rate-limiter.ts";

describe("RateLimiter", () => {
	it("never lets a client have more than its bucket and what has run in since", () => {
		const steps = fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 1, maxLength: 200 });
		const limits = fc.record({
			requests: fc.integer({ min: 1, max: 20 }),
			seconds: fc.integer({ min: 1, max: 60 }),
		});
		fc.assert(
			fc.property(limits, steps, (limit, waits) => {
				let now = 0;
				const limiter = new RateLimiter(limit, () => now);
				let allowed = 0;
				for (const wait of waits) {
					now += wait;
					const allowance = limiter.take("client");
					if (allowance.allowed) allowed++;
					expect(allowance.remaining).toBeGreaterThanOrEqual(0);
					expect(allowance.remaining).toBeLessThanOrEqual(limit.requests);
					expect(allowance.resetSeconds).toBeLessThanOrEqual(limit.seconds);
				}
				const refilled = (now / 1000) * (limit.requests / limit.seconds);
				expect(allowed).toBeLessThanOrEqual(limit.requests + refilled + 1e-6);
			}),
		);
	});

	it("allows one more after as long as it said", () => {
		let now = 0;
		const limiter = new RateLimiter({ requests: 3, seconds: 60 }, () => now);
		for (let i = 0; i < 3; i++) expect(limiter.take("a").allowed).toBe(true);
		const refused = limiter.take("a");
		expect(refused).toMatchObject({ allowed: false, remaining: 0, retryAfterSeconds: 20 });
		now = refused.retryAfterSeconds * 1000;
		expect(limiter.take("a").allowed).toBe(true);
		expect(limiter.take("a").allowed).toBe(false);
	});

	it("keeps clients apart", () => {
		const limiter = new RateLimiter({ requests: 1, seconds: 60 });
		expect(limiter.take("a").allowed).toBe(true);
		expect(limiter.take("a").allowed).toBe(false);
		expect(limiter.take("b").allowed).toBe(true);
	});

	it("remembers a bounded number of clients, and those that went on asking", () => {
		const limiter = new RateLimiter({ requests: 1, seconds: 3600 });
		limiter.take("busy");
		for (let i = 0; i < 25_000; i++) {
			limiter.take(`client ${i}`);
			if (i % 1000 === 0) expect(limiter.take("busy").allowed).toBe(false);
		}
		expect(limiter.clients).toBe(10_000);
	});
});
