import { type Call, type KnownCommand, type Next, withLayers } from "../call.ts";
import type { EnvironmentLayer } from "../launch.ts";
import { filesLayer } from "../layers.ts";
import { originOf } from "../placed.ts";
import { literal, type Word } from "../shells/word.ts";
import { type Flag, readFlags, valuesOf } from "./flags.ts";

/** A tool that starts a program with variables that no file of the project shows. */
interface HiddenTool {
	/** What it is started by. */
	readonly names: readonly string[];
	/** Its commands that do so, such as `run`, as words; absent: it has no other. */
	readonly command?: string;
	/** Options that take the next word. */
	readonly takesValue?: readonly string[];
	/** Options whose value is a text for a shell, in place of a command. */
	readonly shell?: readonly string[];
	/** How many words stand before the command: a profile, a service. With "many", all up to `--`. */
	readonly words?: number | "many";
	/** The text for a shell stands in place of the command. */
	readonly isText?: true;
	/** The variables it may set; absent: any. */
	readonly sets?: readonly string[];
	/** Those it takes away. */
	readonly removes?: readonly string[];
	/** It reads files of the project, of its own choice. */
	readonly readsFiles?: true;
}

const pair = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"];
const regions = ["AWS_REGION", "AWS_DEFAULT_REGION"];
/** Sources: aws-vault 7.2.0 and ByteNess 7.13.5, granted 0.39.0, read; all others by their documentation. */
const vault = {
	sets: ["AWS_VAULT", ...pair, "AWS_CREDENTIAL_EXPIRATION", ...regions, "AWS_ENDPOINT_URL"],
	removes: [
		"AWS_PROFILE",
		"AWS_DEFAULT_PROFILE",
		...pair,
		"AWS_SECURITY_TOKEN",
		"AWS_CREDENTIAL_FILE",
		"AWS_SDK_LOAD_CONFIG",
	],
};
const session = { sets: [...pair, "AWS_SECURITY_TOKEN", "AWS_PROFILE", ...regions] };

const tools: readonly HiddenTool[] = [
	{
		names: ["doppler"],
		command: "run",
		takesValue: [
			"-p",
			"--project",
			"-c",
			"--config",
			"-t",
			"--token",
			"--name-transformer",
			"--fallback",
			"--passphrase",
			"--only-secrets",
			"--mount",
			"--mount-format",
			"--mount-template",
		],
		shell: ["--command"],
	},
	{
		names: ["infisical", "@infisical/cli"],
		command: "run",
		takesValue: [
			"-e",
			"--env",
			"-p",
			"--path",
			"-t",
			"--tags",
			"--projectId",
			"--token",
			"--project-config-dir",
			"--domain",
		],
		shell: ["--command", "-c"],
	},
	{ names: ["op"], command: "run", takesValue: ["--env-file", "--account", "--environment", "--session"] },
	{
		names: ["aws-vault"],
		command: "exec",
		takesValue: [
			"-d",
			"--duration",
			"--region",
			"-t",
			"--mfa-token",
			"--backend",
			"--prompt",
			"--keychain",
			"--assume-role-ttl",
		],
		words: 1,
		...vault,
	},
	{ names: ["aws-okta"], command: "exec", words: 1, ...session },
	{
		names: ["saml2aws"],
		command: "exec",
		takesValue: ["-a", "--idp-account", "--exec-profile", "-p", "--profile", "-r", "--region"],
		...session,
	},
	{
		names: ["aws-sso"],
		command: "exec",
		takesValue: ["-p", "--profile", "-a", "--account", "-r", "--role", "-A", "--arn", "-S", "--sso"],
		...session,
	},
	{
		names: ["assume", "assumego"],
		takesValue: ["-d", "--duration", "-r", "--region", "--mfa-token"],
		shell: ["--exec"],
		words: 1,
		sets: [...pair, ...regions],
	},
	{ names: ["awsume"], shell: ["--exec"], words: 1, ...session },
	{
		names: ["chamber"],
		command: "exec",
		takesValue: ["-b", "--backend", "-r", "--retries", "--strict-value"],
		words: "many",
	},
	{ names: ["sops"], command: "exec-env", words: 1, isText: true },
	{ names: ["teller"], command: "run", takesValue: ["-c", "--config"] },
	{ names: ["phase"], command: "run", takesValue: ["--env", "--app", "--path", "--tags"], isText: true },
	{ names: ["bws"], command: "run", takesValue: ["--project-id", "--shell", "-t", "--access-token"] },
	{ names: ["ksm"], command: "exec" },
	{ names: ["summon"], takesValue: ["-p", "--provider", "-e", "--environment", "-f", "-D"] },
	{ names: ["envconsul"], takesValue: ["-config", "-secret", "-prefix"] },
	{ names: ["berglas"], command: "exec" },
	{ names: ["fnox"], command: "exec", takesValue: ["-P", "--profile"] },
	{ names: ["secretspec"], command: "run", takesValue: ["-P", "--profile", "-p", "--provider"] },
	{ names: ["esc"], command: "run", words: 1 },
	{ names: ["railway"], command: "run", takesValue: ["-s", "--service", "-e", "--environment"] },
	// Source: @dotenv-run/cli 1.3.6, dotenv-extended 3.1.0, dotenv-load 3.0.0.
	{
		names: ["dotenv-run", "@dotenv-run/cli"],
		takesValue: ["-f", "--file", "-e", "--env", "-r", "--root"],
		readsFiles: true,
	},
	{ names: ["dotenv-extended"], readsFiles: true },
	{ names: ["dotenv-load"], readsFiles: true },
	{ names: ["sst"], command: "dev shell bind", takesValue: ["--stage"] },
];

/** Tools that hand on what they keep elsewhere. */
export function hiddenTools(): readonly KnownCommand[] {
	return tools.map((tool) => ({ names: tool.names, isNative: true, follow: (call: Call) => startedBy(tool, call) }));
}

/** What such a tool starts. */
export function startedBy(tool: HiddenTool, call: Call): readonly Next[] {
	const { command, takesValue = [], shell = [], words = 0 } = tool;
	const options = [...takesValue, ...shell];
	const before = readFlags(call.args, options);
	const asked = command && literal(before.rest[0]);
	if (command && !command.split(" ").includes(asked ?? "")) return [];
	const own = command === undefined ? before.rest : before.rest.slice(1);
	const end = own.findIndex((word) => literal(word) === "--");
	const { flags, rest } = separated(
		end === -1 ? own : own.slice(0, end),
		words === "many" ? Number.POSITIVE_INFINITY : words,
		options,
	);
	const all = [...before.flags, ...flags];
	const by = [tool.names[0], asked].filter(Boolean).join(" ");
	const inherited = withLayers(call.inherited, ...layersOf(tool, by, call, all));
	const [text] = valuesOf(all, ...shell);
	if (text && literal(text) !== undefined) return [{ kind: "shell", text: text.placed, inherited }];
	const behind = end === -1 ? rest : own.slice(end + 1);
	const [first] = behind;
	if (!first) return [];
	if (tool.isText && literal(first) !== undefined && behind.length === 1)
		return [{ kind: "shell", text: first.placed, inherited }];
	return [{ kind: "command", words: behind, inherited }];
}

/** The options around so many words of the tool's own, and what stands behind them. */
function separated(args: readonly Word[], words: number, options: readonly string[]) {
	const flags: Flag[] = [];
	let rest = args;
	for (let count = 0; ; count++) {
		const read = readFlags(rest, options);
		flags.push(...read.flags);
		if (count >= words || read.rest.length === 0) return { flags, rest: read.rest };
		rest = read.rest.slice(1);
	}
}

function layersOf(tool: HiddenTool, by: string, call: Call, all: readonly Flag[]): EnvironmentLayer[] {
	const flags = all.map(({ name }) => name);
	const place = call.words[0];
	const origin = place && { origin: originOf(place.placed) };
	// Its secrets lie in a file whose path is all that the program is told.
	if (flags.includes("--mount")) return [];
	if (by === "chamber exec" && flags.includes("--pristine"))
		return [
			{ kind: "only", by, names: [], ...origin },
			{ kind: "hidden", by, ...origin },
		];
	return [
		...ownFiles(by, call, all),
		{
			kind: "hidden",
			by,
			...(tool.sets && { names: tool.sets }),
			...(tool.removes && { removes: tool.removes }),
			...(!tool.readsFiles && { readsNoFile: true }),
			...origin,
		},
	];
}

/** Files that the tool is told to read as well: `op run --env-file`. Who wins, the file or the shell, was not to be had. */
function ownFiles(by: string, { inherited, outside }: Call, flags: readonly Flag[]): EnvironmentLayer[] {
	if (by !== "op run") return [];
	return valuesOf(flags, "--env-file").flatMap((word) => {
		const path = literal(word);
		if (path === undefined) return [];
		const paths = [outside.paths.resolve(inherited.cwd, path)];
		return [filesLayer({ by, paths, dialect: "dotenv-17", origin: originOf(word.placed) })];
	});
}
