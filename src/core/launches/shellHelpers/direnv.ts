import type { EnvironmentLayer } from "../launch.ts";
import { filesLayer, moved } from "../layers.ts";
import type { Outside } from "../outside.ts";
import { originOf, type Placed, placedAt } from "../placed.ts";
import type { Doing, Outcome, ShellFunctions } from "../shells/builtins.ts";
import { walkForState } from "../shells/posix.ts";
import { literal, type Word } from "../shells/word.ts";
import { miseLayers } from "./mise.ts";
import { hide, known, layersOfScript } from "./script.ts";

/** Functions of direnv that set no variable but PATH and its like. Source: `direnv stdlib` of 2.32.1. */
const idle = new Set(
	"PATH_add PATH_rm MANPATH_add path_add path_rm load_prefix watch_file watch_dir env_vars_required log_status log_error strict_env unstrict_env direnv_version has expand_path user_rel_path find_up semver_search on_git_branch direnv_layout_dir join_args rvm".split(
		" ",
	),
);
/** Layouts and tools that set paths alone. */
const layouts = new Set("go node perl php pipenv pyenv python python2 python3 ruby julia anaconda".split(" "));
const tools = new Set("node nodenv rbenv julia vim".split(" "));
/** How deep `.envrc` files may name one another. */
const deepest = 10;

/**
 * What direnv's hook sets in a shell that stands in a folder: the `.envrc` there, or of the nearest folder above. It beats what the shell
 * had. That it was allowed is assumed. direnv's own configuration and `direnvrc` lie outside of the project and are not read.
 * Facts: direnv 2.32.1, run: test/real-programs/environments.json.
 * @returns undefined: there is no `.envrc`
 */
export function direnvLayers(outside: Outside, folder: string): readonly EnvironmentLayer[] | undefined {
	for (const at of outside.upwards(folder)) {
		const path = outside.paths.join(at, ".envrc");
		if (outside.text(path) !== undefined)
			return layersOfScript(path, at, "direnv", outside, functionsOf(placedAt(path, ""), 0));
	}
	return undefined;
}

function functionsOf(script: Placed, depth: number): ShellFunctions {
	return (name, args, doing) => {
		const [first] = args;
		switch (name) {
			case "dotenv":
			case "dotenv_if_exists":
				return dotenv(first, doing, script);
			case "source_env":
			case "source_env_if_exists":
				return sourceEnv(first, doing, script, depth);
			case "source_up":
			case "source_up_if_exists":
				return sourceUp(first, doing, script, depth);
			case "layout":
				return layouts.has(literal(first) ?? "") ? "goes on" : undefined;
			case "use":
				return use(first, doing);
			default:
				return name !== undefined && idle.has(name) ? "goes on" : undefined;
		}
	};
}

/** A file that is not there is an error that is told, and no more. */
function dotenv(word: Word | undefined, { state, outside }: Doing, script: Placed): Outcome {
	const written = word ? literal(word) : ".env";
	if (written === undefined) {
		hide(state, "direnv", word?.placed ?? script);
		return "goes on";
	}
	const named = outside.paths.resolve(state.cwd, written);
	const inside = outside.paths.join(named, ".env");
	const path = outside.text(named) === undefined && outside.text(inside) !== undefined ? inside : named;
	const origin = originOf(word?.placed ?? script);
	state.add(
		filesLayer({ by: "direnv", paths: [path], dialect: "direnv", overrides: true, origin }),
		outside.namesIn(path),
	);
	return "goes on";
}

function sourceEnv(word: Word | undefined, doing: Doing, script: Placed, depth: number): Outcome {
	const { state, outside } = doing;
	const written = literal(word);
	if (written === undefined) hide(state, "direnv", word?.placed ?? script);
	else {
		const named = outside.paths.resolve(state.cwd, written);
		const inside = outside.paths.join(named, ".envrc");
		runIn(outside.text(named) === undefined ? inside : named, doing, depth);
	}
	return "goes on";
}

function sourceUp(word: Word | undefined, doing: Doing, script: Placed, depth: number): Outcome {
	const { state, outside } = doing;
	const name = word ? literal(word) : ".envrc";
	if (name === undefined) hide(state, "direnv", word?.placed ?? script);
	else {
		const above = outside.upwards(state.cwd).slice(1);
		const found = above.map((at) => outside.paths.join(at, name)).find((path) => outside.text(path) !== undefined);
		if (found !== undefined) runIn(found, doing, depth);
	}
	return "goes on";
}

/** Another `.envrc`, in its own folder. */
function runIn(path: string, { state, outside }: Doing, depth: number): void {
	const text = outside.text(path);
	if (text === undefined) return;
	const script = placedAt(path, text);
	if (depth >= deepest) {
		hide(state, "direnv", script);
		return;
	}
	const functions = functionsOf(script, depth + 1);
	const { cwd } = state;
	state.cwd = outside.paths.resolve(path, "..");
	walkForState(
		script,
		state,
		outside,
		(name, args, doing) => functions(name, args, doing) ?? known(name, args, "direnv", doing.state, script),
	);
	state.cwd = cwd;
}

function use(word: Word | undefined, { state, outside }: Doing): Outcome | undefined {
	const tool = literal(word) ?? "";
	if (tool !== "mise") return tools.has(tool) ? "goes on" : undefined;
	const before = state.layers.length;
	for (const layer of miseLayers(outside, state.cwd) ?? []) state.add(moved(layer, before));
	return "goes on";
}
