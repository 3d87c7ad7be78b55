/** What Docker Compose hands to a service's container, against the service as a launch. */
import { execFileSync, spawnSync } from "node:child_process";
import { join } from "node:path";
import { root } from "../../harness/paths.ts";
import { comparedNames, envText, shell } from "../envProgramTexts.ts";
import { composeCases } from "./composeTexts.ts";
import { LineProcess } from "./lineProcess.ts";
import { describePrograms, launched, layered, type Opened, type ProgramCase, picked, type Seen } from "./recorded.ts";

const view = (files: ProgramCase["files"]) => ({ files, shell, names: comparedNames });

const own = { PATH: process.env.PATH, LC_ALL: "C.UTF-8", ...shell };

function openCompose(): Opened {
	const path = process.env.CONFORMANCE_COMPOSE ?? "docker-compose";
	const args = ["--profile", "*", "config", "--format", "json"];
	return {
		version: /\d+(?:\.\d+)+/.exec(execFileSync(path, ["version"], { encoding: "utf8" }))?.[0] ?? "",
		run(folder) {
			const env = { ...own, HOME: folder };
			const { status, stdout } = spawnSync(path, args, { cwd: folder, encoding: "utf8", env });
			return status === 0 ? environmentIn(JSON.parse(stdout)) : null;
		},
	};
}

/** A process for all folders, as it takes seconds to start. */
async function openCompose1(): Promise<Opened> {
	const python = new LineProcess("/usr/bin/python3", [join(root, "test/real-programs/compose1Run.py")], own);
	return {
		version: await python.next(),
		async run(folder) {
			const environment = await python.ask<Record<string, string | null> | null>(folder);
			return environment && environmentIn({ services: { app: { environment } } }, "as it is");
		},
		close: () => python.close(),
	};
}

interface Project {
	readonly services: { readonly app?: { readonly environment?: Readonly<Record<string, string | null>> } };
}

/** What the service has: `config` prints `$$` for each dollar sign, and null for what the container has not. */
function environmentIn({ services }: Project, how: "as printed" | "as it is" = "as printed"): Seen {
	const text = (value: string) => (how === "as printed" ? value.replaceAll("$$", "$") : value);
	const entries = Object.entries(services.app?.environment ?? {});
	const values = entries.flatMap(([name, value]) => (value === null ? [] : [[name, text(value)]]));
	return picked(Object.fromEntries(values), comparedNames);
}

describePrograms("Docker Compose", "compose", [
	{
		name: "docker compose",
		kept: 200,
		cases: composeCases,
		ours: ({ files }) => launched(view(files), (launches) => launches.find(({ id }) => /^service:.*#app$/.test(id))),
		open: openCompose,
	},
	{
		// No launch is read so, as it is no longer maintained: the dialect alone, without names that stand alone.
		name: "docker-compose 1, env_file",
		kept: 150,
		share: 0.15,
		cases: envText
			.filter((text) => !/^\s*(?:export\s+)?\w+\s*$/m.test(text))
			.map((text) => ({
				files: { "docker-compose.yml": "services: { app: { image: node, env_file: a.env } }\n", "a.env": text },
			})),
		ours: ({ files }) =>
			layered(view(files), [
				{ kind: "shell" },
				{ kind: "only", by: "docker-compose", names: [] },
				{ kind: "files", by: "docker-compose", paths: ["/p/a.env"], dialect: "compose-1", overrides: true, after: 1 },
			]),
		open: openCompose1,
	},
]);
