import type { Expanded, Layers } from "../dotenv/expand.ts";
import type { DotenvDialect } from "../dotenv/parse.ts";
import { outsideActs } from "../environment/act.ts";
import { type Environment, layEnvironment } from "../environment/layers.ts";
import { type Paths, pathsOf } from "../text/paths.ts";
import type { ExplainInput, PlatformRuntime, ProfileType, Runtime } from "../types.ts";

export type Mode = NonNullable<ExplainInput["mode"]>;

/** The start of a program: all that decides which `.env` files its runtime loads, and how it reads them. */
export interface Start {
	/** Absolute; the folder it is run in. */
	readonly cwd: string;
	readonly paths: Paths;
	/** Shell and terminal, before any file. */
	readonly outside: Environment;
	readonly mode?: Mode;
	/** Installed versions by package or program ("remotion", "bun"); absent: the newest. */
	readonly versions: Readonly<Record<string, string>>;
	/** Absolute paths of the `.env` files that the project's own code or scripts load. */
	readonly codeLoadsEnv: readonly string[];
}

/** The parts of a package.json that tell who starts Remotion. */
export interface PackageSigns {
	readonly dependencies: readonly string[];
	/** Its commands. */
	readonly scripts: readonly string[];
	/** Its field `packageManager`; "" where there is none. */
	readonly packageManager: string;
	/** Whether it depends on Remotion Lambda or its client. */
	readonly usesLambda: boolean;
}

/** Where a runtime stands among those that might start Remotion in a package. */
export type StartsAs = "cli" | "framework" | "client";

/** Facts of every runtime. */
interface AnyRow {
	/** Vite's `envDir` is where its server looks for `.env` files. */
	readonly readsEnvDir?: true;
	/** What people read. */
	readonly label: string;
	/** Returns the absolute paths of the `.env` files it loads, the winning one first. Shell and terminal win over all of them. */
	loads(start: Start): readonly string[];
	/** Returns how it reads a `.env` file. */
	dialect(start: Start): DotenvDialect;
	/** Replaces variables in the values; absent: it replaces none. */
	expand?(layers: Layers, start: Start): Expanded;
	/** One sentence: which layers reach Remotion. */
	readonly layers: string;
	/** The same in a few words, for a list to choose from. */
	readonly layersInShort: string;
	/** The variables Remotion's region is taken from, the first one first; none: only an argument in code decides. */
	readonly regionVariables: readonly string[];
}

/** A program on this machine. */
export interface ProgramRow extends AnyRow {
	readonly id: Exclude<Runtime, PlatformRuntime>;
	/** For a file that it never reads: who that is, as the start of a sentence, and the sentence on what to do instead. */
	readonly neverReads: { readonly reader: string; readonly remedy: string };
	/** A `$NAME` in a file it loads reaches Remotion as it is written: neither it nor the project's code replaces it. */
	readonly keepsReferences?: true;
	/** A file of the project that it runs finds the values of `.env` in its environment, without a line that loads them. */
	readonly loadsEnvUnasked?: true;
	/** Returns whether, with DOTENV_KEY set, it decrypts the file's `.vault` instead, where that is there. */
	readsVault?(start: Start): boolean;
	/** Remotion's command line runs in it, which sends `.env` along with every render. */
	readonly sendsEnvFile?: true;
	/** Returns what it would start Remotion as, in a package with these signs; undefined: it most likely does not. */
	startsHere(signs: PackageSigns): StartsAs | undefined;
	/** Returns what Remotion's SDK for another language reads, in these versions; absent: the program runs Remotion's own client. */
	otherSdk?(versions: Start["versions"]): OtherSdkFacts;
	readonly platform?: undefined;
}

/**
 * What one of Remotion's SDKs for other languages reads. It hands nothing of its own to that language's AWS SDK, whose order counts. None
 * reads a REMOTION_ variable. Credentials that code passes as arguments are not among these facts.
 */
export interface OtherSdkFacts {
	/** What sentences call it, such as "Remotion's Python SDK". */
	readonly name: string;
	/** The variables of the access key ID, of the secret access key and of the session token; of several the first that is not empty. */
	readonly keys: readonly [id: readonly string[], secret: readonly string[], token: readonly string[]];
	/** An access key ID without a secret ends it, in a profile, too; absent: it looks further. */
	readonly refusesHalfPairs?: true;
	/** How it takes profiles; absent: it reads neither a profile's name nor the AWS files. */
	readonly profiles?: OtherSdkProfiles;
	/** Its error where nothing is found. */
	readonly nothingFound: string;
}

/** How another language's AWS SDK takes profiles. The access keys of the environment come first, whatever the profile. */
export interface OtherSdkProfiles {
	/** The variables that name one; of several the first that is set. */
	readonly variables: readonly ("AWS_PROFILE" | "AWS_DEFAULT_PROFILE")[];
	/** An empty variable names a profile without a name; absent: it counts as not set. */
	readonly takesEmptyNames?: true;
	/** The variables whose profile must exist, or else it stops, even beside access keys. */
	readonly mustExist: readonly string[];
	/** Returns its error for a profile that is in neither AWS file. */
	notFound(name: string): string;
	/** Of a profile with several ways to credentials the first of these is taken. */
	readonly order: readonly ProfileType[];
	/** A profile that assumes a role comes before a web identity of the environment. */
	readonly rolesBeforeWebIdentity?: true;
	/** A role without a source is assumed with the profile's own access keys. */
	readonly rolesByOwnKeys?: true;
	/** A role is assumed where it and its source are both in the credentials file. */
	readonly rolesInCredentialsFile?: true;
	/** It asks for the code of an MFA device. */
	readonly asksForMfaCode?: true;
	/** A profile that fails is passed over; absent: it ends the search. */
	readonly passesOverFailures?: true;
}

/** A place to deploy to: "if you deployed this now". */
export interface PlatformRow extends AnyRow {
	readonly id: PlatformRuntime;
	readonly platform: PlatformFacts;
	readonly otherSdk?: undefined;
	/** Files that tell of a deployment there, relative to the project, and what must be in their text; no pattern: that they exist is enough. */
	readonly signs: readonly (readonly [name: string, text?: RegExp])[];
	readonly neverReads?: undefined;
	readonly keepsReferences?: undefined;
	readonly loadsEnvUnasked?: undefined;
	readonly sendsEnvFile?: undefined;
	readonly readsVault?: undefined;
}

/**
 * Everything that is true of one runtime and of no other. One runtime, one file: to add one, write its file, a line in `index.ts`, and its
 * name in `types.ts`. No other file compares a runtime's name (`test/unit/core/runtimes/index.test.ts` reads the sources).
 */
export type RuntimeRow = ProgramRow | PlatformRow;

/** Facts of a hosting platform: what it does to a program that calls Remotion. No real value is ever known here. */
export interface PlatformFacts {
	/** What people call it, in sentences. */
	readonly name: string;
	/** What a narrow row calls it; absent: the name. */
	readonly rowName?: string;
	/** The AWS_ variables it sets by itself. */
	readonly injects: readonly string[];
	/** Whose value counts where the project sets one of these names too. */
	readonly wins: "platform" | "project";
	/** The names that its settings refuse, of those that choose credentials or a region; absent: none. */
	readonly rejects?: readonly string[];
	/** Whose credentials it injects, or gives out at an address of its own. */
	readonly identity: string;
	/** What comes of signing with them. */
	readonly outcome: string;
	/** Whether that identity is a role of the person's own account, which can be given Remotion's policy. */
	readonly hasOwnRole: boolean;
	/** The service that role trusts: its name in IAM's console, and its principal. Absent: AWS Lambda. */
	readonly trusts?: { readonly name: string; readonly principal: string };
	/** Where its variables are set. */
	readonly settings: string;
	/** The command of its own that sets a variable and asks for the value; absent: there is none, or it wants the value as an argument. */
	readonly setsVariable?: (name: string) => string;
}

/** Returns the start that an explanation's input describes. Shell and terminal are laid once, and not before they are asked for. */
export function startOf(input: ExplainInput): Start {
	const paths = pathsOf(input.platform);
	return {
		cwd: input.cwd,
		paths,
		outside: layEnvironment(input, () => outsideActs(input)),
		...(input.mode && { mode: input.mode }),
		versions: {
			...(input.remotionVersion !== undefined && { remotion: input.remotionVersion }),
			...input.launch?.versions,
		},
		codeLoadsEnv: (input.facts?.codeLoadsEnv ?? []).map((path) => paths.resolve(input.cwd, path)),
	};
}

/** Returns the names of the files that Next.js, Bun and Vercel know in a mode, the winning one first. */
export function modeFiles(mode: Mode): string[] {
	return [`.env.${mode}.local`, ...(mode === "test" ? [] : [".env.local"]), `.env.${mode}`, ".env"];
}

/**
 * Returns the paths of the files that Vite's `loadEnv()` reads in a mode, the winning one first: the mode before `.local`, other than
 * `modeFiles()`. A built server, which "production" stands for, loads none. Source: `getEnvFilesForMode` of vite 8.4.0.
 */
export function viteFiles({ cwd, paths, mode = "development" }: Start): string[] {
	return mode === "production" ? [] : viteFileNames(mode).map((name) => paths.join(cwd, name));
}

/** Returns the names of the files that Vite reads in a mode of any name, the winning one first. */
export function viteFileNames(mode: string): string[] {
	return [`.env.${mode}.local`, `.env.${mode}`, ".env.local", ".env"];
}

/** Returns how Vite reads a `.env` file: from 8 on with `parseEnv` of Node.js, before that with dotenv. Source: vite 7 and 8.0.0, read. */
export function viteDialect({ versions }: Pick<Start, "versions">): DotenvDialect {
	if (majorOf(versions.vite) < 8) return "dotenv-17";
	return majorOf(versions.node) < 22 ? "node-20" : "node-22";
}

/** The first number of a version; one that is not known counts as the newest. */
function majorOf(version: string | undefined): number {
	return Number(/\d+/.exec(version ?? "")?.[0] ?? Number.POSITIVE_INFINITY);
}
