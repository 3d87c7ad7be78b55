import { type Call, type KnownCommand, type Next, withLayers } from "../call.ts";
import { originOf } from "../placed.ts";
import { literal } from "../shells/word.ts";
import { readAllFlags } from "./flags.ts";
import { likelyCalls } from "./likelyCalls.ts";
import { isCodeFile, nodeFile } from "./nodeFile.ts";

const takesValue = [
	"-n",
	"--name",
	"-i",
	"--instances",
	"--env",
	"-o",
	"-e",
	"-l",
	"--interpreter",
	"--cwd",
	"--only",
	"--node-args",
	"--max-memory-restart",
];

/**
 * pm2: a program that was started once keeps the environment it had then, and its ecosystem file is code; so what it has is not seen from here.
 * Source: pm2 7.0.4, run.
 */
export const pm2: KnownCommand = {
	names: ["pm2", "pm2-runtime", "pm2-dev"],
	follow: (call: Call): readonly Next[] => {
		const { words } = readAllFlags(call.args, takesValue);
		const isNamed = ["start", "restart", "reload", "startOrReload", "startOrRestart"].includes(literal(words[0]) ?? "");
		if (!isNamed && call.name === "pm2") return [];
		const [file] = isNamed ? words.slice(1) : words;
		const written = literal(file) ?? "";
		const place = call.words[0]?.placed;
		const inherited = withLayers(call.inherited, {
			kind: "hidden",
			by: "pm2",
			...(place && { origin: originOf(place) }),
		});
		const isProgram = file && isCodeFile(written) && !/\.config\.[cm]?js$/.test(written);
		if (isProgram) return nodeFile(call, [file], inherited);
		const callsLambda = likelyCalls(call.outside, inherited.cwd);
		return [{ kind: "program", program: { name: "pm2", runtime: "node", inherited, callsLambda } }];
	},
};
