import { type Call, type KnownCommand, type Next, withLayers } from "../call.ts";
import { literal } from "../shells/word.ts";
import { envFileLayers } from "./node.ts";
import { nodeFile } from "./nodeFile.ts";
import { nodeFlags, preloadLayers } from "./preloads.ts";

const takesValue = [
	"--tsconfig",
	"-P",
	"--project",
	"-O",
	"--compiler-options",
	"-e",
	"--eval",
	"-w",
	"--watch",
	"-c",
	"--config",
];

/** Programs that run a TypeScript file on Node.js. tsx hands `--env-file` on to Node.js. Source: tsx 4.23.15, run; the others by their documentation. */
export const tsx: KnownCommand = {
	names: [
		"tsx",
		"ts-node",
		"ts-node-esm",
		"ts-node-dev",
		"tsnd",
		"node-dev",
		"vite-node",
		"jiti",
		"esno",
		"swc-node",
		"babel-node",
	],
	follow: (call: Call): readonly Next[] => {
		const before = nodeFlags(call.args, takesValue);
		const isWatch = call.name === "tsx" && literal(before.rest[0]) === "watch";
		const { flags, rest } = isWatch ? nodeFlags(before.rest.slice(1), takesValue) : before;
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
