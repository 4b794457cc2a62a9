/** Who holds a build lock, and whether that process still runs. */

import { randomBytes } from "node:crypto";
import { readFile, readlink } from "node:fs/promises";
import { hostname } from "node:os";
import { z } from "zod";

const holderSchema = z.object({
	/** Random: tells two locks of one process apart. */
	token: z.string(),
	pid: z.int().positive(),
	host: z.string(),
	/** Boot and pid namespace: process ids say something only where both are the same. */
	machine: z.string(),
	/** When the process started, in ticks since boot; null where the system does not say. */
	processStart: z.string().nullable(),
	/** When the lock was taken, ISO 8601. */
	startedAt: z.string(),
});

/** The process that holds a lock. */
export type LockHolder = Readonly<z.infer<typeof holderSchema>>;

/** This process as the holder of a new lock. */
export async function describeThisProcess(): Promise<LockHolder> {
	return {
		token: randomBytes(16).toString("hex"),
		pid: process.pid,
		host: hostname(),
		machine: await describeMachine(),
		processStart: (await readProcess(process.pid))?.start ?? null,
		startedAt: new Date().toISOString(),
	};
}

/** Reads what a lock file says; null where it does not hold a holder. */
export function parseHolder(text: string): LockHolder | null {
	try {
		return holderSchema.parse(JSON.parse(text));
	} catch {
		// A lock that was cut off by a power failure names nobody: its age alone then decides.
		return null;
	}
}

/** Whether `holder` runs where `self` runs, so that {@link isRunning} can know about it. */
export function isLocal(holder: LockHolder, self: LockHolder): boolean {
	return holder.host === self.host && holder.machine === self.machine;
}

/** Whether a local holder's process still runs; a new process that got its old id does not count. */
export async function isRunning(holder: LockHolder): Promise<boolean> {
	if (!processExists(holder.pid)) return false;
	const now = await readProcess(holder.pid);
	if (now === null) return true;
	return !now.isZombie && (holder.processStart === null || now.start === holder.processStart);
}

function processExists(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		// Any other failure (EPERM: it belongs to another user) says that it exists.
		return !(error instanceof Error && "code" in error && error.code === "ESRCH");
	}
}

/** A process as /proc/PID/stat (proc(5)) shows it: field 3 its state, field 22 its start; null where there is none. */
async function readProcess(
	pid: number,
): Promise<{ readonly start: string | null; readonly isZombie: boolean } | null> {
	const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => null);
	if (stat === null) return null;
	// The name in field 2 may itself hold spaces and parentheses.
	const fromField3 = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
	// A killed process whose parent does not wait for it (a container without init) stays as a zombie.
	const isZombie = fromField3[0] === "Z" || fromField3[0] === "X";
	return { start: fromField3[22 - 3] ?? null, isZombie };
}

/** Empty where the system has neither (not Linux): there the host name alone must tell machines apart. */
async function describeMachine(): Promise<string> {
	const boot = await readFile("/proc/sys/kernel/random/boot_id", "utf8").catch(() => "");
	const namespace = await readlink("/proc/self/ns/pid").catch(() => "");
	return `${boot.trim()} ${namespace}`.trim();
}
