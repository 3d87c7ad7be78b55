import { Budget, type Expand, type Layers, type Values } from "../expand.ts";

/** Variables in values as the package dotenv-expand 13 replaces them, which Vite, NestJS and dotenv-cli use, each in a way of its own. */

/**
 * As Vite's `loadEnv(mode, folder, "")` does: all files make one list of names, a name keeps the place where it came first, and what the
 * shell sets wins where it is not empty. Source: `loadEnv` of vite 8.4.0, run.
 */
export const expandAsVite: Expand = ({ outside, files, fold }) => {
	const merged = new Map<string, string>();
	for (const file of [...files].reverse()) for (const [name, value] of file) merged.set(name, value);
	// Vite's own copy of the package knows every name from the beginning.
	const said = expandAll(merged, outside, fold, ordered(merged));
	if (!said) return { outside, files: files.map(() => undefined) };
	return { outside, files: valuesOf(files, said, (name) => outside.get(fold(name)) === undefined, outside, fold) };
};

/**
 * As `wrangler dev` does: all files make one list of names, and a value sees those above it. Nothing else is there.
 * Source: `loadDotEnv` of wrangler 4.164.0 with dotenv-expand 12.0.2, run: test/real-programs/wrangler.json.
 */
export const expandAsWrangler: Expand = ({ outside, files, fold }) => {
	const merged = new Map<string, string>();
	for (const file of [...files].reverse()) for (const [name, value] of file) merged.set(name, value);
	const said = expandAll(merged, outside, fold, new Map());
	if (!said) return { outside, files: files.map(() => undefined) };
	return { outside, files: valuesOf(files, said, () => true, outside, fold) };
};

/**
 * As `@nestjs/config` does with `expandVariables`: file by file, the environment itself is written each time, so that a variable which is
 * set to nothing takes the file's value. Source: `loadEnvFile` of @nestjs/config 12.0.1, run.
 */
export const expandAsNest: Expand = ({ outside, files, fold }) => {
	const environment = new Map(outside);
	let config: Map<string, string> | undefined = new Map();
	for (const file of files) {
		const merged = new Map([...file, ...config]);
		config = expandAll(merged, environment, fold, new Map());
		if (!config) return { outside, files: files.map(() => undefined) };
		for (const [name, value] of config) environment.set(fold(name), value);
	}
	const written = new Map([...outside].map(([name, value]) => [name, value && (environment.get(name) ?? "")]));
	const replaces = new Set([...outside].flatMap(([name, value]) => (value === "" && config?.has(name) ? [name] : [])));
	return {
		outside: written,
		replaces,
		files: valuesOf(files, config, (name) => !outside.get(fold(name)), environment, fold),
	};
};

/**
 * As dotenv-cli 11 does: it loads all files first, and then replaces variables in the whole environment, the shell's own values too.
 * Source: `cli.js`, which hands `process.env` to `expand`.
 */
export const expandAsDotenvCli: Expand = (layers) => {
	const { outside, files, fold, overrides } = layers;
	const environment = loaded(layers);
	const written = new Map(environment);
	const running = new Map<string, string>();
	const budget = new Budget();
	for (const [name, value] of written) {
		const expanded = expandValue(value, running, environment, fold, budget);
		if (expanded === undefined) return { outside, files: files.map(() => undefined) };
		running.set(name, unescaped(expanded));
		environment.set(name, unescaped(expanded));
	}
	const said = (file: Values): Values =>
		new Map(
			[...file].map(([name, value]) => {
				const key = fold(name);
				return [name, written.get(key) === value ? (environment.get(key) ?? value) : value];
			}),
		);
	const kept = [...outside.keys()].filter((name) => !overrides || !files.some((file) => file.has(name)));
	return {
		outside: new Map(kept.map((name) => [name, environment.get(name) ?? ""])),
		files: files.map(said),
	};
};

/** The environment once the files are loaded, in the order in which `process.env` names it. */
function loaded({ outside, files, fold, overrides }: Layers): Map<string, string> {
	const environment = new Map(outside);
	for (const file of overrides ? [...files].reverse() : files) {
		for (const [name, value] of file) if (overrides || !environment.has(fold(name))) environment.set(fold(name), value);
	}
	return environment;
}

/** What each file says in the end; what another layer wins over is expanded for itself. */
function valuesOf(
	files: readonly Values[],
	said: Values,
	mayCount: (name: string) => boolean,
	environment: Values,
	fold: (name: string) => string,
): Values[] {
	const spare = new Budget();
	const counted = new Set<string>();
	return files.map((file) => {
		const values = new Map<string, string>();
		for (const [name, written] of file) {
			const counts = !counted.has(name) && mayCount(name);
			counted.add(name);
			const own = counts ? said.get(name) : unescaped(expandValue(written, said, environment, fold, spare) ?? written);
			values.set(name, own ?? written);
		}
		return values;
	});
}

/**
 * What `expand({ parsed, processEnv })` makes of `parsed`; undefined: it has no end.
 * @param running what values may refer to in the beginning; each name comes in after its turn
 */
function expandAll(
	parsed: Values,
	environment: Values,
	fold: (name: string) => string,
	running: Map<string, string>,
): Map<string, string> | undefined {
	const budget = new Budget();
	for (const [name, written] of ordered(parsed)) {
		const set = environment.get(fold(name));
		const value = set && set !== written ? set : expandValue(written, running, environment, fold, budget);
		if (value === undefined) return undefined;
		running.set(name, unescaped(value));
	}
	return running;
}

/** In an object's own order, which loops go by: whole numbers first. */
function ordered(values: Values): Map<string, string> {
	return new Map(Object.keys(Object.fromEntries(values)).map((name) => [name, values.get(name) ?? ""]));
}

const reference = /(?<!\\)\$\{([^{}]+)\}|(?<!\\)\$([A-Za-z_][A-Za-z0-9_]*)/;
/** What takes more references than this one after the other goes round in a circle. */
const maxSteps = 4_000;
const operator = /:\+|\+|:-|-/;

/** The loop of dotenv-expand, oddities included: it looks at what came in again, and leaves where a value is the variable's own text. */
function expandValue(
	written: string,
	running: Values,
	environment: Values,
	fold: (name: string) => string,
	budget: Budget,
): string | undefined {
	const lookup = (name: string) => environment.get(fold(name)) ?? running.get(name);
	const seen = new Set<string>();
	let result = written;
	let steps = 0;
	for (let match = reference.exec(result); match !== null; match = reference.exec(result)) {
		if (steps++ === maxSteps || !budget.allows(result.length)) return undefined;
		seen.add(result);
		const [template, braced, bare] = match;
		const expression = braced || bare || "";
		const sign = operator.exec(expression)?.[0];
		const [name = "", ...rest] = sign === undefined ? [expression] : expression.split(sign);
		const operand = rest.join(sign);
		const value = lookup(name);
		// Texts as replacements, as there: `$&` in them means what it means to `replace`.
		if (sign === ":+" || sign === "+") result = result.replace(template, value ? operand : "");
		else result = result.replace(template, value && !seen.has(value) ? value : operand);
		if (result === running.get(name)) break;
	}
	return result;
}

function unescaped(value: string): string {
	return value.replaceAll("\\$", "$");
}
