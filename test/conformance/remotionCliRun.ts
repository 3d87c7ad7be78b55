/** Runs the real Remotion CLI on a machine of its own and reads off the wire what it signed with. */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type Case, CWD, HOME, place } from "./environments.ts";
import { answer } from "./oracleServer.ts";

/** What `remotion lambda functions ls` did. */
export interface CliRun {
	/** The first request to Lambda; null: none was sent. */
	signed: { accessKeyId: string; hasSessionToken: boolean; region: string } | null;
	output: string;
}

const cli = createRequire(import.meta.url).resolve("@remotion/cli/package.json");
/** The arguments of Node.js for `remotion lambda functions ls`. */
export const remotionCommand = [join(dirname(cli), "remotion-cli.js"), "lambda", "functions", "ls", "--quiet"];
const modules = join(dirname(cli), "../..");

/** A machine on the disk. */
export interface PlacedMachine {
	readonly folder: string;
	readonly cwd: string;
	readonly environment: Readonly<Record<string, string>>;
	signed(): CliRun["signed"];
}

export class RemotionCli {
	readonly #root = mkdtempSync(join(tmpdir(), "remotion-cli-"));
	readonly #server: Server;
	/** By the number of the run, which every request carries as its first folder. */
	readonly #signed = new Map<string, CliRun["signed"]>();
	#port = 0;
	#runs = 0;

	constructor() {
		this.#server = createServer((request, response) => {
			const [, run = "", ...rest] = (request.url ?? "").split("/");
			const chunks: Buffer[] = [];
			request.on("data", (chunk: Buffer) => chunks.push(chunk));
			request.on("end", () => {
				const path = `/${rest.join("/")}`;
				if (path.startsWith("/2015-03-31/functions")) {
					if (!this.#signed.has(run)) this.#signed.set(run, signature(request));
					response.writeHead(200, { "content-type": "application/json" }).end('{"Functions":[]}');
				} else {
					const { type, text } = answer(request.method, path, Buffer.concat(chunks).toString("utf8"));
					response.writeHead(200, { "content-type": type }).end(text);
				}
			});
		});
	}

	async start(): Promise<void> {
		await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
		const address = this.#server.address();
		if (address === null || typeof address === "string") throw new Error("no port");
		this.#port = address.port;
	}

	/** Puts the machine on the disk and runs the CLI in its working folder, with its environment and nothing of the person's. */
	async run(abstract: Case): Promise<CliRun> {
		const { cwd, environment, signed } = this.put(abstract);
		const output = await this.#spawn(cwd, { PATH: process.env.PATH, ...environment });
		return { signed: signed(), output };
	}

	/** Puts the machine on the disk. Gives what a run of the CLI there is to have, and after it what it signed. */
	put(abstract: Case): PlacedMachine {
		const run = String(++this.#runs);
		const folder = join(this.#root, run);
		const { environment, files, directories, dotenv } = place(abstract, folder, "relative", this.#port);
		const cwd = CWD.replace("/case", folder);
		for (const directory of [cwd, HOME.replace("/case", folder), ...directories]) {
			mkdirSync(directory, { recursive: true });
		}
		const project = { [join(cwd, "package.json")]: '{"name":"project","dependencies":{"remotion":"4.0.527"}}' };
		for (const [path, text] of Object.entries({ ...project, ...files })) {
			mkdirSync(dirname(path), { recursive: true });
			writeFileSync(path, text);
		}
		if (dotenv !== null) writeFileSync(join(cwd, ".env"), dotenv);
		// The CLI looks for @remotion/lambda from the project's root.
		symlinkSync(modules, join(cwd, "node_modules"));
		return {
			folder,
			cwd,
			environment: {
				HOME: HOME.replace("/case", folder),
				...environment,
				AWS_ENDPOINT_URL: `http://127.0.0.1:${this.#port}/${run}`,
				AWS_EC2_METADATA_DISABLED: "true",
				NODE_COMPILE_CACHE: join(this.#root, "compiled"),
			},
			signed: () => this.#signed.get(run) ?? null,
		};
	}

	#spawn(cwd: string, env: Record<string, string | undefined>): Promise<string> {
		return new Promise((resolve, reject) => {
			const child = spawn(process.execPath, remotionCommand, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
			let output = "";
			child.stdout.on("data", (chunk) => {
				output += chunk;
			});
			child.stderr.on("data", (chunk) => {
				output += chunk;
			});
			child.on("error", reject);
			child.on("close", () => resolve(output));
		});
	}

	close(): void {
		this.#server.closeAllConnections();
		this.#server.close();
		rmSync(this.#root, { recursive: true, force: true });
	}
}

function signature({ headers }: IncomingMessage): CliRun["signed"] {
	const scope = /Credential=([^/]*)\/\d{8}\/([^/]*)\/lambda\//.exec(headers.authorization ?? "");
	if (!scope) throw new Error(`not signed: ${headers.authorization}`);
	const [, accessKeyId = "", region = ""] = scope;
	return { accessKeyId, hasSessionToken: headers["x-amz-security-token"] !== undefined, region };
}
