/** What `wrangler dev` hands to a Worker, against the launch of the same command. */
import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { comparedNames, envText, shell } from "../envProgramTexts.ts";
import { describePrograms, launched, type Opened, type ProgramCase, picked, type Seen } from "./recorded.ts";

const dollar = "$";
const value = fc.constantFrom<unknown>(
	"a",
	"",
	"x y",
	`${dollar}A`,
	`${dollar}{S:-d}`,
	"q\"'q",
	5,
	1.5,
	true,
	null,
	{ x: 1 },
	["a"],
);
const vars = fc.dictionary(fc.constantFrom(...comparedNames), value, { maxKeys: 3 });
const args = fc.constantFrom(
	...[
		"",
		"",
		"",
		"--env staging",
		"-e staging",
		"--env-file a.env",
		"--env-file a.env --env-file .env",
		"--var A:told --var B:x:y",
	],
	"--env staging --var S:",
);
const file = fc.option(envText, { nil: undefined });
const base = {
	name: "some",
	main: "worker.js",
	compatibility_date: "2026-01-01",
	compatibility_flags: ["nodejs_compat"],
};

const cases: fc.Arbitrary<ProgramCase> = fc
	.record({
		own: vars,
		staging: vars,
		isToml: fc.boolean(),
		files: fc.record({
			".env": file,
			".env.local": file,
			".env.staging": file,
			".env.staging.local": file,
			"a.env": file,
		}),
		secret: fc.option(envText, { freq: 4, nil: undefined }),
		ofStaging: fc.option(envText, { freq: 8, nil: undefined }),
		words: args,
	})
	.map(({ own, staging, isToml, files, secret, ofStaging, words }) => ({
		files: {
			...(isToml
				? { "wrangler.toml": toml(own, staging) }
				: {
						"wrangler.jsonc": `// c\n${JSON.stringify({ ...base, vars: own, env: { staging: { vars: staging } } })}\n`,
					}),
			...Object.fromEntries(Object.entries(files).filter((pair): pair is [string, string] => pair[1] !== undefined)),
			...(secret !== undefined && { ".dev.vars": secret }),
			...(ofStaging !== undefined && { ".dev.vars.staging": ofStaging }),
		},
		args: words.split(" ").filter(Boolean),
	}));

function toml(own: Record<string, unknown>, staging: Record<string, unknown>): string {
	const lines = (all: Record<string, unknown>) =>
		Object.entries(all)
			// TOML has no null, and its tables are written in another way.
			.filter(([, one]) => one !== null && (typeof one !== "object" || Array.isArray(one)))
			.map(([name, one]) => `${name} = ${JSON.stringify(one)}\n`)
			.join("");
	const top = Object.entries(base).map(([name, one]) => `${name} = ${JSON.stringify(one)}\n`);
	return `${top.join("")}[vars]\n${lines(own)}[env.staging.vars]\n${lines(staging)}`;
}

const ours = ({ files, args: words = [] }: ProgramCase) =>
	launched({ files, shell, names: comparedNames, scripts: { run: `wrangler dev ${words.join(" ")}` } }, (launches) =>
		launches.find(({ id }) => id.startsWith("script:run")),
	);

const worker = "export default { fetch: () => Response.json(process.env) };\n";

function open(bin: string): Opened {
	const { version } = JSON.parse(readFileSync(join(bin, "../wrangler/package.json"), "utf8"));
	return {
		version,
		async run(folder, { args: words = [] }) {
			writeFileSync(join(folder, "worker.js"), worker);
			const ports = ["--ip", "127.0.0.1", "--port", "0", "--inspector-port", "0"];
			const server = spawn(process.execPath, [join(bin, "wrangler"), "dev", ...words, ...ports], {
				cwd: folder,
				env: { PATH: process.env.PATH, HOME: folder, CI: "1", WRANGLER_SEND_METRICS: "false", ...shell },
				stdio: ["ignore", "pipe", "pipe"],
				detached: true,
			});
			try {
				const address = await addressOf(server);
				if (address === null) return null;
				const environment: unknown = await (await fetch(address)).json();
				return picked(Object.fromEntries(Object.entries(environment ?? {})), comparedNames) satisfies Seen;
			} finally {
				end(server);
			}
		},
	};
}

/** Ends it with what it started, where it has not ended by itself. */
function end({ pid }: ChildProcess): void {
	try {
		if (pid !== undefined) process.kill(-pid, "SIGKILL");
	} catch {}
}

/** Where it listens; null: it ends before. */
function addressOf(server: ChildProcess): Promise<string | null> {
	let output = "";
	return new Promise((resolve) => {
		const read = (part: Buffer) => {
			output += part;
			const address = /Ready on (http:\/\/[\w.:]+)/.exec(output)?.[1];
			if (address !== undefined) resolve(address);
		};
		server.stdout?.on("data", read);
		server.stderr?.on("data", read);
		server.on("close", () => resolve(null));
	});
}

describePrograms("wrangler", "wrangler", [{ name: "wrangler dev", kept: 40, share: 0.04, cases, ours, open }]);
