/** What the Dev Containers CLI hands to a program in a dev container, with a stand-in for docker, against the launch in the same container. */
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { root } from "../../harness/paths.ts";
import { comparedNames, shell } from "../envProgramTexts.ts";
import { describePrograms, launched, type Opened, type ProgramCase, picked, type Seen } from "./recorded.ts";

const dollar = "$";
const name = fc.constantFrom(...comparedNames);
const bits = fc.constantFrom(
	...["a", "b c", "", "=", "'", '"', "#", ":", "}", "$$", `${dollar}A`, `${dollar}{A}`],
	...["S", "E", "N"].flatMap((one) =>
		[one, `${one}:d`, `${one}:`, `${one}:http://h`, ` ${one}`, one.toLowerCase()].map(
			(text) => `${dollar}{localEnv:${text}}`,
		),
	),
	`${dollar}{env:S}`,
);
const inContainer = fc.constantFrom("A", "S", "N", "A:d", "E:d").map((one) => `${dollar}{containerEnv:${one}}`);
const text = (more: number) =>
	fc
		.array(fc.oneof({ weight: 6, arbitrary: bits }, { weight: more, arbitrary: inContainer }), { maxLength: 3 })
		.map((parts) => parts.join(""));
const option = fc.oneof(
	fc.constantFrom(["--env-file", "a.env"], ["--env-file=b.env"], ["--init"]),
	fc.tuple(name, text(1)).map(([one, value]) => ["-e", `${one}=${value}`]),
	fc.tuple(name, text(1)).map(([one, value]) => [`--env=${one}=${value}`]),
);

const cases: fc.Arbitrary<ProgramCase> = fc
	.record({
		containerEnv: fc.dictionary(name, text(1), { maxKeys: 3 }),
		remoteEnv: fc.dictionary(name, text(4), { maxKeys: 3 }),
		options: fc.array(option, { maxLength: 3 }),
	})
	.map(({ containerEnv, remoteEnv, options }) => ({
		files: {
			".devcontainer/devcontainer.json": `// c\n${JSON.stringify({ image: "node", userEnvProbe: "none", containerEnv, remoteEnv, runArgs: options.flat() })}\n`,
			"a.env": `A=file\nB="b"\nE=e\n`,
			"b.env": `A=b\nS=${dollar}A\n`,
		},
	}));

const ours = ({ files }: ProgramCase) =>
	launched({ files, shell, names: comparedNames, scripts: { run: "npx remotion lambda sites ls" } }, (launches) =>
		launches.find(({ id }) => id.endsWith("devcontainer.json#script:run")),
	);

/** What a program prints; null: it fails. */
function printed(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Promise<string | null> {
	return new Promise((resolve) => {
		execFile(process.execPath, args, { cwd, env }, (error, stdout) => resolve(error ? null : stdout));
	});
}

function open(bin: string, place: string): Opened {
	const { version } = JSON.parse(readFileSync(join(bin, "../@devcontainers/cli/package.json"), "utf8"));
	const docker = join(root, "test/real-programs/dockerStandIn.sh");
	return {
		version,
		async run(folder): Promise<Seen> {
			const env = { PATH: process.env.PATH, HOME: place, STAND_IN: mkdtempSync(join(place, "docker-")), ...shell };
			const cli = (command: string, ...more: readonly string[]) =>
				printed(
					[join(bin, "devcontainer"), command, "--workspace-folder", folder, "--docker-path", docker, ...more],
					folder,
					env,
				);
			// It ends with an error, as the stand-in tells of no start; the container has its variables by then.
			await cli("up");
			const output = await cli("exec", process.execPath, "-p", "JSON.stringify(process.env)");
			const found = /^\{.*\}$/m.exec(output ?? "")?.[0];
			return found === undefined ? null : picked(JSON.parse(found), comparedNames);
		},
	};
}

describePrograms("the Dev Containers CLI", "devContainer", [
	{ name: "devcontainer", kept: 40, share: 0.04, cases, ours, open },
]);
