import { type Call, type KnownCommand, type Next, withLayers } from "../call.ts";
import { literal } from "../shells/word.ts";
import { envFileLayers } from "./node.ts";
import { nodeFile } from "./nodeFile.ts";
import { nodeFlags, preloadLayers } from "./preloads.ts";

/** Of tsx; `--watch` of its own line is Node.js's, without a value. Source: tsx 4.23.15, run. */
const ofTsx = ["--tsconfig", "--include", "--exclude", "--ignore", "-e", "--eval"];
/** Of the others, by their documentation. */
const takesValue = (
	"--tsconfig -P --project -O --compiler-options -e --eval -w --watch -c --config -I --ignore --ignore-watch --compiler " +
	"-D --ignore-diagnostics --cwd --dir --scope-dir --interval --debounce"
).split(" ");

/** Programs that run a TypeScript file on Node.js. tsx hands `--env-file` on to Node.js. Source: tsx 4.23.15, run; the others by their documentation. */
export const tsx: KnownCommand = {
	names: ["tsx", "ts-node", "ts-node-esm", "ts-node-dev", "tsnd", "node-dev", "jiti", "esno", "swc-node", "babel-node"],
	isNative: true,
	follow: (call: Call): readonly Next[] => {
		const takes = call.name === "tsx" ? ofTsx : takesValue;
		const before = nodeFlags(call.args, takes);
		const isWatch = call.name === "tsx" && literal(before.rest[0]) === "watch";
		const { flags, rest } = isWatch ? nodeFlags(before.rest.slice(1), takes) : before;
		const all = isWatch ? [...before.flags, ...flags] : flags;
		if (all.some(({ name }) => /^(?:-e|--eval|--test|-v|--version)$/.test(name))) return [];
		const hands = call.name === "tsx" || call.name === "node-dev";
		const inherited = withLayers(
			call.inherited,
			...(hands ? envFileLayers(all, call.inherited, call.outside) : []),
			...preloadLayers(all, rest, call.inherited, call.outside),
		);
		return nodeFile(call, rest, inherited);
	},
};
