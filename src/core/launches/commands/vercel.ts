import { type Call, type KnownCommand, type Next, type Program, withLayers } from "../call.ts";
import { frameworkOf } from "../frameworkOf.ts";
import { hostVariables } from "../hostVariables.ts";
import { filesLayer } from "../layers.ts";
import { originOf, placedAt } from "../placed.ts";
import { literal } from "../shells/word.ts";
import { readAllFlags } from "./flags.ts";
import { startedBy } from "./hidden.ts";
import { likelyCalls, packageAround } from "./likelyCalls.ts";

const takesValue = [
	"-l",
	"--listen",
	"--cwd",
	"-A",
	"--local-config",
	"-Q",
	"--global-config",
	"-S",
	"--scope",
	"-t",
	"--token",
];

/** `vercel env run -- COMMAND`: what Vercel keeps for the project. Source: its documentation. */
const envRun = { names: ["vercel"], command: "env", words: 1, takesValue: ["-e", "--environment"] };

/**
 * `vercel dev`: `.env` and `.env.build`, which beat the shell; only where neither sets a name, what Vercel keeps for Development. It wants a
 * login: not run. Source: `vercel` 64.0.2, read. That a framework's own server gets the same was not found out.
 */
export const vercel: KnownCommand = {
	names: ["vercel", "vc", "now"],
	follow: (call: Call): readonly Next[] => {
		const { args, words, inherited, outside } = call;
		const read = readAllFlags(args, takesValue);
		const command = literal(read.words[0]);
		if (command === "env") return startedBy(envRun, call);
		if (command !== "dev") return [];
		const cwd = outside.paths.resolve(inherited.cwd, literal(read.words[1]) ?? ".");
		const place = words[0]?.placed;
		const paths = [".env.build", ".env"].map((name) => outside.paths.join(cwd, name));
		const isFilled = paths.some((path) => outside.namesIn(path).length > 0);
		const origin = place && { origin: originOf(place) };
		const started = withLayers(
			{ ...inherited, cwd },
			isFilled
				? filesLayer({ by: "vercel dev", paths, dialect: "dotenv-17", overrides: true, ...origin })
				: hostVariables("vercel dev", place, false),
		);
		const server = frameworkOf(packageAround(outside, cwd))?.command;
		if (server !== undefined) return [{ kind: "shell", text: placedAt(place?.path ?? "", server), inherited: started }];
		const program: Program = {
			name: "vercel",
			runtime: "node",
			inherited: started,
			callsLambda: likelyCalls(outside, cwd),
		};
		return [{ kind: "program", program }];
	},
};
