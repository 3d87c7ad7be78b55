import type { Runtime } from "./types.ts";

/** What a package.json tells about Remotion. */
export interface PackageFacts {
	readonly dependsOnRemotion: boolean;
	/** The exact version of Remotion it asks for; absent where it asks for a range. */
	readonly remotionVersion?: string;
	/** The package's own version. */
	readonly version?: string;
	/** Who most likely starts Remotion Lambda here. */
	readonly runtime: Runtime;
	/** The `.env` files its scripts load, or that its own dotenv loads by default; relative to the package. */
	readonly loadsEnv: readonly string[];
}

const exact = /^\d+\.\d+\.\d+(?:-[\w.]+)?$/;

/** Reads the text of a package.json. Broken JSON is a package without dependencies. */
export function readPackage(text: string): PackageFacts {
	const json = parse(text);
	const all = ["dependencies", "devDependencies", "peerDependencies"].flatMap((key) =>
		Object.entries(asRecord(json[key])),
	);
	const wanted = all.filter(([name]) => name === "remotion" || name.startsWith("@remotion/"));
	const remotionVersion = wanted
		.map(([, range]) => range)
		.find((range) => typeof range === "string" && exact.test(range));
	const version = json.version;
	const names = all.map(([name]) => name);
	return {
		dependsOnRemotion: wanted.length > 0,
		runtime: likelyRuntime(names),
		loadsEnv: loadedEnvFiles(Object.values(asRecord(json.scripts)), names),
		...(typeof remotionVersion === "string" && { remotionVersion }),
		...(typeof version === "string" && { version }),
	};
}

/** The CLI where it is installed; else the framework; else the program that calls the client. */
function likelyRuntime(dependencies: readonly string[]): Runtime {
	if (dependencies.includes("@remotion/cli")) return "remotion-cli";
	if (dependencies.includes("next")) return "next";
	const client = dependencies.includes("@remotion/lambda") || dependencies.includes("@remotion/lambda-client");
	return client ? "node" : "remotion-cli";
}

const envFileFlag = /--env-file(?:-if-exists)?[= ]["']?([^\s"']+)/g;

/** Source: Node.js's `--env-file`, and dotenv's default, `.env` of the working folder. */
function loadedEnvFiles(scripts: readonly unknown[], dependencies: readonly string[]): string[] {
	const files = scripts.flatMap((script) =>
		typeof script === "string" ? [...script.matchAll(envFileFlag)].map((match) => match[1] ?? "") : [],
	);
	const usesDotenv = dependencies.some(
		(name) => name === "dotenv" || name === "dotenv-cli" || name === "@dotenvx/dotenvx",
	);
	return [...new Set([...files, ...(usesDotenv ? [".env"] : [])])];
}

function parse(text: string): Record<string, unknown> {
	try {
		return asRecord(JSON.parse(text));
	} catch {
		return {};
	}
}

function asRecord(value: unknown): Record<string, unknown> {
	return typeof value === "object" && value !== null ? { ...value } : {};
}
