/** What `netlify dev:exec` hands to a command, against the launch of the same. */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import fc from "fast-check";
import { comparedNames, envText, shell } from "../envProgramTexts.ts";
import { describePrograms, launched, type Opened, type ProgramCase, picked, type Seen } from "./recorded.ts";

const dollar = "$";
const names = [...comparedNames, "AWS_REGION"];
const value = fc.constantFrom("a", "", "x y", `${dollar}A`, `${dollar}{S}`, "q\"'q", "#", "5");
const variables = fc.dictionary(fc.constantFrom(...names), value, { maxKeys: 3 });
const file = fc.option(envText, { nil: undefined });

const cases = (args: readonly string[]): fc.Arbitrary<ProgramCase> =>
	fc
		.record({
			build: variables,
			dev: variables,
			production: variables,
			envFiles: fc.constantFrom("", "", "", 'envFiles = [".env.x", ".env"]\n', "envFiles = []\n"),
			files: fc.record({
				".env": file,
				".env.local": file,
				".env.development": file,
				".env.development.local": file,
				".env.x": file,
			}),
		})
		.map(({ build, dev, production, envFiles, files }) => ({
			files: {
				"netlify.toml": [
					`[build]\npublish = "."\n[dev]\ncommand = "node app.js"\nframework = "#custom"\n${envFiles}`,
					`[build.environment]\n${toml(build)}`,
					`[context.dev.environment]\n${toml(dev)}`,
					`[context.production.environment]\n${toml(production)}`,
				].join(""),
				...Object.fromEntries(Object.entries(files).filter((pair): pair is [string, string] => pair[1] !== undefined)),
			},
			args,
		}));

function toml(all: Record<string, string>): string {
	return Object.entries(all)
		.map(([name, one]) => `${name} = ${JSON.stringify(one)}\n`)
		.join("");
}

const ours = ({ files, args = [] }: ProgramCase) =>
	launched({ files, shell, names, scripts: { run: `netlify ${args.join(" ")}` } }, (launches) =>
		launches.find(({ id }) => /^script:run(?:\/node)?$/.test(id)),
	);

function open(bin: string): Opened {
	const { version } = JSON.parse(readFileSync(join(bin, "../netlify-cli/package.json"), "utf8"));
	return {
		version,
		async run(folder, { args = [] }): Promise<Seen> {
			const seen = join(folder, "seen.json");
			const program = `require("node:fs").writeFileSync(${JSON.stringify(seen)}, JSON.stringify(process.env));\n`;
			writeFileSync(join(folder, "app.js"), program);
			const cli = spawn(process.execPath, [join(bin, "netlify"), ...args], {
				cwd: folder,
				env: { PATH: process.env.PATH, HOME: folder, CI: "1", NETLIFY_TELEMETRY_DISABLED: "1", ...shell },
				stdio: "ignore",
				detached: true,
			});
			let isOver = false;
			cli.on("close", () => {
				isOver = true;
			});
			while (!isOver && !isWhole(seen)) await pause(200);
			end(cli);
			return isWhole(seen) ? picked(JSON.parse(readFileSync(seen, "utf8")), names) : null;
		},
	};
}

function isWhole(path: string): boolean {
	return existsSync(path) && readFileSync(path, "utf8").endsWith("}");
}

/** Ends it with what it started, where it has not ended by itself. */
function end({ pid }: ChildProcess): void {
	try {
		if (pid !== undefined) process.kill(-pid, "SIGKILL");
	} catch {}
}

describePrograms("netlify", "netlify", [
	{ name: "netlify dev:exec", kept: 20, share: 0.02, cases: cases(["dev:exec", "node", "app.js"]), ours, open },
]);
