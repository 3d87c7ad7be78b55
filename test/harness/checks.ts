/** The checks that need no test runner. */
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const require = createRequire(import.meta.url);

/** The script of a package's command, for this Node to run: the same on every platform. */
function script(packageName: string, file: string): string {
	return join(dirname(require.resolve(`${packageName}/package.json`)), file);
}

/** Each with the arguments for this Node. */
export const checks = [
	{ name: "types (tsc)", args: [script("typescript", "bin/tsc")] },
	{ name: "lint and format (biome)", args: [script("@biomejs/biome", "bin/biome"), "ci"] },
];
