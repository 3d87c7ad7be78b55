import type { Signing } from "../core/signing/signingContext.ts";
import type { ProcessOptions } from "./childClient.ts";
import { createVerifier, type Verifier } from "./verifyIdentity.ts";

/** Environment, files and region. */
type World = Pick<Signing, "environment" | "files" | "region">;

/**
 * Keeps one process that verified well for half a minute: the next question of the same environment and files is then answered without a
 * start, which costs more than forty questions. The SDK remembers files as long as its process lives, so another world gets another
 * process.
 */
export class KeptVerifier {
	readonly #idleMs: number;
	#kept: { verifier: Verifier; world: World; options: ProcessOptions; timer: NodeJS.Timeout } | undefined;

	/** @param idleMs how long an idle process is kept, in milliseconds */
	constructor(idleMs = 30_000) {
		this.#idleMs = idleMs;
	}

	/** The kept verifier where it is of this world, or a new one. It is the caller's until it is kept again or disposed. */
	take(world: World, options: ProcessOptions): Verifier {
		const kept = this.#kept;
		this.#kept = undefined;
		clearTimeout(kept?.timer);
		if (!kept) return createVerifier(world, options);
		if (isSame(kept.world, world) && kept.options.cwd === options.cwd && kept.options.script === options.script)
			return kept.verifier;
		kept.verifier.dispose();
		return createVerifier(world, options);
	}

	/** Takes a verifier back, in place of an earlier one. */
	keep(verifier: Verifier, world: World, options: ProcessOptions): void {
		this.dispose();
		const timer = setTimeout(() => this.dispose(), this.#idleMs);
		this.#kept = { verifier, world, options, timer };
	}

	/** Ends the kept process. */
	dispose(): void {
		clearTimeout(this.#kept?.timer);
		this.#kept?.verifier.dispose();
		this.#kept = undefined;
	}
}

function isSame(one: World, other: World): boolean {
	return one.region === other.region && areSame(one.environment, other.environment) && areSame(one.files, other.files);
}

function areSame(one: World["files"], other: World["files"]): boolean {
	const names = Object.keys(one);
	return (
		names.length === Object.keys(other).length && names.every((name) => one[name]?.reveal() === other[name]?.reveal())
	);
}
