import { versionOf } from "../text/versionOf.ts";
import { exactVersion } from "../text/versions.ts";
import type { Runtime } from "../types.ts";
import { likelyRuntime } from "./index.ts";

/** What a package.json tells about Remotion. */
export interface PackageFacts {
	readonly dependsOnRemotion: boolean;
	/** Whether it depends on Remotion Lambda or its client. */
	readonly usesLambda: boolean;
	/** Whether it renders in Vercel's sandbox or on Cloud Run and not on AWS: then it needs no AWS credentials. */
	readonly rendersElsewhere: boolean;
	/** Its commands by name. */
	readonly scripts: Readonly<Record<string, string>>;
	/** The exact version of Remotion it asks for; absent where it asks for a range. */
	readonly remotionVersion?: string;
	/** The package's own version. */
	readonly version?: string;
	/** Who most likely starts Remotion Lambda here. */
	readonly runtime: Runtime;
	/** The `.env` files its scripts load, or that its own dotenv loads by default; relative to the package. */
	readonly loadsEnv: readonly string[];
}

/** Reads the text of a package.json. Broken JSON is a package without dependencies. */
export function readPackage(text: string): PackageFacts {
	const json = parse(text);
	const all = dependenciesOf(json);
	const wanted = all.filter(([name]) => name === "remotion" || name.startsWith("@remotion/"));
	const [remotionVersion] = wanted.flatMap(([, range]) =>
		typeof range === "string" ? (exactVersion(range) ?? []) : [],
	);
	const version = versionOf(json.version);
	const names = all.map(([name]) => name);
	const named = Object.entries(asRecord(json.scripts)).flatMap(([name, script]): [string, string][] =>
		typeof script === "string" ? [[name, script]] : [],
	);
	const scripts = named.map(([, script]) => script);
	const usesLambda = names.some(isLambda);
	const packageManager = typeof json.packageManager === "string" ? json.packageManager : "";
	return {
		dependsOnRemotion: wanted.length > 0,
		usesLambda,
		rendersElsewhere:
			!usesLambda && names.some((name) => elsewhere.has(name)) && !scripts.some((script) => lambdaCommand.test(script)),
		scripts: Object.fromEntries(named),
		runtime: likelyRuntime({ dependencies: names, scripts, packageManager, usesLambda }),
		loadsEnv: loadedEnvFiles(scripts, names),
		...(remotionVersion !== undefined && { remotionVersion }),
		...(version !== undefined && { version }),
	};
}

function dependenciesOf(json: Record<string, unknown>): [string, unknown][] {
	return ["dependencies", "devDependencies", "peerDependencies", "optionalDependencies"].flatMap((key) =>
		Object.entries(asRecord(json[key])),
	);
}

/** Packages that look for AWS credentials in the variables `AWS_…`, or sign with what they are handed from there. */
const awsClient = /^(?:@aws-sdk\/(?!types$|util-)[a-z0-9.-]{1,60}|aws-sdk|aws4|aws4fetch|minio|s3-sync-client)$/;

/** Such packages that do not have it in their name, and tools that deploy. */
const otherAwsClients: ReadonlySet<string> = new Set([
	"@ai-sdk/amazon-bedrock",
	"@anthropic-ai/bedrock-sdk",
	"@langchain/aws",
	"@pulumi/aws",
	"aws-cdk",
	"aws-cdk-lib",
	"dynamoose",
	"serverless",
	"sst",
]);

/** Returns the dependencies of a package.json that are AWS clients of the project's own, also under another name (`npm:aws-sdk@2`). */
export function awsClientsIn(text: string): string[] {
	const names = dependenciesOf(parse(text)).map(([name, range]) => {
		const alias = typeof range === "string" ? /^npm:(@?[^@]{1,100})/.exec(range)?.[1] : undefined;
		return alias ?? name;
	});
	return [...new Set(names)].filter((name) => awsClient.test(name) || otherAwsClients.has(name));
}

/** Packages that render in other places, with credentials of their own. Source: Remotion's pages "@remotion/vercel" and "Cloud Run". */
const elsewhere: ReadonlySet<string> = new Set(["@remotion/vercel", "@remotion/cloudrun"]);

const lambdaCommand = /\bremotionb? lambda\b/;

function isLambda(dependency: string): boolean {
	return dependency === "@remotion/lambda" || dependency === "@remotion/lambda-client";
}

/** The files of `dotenv -e FILE … -- command`. Source: `cli.js` of dotenv-cli. */
function dotenvCliFiles(script: string): string[] {
	const words = script.split(/\s+/);
	const start = words.indexOf("dotenv");
	if (start === -1) return [];
	const end = words.indexOf("--", start);
	const own = words.slice(start + 1, end === -1 ? undefined : end);
	return own.flatMap((word, index) => (own[index - 1] === "-e" ? [word.replace(/^["']|["']$/g, "")] : []));
}

const envFileFlag = /--env-file(?:-if-exists)?[= ]["']?([^\s"']+)/g;

/** The winning one first: of several `--env-file` of one command the last wins. Source: Node.js, Bun, and dotenv's default, `.env` of the working folder. */
function loadedEnvFiles(scripts: readonly string[], dependencies: readonly string[]): string[] {
	const files = scripts.flatMap((script) => [...script.matchAll(envFileFlag)].map((match) => match[1] ?? "").reverse());
	// dotenv-cli loads what -e names, the first one winning, and .env only where it names none.
	const named = scripts.flatMap((script) => dotenvCliFiles(script));
	files.push(...named);
	const usesDotenv = dependencies.some(
		(name) => name === "dotenv" || (name === "dotenv-cli" && named.length === 0) || name === "@dotenvx/dotenvx",
	);
	return [...new Set([...files, ...(usesDotenv ? [".env"] : [])])];
}

function parse(text: string): Record<string, unknown> {
	try {
		// npm takes a byte order mark, too.
		return asRecord(JSON.parse(text.replace(/^\uFEFF/, "")));
	} catch {
		return {};
	}
}

function asRecord(value: unknown): Record<string, unknown> {
	return typeof value === "object" && value !== null ? { ...value } : {};
}
