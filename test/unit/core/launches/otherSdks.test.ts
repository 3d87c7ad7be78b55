/** Remotion's SDKs for other languages, as package files name them: text in, launch and answer out. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { expansions } from "../../../../src/core/dotenv/expansions.ts";
import { explainLaunches, findLaunches, type Launch } from "../../../../src/core/index.ts";
import { namedSdks } from "../../../../src/core/launches/findLaunches.ts";
import { resolveProject } from "../../../../src/core/project/resolve.ts";
import { short, situation } from "../../situation.ts";
import { key, pair } from "./explained.ts";
import { inShort, launchesOf } from "./project.ts";

/** The launches of a folder without a package.json. */
function inFolder(files: Record<string, string>, listed = false): Launch[] {
	const byPath = new Map(Object.entries(files).map(([name, text]) => [`/p/${name}`, text]));
	const list = () => Object.keys(files);
	return findLaunches({ cwd: "/p", platform: "posix", readFile: (path) => byPath.get(path), ...(listed && { list }) });
}

const ids = (launches: readonly Launch[]) => launches.map(({ id }) => id);

describe("package files of other languages", () => {
	/** The launch's id and version; undefined: Remotion's SDK is not named. */
	const table: [name: string, text: string, found?: string | undefined, listed?: true][] = [
		["requirements.txt", "boto3\nremotion-lambda\n", "python"],
		["requirements.txt", "Remotion_Lambda[x] == 4.0.500 ; python_version > '3' # c", "python 4.0.500"],
		["requirements.txt", "remotion.lambda>=4,<5", "python"],
		["requirements.txt", "remotion-lambda===4.0.1", "python 4.0.1"],
		["requirements.txt", "remotion-lambda @ git+https://example.invalid/x", "python"],
		["requirements.txt", "remotion-lambda==4.0.1 \\\n    --hash=sha256:abc", "python 4.0.1"],
		["requirements.txt", "-e git+https://example.invalid/x#egg=remotion_lambda", "python"],
		["requirements.txt", "\uFEFFremotion-lambda", "python"],
		["requirements.txt", "remotion-lambda\r\nboto3\r\n", "python"],
		["requirements.txt", "# remotion-lambda"],
		["requirements.txt", "boto3 # remotion-lambda"],
		["requirements.txt", "remotion-lambda-extras\nmy-remotion-lambda\n-r remotion-lambda.txt"],
		["requirements-prod.txt", "remotion-lambda", "python", true],
		["requirements-prod.txt", "remotion-lambda"],
		["notes.txt", "remotion-lambda", undefined, true],
		["pyproject.toml", '[project]\ndependencies = [\n  "boto3",\n  "remotion-lambda==4.0.9", # c\n]', "python 4.0.9"],
		["pyproject.toml", '[project.optional-dependencies]\nvideo = ["remotion-lambda"]', "python"],
		["pyproject.toml", '[dependency-groups]\ndev = ["remotion_lambda>=4", {include-group = "x"}]', "python"],
		["pyproject.toml", 'project.dependencies = ["remotion-lambda"]', "python"],
		["pyproject.toml", '[tool.poetry.dependencies]\nremotion-lambda = "4.0.9"', "python 4.0.9"],
		["pyproject.toml", '[tool.poetry.dependencies]\nremotion-lambda = {version = "^4.0"}', "python"],
		["pyproject.toml", '[tool.poetry.dependencies]\nremotion-lambda.version = "4.0.9"', "python 4.0.9"],
		["pyproject.toml", '[tool.poetry.dependencies.remotion-lambda]\nversion = "4.0.9"', "python 4.0.9"],
		["pyproject.toml", '[tool.poetry.group.video.dependencies]\nremotion-lambda = "*"', "python"],
		["pyproject.toml", '[tool.uv]\ndev-dependencies = ["remotion-lambda"]', "python"],
		["pyproject.toml", '[tool.pdm.dev-dependencies]\nvideo = ["remotion-lambda"]', "python"],
		["pyproject.toml", '[project]\nname = "remotion-lambda"\ndescription = "remotion-lambda and more"'],
		["pyproject.toml", '[project]\ndependencies = ["boto3"] # "remotion-lambda"'],
		["pyproject.toml", '[project\ndependencies = ["remotion-lambda"]'],
		["pyproject.toml", '[[tool.mypy.overrides]]\nmodule = "remotion-lambda"'],
		["Pipfile", '[packages]\nremotion-lambda = "==4.0.9"', "python 4.0.9"],
		["Pipfile", '[dev-packages]\nremotion-lambda = "*"', "python"],
		["Pipfile", '[requires]\npython_version = "3.12" # remotion-lambda'],
		["go.mod", "module x\n\nrequire github.com/remotion-dev/lambda_go_sdk v4.0.489+incompatible", "go 4.0.489"],
		[
			"go.mod",
			"module x\nrequire (\n\tgithub.com/x/y v1.0.0\n\tgithub.com/remotion-dev/lambda_go_sdk v0.0.0-20260821113732-7c309e1f0000\n)",
			"go 0.0.0-20260821113732-7c309e1f0000",
		],
		["go.mod", "require (\n\tgithub.com/remotion-dev/lambda_go_sdk v4.0.500 // indirect\n)"],
		["go.mod", "// require github.com/remotion-dev/lambda_go_sdk v4.0.500"],
		["go.mod", "module github.com/remotion-dev/lambda_go_sdk\n\ngo 1.26"],
		["go.mod", "replace (\n\tgithub.com/remotion-dev/lambda_go_sdk v4.0.500 => ../x\n)"],
		["composer.json", '{"require": {"php": ">=8", "remotion/lambda": "^4.0"}}', "php"],
		["composer.json", '{"require-dev": {"Remotion/Lambda": "4.0.9"}}', "php 4.0.9"],
		["composer.json", '{"name": "remotion/lambda", "conflict": {"remotion/lambda": "*"}}'],
		["composer.json", '{"require": {"remotion/lambda"'],
		["composer.json", '["remotion/lambda"]'],
		["Gemfile", 'source "https://rubygems.org"\ngem "remotion_lambda", "4.0.400"\n', "ruby 4.0.400"],
		["Gemfile", "group :video do\n  gem('remotion-lambda', '~> 4.0')\nend", "ruby"],
		["gems.rb", "gem 'remotion_lambda'", "ruby"],
		["Gemfile", "# gem 'remotion_lambda'\ngem 'remotion_lambda_extras'"],
		[
			"video.gemspec",
			'Gem::Specification.new do |s|\n  s.add_runtime_dependency "remotion_lambda", ["> 4"]\nend',
			"ruby",
			true,
		],
		["video.gemspec", 'Gem::Specification.new do |s|\n  s.name = "remotion_lambda"\nend', undefined, true],
	];
	for (const [name, text, found, listed] of table)
		it(`${name} ${JSON.stringify(text)}: ${found}`, () => {
			const [launch, ...more] = inFolder({ [name]: text }, listed);
			assert.deepEqual(more, []);
			const version = launch?.versions?.remotion;
			const named = launch?.id === "runtime:remotion-cli" ? undefined : `${launch?.id}${version ? ` ${version}` : ""}`;
			assert.equal(named, found);
			if (found === undefined) return;
			assert.equal(launch?.runtime, launch?.id);
			const { path, range } = launch?.origin ?? {};
			assert.equal(path, `/p/${name}`);
			assert.match(text.slice(range?.start, range?.end), /remotion/i);
		});

	it("are the project's own wherever they are listed", () => {
		const readFile = (path: string) =>
			path === "/p/go.mod" ? "require github.com/remotion-dev/lambda_go_sdk v4.0.489" : undefined;
		assert.deepEqual(namedSdks({ cwd: "/p", platform: "posix", readFile }), ["go"]);
		assert.deepEqual(namedSdks({ cwd: "/q", platform: "posix", readFile }), []);
		const fails = () => {
			throw new Error("disk");
		};
		assert.deepEqual(namedSdks({ cwd: "/p", platform: "posix", readFile: fails }), []);
	});
});

describe("launches of other SDKs", () => {
	const python = { "requirements.txt": "remotion-lambda" };

	it("case 58: a folder with .env and render.py and no package file is not claimed", () => {
		const files = {
			".env": pair("REMOTION_AWS_", key("K")),
			"render.py": "from remotion_lambda import RemotionClient\n",
		};
		assert.deepEqual(ids(inFolder(files)), ["runtime:remotion-cli"]);
		assert.deepEqual(ids(inFolder(files, true)), ["runtime:remotion-cli"]);
		assert.equal(inFolder(files)[0]?.callsLambda, "unknown");
	});

	it("case 58, where the package file names it: REMOTION_ names are not read, and boto3 finds nothing", () => {
		const files = { ...python, ".env": pair("REMOTION_AWS_", key("K")), "render.py": "" };
		const [launch] = inFolder(files);
		assert.ok(launch);
		const input = situation({ cwd: "/p", launch, files: { "/p/.env": files[".env"] } });
		const [only] = explainLaunches(input, [launch]).launches;
		assert.equal(short(only?.explanation.active ?? { kind: "hidden", by: "" }), "error no-credentials");
	});

	it("load .env where the same files name a package that does", () => {
		const rows: [files: Record<string, string>, layers: string[]][] = [
			[python, []],
			[{ ...python, Pipfile: '[packages]\npython-dotenv = "*"' }, [".env (dotenv-17) python-dotenv"]],
			[
				{
					"go.mod": "require (\n\tgithub.com/remotion-dev/lambda_go_sdk v4.0.489\n\tgithub.com/joho/godotenv v1.5.1\n)",
				},
				[".env (dotenv-17) godotenv"],
			],
			[
				{ "composer.json": '{"require":{"remotion/lambda":"*","vlucas/phpdotenv":"^5"}}' },
				[".env (dotenv-17) phpdotenv"],
			],
			[{ Gemfile: "gem 'remotion_lambda'\ngem 'dotenv-rails'" }, [".env (dotenv-17) ruby-dotenv"]],
			[{ Gemfile: "gem 'remotion_lambda'" }, []],
		];
		for (const [files, layers] of rows) {
			const [launch, ...more] = inFolder(files);
			assert.deepEqual(more, []);
			assert.deepEqual(launch && inShort(launch), layers, JSON.stringify(files));
		}
	});

	it("case 39's kind: PHP's documented .env signs, and nothing says to rename it", () => {
		const composer = '{"require":{"remotion/lambda":"^4","vlucas/phpdotenv":"^5"}}';
		const [launch] = inFolder({ "composer.json": composer });
		assert.ok(launch);
		const secret = "not-a-real-secret-0123456789012345678901";
		const env = `AWS_ACCESS_KEY_ID=${key("A")}\nAWS_SECRET_ACCESS_KEY=${secret}\nREMOTION_APP_REGION=us-east-1\n`;
		const input = situation({ cwd: "/p", files: { "/p/.env": env }, facts: { otherReaders: ["PHP (composer.json)"] } });
		const { launches, findings } = explainLaunches(input, [launch]);
		assert.equal(
			short(launches[0]?.explanation.active ?? { kind: "hidden", by: "" }),
			`keys ${key("A")} by AWS_ACCESS_KEY_ID`,
		);
		assert.deepEqual(
			findings.map(({ rule }) => rule),
			[],
		);
	});

	it("stand behind a package's own launches", () => {
		const files = { "requirements.txt": "remotion-lambda" };
		const of = (project: Parameters<typeof launchesOf>[0]) => ids(launchesOf({ ...project, files }));
		assert.deepEqual(of({ scripts: { dev: "next dev" }, dependencies: ["next", "@remotion/lambda-client"] }), [
			"script:dev",
			"python",
		]);
		assert.deepEqual(of({ scripts: { deploy: "remotion lambda sites create" } }), ["script:deploy", "python"]);
		assert.deepEqual(of({ dependencies: ["@remotion/cli"] }), ["python", "command:remotion"]);
		// A package that depends on a client calls Lambda by it, whatever its scripts say.
		assert.deepEqual(of({}), ["runtime:node", "python"]);
		assert.deepEqual(of({ dependencies: ["left-pad"] }), ["python"]);
	});

	it("are one each, though several files name them", () => {
		const all = {
			...python,
			"pyproject.toml": '[project]\ndependencies=["remotion-lambda"]',
			Gemfile: "gem 'remotion_lambda'",
		};
		assert.deepEqual(ids(inFolder(all)), ["python", "ruby"]);
	});

	it("have the terminal's settings in front, as all that people start", () => {
		const input = { cwd: "/p", platform: "posix", terminalSettings: { AWS_PROFILE: "studio" } } as const;
		const [launch] = findLaunches({
			...input,
			readFile: (path) => (path === "/p/Gemfile" ? "gem 'remotion_lambda'" : undefined),
		});
		assert.deepEqual(
			launch?.layers.map(({ kind }) => kind),
			["shell", "variables", "terminal"],
		);
	});
});

describe("python-dotenv", () => {
	const {
		program,
		date,
		cases,
	}: {
		program: string;
		date: string;
		cases: { text: string; environment: Record<string, string>; seen: Record<string, string> }[];
	} = JSON.parse(readFileSync(new URL("../../../real-programs/pythonDotenv.json", import.meta.url), "utf8"));
	const [launch] = inFolder({ "requirements.txt": "remotion-lambda\npython-dotenv" });

	for (const { text, environment, seen } of cases)
		it(`${JSON.stringify(text)} under ${JSON.stringify(environment)} (${program}, ${date})`, () => {
			assert.ok(launch);
			const input = situation({ cwd: "/p", launch, environment, files: { "/p/.env": text } });
			assert.deepEqual(resolveProject(input).environment.record(), seen);
		});
});

describe("variables in values, as packages of other languages replace them", () => {
	/** X after a file, under the shell: phpdotenv, godotenv, Ruby's dotenv. By their sources. */
	const braced = (inner: string) => `$\u007b${inner}}`;
	const table: [file: Record<string, string>, shell: Record<string, string>, php: string, go: string, ruby: string][] =
		[
			[{ A: "a", X: braced("A") }, {}, "a", "a", "a"],
			[{ A: "a", X: "$A" }, {}, "$A", "a", "a"],
			[{ A: "a", X: braced("A") }, { A: "shell" }, "shell", "a", "shell"],
			[{ X: braced("A") }, { A: "shell" }, "shell", "shell", "shell"],
			[{ X: `${braced("GONE")}b` }, {}, `${braced("GONE")}b`, "b", "b"],
			[{ A: "a", X: "\\$A" }, {}, "\\$A", "$A", "$A"],
			[{ a: "a", X: "$a" }, {}, "$a", "$a", "a"],
			[{ X: "$(echo A)" }, {}, "$(echo A)", "$(echo A)", "$(echo A)"],
			[{ X: "$" }, {}, "$", "$", "$"],
		];
	for (const [file, shell, ...expected] of table)
		it(`${JSON.stringify(file)} under ${JSON.stringify(shell)}`, () => {
			const layers = {
				outside: new Map(Object.entries(shell)),
				files: [new Map(Object.entries(file))],
				fold: (one: string) => one,
			};
			const said = (["phpdotenv", "godotenv", "ruby-dotenv"] as const).map((name) =>
				expansions[name](layers).files[0]?.get("X"),
			);
			assert.deepEqual(said, expected);
			const literals = [new Set(["X"])];
			for (const name of ["phpdotenv", "godotenv", "ruby-dotenv"] as const)
				assert.equal(expansions[name]({ ...layers, literals }).files[0]?.get("X"), file.X);
		});
});
