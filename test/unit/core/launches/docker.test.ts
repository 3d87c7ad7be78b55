// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they stand in shell scripts.
import assert from "node:assert/strict";
import { explain, type Launch } from "../../../../src/core/index.ts";
import { home, short, situation } from "../../situation.ts";
import { key, pair, values } from "./explained.ts";
import { launchesOf, type ProjectFiles } from "./project.ts";

const A = key("A");
const B = key("B");
const code = 'import { getSites } from "@remotion/lambda-client";\nawait getSites({ region: "us-east-1" });\n';
const secretOf = (id: string) => values("REMOTION_AWS_", id).REMOTION_AWS_SECRET_ACCESS_KEY ?? "";
const credentials = `[default]\naws_access_key_id=${A}\naws_secret_access_key=${secretOf(A)}\n[studio]\naws_access_key_id=${A}\naws_secret_access_key=${secretOf(A)}\n`;

interface Parts extends ProjectFiles {
	shell?: Record<string, string>;
}

const filesOf = ({ files = {} }: Parts): Record<string, string> => ({
	"/p/server.js": code,
	[`${home}/.aws/credentials`]: credentials,
	...Object.fromEntries(
		Object.entries(files).map(([name, text]) => [name.startsWith("/") ? name : `/p/${name}`, text]),
	),
});

/** The launches of the script `run`, with their explanations. */
function found(script: string, parts: Parts = {}) {
	const files = filesOf(parts);
	const all = launchesOf(
		{ ...parts, scripts: { ...parts.scripts, run: script }, files },
		{ readCode: (path) => files[path] },
	);
	return all
		.filter(({ id }) => id.startsWith("script:run"))
		.map((launch: Launch) => ({
			launch,
			explanation: explain(situation({ cwd: "/p", files, environment: parts.shell ?? {}, launch })),
		}));
}

const isA = `keys ${A} by REMOTION_AWS_ACCESS_KEY_ID`;
const isB = `keys ${B} by REMOTION_AWS_ACCESS_KEY_ID`;
const none = "error no-access-key-id";
const env = { ".env": pair("REMOTION_AWS_", A) };
const node = "node server.js";
const mount = "-v ~/.aws:/root/.aws:ro";
const isDefault = `profile default ${A} by null`;
const compose = (more = "") => ({ "compose.yaml": `services:\n  api:\n    build: .\n${more}` });

describe("docker in scripts", () => {
	const rows: [script: string, parts: Parts, expected: string | undefined][] = [
		["docker run render", { shell: values("REMOTION_AWS_", A) }, none],
		["docker run --env-file .env render", { files: env }, isA],
		["docker run --env-file=.env --rm -it -p 80:80 --name x render node server.js", { files: env }, isA],
		[
			`docker run --env-file a.env --env-file b.env render`,
			{ files: { "a.env": pair("REMOTION_AWS_", A), "b.env": pair("REMOTION_AWS_", B) } },
			isB,
		],
		[`docker run -e REMOTION_AWS_ACCESS_KEY_ID=${B} --env-file .env render`, { files: env }, isB],
		[
			"docker run -e REMOTION_AWS_ACCESS_KEY_ID -e REMOTION_AWS_SECRET_ACCESS_KEY render",
			{ shell: values("REMOTION_AWS_", A) },
			isA,
		],
		["docker run --env REMOTION_AWS_ACCESS_KEY_ID --env-file .env render", { files: env }, isA],
		[
			"docker run -e REMOTION_AWS_ACCESS_KEY_ID render",
			{
				files: {
					Dockerfile: `FROM node\nENV REMOTION_AWS_ACCESS_KEY_ID=${A} REMOTION_AWS_SECRET_ACCESS_KEY=${secretOf(A)}\nCMD ${node}`,
				},
			},
			none,
		],
		[
			`docker run -e REMOTION_AWS_ACCESS_KEY_ID=${B} -e REMOTION_AWS_ACCESS_KEY_ID --env-file .env render`,
			{ files: env },
			isA,
		],
		[
			`podman run -e REMOTION_AWS_ACCESS_KEY_ID=${B} -e REMOTION_AWS_ACCESS_KEY_ID --env-file .env render`,
			{ files: env },
			isB,
		],
		["podman run --env REMOTION_AWS_ACCESS_KEY_ID --env-file .env render", { files: env }, isA],
		[
			"docker compose run -e REMOTION_AWS_ACCESS_KEY_ID api",
			{ files: { ...compose("    env_file: .env\n"), ...env } },
			none,
		],
		[
			'docker run -eREMOTION_AWS_ACCESS_KEY_ID=$ID --env REMOTION_AWS_SECRET_ACCESS_KEY="$SECRET" render',
			{ shell: { ID: A, SECRET: secretOf(A) } },
			isA,
		],
		[
			"set -a; . ./.env; docker run -e REMOTION_AWS_ACCESS_KEY_ID -e REMOTION_AWS_SECRET_ACCESS_KEY render",
			{ files: env },
			isA,
		],
		[`docker run ${mount} render`, {}, isDefault],
		["docker run -v $HOME/.aws:/home/node/.aws render", {}, isDefault],
		['docker run --mount type=bind,source="$HOME"/.aws,target=/root/.aws render', {}, isDefault],
		[`docker run ${mount} -e AWS_PROFILE=studio render`, {}, `profile studio ${A} by AWS_PROFILE`],
		[`docker run ${mount} -e AWS_PROFILE='"studio"' render`, {}, "error profile-not-found"],
		["docker run -v aws:/root/.aws render", {}, none],
		["docker run -v $(pwd):/app -w /app node:24 node --env-file=.env server.js", { files: env }, isA],
		[
			"docker run -v ${PWD}:/app -w /app node:24 npm start",
			{ files: env, scripts: { start: "node --env-file=.env server.js" } },
			isA,
		],
		["docker run --rm render npx remotion lambda sites ls", {}, none],
		[
			"docker run render",
			{
				files: {
					Dockerfile: `FROM node\nENV REMOTION_AWS_ACCESS_KEY_ID=${A} REMOTION_AWS_SECRET_ACCESS_KEY=${secretOf(A)}\nCMD ${node}`,
				},
			},
			isA,
		],
		[
			"docker run render",
			{
				scripts: { image: "docker build -t render:latest -f docker/Dockerfile ." },
				files: {
					"docker/Dockerfile": `FROM node\nENV REMOTION_AWS_ACCESS_KEY_ID=${A} REMOTION_AWS_SECRET_ACCESS_KEY=${secretOf(A)}\nCMD ${node}`,
				},
			},
			isA,
		],
		["docker build -t render . && docker run --env-file .env render", { files: env }, isA],
		["docker run --entrypoint npx render tsc", {}, undefined],
		["docker container run --env-file .env render", { files: env }, isA],
		["docker exec api node server.js", {}, "hidden docker exec"],
		["docker ps", {}, undefined],
		["podman run --env-file .env render", { files: env }, isA],
		["podman run --env-host render", { shell: values("REMOTION_AWS_", A) }, isA],
		["docker compose up", { files: { ...compose("    env_file: .env\n"), ...env } }, undefined],
		[
			"docker compose --env-file x.env up",
			{
				files: {
					...compose("    environment: [REMOTION_AWS_ACCESS_KEY_ID, REMOTION_AWS_SECRET_ACCESS_KEY]\n"),
					"x.env": pair("REMOTION_AWS_", B),
					...env,
				},
			},
			isB,
		],
		[
			"COMPOSE_ENV_FILES=x.env docker compose up",
			{
				files: {
					...compose("    environment: [REMOTION_AWS_ACCESS_KEY_ID, REMOTION_AWS_SECRET_ACCESS_KEY]\n"),
					"x.env": pair("REMOTION_AWS_", B),
					...env,
				},
			},
			isB,
		],
		[
			"docker compose -f docker/prod.yml up -d",
			{ files: { "docker/prod.yml": "services:\n  api:\n    build: ..\n    env_file: ../.env\n", ...env } },
			isA,
		],
		[
			"docker-compose -f a.yml -f b.yml up api",
			{
				files: {
					"a.yml": compose("    env_file: .env\n")["compose.yaml"],
					"b.yml": `services:\n  api:\n    environment:\n      REMOTION_AWS_ACCESS_KEY_ID: ${B}\n  other:\n    build: .\n`,
					...env,
				},
			},
			isB,
		],
		[
			`docker compose run --rm -e REMOTION_AWS_ACCESS_KEY_ID=${B} api`,
			{ files: { ...compose("    env_file: .env\n"), ...env } },
			isB,
		],
		[
			"docker compose run api npx remotion lambda sites ls",
			{ files: { ...compose("    env_file: .env\n"), ...env } },
			isA,
		],
		["docker compose exec api node server.js", { files: { ...compose("    env_file: .env\n"), ...env } }, isA],
		["docker compose run nope", { files: compose() }, undefined],
		["docker compose down", { files: compose() }, undefined],
	];
	for (const [script, parts, expected] of rows)
		it(`${script}: ${expected ?? "no launch"}`, () => {
			const [one, ...others] = found(script, parts);
			assert.deepEqual(others, []);
			assert.equal(one && short(one.explanation.active), expected);
			if (one) assert.equal(one.launch.place, "elsewhere");
		});

	it("case 49: --env-file keeps quotes, and does nothing for the script beside it", () => {
		const files = {
			"/p/.env": `REMOTION_AWS_ACCESS_KEY_ID="${A}"\nREMOTION_AWS_SECRET_ACCESS_KEY=${secretOf(A)}\n`,
			"/p/server.js": code,
		};
		const all = launchesOf(
			{ scripts: { "docker:run": "docker run --env-file .env render", start: "node server.js" }, files },
			{ readCode: (path) => (files as Record<string, string>)[path] },
		);
		const answers = all.map((launch) => {
			const { active } = explain(situation({ cwd: "/p", files, launch }));
			return [launch.id, short(active)];
		});
		assert.deepEqual(answers, [
			["script:start", none],
			["script:docker:run", `keys "${A}" by REMOTION_AWS_ACCESS_KEY_ID`],
		]);
	});

	it("report an env file that is missing", () => {
		const [one] = found("docker run --env-file nope.env render");
		assert.deepEqual(
			one?.explanation.findings.map(({ rule }) => rule),
			["env-file-missing"],
		);
	});
});
