/** The contract of the core: what `explain()` takes and what it gives. Other programs call it; keep it. */

/** Who starts Remotion. It decides which layers (shell, terminal, which `.env` files) reach it. */
export type Runtime = "remotion-cli" | "node" | "next" | "bun" | PlatformRuntime;

/** Where the project may be deployed to: "if you deployed this now". The shell, the terminal and the AWS files of this machine are not there. */
export type PlatformRuntime = "aws-lambda" | "aws-ec2" | "vercel";

export interface ExplainInput {
	/** Who starts Remotion. */
	runtime: Runtime;
	/** Absolute; where the command is run. */
	cwd: string;
	/** Absolute; the operating system's home folder. `HOME`, `USERPROFILE`, `HOMEPATH` in the environment outrank it, as in the SDK. */
	home: string;
	platform: "posix" | "win32";
	/** What the shell passes on. */
	environment: Readonly<Record<string, string | undefined>>;
	/** What this extension sets in new terminals; null unsets. */
	terminal?: Readonly<Record<string, string | null>>;
	/** Absolute path in, text out; undefined: no such file; may throw an Error with a `code`. */
	readFile(path: string): string | undefined;
	/** Absolute paths of the files to check; default: `.env`, `.env.local`, `.env.{development,production,test}[.local]` in `cwd`. */
	envFiles?: readonly string[];
	/** For `next`: which files, in which order. */
	mode?: "development" | "production" | "test";
	/** Remotion's root, for what a render sends along; default: `cwd`. */
	projectRoot?: string;
	/** The workspace's Remotion version; decides dialects; absent: the newest. */
	remotionVersion?: string;
	facts?: Facts;
	/** Where a pool of accounts is looked for; default: `AWS_KEY_{n}` and `AWS_SECRET_{n}`, and no profiles. */
	pool?: {
		/** Patterns in which `{n}` is the account's number. */
		names?: { accessKeyId?: string; secretAccessKey?: string; sessionToken?: string };
		/** Profiles that are accounts of the pool, after the numbered ones. */
		profiles?: readonly string[];
	};
}

/** What only the outside can know: handed in, never looked up. Keys are absolute paths. */
export interface Facts {
	git?: Record<string, "tracked" | "ignored" | "untracked">;
	fileMode?: Record<string, number>;
	/** The `.env` files the project's own code or scripts load. */
	codeLoadsEnv?: readonly string[];
}

export interface Explanation {
	/** What Remotion will sign with. */
	active: Active;
	/** The whole ladder, in Remotion's order. */
	steps: Step[];
	/** `value: null`: only an explicit argument decides (the Node.js API, whatever starts it). */
	region: { value: string | null; origin: Origin; problem?: string };
	/** Every profile of both AWS files, the invalid ones too, with the reason. */
	profiles: Profile[];
	/** Absolute paths of the two AWS files as this environment points at them; they need not exist. */
	awsFiles: { credentials: string; config: string };
	/** The accounts that code may rotate over; absent: there are none. */
	pool?: Pool;
	findings: Finding[];
}

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

export type Active =
	/** `accessKeyId` is "" where a platform sets it: nobody here knows it. */
	| { kind: "keys"; accessKeyId: string; hasSessionToken: boolean; variables: string[]; origins: Origin[] }
	| {
			kind: "profile";
			profile: string;
			variable: "REMOTION_AWS_PROFILE" | "AWS_PROFILE" | null;
			accessKeyId?: string;
			hasSessionToken?: boolean;
			type: ProfileType;
	  }
	| { kind: "chain"; next: "web-identity" | "container-or-instance" }
	| { kind: "error"; code: ErrorCode; message: string };

export type ErrorCode =
	| "no-access-key-id"
	| "no-secret-access-key"
	| "profile-not-found"
	| "profile-unusable"
	| "no-credentials";

export type StepId =
	| "skip-check"
	| "inside-lambda"
	| "remotion-profile"
	| "remotion-keys"
	| "aws-profile"
	| "aws-keys"
	| "sdk-chain";

export interface Step {
	id: StepId;
	/** What people read, such as "REMOTION_AWS_PROFILE". */
	label: string;
	/** active: signs. shadowed: set, but an earlier step won. incomplete: half a pair. broken: reached, and fails. unset: nothing there. */
	state: "active" | "shadowed" | "incomplete" | "broken" | "unset";
	/** One sentence a newcomer understands. */
	reason: string;
	origins: Origin[];
	/** The profile this step names or finds. */
	profile?: string;
	/** The access key ID this step would sign with, where the files and the environment tell. */
	accessKeyId?: string;
}

export type ProfileType = "static" | "role" | "sso" | "process" | "web-identity" | "login";

export interface Profile {
	name: string;
	type: ProfileType | "none";
	accessKeyId?: string;
	hasSessionToken?: boolean;
	region?: string;
	sourceProfile?: string;
	/** Why it cannot work; absent: as far as the files tell, it can. */
	problem?: string;
	origins: Origin[];
}

export type Severity = "error" | "warning" | "information" | "hint";

export interface Finding {
	/** The rule's id: stable, used in settings and in `# remotion-lambda-disable-line`. */
	rule: string;
	severity: Severity;
	message: string;
	origin: Origin;
	fixes: Fix[];
	/** Other places that explain it, such as the assignment that wins. */
	related?: { origin: Origin; message: string }[];
}

export type Fix =
	| { title: string; preferred?: boolean; edits: TextEdit[] }
	| { title: string; preferred?: boolean; command: string; args: unknown[] };

export interface TextEdit {
	path: string;
	range: TextRange;
	newText: string;
}

/** UTF-16 offsets into a file's text, `end` exclusive; views turn them into positions. */
export interface TextRange {
	start: number;
	end: number;
}

export interface Origin {
	/** platform: the hosting platform sets it by itself. launch: what starts the program says so, at a place in its file. hidden: a tool may supply it, unseen from here. */
	layer: "shell" | "terminal" | "file" | "default" | "platform" | "launch" | "hidden";
	path?: string;
	range?: TextRange;
	variable?: string;
}

/**
 * Whose credentials are asked for, where it is not the active ones: a profile's, by its name; a pair's, by the names of its two variables,
 * as account rotation has them; or those in a secret. Names only, so it may be kept and shown.
 */
export type Signer = string | PairOfVariables | PairInSecret;

export interface PairOfVariables {
	/** Such as `AWS_KEY_2`. */
	readonly key: string;
	/** Such as `AWS_SECRET_2`. */
	readonly secret: string;
	/** Such as `AWS_TOKEN_2`; it goes along where it is set. */
	readonly token?: string;
}

/** A pair in AWS Secrets Manager: it is read each time it is needed. */
export interface PairInSecret {
	/** The secret's name or ARN. */
	readonly secretName: string;
	readonly region: string;
	readonly fields: SecretFields;
	/** Who reads it: a profile's name; null: the active credentials. */
	readonly reader: string | null;
}

/** Which fields of a secret's JSON hold the pair. */
export interface SecretFields {
	readonly id: string;
	readonly secret: string;
}
