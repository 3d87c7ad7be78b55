/** What docker and podman hand to a container that they are told variables and files for, against the launch of the same command. */
import { execFile, execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import fc from "fast-check";
import { comparedNames, envText, shell } from "../envProgramTexts.ts";
import { describePrograms, launched, type Opened, type ProgramCase, picked, type Seen } from "./recorded.ts";

const name = fc.constantFrom(...comparedNames);
const line = fc
	.tuple(
		fc.constantFrom("", "", "", "", "", "", " ", "\t", "export "),
		name,
		fc.constantFrom("=", "=", "=", "=", "=", "=", "= ", " =", ""),
		fc.constantFrom("a", "'a b'", '"q" # c', "a#b ", "$A", "a=b", "", " x", "é\t"),
	)
	.map((parts) => parts.join(""));
const tame = fc
	.tuple(
		fc.array(
			fc.oneof(
				{ weight: 6, arbitrary: line },
				{ weight: 2, arbitrary: name },
				{ weight: 1, arbitrary: fc.constantFrom("# c", "  # c", "", "  ", "=x", "A-x=1", "NOPE") },
			),
			{ maxLength: 5 },
		),
		fc.constantFrom("\n", "\n", "\r\n"),
		fc.constantFrom("", "", "\ufeff"),
	)
	.map(([lines, end, mark]) => mark + lines.join(end));
const option = fc.oneof(
	fc.constantFrom("--env-file=a.env", "--env-file=a.env", "--env-file=b.env"),
	fc
		.tuple(name, fc.constantFrom("=x", "=", "==", "= a b", "='q'", "", ""))
		.map(([one, value]) => `--env=${one}${value}`),
);
const cases: fc.Arbitrary<ProgramCase> = fc
	.tuple(
		fc.oneof({ weight: 4, arbitrary: tame }, { weight: 1, arbitrary: envText }),
		fc.array(option, { maxLength: 4 }),
	)
	.map(([text, options]) => ({
		files: { "a.env": text, "b.env": 'A=fromB\nB="b"\nC\nS\nN\n' },
		args: ["--env-file=a.env", ...options],
	}));

const quoted = (words: readonly string[]) => words.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(" ");
const ours =
	(program: string) =>
	({ files, args = [] }: ProgramCase) =>
		launched(
			{
				files,
				shell,
				names: comparedNames,
				scripts: { run: `${program} run ${quoted(args)} image npx remotion lambda sites ls` },
			},
			(launches) => launches.find(({ id }) => id.startsWith("script:run")),
		);

const own = { PATH: process.env.PATH, LC_ALL: "C.UTF-8", ...shell };

/** What a program prints; null: it fails. */
function printed(
	path: string,
	args: readonly string[],
	cwd: string,
	env: NodeJS.ProcessEnv = {},
): Promise<string | null> {
	return new Promise((resolve) => {
		execFile(path, args, { cwd, env: { ...own, HOME: cwd, ...env } }, (error, stdout) =>
			resolve(error ? null : stdout),
		);
	});
}

/** A list as a daemon starts a container with it: a later one counts, and a name alone takes away what the image has, here nothing. */
function environmentIn(list: readonly string[]): Seen {
	const pairs = list.filter((one) => one.includes("=")).map((one) => /^(.*?)=(.*)$/s.exec(one)?.slice(1) ?? []);
	return picked(Object.fromEntries(pairs), comparedNames);
}

function version(path: string): string {
	return /\d+(?:\.\d+)+/.exec(execFileSync(path, ["--version"], { encoding: "utf8" }))?.[0] ?? "";
}

/** docker's command line, with a stand-in for its daemon that takes down what it is asked to create. */
async function openDocker(_: string, place: string): Promise<Opened> {
	let asked: string[] | null = null;
	const daemon = createServer((request, response) => {
		const parts: Buffer[] = [];
		request.on("data", (part) => parts.push(part));
		request.on("end", () => {
			const isCreate = /\/containers\/create\b/.test(request.url ?? "");
			if (isCreate) asked = JSON.parse(Buffer.concat(parts).toString()).Env ?? [];
			response.writeHead(isCreate ? 201 : 200, { "Api-Version": "1.41", "Content-Type": "application/json" });
			response.end(isCreate ? '{"Id":"x","Warnings":[]}' : "{}");
		});
	});
	const socket = join(place, "docker.sock");
	await new Promise<void>((resolve) => void daemon.listen(socket, resolve));
	return {
		version: version("docker"),
		async run(folder, { args = [] }) {
			asked = null;
			await printed("docker", ["create", ...args, "image", "x"], folder, { DOCKER_HOST: `unix://${socket}` });
			return asked && environmentIn(asked);
		},
		close: () => void daemon.close(),
	};
}

/** podman creates a container of an empty folder, which is never started. */
function openPodman(_: string, place: string): Opened {
	const root = join(place, "rootfs");
	mkdirSync(root);
	const storage = ["--root", join(place, "root"), "--runroot", join(place, "run"), "--storage-driver", "vfs"];
	return {
		version: version("podman"),
		async run(folder, { args = [] }) {
			const id = await printed("podman", [...storage, "create", ...args, "--rootfs", root, "/x"], folder);
			if (id === null) return null;
			const inspect = [...storage, "inspect", "--format", "{{json .Config.Env}}", id.trim()];
			const list = await printed("podman", inspect, folder);
			await printed("podman", [...storage, "rm", id.trim()], folder);
			return environmentIn(JSON.parse(list ?? "[]"));
		},
	};
}

describePrograms("docker and podman", "containers", [
	{ name: "docker", kept: 150, share: 0.3, cases, ours: ours("docker"), open: openDocker },
	{ name: "podman", kept: 100, share: 0.1, cases, ours: ours("podman"), open: openPodman },
]);
