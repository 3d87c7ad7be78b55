import type { Inherited } from "../call.ts";
import { loadedByModule } from "../code/loaderCalls.ts";
import { programCode } from "../code/program.ts";
import type { EnvironmentLayer } from "../launch.ts";
import { lookup } from "../lookup.ts";
import type { Outside } from "../outside.ts";
import { originOf } from "../placed.ts";
import { literal, type Word } from "../shells/word.ts";
import { type Flag, readFlags, valuesOf } from "./flags.ts";

/** The modules that Node.js loads before its program: `-r MODULE`, `--import MODULE`, and the same in NODE_OPTIONS. */
export function preloadLayers(
	flags: readonly Flag[],
	args: readonly Word[],
	inherited: Inherited,
	outside: Outside,
): EnvironmentLayer[] {
	const words = valuesOf(flags, "-r", "--require", "--import");
	return [...optionPreloads(args, inherited, outside), ...preloadedBy(words, args, inherited, outside)];
}

/** What the modules load that these words name. Source: Node.js 20.20.2, 24.21.0 and Bun 1.4.5, run. */
export function preloadedBy(
	modules: readonly Word[],
	args: readonly Word[],
	inherited: Inherited,
	outside: Outside,
): EnvironmentLayer[] {
	return modules.flatMap((word) => {
		const origin = { origin: originOf(word.placed) };
		return loadersOf(literal(word) ?? "", args, inherited, outside).map((layer) => ({ ...origin, ...layer }));
	});
}

/** What the modules load that NODE_OPTIONS names: every program of Node.js preloads them. Source: Node.js 20.20.2 and 24.21.0, run. */
export function optionPreloads(args: readonly Word[], inherited: Inherited, outside: Outside): EnvironmentLayer[] {
	const words = lookup(inherited.layers, "NODE_OPTIONS")?.split(/\s+/) ?? [];
	return words.flatMap((word, index) => {
		const [, name, value] = /^(-r|--require|--import)(?:=(.*))?$/.exec(word) ?? [];
		return name === undefined ? [] : loadersOf(value ?? words[index + 1] ?? "", args, inherited, outside);
	});
}

/** What a module loads that is loaded before the program: a package's, or one of the project's own. */
function loadersOf(
	written: string,
	args: readonly Word[],
	inherited: Inherited,
	outside: Outside,
): readonly EnvironmentLayer[] {
	const module = written.replace(/^["']|["']$|^.{0,300}[\\/]node_modules[\\/]/g, "");
	if (!/^(?:\.{1,2}|[A-Za-z]:)?[\\/]/.test(module)) return loadedByModule(module, { inherited, args, outside });
	const path = outside.paths.resolve(inherited.cwd, module);
	for (const ending of ["", ".js", ".ts", "/index.js", "/index.ts"]) {
		const code = programCode(path + ending, inherited, args, outside);
		if (code) return code.layers;
	}
	return [];
}

/** The flags of a command line that Node.js reads, such as those that nodemon hands on. */
export function nodeFlags(args: readonly Word[], more: readonly string[] = []) {
	return readFlags(args, [...nodeTakesValue, ...more]);
}

/** Source: `node --help` of 20.20.2 and 24.21.0. */
const nodeTakesValue = (
	"-r --require --import --loader --experimental-loader --env-file --env-file-if-exists -C --conditions --watch-path --watch-kill- " +
	"signal --run --title --input-type --disable-warning --disable-proto --unhandled-rejections --dns-result-order --inspect-port " +
	"--debug-port --inspect-publish-uid --max-http-header-size --icu-data-dir --openssl-config --redirect-warnings --diagnostic-dir " +
	"--report-directory --report-dir --report-filename --report-signal --secure-heap --secure-heap-min --snapshot-blob --localstorage- " +
	"file --tls-cipher-list --tls-keylog --trace-event-categories --trace-event-file-pattern --trace-require-module --use-largepages " +
	"--v8-pool-size --cpu-prof-dir --cpu-prof-interval --cpu-prof-name --heap-prof-dir --heap-prof-interval --heap-prof-name " +
	"--heapsnapshot-near-heap-limit --heapsnapshot-signal --experimental-default-type --network-family-autoselection-attempt-timeout " +
	"--test-reporter --test-reporter-destination --test-name-pattern --test-skip-pattern --test-concurrency --test-timeout --test-shard"
).split(" ");
