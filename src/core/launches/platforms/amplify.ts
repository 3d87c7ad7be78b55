import { runtimes } from "../../runtimes/index.ts";
import { modeFiles } from "../../runtimes/runtime.ts";
import type { EnvironmentLayer } from "../launch.ts";
import { filesLayer } from "../layers.ts";
import type { Outside } from "../outside.ts";
import type { YamlValue } from "../yaml.ts";

/** `echo "NAME=$NAME" >> FILE` */
const echoed = /^echo[ \t]+["']?([A-Za-z_]\w{0,200})=/;
/** The patterns of `grep -e PATTERN`, or its first word. */
const wanted = /-e[ \t]{0,5}["']?([^\s"'|]{1,200})/g;

/**
 * What a server of Amplify Hosting has: of the app's variables, for which the `.env` files stand, those that a command of the build writes
 * to a `.env` file, `env | grep -e PATTERN >> .env.production`. Source: AWS's page on variables of server-side runtimes.
 * @param path amplify.yml
 */
export function amplifyLayers(path: string, outside: Outside): EnvironmentLayer[] | undefined {
	const spec = outside.yamlValue(path);
	if (!spec.isThere) return undefined;
	const { cwd } = outside.input;
	const writes = commandsOf(spec).filter((command) => />[^>]{0,200}\.env\b/.test(command));
	const paths = modeFiles("production").map((name) => outside.paths.join(cwd, name));
	const isWritten = (name: string) => writes.some((command) => lets(command, name));
	const names = [...new Set(paths.flatMap((file) => outside.namesIn(file)))].filter(isWritten);
	const { name } = runtimes.amplify.platform;
	return [filesLayer({ by: name, paths, names, dialect: "dotenv-17" })];
}

function commandsOf(spec: YamlValue): string[] {
	const apps = [spec, ...spec.get("applications").items];
	return apps.flatMap((app) =>
		app
			.get("frontend", "phases")
			.entries.flatMap(({ value }) => value.get("commands").items.flatMap(({ text }) => text ?? [])),
	);
}

/** Whether a command writes a variable of this name. */
function lets(command: string, name: string): boolean {
	const told = echoed.exec(command.trim())?.[1];
	if (told !== undefined) return told === name;
	if (!/^(?:env|printenv)\b/.test(command.trim())) return false;
	if (!command.includes("grep")) return true;
	const patterns = [...command.matchAll(wanted)].map(([, pattern = ""]) => pattern);
	const all =
		patterns.length > 0 ? patterns : [/grep[ \t]+(?:-\w+[ \t]+)*["']?([^\s"'|>]{1,200})/.exec(command)?.[1] ?? ""];
	return all.some((pattern) => fits(pattern, name));
}

/** A pattern as people write it here: a part of the name, `^` before its start, `.*` for anything; of several between `|` any. */
function fits(pattern: string, name: string): boolean {
	return pattern.split(/\\?\|/).some((part) => {
		const plain = part.replace(/^\^/, "").replace(/=?(?:\.\*)?\$?$/, "");
		return part.startsWith("^") ? name.startsWith(plain) : `${name}=`.includes(plain);
	});
}
