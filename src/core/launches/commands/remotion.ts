import { sentFileBy } from "../../vocabulary/variables.ts";
import { type Call, type KnownCommand, type Next, withLayers } from "../call.ts";
import { literal, literalStart } from "../shells/word.ts";
import { lateEnvFiles } from "./lateEnvFiles.ts";

/** Remotion's command line. Only `remotion lambda …` calls Lambda; a bare `remotion` is for arguments that are typed behind it. */
export const remotion: KnownCommand = {
	names: ["remotion", "remotionb", "@remotion/cli"],
	follow: (call: Call): readonly Next[] => {
		const first = call.args.find((word) => !literalStart(word).startsWith("-"));
		const command = literal(first);
		if (first && command !== undefined && command !== "lambda") return [];
		const runtime = call.name === "remotionb" ? "bun" : "remotion-cli";
		const callsLambda = command === "lambda" ? "yes" : "unknown";
		const late = call.name === "remotionb" ? [] : lateEnvFiles(call.args, call.inherited, call.outside, sentFileBy);
		const inherited = withLayers(call.inherited, ...late, { kind: "program" });
		return [{ kind: "program", program: { name: "remotion", runtime, inherited, callsLambda } }];
	},
};
