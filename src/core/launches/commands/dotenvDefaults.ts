import type { Inherited } from "../call.ts";
import { filesLayer } from "../layers.ts";
import { isOn, lookup } from "../lookup.ts";
import type { Outside } from "../outside.ts";
import { literal, type Word } from "../shells/word.ts";

/** `dotenv/config` with its options, which the two newest versions take from different places. Source: dotenv 17.4.2 and 18.0.10, run. */
export function dotenvConfig(args: readonly Word[], { layers, cwd }: Inherited, outside: Outside) {
	const major = Number(/\d+/.exec(outside.versionOf("dotenv", cwd) ?? "")?.[0] ?? Number.POSITIVE_INFINITY);
	const isNew = major >= 18;
	const argument = (option: string) => {
		const found = args
			.map((word) => literal(word) ?? "")
			.findLast((word) => word.startsWith(`dotenv_config_${option}=`));
		return isNew ? undefined : found?.slice(`dotenv_config_${option}=`.length);
	};
	const setting = (option: string) =>
		(isNew ? lookup(layers, `DOTENV_${option}`) : undefined) ?? lookup(layers, `DOTENV_CONFIG_${option}`);
	const path = argument("path") ?? setting("PATH") ?? ".env";
	const override = argument("override") ?? setting("OVERRIDE");
	// Up to 17 any text switches it on, "false" too.
	const overrides = isNew ? isOn(override) : override !== undefined && override !== "";
	return filesLayer({
		by: "dotenv/config",
		paths: [outside.paths.resolve(cwd, path)],
		dialect: major < 10 ? "dotenv-9" : "dotenv-17",
		// Source: dotenv 16.6.1 and 17.4.2, read; 9.0.2 and 18.0.10 have no vault.
		...((major === 16 || major === 17) && { vault: true }),
		...(overrides && { overrides: true }),
	});
}

/** What dotenv-flow is told. */
export interface FlowOptions {
	readonly mode?: string | undefined;
	/** The mode where NODE_ENV says none. */
	readonly otherwise?: string | undefined;
	readonly folder?: string | undefined;
	/** In the place of its own files; of several the last wins. */
	readonly files?: readonly string[] | undefined;
}

/** dotenv-flow: with NODE_ENV the files of that mode before `.env.local`. Source: dotenv-flow 4.1.0, run. */
export function dotenvFlow({ layers, cwd }: Inherited, outside: Outside, told: FlowOptions = {}) {
	const mode = told.mode || lookup(layers, "NODE_ENV") || told.otherwise;
	const local = mode === "test" ? [] : [".env.local"];
	const names = mode ? [`.env.${mode}.local`, `.env.${mode}`, ...local, ".env"] : [...local, ".env"];
	const folder = outside.paths.resolve(cwd, told.folder ?? ".");
	const paths = (told.files?.toReversed() ?? names).map((name) => outside.paths.join(folder, name));
	return filesLayer({ by: "dotenv-flow", paths, dialect: "dotenv-17" });
}

/** `dotenv-flow/config`, which takes its options from the command line, then from variables. Source: dotenv-flow 4.1.0, its `lib`. */
export function dotenvFlowConfig(args: readonly Word[], inherited: Inherited, outside: Outside) {
	const argument = (name: string) => {
		const texts = args.map((word) => literal(word) ?? "");
		const joined = texts.find((text) => text.startsWith(`${name}=`))?.slice(name.length + 1);
		return joined ?? (texts.includes(name) ? texts[texts.indexOf(name) + 1] : undefined);
	};
	return dotenvFlow(inherited, outside, {
		mode: argument("--node-env"),
		otherwise: argument("--default-node-env") ?? lookup(inherited.layers, "DEFAULT_NODE_ENV"),
		folder: argument("--dotenv-flow-path") ?? lookup(inherited.layers, "DOTENV_FLOW_PATH"),
	});
}
