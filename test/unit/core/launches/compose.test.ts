// biome-ignore-all lint/suspicious/noTemplateCurlyInString: compose's own references.
import assert from "node:assert/strict";
import { explain, explainLaunches, type Launch } from "../../../../src/core/index.ts";
import { lintFacts } from "../../../../src/core/rules/code/facts.ts";
import { lintText } from "../../../../src/core/rules/code/index.ts";
import { home, short, situation } from "../../situation.ts";
import { key, pair, values } from "./explained.ts";
import { launchesOf, type ProjectFiles } from "./project.ts";

const A = key("A");
const B = key("B");
const code = 'import { getSites } from "@remotion/lambda-client";\nawait getSites({ region: "us-east-1" });\n';
const secretOf = (id: string) => values("REMOTION_AWS_", id).REMOTION_AWS_SECRET_ACCESS_KEY ?? "";
const credentials = (id: string) =>
	`[default]\naws_access_key_id=${id}\naws_secret_access_key=${secretOf(id)}\n[studio]\naws_access_key_id=${id}\naws_secret_access_key=${secretOf(id)}\n`;

interface Parts extends ProjectFiles {
	shell?: Record<string, string>;
	root?: string;
}

const filesOf = ({ files = {} }: Parts): Record<string, string> => ({
	"/p/server.js": code,
	[`${home}/.aws/credentials`]: credentials(A),
	...Object.fromEntries(
		Object.entries(files).map(([name, text]) => [name.startsWith("/") ? name : `/p/${name}`, text]),
	),
});

function found(parts: Parts): Launch[] {
	const files = filesOf(parts);
	return launchesOf(
		{ ...parts, files },
		{ readCode: (path) => files[path], ...(parts.root !== undefined && { root: parts.root }) },
	);
}

function explained(launch: Launch | undefined, parts: Parts) {
	const files = filesOf(parts);
	return explain(situation({ cwd: "/p", files, environment: parts.shell ?? {}, ...(launch && { launch }) }));
}

const isA = `keys ${A} by REMOTION_AWS_ACCESS_KEY_ID`;
const isB = `keys ${B} by REMOTION_AWS_ACCESS_KEY_ID`;
const none = "error no-access-key-id";
const compose = (service: string, more = "") => `services:\n  api:\n${service.replace(/^/gm, "    ")}\n${more}`;
const own = (service: string, more?: string) => ({ "compose.yaml": compose(service, more) });
const keysBy = (id: string) => `REMOTION_AWS_ACCESS_KEY_ID: ${id}\n  REMOTION_AWS_SECRET_ACCESS_KEY: ${secretOf(id)}`;
/** A pair with nothing wrong in it. */
const whole = `${pair("REMOTION_AWS_", A).trimEnd()}abc\n`;
const awsMount = "volumes:\n  - ~/.aws:/root/.aws:ro\n";

describe("the services of Docker Compose", () => {
	const rows: [what: string, parts: Parts, expected: string | undefined][] = [
		[
			"case 42: env_file",
			{
				files: {
					"docker-compose.yml": "services: {api: {build: ., env_file: .env}}",
					".env": pair("REMOTION_AWS_", A),
				},
			},
			isA,
		],
		["nothing of the shell", { files: own("build: ."), shell: values("REMOTION_AWS_", A) }, none],
		["no AWS files of this machine", { files: own("build: ."), shell: { AWS_PROFILE: "studio" } }, none],
		[
			"environment over env_file",
			{ files: { ...own(`build: .\nenv_file: .env\nenvironment:\n  ${keysBy(B)}`), ".env": pair("REMOTION_AWS_", A) } },
			isB,
		],
		[
			"a list",
			{
				files: own(
					`build: .\nenvironment:\n  - REMOTION_AWS_ACCESS_KEY_ID=${B}\n  - REMOTION_AWS_SECRET_ACCESS_KEY=${secretOf(B)} # mine`,
				),
			},
			isB,
		],
		[
			"a list keeps quotes",
			{ files: own(`build: .\n${awsMount}environment:\n  - AWS_PROFILE="studio"`) },
			"error profile-not-found",
		],
		[
			"the later env_file wins",
			{
				files: {
					...own("build: .\nenv_file:\n  - a.env\n  - b.env"),
					"a.env": pair("REMOTION_AWS_", A),
					"b.env": pair("REMOTION_AWS_", B),
				},
			},
			isB,
		],
		[
			"an env_file that is named again stays in its first place",
			{
				files: {
					...own(
						"extends:\n  service: base\nbuild: .\nenv_file:\n  - b.env\n  - a.env",
						"  base:\n    image: node\n    env_file: a.env\n",
					),
					"a.env": pair("REMOTION_AWS_", A),
					"b.env": pair("REMOTION_AWS_", B),
				},
			},
			isB,
		],
		[
			"an optional env_file",
			{
				files: {
					...own("build: .\nenv_file:\n  - path: a.env\n  - path: nope.env\n    required: false"),
					"a.env": pair("REMOTION_AWS_", A),
				},
			},
			isA,
		],
		[
			"format: raw keeps quotes",
			{
				files: {
					...own(`build: .\n${awsMount}env_file:\n  - path: a.env\n    format: raw`),
					"a.env": 'AWS_PROFILE="studio"',
				},
			},
			"error profile-not-found",
		],
		[
			"compose reads no `K: v` as dotenv does not either",
			{ files: { ...own(`build: .\n${awsMount}env_file: a.env`), "a.env": "AWS_PROFILE: studio" } },
			`profile studio ${A} by AWS_PROFILE`,
		],
		[
			"an env file that compose gives up sets nothing",
			{ files: { ...own("build: .\nenv_file: a.env"), "a.env": `${pair("REMOTION_AWS_", A)}my keys\n` } },
			none,
		],
		[
			"variables of the shell",
			{
				files: own(
					"build: .\nenvironment:\n  REMOTION_AWS_ACCESS_KEY_ID: ${ID}\n  REMOTION_AWS_SECRET_ACCESS_KEY: ${SECRET:?must be set}",
				),
				shell: { ID: A, SECRET: secretOf(A) },
			},
			isA,
		],
		[
			"variables of .env",
			{
				files: {
					...own(
						"build: .\nenvironment:\n  REMOTION_AWS_ACCESS_KEY_ID: $ID\n  REMOTION_AWS_SECRET_ACCESS_KEY: $SECRET",
					),
					".env": `ID=${B}\nSECRET=${secretOf(B)}\n`,
				},
			},
			isB,
		],
		[
			"the shell's over .env's",
			{
				files: {
					...own(
						"build: .\nenvironment:\n  REMOTION_AWS_ACCESS_KEY_ID: $ID\n  REMOTION_AWS_SECRET_ACCESS_KEY: $SECRET",
					),
					".env": `ID=${B}\nSECRET=${secretOf(B)}\n`,
				},
				shell: { ID: A },
			},
			isA,
		],
		[
			"a default",
			{ files: own(`build: .\n${awsMount}environment:\n  AWS_PROFILE: \${P:-studio}`) },
			`profile studio ${A} by AWS_PROFILE`,
		],
		[
			"a default, set empty",
			{ files: own(`build: .\n${awsMount}environment:\n  AWS_PROFILE: \${P-studio}`), shell: { P: "" } },
			`profile default ${A} by null`,
		],
		[
			"two dollars",
			{ files: own(`build: .\n${awsMount}environment:\n  AWS_PROFILE: $\${P}`), shell: { P: "studio" } },
			"error profile-not-found",
		],
		[
			"a variable that is not set",
			{
				files: own(
					"build: .\nenvironment:\n  REMOTION_AWS_ACCESS_KEY_ID: ${NOPE}\n  REMOTION_AWS_SECRET_ACCESS_KEY: x",
				),
			},
			none,
		],
		[
			"a name alone has the shell's",
			{
				files: own("build: .\nenvironment:\n  - REMOTION_AWS_ACCESS_KEY_ID\n  - REMOTION_AWS_SECRET_ACCESS_KEY"),
				shell: values("REMOTION_AWS_", A),
			},
			isA,
		],
		[
			"a name alone has .env's",
			{
				files: {
					...own("build: .\nenvironment:\n  REMOTION_AWS_ACCESS_KEY_ID:\n  REMOTION_AWS_SECRET_ACCESS_KEY:"),
					".env": pair("REMOTION_AWS_", B),
				},
			},
			isB,
		],
		[
			"a name alone takes away what env_file brought",
			{
				files: {
					...own("build: .\nenv_file: a.env\nenvironment:\n  - REMOTION_AWS_ACCESS_KEY_ID"),
					"a.env": pair("REMOTION_AWS_", A),
				},
			},
			none,
		],
		[
			"a name alone in an env file has the shell's",
			{
				files: {
					...own("build: .\nenv_file: a.env"),
					"a.env": "REMOTION_AWS_ACCESS_KEY_ID\nREMOTION_AWS_SECRET_ACCESS_KEY\n",
				},
				shell: values("REMOTION_AWS_", A),
			},
			isA,
		],
		[
			"an env file's variables are the shell's first",
			{
				files: {
					...own("build: .\nenv_file: a.env"),
					"a.env": `ID=${B}\nREMOTION_AWS_ACCESS_KEY_ID=$ID\nREMOTION_AWS_SECRET_ACCESS_KEY=${secretOf(A)}\n`,
				},
				shell: { ID: A },
			},
			isA,
		],
		[
			"an env file's variables are environment's next",
			{
				files: {
					...own(`build: .\nenv_file: a.env\nenvironment:\n  ID: ${A}`),
					"a.env": `ID=${B}\nREMOTION_AWS_ACCESS_KEY_ID=$ID\nREMOTION_AWS_SECRET_ACCESS_KEY=${secretOf(A)}\n`,
				},
			},
			isA,
		],
		[
			"an env file's variables are those of the files before it, too",
			{
				files: {
					...own("build: .\nenv_file: [a.env, b.env]"),
					"a.env": `ID=${A}\n`,
					"b.env": `REMOTION_AWS_ACCESS_KEY_ID=$ID\nREMOTION_AWS_SECRET_ACCESS_KEY=${secretOf(A)}\n`,
				},
			},
			isA,
		],
		[
			"a name alone in an env file, set nowhere, keeps what an earlier file says",
			{
				files: {
					...own("build: .\nenv_file: [a.env, b.env]"),
					"a.env": pair("REMOTION_AWS_", A),
					"b.env": "REMOTION_AWS_ACCESS_KEY_ID\n",
				},
			},
			isA,
		],
		[
			"mounted AWS files",
			{ files: own(`build: .\n${awsMount}environment:\n  AWS_PROFILE: studio`) },
			`profile studio ${A} by AWS_PROFILE`,
		],
		["mounted AWS files, the default profile", { files: own(`build: .\n${awsMount}`) }, `profile default ${A} by null`],
		[
			"mounted by ${HOME}",
			{ files: own('build: .\nvolumes: ["${HOME}/.aws:/home/node/.aws:ro"]') },
			`profile default ${A} by null`,
		],
		[
			"mounted in full",
			{ files: own("build: .\nvolumes:\n  - type: bind\n    source: ~/.aws\n    target: /root/.aws") },
			`profile default ${A} by null`,
		],
		[
			"mounted to a place that a variable names",
			{
				files: own(
					"build: .\nvolumes:\n  - ~/.aws/credentials:/run/aws:ro\nenvironment:\n  AWS_SHARED_CREDENTIALS_FILE: /run/aws",
				),
			},
			`profile default ${A} by null`,
		],
		["mounted to a place that nobody reads", { files: own("build: .\nvolumes:\n  - ~/.aws:/aws:ro") }, none],
		[
			"mounted for another home folder",
			{ files: own("build: .\nvolumes:\n  - ~/.aws:/home/node/.aws\nenvironment:\n  HOME: /app") },
			none,
		],
		[
			"a folder of the project for .aws",
			{ files: { ...own("build: .\nvolumes:\n  - ./aws:/root/.aws"), "aws/credentials": credentials(B) } },
			`profile default ${B} by null`,
		],
		[
			"a secret",
			{
				files: own(
					"build: .\nsecrets: [aws]\nenvironment:\n  AWS_SHARED_CREDENTIALS_FILE: /run/secrets/aws",
					"secrets:\n  aws:\n    file: ~/.aws/credentials\n",
				),
			},
			`profile default ${A} by null`,
		],
		[
			"anchors and <<",
			{
				files: {
					"compose.yaml": `x-env: &env\n  ${keysBy(A).replace("\n  ", "\n  ")}\nservices:\n  api:\n    build: .\n    environment:\n      <<: *env\n      REMOTION_AWS_ACCESS_KEY_ID: ${B}\n`,
				},
			},
			isB,
		],
		[
			"an override file",
			{
				files: {
					...own(`build: .\nenvironment:\n  ${keysBy(A)}`),
					"compose.override.yaml": compose(`environment:\n  REMOTION_AWS_ACCESS_KEY_ID: ${B}`),
				},
			},
			isB,
		],
		[
			"the first of the names",
			{ files: { ...own("build: ."), "docker-compose.yml": compose(`build: .\nenvironment:\n  ${keysBy(A)}`) } },
			none,
		],
		[
			"extends",
			{
				files: {
					...own("extends:\n  file: sub/base.yml\n  service: base"),
					"sub/base.yml": "services:\n  base:\n    build: ..\n    env_file: a.env\n",
					"sub/a.env": pair("REMOTION_AWS_", B),
				},
			},
			isB,
		],
		["extends itself", { files: own("build: .\nextends:\n  service: api") }, none],
		[
			"include",
			{
				files: {
					"compose.yaml": "include: [sub/c.yml]\n",
					"sub/c.yml": "services:\n  api:\n    build: ..\n    env_file: a.env\n",
					"sub/a.env": pair("REMOTION_AWS_", B),
				},
			},
			isB,
		],
		[
			"a path by a variable",
			{ files: { ...own("build: .\nenv_file: ${F:-a.env}"), "a.env": pair("REMOTION_AWS_", A) } },
			isA,
		],
		[
			"a path by a variable of .env",
			{ files: { ...own("build: .\nenv_file: $F"), ".env": "F=b.env", "b.env": pair("REMOTION_AWS_", B) } },
			isB,
		],
		["a path that is not known here", { files: own("build: .\nenv_file: $F") }, "hidden env_file"],
		[
			"an image with the project mounted",
			{
				files: {
					...own("image: node:24\ncommand: node server.js\nworking_dir: /app\nvolumes:\n  - .:/app\nenv_file: .env"),
					".env": pair("REMOTION_AWS_", A),
				},
			},
			isA,
		],
		[
			"the command loads .env, which is mounted",
			{
				files: {
					...own(
						"image: node:24\ncommand: [node, --env-file=.env, server.js]\nworking_dir: /app\nvolumes:\n  - .:/app",
					),
					".env": pair("REMOTION_AWS_", A),
				},
			},
			isA,
		],
		["a database", { files: own("image: postgres:17\nvolumes:\n  - ./data:/var/lib/postgresql") }, undefined],
		[
			"an image that gets Remotion's variables",
			{ files: own(`image: ghcr.io/studio/render\nenvironment:\n  ${keysBy(A)}`) },
			isA,
		],
		[
			"a folder of its own without a package",
			{ files: { ...own("build: ./db"), "db/Dockerfile": "FROM postgres:17\n" } },
			undefined,
		],
		["a build", { files: own("build: .\ncommand: npm run build"), scripts: { build: "tsc" } }, undefined],
		["tsc -w", { files: own("build: .\ncommand: npx tsc -w") }, undefined],
		[
			"Remotion's command line",
			{
				files: {
					...own("build: .\ncommand: npx remotion lambda sites ls\nenv_file: .env"),
					".env": pair("REMOTION_AWS_", A),
				},
			},
			isA,
		],
		["a broken file", { files: { "compose.yaml": "services:\n  api: [\n" } }, undefined],
		["no services", { files: { "compose.yaml": "name: x\n" } }, undefined],
		[
			"of the root, built from the project",
			{
				root: "/",
				files: {
					"/compose.yaml": "services:\n  api:\n    build: ./p\n    env_file: ./.env\n",
					"/.env": pair("REMOTION_AWS_", B),
				},
			},
			isB,
		],
		[
			"of the root, built from another folder",
			{ root: "/", files: { "/compose.yaml": "services:\n  api:\n    build: ./q\n" } },
			undefined,
		],
	];
	for (const [what, parts, expected] of rows)
		it(`${what}: ${expected ?? "no launch"}`, () => {
			const [launch, ...others] = found(parts).filter(({ kind }) => kind === "service");
			assert.deepEqual(others, []);
			assert.equal(launch && short(explained(launch, parts).active), expected);
			if (launch) assert.equal(launch.place, "elsewhere");
		});

	it("have ids and labels", () => {
		const text =
			"services:\n  api:\n    build: .\n  worker:\n    build: .\n    command: sh -c 'node server.js && npx remotion lambda x'\n";
		assert.deepEqual(
			found({ files: { "docker-compose.yml": text } }).map(({ id, label, origin }) => [
				id,
				label,
				text.slice(origin?.range?.start, origin?.range?.end),
			]),
			[
				["service:docker-compose.yml#worker/node", "docker compose up worker", "worker"],
				["service:docker-compose.yml#worker/remotion", "docker compose up worker", "worker"],
				["service:docker-compose.yml#api", "docker compose up api", "api"],
			],
		);
	});

	it("report an env_file that is missing", () => {
		const parts = { files: own("build: .\nenv_file: nope.env") };
		const { findings } = explained(found(parts)[0], parts);
		assert.deepEqual(
			findings.map(({ rule, origin }) => [rule, origin.path]),
			[["env-file-missing", "/p/compose.yaml"]],
		);
	});

	it("are not the main launch over a script that calls Lambda", () => {
		const ids = (parts: Parts) => found(parts).map(({ id }) => id);
		assert.deepEqual(ids({ files: own("build: ."), scripts: { start: "node server.js" } }), [
			"script:start",
			"service:compose.yaml#api",
		]);
		assert.deepEqual(ids({ files: own("build: ."), dependencies: ["@remotion/cli", "@remotion/lambda"] }), [
			"service:compose.yaml#api",
			"command:remotion",
		]);
	});

	it("case 42: nothing is said of a .env that a service or the debugger hands over", () => {
		const withoutAws = (parts: Parts) =>
			Object.fromEntries(Object.entries(filesOf(parts)).filter(([path]) => !path.startsWith(home)));
		const configuration = {
			name: "d",
			type: "node",
			request: "launch",
			program: "${workspaceFolder}/server.js",
			envFile: "${workspaceFolder}/.env",
		};
		const handed: Record<string, string>[] = [
			{ "docker-compose.yml": "services: {api: {build: ., env_file: .env}}" },
			{ ".vscode/launch.json": JSON.stringify({ configurations: [configuration] }) },
		];
		for (const files of handed)
			for (const scripts of [{}, { start: "node server.js" }]) {
				const parts = {
					files: { ...files, ".env": whole },
					scripts: scripts as Record<string, string>,
				};
				const launches = found(parts);
				const input = situation({
					cwd: "/p",
					files: withoutAws(parts),
					launches,
					...(launches[0] && { launch: launches[0] }),
				});
				const { findings } = explainLaunches(input, launches);
				assert.deepEqual(
					findings.map(({ rule }) => rule),
					[],
				);
				const lint = { path: "/p/server.js", kind: "code", facts: lintFacts(input, parts.scripts) } as const;
				assert.deepEqual(lintText(code, lint), []);
			}
		const bare = situation({
			cwd: "/p",
			runtime: "node",
			files: withoutAws({ files: { ".env": whole } }),
		});
		const lint = { path: "/p/server.js", kind: "code", facts: lintFacts(bare, { start: "node server.js" }) } as const;
		assert.deepEqual(
			lintText(code, lint).map(({ rule }) => rule),
			["env-not-loaded"],
		);
	});

	it("print no secret", () => {
		assert.doesNotMatch(JSON.stringify(found({ files: own(`build: .\nenvironment:\n  ${keysBy(A)}`) })), /not-a-real/);
	});
});

const image = (dockerfile: string, service = "build: .", more: Record<string, string> = {}) => ({
	files: { ...own(service), Dockerfile: dockerfile, ...more },
});
const envFile = { ".env": pair("REMOTION_AWS_", A) };
const withEnv = "node --env-file=.env server.js";

describe("an image's Dockerfile", () => {
	const rows: [what: string, parts: Parts, expected: string | undefined][] = [
		[
			"ENV",
			image(
				`FROM node\nENV REMOTION_AWS_ACCESS_KEY_ID=${A} REMOTION_AWS_SECRET_ACCESS_KEY="${secretOf(A)}"\nCMD ["node", "server.js"]`,
			),
			isA,
		],
		[
			"ENV in its old form",
			image(
				`FROM node\nENV REMOTION_AWS_ACCESS_KEY_ID ${A}\nENV REMOTION_AWS_SECRET_ACCESS_KEY ${secretOf(A)}\nCMD node server.js`,
			),
			isA,
		],
		[
			"lines put together",
			image(
				`FROM node\nENV REMOTION_AWS_ACCESS_KEY_ID=${A} \\\n  # mine\n  REMOTION_AWS_SECRET_ACCESS_KEY=${secretOf(A)}\nCMD node server.js`,
			),
			isA,
		],
		[
			"environment over ENV",
			image(
				`FROM node\nENV REMOTION_AWS_ACCESS_KEY_ID=${A} REMOTION_AWS_SECRET_ACCESS_KEY=${secretOf(A)}`,
				`build: .\nenvironment:\n  ${keysBy(B)}`,
			),
			isB,
		],
		[
			"a stage that it begins with",
			image(
				`FROM node AS base\nENV REMOTION_AWS_ACCESS_KEY_ID=${A}\nFROM base\nENV REMOTION_AWS_SECRET_ACCESS_KEY=${secretOf(A)}\n`,
			),
			isA,
		],
		[
			"another stage",
			image(
				`FROM node AS build\nENV REMOTION_AWS_ACCESS_KEY_ID=${A} REMOTION_AWS_SECRET_ACCESS_KEY=${secretOf(A)}\nFROM node\n`,
			),
			none,
		],
		[
			"the target",
			image(
				`FROM node AS dev\nENV REMOTION_AWS_ACCESS_KEY_ID=${A} REMOTION_AWS_SECRET_ACCESS_KEY=${secretOf(A)}\nFROM node\n`,
				"build:\n  context: .\n  target: dev",
			),
			isA,
		],
		[
			"ARG with a default",
			image(`FROM node\nARG ID=${A}\nENV REMOTION_AWS_ACCESS_KEY_ID=$ID REMOTION_AWS_SECRET_ACCESS_KEY=${secretOf(A)}`),
			isA,
		],
		[
			"ARG alone is no variable of the container",
			image(`FROM node\nARG REMOTION_AWS_ACCESS_KEY_ID=${A}\nARG REMOTION_AWS_SECRET_ACCESS_KEY=x`),
			none,
		],
		[
			"ARG from build.args",
			image(
				`FROM node\nARG ID\nENV REMOTION_AWS_ACCESS_KEY_ID=\${ID} REMOTION_AWS_SECRET_ACCESS_KEY=${secretOf(A)}`,
				"build:\n  context: .\n  args:\n    ID: ${KEY_ID}\n",
			),
			isA,
		],
		[
			"ENV made of nothing",
			image(`FROM node\nENV REMOTION_AWS_ACCESS_KEY_ID=$NOPE REMOTION_AWS_SECRET_ACCESS_KEY=x`),
			none,
		],
		["a comment", image(`FROM node\n# ENV REMOTION_AWS_ACCESS_KEY_ID=${A}\nCMD node server.js`), none],
		[
			"the file's name",
			{
				files: {
					...own("build:\n  context: .\n  dockerfile: docker/api.Dockerfile"),
					"docker/api.Dockerfile": `FROM node\nENV REMOTION_AWS_ACCESS_KEY_ID=${A} REMOTION_AWS_SECRET_ACCESS_KEY=${secretOf(A)}`,
				},
			},
			isA,
		],
		[".env that is copied", image(`FROM node\nWORKDIR /app\nCOPY . .\nCMD ${withEnv}`, undefined, envFile), isA],
		[
			".env that .dockerignore leaves out",
			image(`FROM node\nWORKDIR /app\nCOPY . .\nCMD ${withEnv}`, undefined, {
				...envFile,
				".dockerignore": "node_modules\n.env*\n",
			}),
			none,
		],
		[
			".env that .dockerignore brings back",
			image(`FROM node\nWORKDIR /app\nCOPY . .\nCMD ${withEnv}`, undefined, {
				...envFile,
				".dockerignore": ".env*\n!.env\n",
			}),
			isA,
		],
		[
			"only some files copied",
			image(`FROM node\nWORKDIR /app\nCOPY package.json server.js ./\nCMD ${withEnv}`, undefined, envFile),
			none,
		],
		[
			".env copied by name",
			image(`FROM node\nWORKDIR /app\nCOPY package.json .env ./\nCMD ${withEnv}`, undefined, envFile),
			isA,
		],
		[
			"left out, but mounted",
			image(`FROM node\nWORKDIR /app\nCOPY . .\nCMD ${withEnv}`, "build: .\nvolumes:\n  - .:/app", {
				...envFile,
				".dockerignore": ".env",
			}),
			isA,
		],
		[
			"copied from a stage",
			image(
				`FROM node AS build\nWORKDIR /src\nCOPY . .\nFROM node\nWORKDIR /app\nCOPY --from=build /src .\nCMD ${withEnv}`,
				undefined,
				envFile,
			),
			isA,
		],
		[
			"the build's output alone",
			image(
				`FROM node AS build\nWORKDIR /src\nCOPY . .\nFROM node\nWORKDIR /app\nCOPY --from=build /src/dist ./dist\nCMD ${withEnv}`,
				undefined,
				envFile,
			),
			none,
		],
		[
			"a server that loads files by itself",
			{
				...image("FROM node\nWORKDIR /app\nCOPY . .\nCMD npm start", undefined, envFile),
				scripts: { start: "next start" },
				dependencies: ["next", "@remotion/lambda"],
			},
			isA,
		],
		[
			"a server whose files are left out",
			{
				...image("FROM node\nWORKDIR /app\nCOPY . .\nCMD npm start", undefined, {
					...envFile,
					".dockerignore": ".env",
				}),
				scripts: { start: "next start" },
				dependencies: ["next", "@remotion/lambda"],
			},
			none,
		],
		[
			"Next.js's server alone",
			{
				...image(
					'FROM node AS build\nWORKDIR /app\nCOPY . .\nFROM node\nWORKDIR /app\nCOPY --from=build /app/.next/standalone ./\nCMD ["node", "server.js"]',
					undefined,
					envFile,
				),
				dependencies: ["next", "@remotion/lambda"],
			},
			isA,
		],
		[
			"Next.js's server alone takes no .env.local",
			{
				...image(
					'FROM node AS build\nWORKDIR /app\nCOPY . .\nFROM node\nWORKDIR /app\nCOPY --from=build /app/.next/standalone ./\nCMD ["node", "server.js"]',
					undefined,
					{ ".env.local": pair("REMOTION_AWS_", A) },
				),
				dependencies: ["next", "@remotion/lambda"],
			},
			none,
		],
		[
			"an entry point that hands on",
			image(
				`FROM node\nWORKDIR /app\nCOPY . .\nENTRYPOINT ["/usr/local/bin/docker-entrypoint.sh"]\nCMD ["node", "--env-file=.env", "server.js"]`,
				undefined,
				envFile,
			),
			isA,
		],
		[
			"an entry point and its arguments",
			image(
				`FROM node\nWORKDIR /app\nCOPY . .\nENTRYPOINT ["node"]\nCMD ["--env-file=.env", "server.js"]`,
				undefined,
				envFile,
			),
			isA,
		],
		[
			"a script of the project as entry point",
			image(`FROM node\nWORKDIR /app\nCOPY . .\nENTRYPOINT ["./start.sh"]`, undefined, {
				...envFile,
				"start.sh": `#!/bin/sh\nexec ${withEnv}\n`,
			}),
			isA,
		],
		[
			"paths of the container",
			image(`FROM node\nWORKDIR /app\nCOPY . .\nCMD ["node", "--env-file=.env", "/app/server.js"]`, undefined, envFile),
			isA,
		],
		[
			"a command in the place of CMD",
			image(`FROM node\nWORKDIR /app\nCOPY . .\nCMD node other.js`, `build: .\ncommand: ${withEnv}`, envFile),
			isA,
		],
		[
			"nginx",
			image(
				"FROM node AS build\nRUN npm run build\nFROM nginx:alpine\nCOPY --from=build /app/dist /usr/share/nginx/html",
			),
			undefined,
		],
		["a heredoc", image(`FROM node\nRUN <<EOF\nENV REMOTION_AWS_ACCESS_KEY_ID=${A}\nEOF\nCMD node server.js`), none],
		[
			"an escape character",
			image(
				`# escape=\`\nFROM node\nENV REMOTION_AWS_ACCESS_KEY_ID=${A} \`\n REMOTION_AWS_SECRET_ACCESS_KEY=${secretOf(A)}`,
			),
			isA,
		],
		["nothing in it", image(""), none],
	];
	for (const [what, parts, expected] of rows)
		it(`${what}: ${expected ?? "no launch"}`, () => {
			const whole = { ...parts, shell: { KEY_ID: A } };
			const [launch, ...others] = found(whole).filter(({ kind }) => kind === "service");
			assert.deepEqual(others, []);
			assert.equal(launch && short(explained(launch, whole).active), expected);
		});
});
