import type { Origin } from "./origin.ts";
import type { Signer } from "./signer.ts";

/** Several accounts to render with in turn. */
export interface Pool {
	/** The numbered ones in rising order, then the profiles. */
	accounts: PoolAccount[];
	/** How many of the numbered ones Remotion's documented loop finds: it stops at the first number that has no pair. */
	inLoop: number;
	/** How the variables are named. */
	names: { accessKeyId: string; secretAccessKey: string; sessionToken: string };
}

export interface PoolAccount {
	/** The profile's name, or that of the variable with the access key ID. */
	name: string;
	/** null: a profile, or a variable without its number. */
	number: number | null;
	/** Whose credentials; absent: there is nothing that could sign. */
	signer?: Signer;
	accessKeyId?: string;
	hasSessionToken: boolean;
	/** Whether the documented loop gets to it. */
	isInLoop: boolean;
	/** What is wrong with it, the worst first. */
	flags: PoolFlag[];
	/** Where its variables, or its profile, stand. */
	origins: Origin[];
}

export interface PoolFlag {
	code: "incomplete" | "unnumbered" | "placeholder" | "reference" | "no-token" | "profile" | "duplicate" | "gap";
	/** A few words for a list, such as "no secret". */
	short: string;
	/** One or two sentences. */
	message: string;
}
