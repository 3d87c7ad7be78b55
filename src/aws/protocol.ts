/** What the extension and the process that verifies say to each other over IPC. It holds secrets, which is why nothing of it is an argument. */

/** The first message: what the process is to see of the world. */
export interface Setup {
	readonly environment: Readonly<Record<string, string>>;
	/** The AWS files' texts by absolute path. */
	readonly files: Readonly<Record<string, string>>;
	readonly region: string;
}

export type PlainSource =
	| { kind: "keys"; accessKeyId: string; secretAccessKey: string; sessionToken?: string }
	| { kind: "profile"; profile: string }
	| { kind: "chain" };

export type ToChild = { type: "setup"; setup: Setup } | { type: "verify"; source: PlainSource };

export type FromChild = { type: "ready" } | { type: "result"; result: IdentityResult };

/** Who the credentials are, or why that could not be found out. Holds no secret. */
export type IdentityResult =
	| { ok: true; account: string; arn: string; userId: string }
	| { ok: false; code: string; message: string };
