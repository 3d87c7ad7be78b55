/** The contract of the core: what `explain()` takes and what it gives. Other programs call it; keep it. */
import type { AccountSettings } from "./types/accounts.ts";
import type { Dialect, Expansion } from "./types/dialect.ts";
import type { Facts } from "./types/facts.ts";
import type { Mount } from "./types/mount.ts";
import type { Origin } from "./types/origin.ts";
import type { Pool } from "./types/pool.ts";
import type { Runtime } from "./types/runtime.ts";
import type { Fix } from "./types/textEdit.ts";
import type { Validity } from "./types/validity.ts";
import type { Value, When } from "./types/value.ts";

export type * from "./types/accounts.ts";
export type * from "./types/dialect.ts";
export type * from "./types/facts.ts";
export type * from "./types/mount.ts";
export type * from "./types/origin.ts";
export type * from "./types/pool.ts";
export type * from "./types/runtime.ts";
export type * from "./types/signer.ts";
export type * from "./types/splitting.ts";
export type * from "./types/textEdit.ts";
export type * from "./types/validity.ts";
export type * from "./types/value.ts";

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
	/** The time that tokens are judged by, in milliseconds since 1970; default: this machine's. */
	now?: number;
	facts?: Facts;
	/** Absolute; the workspace folder's: no folder above it is looked into for a `.env` file that is not read; default: every folder above. */
	root?: string;
	/** How the program is started: with it, `cwd`, `mode` and `facts.codeLoadsEnv` are ignored, and `runtime` is the launch's. */
	launch?: Launch;
	/** Every launch of the project, for what asks whether any of them reads a file. */
	launches?: readonly Launch[];
	/** Where a pool of accounts is looked for; default: `AWS_KEY_{n}` and `AWS_SECRET_{n}`, and no profiles. */
	pool?: {
		/** Patterns in which `{n}` is the account's number. */
		names?: { accessKeyId?: string; secretAccessKey?: string; sessionToken?: string };
		/** Profiles that are accounts of the pool, after the numbered ones. */
		profiles?: readonly string[];
	};
	/** What people call accounts, and which one the project expects; absent: nobody said. */
	accounts?: AccountSettings;
}

export interface Explanation {
	/** What Remotion will sign with. */
	active: Active;
	/** The whole ladder, in Remotion's order; of another SDK in its own, with what it never reads at the end. */
	steps: Step[];
	/** `value: null`: only an explicit argument decides (the Node.js API, whatever starts it). */
	region: { value: string | null; origin: Origin; problem?: string };
	/** Every profile of both AWS files, the invalid ones too, with the reason. */
	profiles: Profile[];
	/** Absolute paths of the two AWS files as this environment points at them; they need not exist. */
	awsFiles: { credentials: string; config: string };
	/** How long the credentials of profiles, and the active ones, can be used: sign-ins and keys with a date; absent: nothing here ends. */
	validities?: readonly Validity[];
	/** The accounts that code may rotate over; absent: there are none. */
	pool?: Pool;
	/** The AWS account of the active credentials, 12 digits; absent: files don't tell it. */
	account?: string;
	/** What the input says of accounts, for views. */
	accounts?: AccountSettings;
	findings: Finding[];
}

export type Active =
	/** `accessKeyId` is "" where a platform sets it: nobody here knows it. */
	| { kind: "keys"; accessKeyId: string; hasSessionToken: boolean; variables: string[]; origins: Origin[] }
	| {
			kind: "profile";
			profile: string;
			/** AWS_DEFAULT_PROFILE: some of Remotion's other SDKs alone. */
			variable: "REMOTION_AWS_PROFILE" | "AWS_PROFILE" | "AWS_DEFAULT_PROFILE" | null;
			accessKeyId?: string;
			hasSessionToken?: boolean;
			type: ProfileType;
	  }
	/** `isOwnComputer`: the program runs on a person's own computer, where no container or instance gives out a role, so this most likely fails. */
	| { kind: "chain"; next: "web-identity" | "container-or-instance"; isOwnComputer?: true }
	/** A tool may supply them, and what it supplies cannot be seen from here. */
	| { kind: "hidden"; by: string }
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
	/**
	 * active: signs. shadowed: set, but an earlier step won. incomplete: half a pair. broken: reached, and fails. unset: nothing there.
	 * ignored: set, and this client never reads it.
	 */
	state: "active" | "shadowed" | "incomplete" | "broken" | "unset" | "ignored";
	/** One sentence a newcomer understands. */
	reason: string;
	origins: Origin[];
	/** The profile this step names or finds. */
	profile?: string;
	/** The access key ID this step would sign with, where the files and the environment tell. */
	accessKeyId?: string;
	/** The tool that may supply it, unseen from here: nobody knows that it is not set. */
	suppliedBy?: string;
}

export type ProfileType = "static" | "role" | "sso" | "process" | "web-identity" | "login";

export interface Profile {
	name: string;
	type: ProfileType | "none";
	accessKeyId?: string;
	hasSessionToken?: boolean;
	region?: string;
	sourceProfile?: string;
	/** Why it cannot work; absent: as far as the files tell, it can. `usesMfa`: a session of it can be taken with the code of an MFA device. */
	problem?: string;
	usesMfa?: true;
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
	/** Other AWS clients of the project that may read the variable: it does nothing for Remotion alone. */
	readBy?: readonly string[];
}

/** One way in which Remotion is started. */
export interface Launch {
	id: string;
	label: string;
	kind:
		| "script"
		| "command"
		| "server"
		| "debug"
		| "task"
		| "service"
		| "workflow"
		| "platform"
		| "terminal"
		| "report";
	runtime: Runtime;
	cwd: string;
	place: "here" | "elsewhere";
	layers: readonly EnvironmentLayer[];
	callsLambda: "yes" | "likely" | "unknown";
	versions?: Readonly<Record<string, string>>;
	/** The regions that its code writes out in its calls of Remotion Lambda; absent: a call takes it from elsewhere, or the code is not known. */
	regions?: readonly string[];
	/** No file goes to Lambda with a render of it, whatever its runtime does: it is code, or a command that renders nothing. Absent: by its runtime. */
	sendsEnvFile?: false;
	origin?: Origin;
	/** Of a launch elsewhere: the files and folders of this machine that it sees, under names of its own. */
	mounts?: readonly Mount[];
}

export type Mode = NonNullable<ExplainInput["mode"]>;

export type EnvironmentLayer =
	| { kind: "shell" }
	| { kind: "terminal" }
	| {
			kind: "variables";
			by: string;
			values: Readonly<Record<string, Value>>;
			onlyIfSet?: true;
			/** Fills in names that do not exist yet, as files do: Bun's own shell, `dotenvx -e`, `env-cmd --no-override`. */
			onlyIfUnset?: true;
			fillsEmpty?: true; // the same, and a name with an empty value counts as not set
			/** Names that a shell takes for an error where they are not set: then nothing is set, and where `isNeeded` the program is not started. */
			needs?: { names: readonly string[]; isNeeded?: true };
			/** Names that had to be set after so many layers, else this wasn't reached: `A="$NAME" && unset B`. */
			onlyIf?: readonly { names: readonly string[]; after: number }[];
			/** It acts where these hold alone: `[ -z "$NAME" ] && …`. */
			when?: readonly When[];
			/** What sets them fails, as its job isn't allowed to ask GitHub for a token. */
			missing?: "id-token";
			origin?: Origin;
	  }
	| {
			kind: "files";
			by: string;
			paths: readonly string[];
			/** Only these names of the files; absent: all of them. */
			names?: readonly string[];
			dialect: Dialect;
			expand?: Expansion;
			overrides?: true;
			onlyIfSet?: true;
			/** A value that is empty or blank counts as not set, in whichever file: trigger.dev. */
			skipsBlank?: true;
			/** A name that is set to nothing counts as not set: nx. */
			fillsEmpty?: true;
			required?: true;
			when?: readonly When[];
			/** With DOTENV_KEY set, it decrypts the file's `.vault` instead, where that is there. */
			vault?: true;
			/** Variables in their values are replaced by what is there after so many of the launch's layers; absent: when this layer acts. */
			after?: number;
			/** Where it is not there: by these values, then what the file says above, then what these files said that came before. */
			besides?: { values: Readonly<Record<string, Value>>; files: readonly string[] };
			origin?: Origin;
	  }
	| {
			kind: "program";
			mode?: Mode;
			/** Files that it would load and that are not where it runs: a workflow's checkout has no `.env` that Git leaves out. */
			without?: readonly string[];
			/** Names of files in its folder that the program does not see there: an image leaves them out. */
			absent?: readonly string[];
	  }
	| {
			kind: "hidden";
			by: string;
			names?: readonly string[];
			removes?: readonly string[];
			/** It may set names that do not exist yet, and no others: what a host keeps, behind the project's files. */
			onlyIfUnset?: true;
			/** What it supplies is kept in no file of the project; absent: it may read any. */
			readsNoFile?: true;
			when?: readonly When[];
			origin?: Origin;
	  }
	| {
			kind: "only";
			by: string;
			names: readonly string[];
			/** Takes these away from what a `*` in `names` lets through; a name that is written out passes all the same. */
			except?: readonly string[];
			origin?: Origin;
	  };
