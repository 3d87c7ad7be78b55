import { type Call, type KnownCommand, type Next, withLayers } from "../call.ts";
import { literal } from "../shells/word.ts";
import { readFlags, valuesOf } from "./flags.ts";
import { nodeFile } from "./nodeFile.ts";
import { viteFilesIn } from "./viteFiles.ts";

const takesValue = ["-r", "--root", "-c", "--config", "-m", "--mode", "--inspect-addr"];

/**
 * vite-node, which runs a file of code with all that Vite's `.env` files hold in process.env, whatever the name; the shell wins, set to
 * nothing too. NODE_ENV decides no file. Source: vite-node 6.0.0, run; 2.0.0 and 3.2.4 do so, 1.6.1 loads none (read).
 */
export const viteNode: KnownCommand = {
	names: ["vite-node"],
	isNative: true,
	follow: (call: Call): readonly Next[] => {
		const { outside, inherited } = call;
		const { flags, rest } = readFlags(call.args, takesValue);
		const [root, mode] = [valuesOf(flags, "-r", "--root").at(-1), valuesOf(flags, "-m", "--mode").at(-1)];
		const folder = outside.paths.resolve(inherited.cwd, literal(root) ?? ".");
		const files = viteFilesIn(folder, literal(mode) ?? "development", outside, "vite-node");
		const isOld = Number(/\d+/.exec(outside.versionOf("vite-node", folder) ?? "")?.[0] ?? 9) < 2;
		return nodeFile(call, rest, isOld ? inherited : withLayers(inherited, files));
	},
};
