/**
 * What `serverless invoke local` hands to a function: `{"folder", "args"}` a line on standard input, the environment in which its handler was
 * called a line on standard output, or `null`. One process for all, as the program takes seconds to load: its own files are loaded anew for
 * each folder, the packages that it depends on are not. Called by test/conformance/programs/serverless.test.ts.
 *
 * node test/real-programs/serverlessRun.cjs FOLDER_OF_PACKAGES
 */
const { createRequire } = require("node:module");
const { join } = require("node:path");
const { createInterface } = require("node:readline");

const packages = process.argv[2];
const load = createRequire(join(packages, "x.js"));
const own = join(packages, "serverless");
const script = join(own, "scripts/serverless.js");
const environment = { ...process.env };
const print = process.stdout.write.bind(process.stdout);
process.stdout.write = () => true;
process.stderr.write = () => true;

/** It says nothing of its end, but that it clears what shows its progress. */
const { progress } = load("@serverless/utils/log");

async function run({ folder, args }) {
	for (const name of Object.keys(process.env)) delete process.env[name];
	Object.assign(process.env, environment, { HOME: folder });
	process.chdir(folder);
	// Without data it reads standard input to its end.
	process.argv = [process.argv[0], script, ...args, "--data", "{}"];
	for (const path of Object.keys(require.cache))
		if (path.startsWith(join(own, "lib")) || path.startsWith(join(own, "scripts"))) delete require.cache[path];
	let seen = null;
	globalThis.called = () => {
		seen = { ...process.env };
		return {};
	};
	await new Promise((resolve) => {
		progress.clear = resolve;
		load(script);
	});
	return seen;
}

(async () => {
	print(`${JSON.stringify(load(join(own, "package.json")).version)}\n`);
	for await (const line of createInterface({ input: process.stdin })) print(`${JSON.stringify(await run(JSON.parse(line)))}\n`);
	process.exit(0);
})();
