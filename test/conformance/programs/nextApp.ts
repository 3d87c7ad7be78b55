/** A real Next.js app with the route that people get inserted, and one that tells the truth: built once, served from there. */
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { reportCode } from "../../../src/core/codeTemplates/reportCode.ts";
import { root } from "../../harness/paths.ts";
import { run } from "../../harness/processes.ts";

export const token = "not-a-real-token-of-the-check";

/** A server that answers. */
export interface NextServer {
	get(path: string, authorization?: string): Promise<{ status: number; text: string; cacheControl: string | null }>;
	/** What it has printed. */
	log(): string;
	end(): Promise<void>;
}

export interface NextApp {
	readonly folder: string;
	readonly version: string;
	/** Starts `next start` or `next dev` with these `.env` files, and this environment beside the least that it needs. */
	start(
		command: string,
		files: Readonly<Record<string, string>>,
		variables: Readonly<Record<string, string>>,
	): Promise<NextServer>;
}

/** What is set when the app is built: none of it may be in an answer of the server. */
const builtWith =
	"REMOTION_AWS_ACCESS_KEY_ID=AKIABUILDBUILDBUILDB\nREMOTION_AWS_SECRET_ACCESS_KEY=not-a-real-secret-of-the-build\n";

/** Writes and builds the app. @param packages the folder in whose node_modules Next.js is; the app lies in it, as Turbopack looks nowhere else */
export async function nextApp(packages: string): Promise<NextApp> {
	const folder = mkdtempSync(join(packages, "app-"));
	for (const [name, text] of Object.entries(appFiles(packages))) {
		mkdirSync(dirname(join(folder, name)), { recursive: true });
		writeFileSync(join(folder, name), text);
	}
	const program = join(packages, "node_modules/next/dist/bin/next");
	const env = environment(folder);
	const built = await run(process.execPath, [program, "build"], { cwd: folder, env, timeoutMs: 600_000 });
	assert.equal(built.code, 0, `next build failed:\n${built.output}`);
	rmSync(join(folder, ".env.local"));
	const { version } = JSON.parse(readFileSync(join(packages, "node_modules/next/package.json"), "utf8"));
	return {
		folder,
		version,
		async start(command, files, variables) {
			for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
			const args = [program, command, "-p", "0", "-H", "127.0.0.1"];
			const server = spawn(process.execPath, args, {
				cwd: folder,
				env: { ...env, ...variables },
				stdio: ["ignore", "pipe", "pipe"],
				detached: true,
			});
			return listening(server, () => {
				for (const name of Object.keys(files)) rmSync(join(folder, name));
			});
		},
	};
}

function environment(folder: string): NodeJS.ProcessEnv {
	return { PATH: process.env.PATH, HOME: join(folder, "home"), NEXT_TELEMETRY_DISABLED: "1", NO_COLOR: "1" };
}

function appFiles(packages: string): Record<string, string> {
	const media = (name: string) => readFileSync(join(root, "media", name), "utf8");
	const route = reportCode({
		base: media("reportEnvironment.ts"),
		place: media("reportEnvironment/next.ts"),
		aws: media("reportEnvironment/aws.ts"),
	});
	return {
		"package.json": '{ "private": true, "type": "module" }\n',
		"next.config.mjs": `export default { turbopack: { root: ${JSON.stringify(packages)} } };\n`,
		"app/layout.tsx": layout,
		"app/page.tsx": "export default function Page() {\n\treturn <p>A page</p>;\n}\n",
		"app/api/remotion-credentials/route.ts": route,
		"app/api/environment/route.ts": truth,
		"home/.keep": "",
		".env.local": builtWith,
	};
}

const layout = `import type { ReactNode } from "react";
export default function Layout({ children }: { children: ReactNode }) {
	return <html><body>{children}</body></html>;
}
`;

/** Whatever the process has, secrets and all: no app has such a route. */
const truth = `export const dynamic = "force-dynamic";
export function GET() {
	const { env } = process;
	return Response.json({ ...env });
}
`;

/** Waits until the server says where it listens. @param gone what is done when it has ended */
async function listening(server: ChildProcess, gone: () => void): Promise<NextServer> {
	let said = "";
	let isOver = false;
	for (const stream of [server.stdout, server.stderr])
		stream?.setEncoding("utf8").on("data", (text: string) => {
			said += text;
		});
	const over = new Promise<void>((resolve) => {
		server.once("close", () => {
			isOver = true;
			resolve();
		});
	});
	const end = async () => {
		try {
			// With what it has started.
			if (server.pid !== undefined) process.kill(-server.pid, "SIGKILL");
		} catch {}
		await over;
		gone();
	};
	const until = Date.now() + 120_000;
	let address: string | undefined;
	while (address === undefined) {
		if (isOver || Date.now() > until) {
			await end();
			throw new Error(`The server of Next.js doesn't listen:\n${said}`);
		}
		await pause(50);
		address = /Ready in/.test(said) ? /Local:\s+(http:\/\/\S+)/.exec(said)?.[1] : undefined;
	}
	return {
		async get(path, authorization) {
			const headers = { connection: "close", ...(authorization !== undefined && { authorization }) };
			const response = await fetch(`${address}${path}`, { headers });
			return {
				status: response.status,
				text: await response.text(),
				cacheControl: response.headers.get("cache-control"),
			};
		},
		log: () => said,
		end,
	};
}
