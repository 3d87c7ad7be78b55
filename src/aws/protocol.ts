/** What the extension and its processes that ask AWS say to each other over IPC. It holds secrets, which is why nothing of it is an argument. */

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

export type ToChild<Question> = { type: "setup"; setup: Setup } | { type: "ask"; question: Question };

export type FromChild<Answer> = { type: "ready" } | { type: "answer"; answer: Answer };

/** Why there is no answer. Holds no secret. */
export interface Failed {
	ok: false;
	code: string;
	message: string;
}

/** Who is meant by "who". */
export interface IdentityQuestion {
	readonly source: PlainSource;
}

/** Who the credentials are, or why that could not be found out. Holds no secret. */
export type IdentityResult = { ok: true; account: string; arn: string; userId: string } | Failed;

/** A session of a profile that needs an MFA code. */
export interface SessionQuestion {
	readonly source: PlainSource;
	readonly code: string;
}

/** Temporary credentials; `expires` as ISO 8601. */
export type SessionAnswer =
	| { ok: true; accessKeyId: string; secretAccessKey: string; sessionToken: string; expires: string }
	| Failed;

/** A secret of AWS Secrets Manager to read, or to make. `region`: another one than Remotion's. */
export type SecretQuestion = { readonly source: PlainSource; readonly region?: string; readonly name: string } & (
	| { readonly kind: "read" }
	| { readonly kind: "create"; readonly text: string; readonly description: string }
);

/** `text` is what was read; absent: it was made, or it holds bytes. */
export type SecretAnswer = { ok: true; arn: string; name: string; text?: string } | Failed;
