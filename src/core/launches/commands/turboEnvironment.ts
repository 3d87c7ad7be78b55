import { getNodeValue, parseTree } from "jsonc-parser";
import type { EnvironmentLayer } from "../launch.ts";
import type { Outside } from "../outside.ts";
import { type PackageJson, record } from "../packageJson.ts";
import { originOf, type Placed } from "../placed.ts";
import { literal, type Word } from "../shells/word.ts";

/** What passes strict mode by itself. Source: turbo 2.11.11, each tried or read in the program. */
const builtIn = [
	..."CI HOME PATH PWD SHELL TERM USER LANG TZ DISPLAY EDITOR COLORTERM FORCE_COLOR PNPM_HOME XDG_RUNTIME_DIR".split(
		" ",
	),
	..."TMP TMPDIR NODE_OPTIONS NOW_BUILDER VERCEL VERCEL_* GITHUB_* RUNNER_* NEXT_* TURBO_* DOCKER_* VSCODE_*".split(
		" ",
	),
	..."COREPACK_* BUILDKIT_* COMPOSE_* JB_* XDG_DATA_* LD_* NIX_*".split(" "),
];

type Json = Readonly<Record<string, unknown>>;

/** turbo.json of a folder; comments are allowed. */
export function readTurbo(outside: Outside, folder: string): Json {
	for (const name of ["turbo.json", "turbo.jsonc"]) {
		const text = outside.text(outside.paths.join(folder, name));
		if (text === undefined) continue;
		const tree = parseTree(text.replace(/^\uFEFF/, ""), [], { allowTrailingComma: true });
		return tree?.type === "object" ? record(getNodeValue(tree)) : {};
	}
	return {};
}

/** Whether all variables reach a task: by the option, by the variable, by turbo.json. */
export function isLoose(option: Word | undefined, variable: string | undefined, settings: Json): boolean {
	return (literal(option) ?? variable ?? settings.envMode) === "loose";
}

/** The variables that reach a task of a package. */
export function passes(
	outside: Outside,
	root: string,
	owner: PackageJson,
	task: string,
	settings: Json,
	place: Placed | undefined,
): EnvironmentLayer {
	const definition = definitionOf(outside, root, owner, task, settings);
	const future = record(settings.futureFlags).globalConfiguration === true ? record(settings.global) : {};
	const globalPass = split([...list(settings.globalPassThroughEnv), ...list(future.passThroughEnv)]);
	const pass = split(list(definition.passThroughEnv));
	const others = [list(definition.env), [...list(settings.globalEnv), ...list(future.env)]].map(split);
	// A negation counts in its own list; that of the task takes away what passes by itself and globally, too.
	const wide = new Set([...builtIn, ...globalPass.names].filter((name) => !globalPass.except.includes(name)));
	const names = [...wide].filter((name) => !pass.except.includes(name));
	names.push(...pass.names, ...others.flatMap((one) => one.names));
	const except = [...globalPass.except, ...pass.except, ...others.flatMap((one) => one.except)];
	const isWild = names.some((name) => name.includes("*"));
	return {
		kind: "only",
		by: "turbo",
		names: [...new Set(names)],
		...(isWild && except.length > 0 && { except }),
		...(place && { origin: originOf(place) }),
	};
}

/**
 * A task's definition: `a#dev` of the root replaces `dev`; the package's own turbo.json replaces it key by key, where `$TURBO_EXTENDS$` in a
 * list stands for the root's; with `extends: false` nothing of the root's counts.
 */
function definitionOf(outside: Outside, root: string, owner: PackageJson, task: string, settings: Json): Json {
	const tasks = record(settings.tasks);
	const own = owner.name === undefined ? undefined : tasks[`${owner.name}#${task}`];
	const base = record(own ?? tasks[owner.folder === root ? `//#${task}` : task] ?? tasks[task]);
	const inner = owner.folder === root ? {} : record(record(readTurbo(outside, owner.folder).tasks)[task]);
	if (inner.extends === false) return inner;
	const merged: Record<string, unknown> = { ...base };
	for (const [key, value] of Object.entries(inner)) {
		const values = list(value);
		const extended = values.includes("$TURBO_EXTENDS$") ? [...list(base[key]), ...values] : value;
		merged[key] = extended;
	}
	return merged;
}

/** What a list names, and what it takes away from itself. */
function split(values: readonly string[]): { names: readonly string[]; except: readonly string[] } {
	const except = values.flatMap((value) => (value.startsWith("!") ? [value.slice(1)] : []));
	const names = values.filter(
		(value) => !value.startsWith("!") && value !== "$TURBO_EXTENDS$" && !except.includes(value),
	);
	return { names, except };
}

function list(value: unknown): string[] {
	return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}
