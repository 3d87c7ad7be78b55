/**
 * The report that a process gives of the environment that it runs in: which credentials Remotion Lambda would use there, from where, and what is
 * wrong. `remotion-lambda-credentials --json` and the check of a deployed app write it; the extension reads it.
 *
 * It is JSON, in which access key IDs are masked (`AKIA…7Q2A`), the home folder is `~`, and no secret is. Fields may be added without a new
 * version; a reader passes over those that it does not know. A version is raised when a field changes its meaning or is gone.
 *
 * A report has `variables` at least. `answer`, `sources`, `region`, `profiles` and `awsFiles` come together, or not at all: who has no core at
 * hand leaves them out, and `explain()` finds them for the launch that `launchOf()` makes of `variables`.
 */
import type { Verdict } from "../precedence/deploymentVerdict.ts";
import type { ErrorCode, Origin, ProfileType, Runtime, Severity, Step, StepId } from "../types.ts";

/** What `format` says. */
export const reportFormat = "remotion-lambda-credentials";

/** The version that is written and read here. */
export const reportVersion = 1;

export interface EnvironmentReport {
	readonly format: typeof reportFormat;
	readonly version: typeof reportVersion;
	/** When it was made: ISO 8601, in UTC. */
	readonly createdAt: string;
	/** What made it, such as `remotion-lambda-credentials` 0.1.0. */
	readonly createdBy: { readonly name: string; readonly version: string };
	readonly place: ReportedPlace;
	/** The variables of Remotion's and AWS's names that the process has, by name. */
	readonly variables: readonly ReportedVariable[];
	readonly answer?: ReportedAnswer;
	/** The credential sources, in order of precedence. */
	readonly sources?: readonly ReportedSource[];
	readonly region?: ReportedRegion;
	readonly profiles?: readonly ReportedProfile[];
	/** The paths of the two AWS files; they need not exist. */
	readonly awsFiles?: { readonly credentials: string; readonly config: string };
	readonly problems?: readonly ReportedProblem[];
	/** What AWS said who the credentials are; absent: it was not asked. */
	readonly identity?: ReportedIdentity;
	/** The launches of the folder, with their answers; absent: nobody asked for them. */
	readonly launches?: readonly ReportedLaunch[];
}

/** Where it was made. */
export interface ReportedPlace {
	/** What people call it, such as "Vercel", "GitHub Actions" or "zsh"; absent: nothing tells. */
	readonly name?: string;
	/** The program that is meant to call Remotion there. */
	readonly runtime: Runtime;
	/** The folder in which it ran. */
	readonly folder: string;
	readonly platform: "posix" | "win32";
	readonly nodeVersion?: string;
	/** Of the project; absent: unknown. */
	readonly remotionVersion?: string;
}

export interface ReportedVariable {
	readonly name: string;
	/**
	 * empty: set, to nothing. In the place of a key: reference: a text that only says where the key is, such as `${NAME}`; no-key: a word such as
	 * `undefined`.
	 */
	readonly state: "set" | "empty" | "reference" | "no-key";
	/** Of what is no secret, such as a profile's name or a region; an access key ID is masked. */
	readonly value?: string;
}

export interface ReportedOrigin {
	readonly layer: Origin["layer"];
	/** Of a file; `~/…` in the home folder. */
	readonly path?: string;
	/** From 1. */
	readonly line?: number;
	/** From 1, in UTF-16 units. */
	readonly column?: number;
	readonly variable?: string;
	readonly by?: string;
}

/** `Active` of the core, with masked access key IDs; `text` is the answer in a few words, `reason` more of it. */
export type ReportedAnswer = { readonly text: string; readonly reason?: string } & (
	| {
			readonly kind: "keys";
			readonly accessKeyId: string;
			readonly hasSessionToken: boolean;
			readonly variables: readonly string[];
	  }
	| {
			readonly kind: "profile";
			readonly profile: string;
			readonly type: ProfileType;
			readonly variable?: "REMOTION_AWS_PROFILE" | "AWS_PROFILE" | "AWS_DEFAULT_PROFILE";
			readonly accessKeyId?: string;
			readonly hasSessionToken?: boolean;
	  }
	| {
			readonly kind: "chain";
			readonly next: "web-identity" | "container-or-instance";
			readonly isOwnComputer?: true;
	  }
	| { readonly kind: "hidden"; readonly by: string }
	| { readonly kind: "error"; readonly code: ErrorCode; readonly message: string }
);

export interface ReportedSource {
	readonly id: StepId;
	readonly label: string;
	readonly state: Step["state"];
	readonly reason: string;
	readonly origins: readonly ReportedOrigin[];
	readonly profile?: string;
	readonly accessKeyId?: string;
	readonly suppliedBy?: string;
}

export interface ReportedRegion {
	/** null: only the argument in the code decides. */
	readonly value: string | null;
	readonly origin: ReportedOrigin;
	readonly problem?: string;
}

export interface ReportedProfile {
	readonly name: string;
	readonly type: ProfileType | "none";
	readonly accessKeyId?: string;
	readonly hasSessionToken?: boolean;
	readonly region?: string;
	readonly sourceProfile?: string;
	readonly problem?: string;
}

export interface ReportedProblem {
	readonly rule: string;
	readonly severity: Severity;
	readonly message: string;
	readonly origin: ReportedOrigin;
}

export type ReportedIdentity =
	| {
			readonly ok: true;
			readonly account: string;
			/** The name that the folder's settings give the account. */
			readonly accountName?: string;
			readonly arn: string;
			readonly userId?: string;
	  }
	| { readonly ok: false; readonly code: string; readonly message: string };

export interface ReportedLaunch {
	readonly id: string;
	readonly label: string;
	readonly kind: string;
	readonly runtime: Runtime;
	readonly place: "here" | "elsewhere";
	readonly answer: ReportedAnswer;
	readonly region?: ReportedRegion;
	/** Where the project is deployed to: what would come of it. */
	readonly verdict?: ReportedVerdict;
}

/** `text` says it in a word or two, such as "Fails". */
export interface ReportedVerdict {
	readonly kind: Verdict;
	readonly text: string;
}
