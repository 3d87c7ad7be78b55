import type { Launch } from "../launch.ts";
import type { Outside } from "../outside.ts";

/** One place from which launches come. */
export interface Source {
	/** The launches found there. `found` are those of the sources before it. */
	find(outside: Outside, found: readonly Found[]): readonly Found[];
}

/** A launch, and what the order and other sources go by. */
export interface Found {
	readonly launch: Launch;
	/** The framework whose server it is. */
	readonly server?: string;
	/** A server that is made for developing: `next dev`, not `next start`. */
	readonly isDevServer?: true;
	/** Remotion's SDK for another language: it says nothing of how a package's own client is started. */
	readonly isOtherSdk?: true;
}
