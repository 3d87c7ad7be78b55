// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they stand in devcontainer.json.
import assert from "node:assert/strict";
import { explain } from "../../../../src/core/index.ts";
import { home, short, situation } from "../../situation.ts";
import { key, pair, values } from "./explained.ts";
import { launchesOf, type ProjectFiles } from "./project.ts";

const A = key("A");
const B = key("B");
const secretOf = (id: string) => values("REMOTION_AWS_", id).REMOTION_AWS_SECRET_ACCESS_KEY ?? "";
const credentials = `[default]\naws_access_key_id=${A}\naws_secret_access_key=${secretOf(A)}\n[studio]\naws_access_key_id=${A}\naws_secret_access_key=${secretOf(A)}\n`;
const code = 'import { getSites } from "@remotion/lambda-client";\nawait getSites({ region: "us-east-1" });\n';

interface Parts extends ProjectFiles {
	shell?: Record<string, string>;
	name?: string;
}

function found(json: unknown, { shell = {}, name = ".devcontainer/devcontainer.json", ...parts }: Parts = {}) {
	const files: Record<string, string> = {
		"/p/server.js": code,
		[`${home}/.aws/credentials`]: credentials,
		[`/p/${name}`]: typeof json === "string" ? json : JSON.stringify(json),
		...Object.fromEntries(Object.entries(parts.files ?? {}).map(([file, text]) => [`/p/${file}`, text])),
	};
	const all = launchesOf(
		{ scripts: { start: "node server.js" }, ...parts, files },
		{ readCode: (path) => files[path] },
	);
	return all
		.filter(({ kind }) => kind === "service")
		.map((launch) => ({ launch, active: explain(situation({ cwd: "/p", files, environment: shell, launch })).active }));
}

const isA = `keys ${A} by REMOTION_AWS_ACCESS_KEY_ID`;
const isB = `keys ${B} by REMOTION_AWS_ACCESS_KEY_ID`;
const none = "error no-access-key-id";
const studio = `profile studio ${A} by AWS_PROFILE`;
const mounts = ["source=${localEnv:HOME}${localEnv:USERPROFILE}/.aws,target=/home/node/.aws,type=bind"];
const shellA = { shell: { ID: A, SECRET: secretOf(A) } };
const keys = (id: string) => values("REMOTION_AWS_", id);

describe("the dev container", () => {
	const rows: [what: string, json: unknown, parts: Parts, expected: string][] = [
		["nothing of the shell", {}, { shell: keys(A) }, none],
		["remoteEnv", { remoteEnv: keys(A) }, {}, isA],
		["containerEnv", { containerEnv: keys(A) }, {}, isA],
		["remoteEnv over containerEnv", { containerEnv: keys(A), remoteEnv: keys(B) }, {}, isB],
		[
			"${localEnv:…}",
			{
				remoteEnv: {
					REMOTION_AWS_ACCESS_KEY_ID: "${localEnv:ID}",
					REMOTION_AWS_SECRET_ACCESS_KEY: "${localEnv:SECRET}",
				},
			},
			shellA,
			isA,
		],
		[
			"${env:…} is the same",
			{ containerEnv: { REMOTION_AWS_ACCESS_KEY_ID: "${env:ID}", REMOTION_AWS_SECRET_ACCESS_KEY: "${env:SECRET}" } },
			shellA,
			isA,
		],
		[
			"${localEnv:…} that is not set is empty",
			{ containerEnv: keys(A), remoteEnv: { REMOTION_AWS_ACCESS_KEY_ID: "${localEnv:NOPE}" } },
			{},
			none,
		],
		["a default", { mounts, remoteEnv: { AWS_PROFILE: "${localEnv:P:studio}" } }, {}, studio],
		[
			"a default counts only where the name is not set",
			{ mounts, remoteEnv: { AWS_PROFILE: "${localEnv:P:x}" } },
			{ shell: { P: "studio" } },
			studio,
		],
		["a default ends at a colon", { mounts, remoteEnv: { AWS_PROFILE: "${localEnv:P:studio:x}" } }, {}, studio],
		[
			"$NAME is text",
			{ mounts, remoteEnv: { AWS_PROFILE: "$P" } },
			{ shell: { P: "studio" } },
			"error profile-not-found",
		],
		[
			"${containerEnv:…} in remoteEnv",
			{ mounts, containerEnv: { P: "studio" }, remoteEnv: { AWS_PROFILE: "${containerEnv:P}" } },
			{},
			studio,
		],
		[
			"${containerEnv:…} in containerEnv is text",
			{ mounts, containerEnv: { P: "studio", AWS_PROFILE: "${containerEnv:P}" } },
			{},
			"error profile-not-found",
		],
		[
			"null in remoteEnv",
			{ containerEnv: { REMOTION_AWS_PROFILE: "x", ...keys(A) }, remoteEnv: { REMOTION_AWS_PROFILE: null } },
			{},
			isA,
		],
		["runArgs", { runArgs: ["--env-file", ".env"] }, { files: { ".env": pair("REMOTION_AWS_", A) } }, isA],
		[
			"runArgs by the workspace folder",
			{ runArgs: ["--env-file", "${localWorkspaceFolder}/.env"] },
			{ files: { ".env": pair("REMOTION_AWS_", A) } },
			isA,
		],
		[
			"containerEnv over runArgs",
			{ runArgs: ["--env-file=.env"], containerEnv: keys(B) },
			{ files: { ".env": pair("REMOTION_AWS_", A) } },
			isB,
		],
		[
			"-e in runArgs over containerEnv, as it comes later",
			{ runArgs: ["-e", `REMOTION_AWS_ACCESS_KEY_ID=${A}`], containerEnv: keys(B) },
			{},
			isA,
		],
		[
			"-e in runArgs",
			{ runArgs: ["-e", `REMOTION_AWS_ACCESS_KEY_ID=${A}`, `--env=REMOTION_AWS_SECRET_ACCESS_KEY=${secretOf(A)}`] },
			{},
			isA,
		],
		["mounted AWS files", { mounts, remoteEnv: { AWS_PROFILE: "studio" } }, {}, studio],
		[
			"mounted as an object",
			{ mounts: [{ source: "${localEnv:HOME}/.aws", target: "/root/.aws", type: "bind" }] },
			{},
			`profile default ${A} by null`,
		],
		["mounted by runArgs", { runArgs: ["-v", "${localEnv:HOME}/.aws:/root/.aws"] }, {}, `profile default ${A} by null`],
		["not mounted", { remoteEnv: { AWS_PROFILE: "studio" } }, {}, "error profile-not-found"],
		[
			"a Dockerfile",
			{ build: { dockerfile: "Dockerfile" } },
			{
				files: {
					".devcontainer/Dockerfile": `FROM node\nENV REMOTION_AWS_ACCESS_KEY_ID=${A} REMOTION_AWS_SECRET_ACCESS_KEY=${secretOf(A)}\n`,
				},
			},
			isA,
		],
		[
			"compose",
			{ dockerComposeFile: "../compose.yaml", service: "app" },
			{
				files: {
					"compose.yaml": "services:\n  app:\n    image: node\n    env_file: .env\n",
					".env": pair("REMOTION_AWS_", A),
				},
			},
			isA,
		],
		[
			"comments",
			'{ // mine\n"remoteEnv": { "AWS_PROFILE": "studio", }, "mounts": ["source=${localEnv:HOME}/.aws,target=/root/.aws,type=bind"] }',
			{},
			studio,
		],
		["the other name", { remoteEnv: keys(A) }, { name: ".devcontainer.json" }, isA],
		[
			"what the launch itself does comes behind",
			{ remoteEnv: keys(A) },
			{
				scripts: { start: "P=$ID REMOTION_AWS_ACCESS_KEY_ID=$P node --env-file=.env server.js" },
				files: { ".env": "" },
				shell: { ID: A },
			},
			none,
		],
	];
	for (const [what, json, parts, expected] of rows)
		it(`${what}: ${expected}`, () => {
			const [one, ...others] = found(json, parts);
			assert.deepEqual(others, []);
			assert.equal(one && short(one.active), expected);
		});

	it("has the main launch, with its own id and label", () => {
		const [one] = found(
			{ name: "Node" },
			{ scripts: { start: "next dev" }, dependencies: ["next", "@remotion/lambda"] },
		);
		const { id, label, kind, place, runtime } = one?.launch ?? {};
		assert.deepEqual(
			{ id, label, kind, place, runtime },
			{
				id: "service:.devcontainer/devcontainer.json#script:start",
				label: "npm run start (dev container)",
				kind: "service",
				place: "elsewhere",
				runtime: "next",
			},
		);
	});

	it("is nothing where the file is broken, or nothing calls Lambda", () => {
		assert.deepEqual(found("[]"), []);
		assert.deepEqual(found({}, { scripts: {}, dependencies: [] }), []);
	});
});
