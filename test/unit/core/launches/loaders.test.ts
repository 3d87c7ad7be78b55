// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they stand in shell scripts.
import assert from "node:assert/strict";
import { inShort, launchesOf, type ProjectFiles } from "./project.ts";

type Row = [script: string, programs: [name: string, ...layers: string[]][], project?: ProjectFiles];

const both = { dependencies: { "dotenv-cli": "11.0.0", dotenv: "18.0.10", "@remotion/lambda": "4" } };
const dotenv17 = { dependencies: { dotenv: "^17.4.2", "@remotion/lambda": "4" } };

const sudoKeeps = "HOME LOGNAME MAIL PATH SHELL TERM USER SUDO_* DISPLAY LANG LC_* XAUTHORITY";
/** A makefile that its own recipe runs again. */
const again = ['B={"expand":"${HOME}/b","as":"shell"}', "A=null"];

const rows: Readonly<Record<string, readonly Row[]>> = {
	"dotenv-cli": [
		["dotenv remotion lambda", [["remotion-cli", ".env (dotenv-17) dotenv-cli", "program"]]],
		["dotenv -e .env.local -- remotion lambda", [["remotion-cli", ".env.local (dotenv-17) dotenv-cli", "program"]]],
		["dotenv -e a -e=b -- node x.js", [["node", "a > b (dotenv-17) dotenv-cli"]]],
		["dotenv -o -e a -e b -- node x.js", [["node", "b > a (dotenv-17) dotenv-cli overrides"]]],
		["dotenv -c -- node x.js", [["node", ".env.local > .env (dotenv-17) dotenv-cli"]]],
		[
			"dotenv -c production -- node x.js",
			[["node", ".env.production.local > .env.local > .env.production > .env (dotenv-17) dotenv-cli"]],
		],
		[
			"dotenv -c production node x.js",
			[["node", ".env.production.local > .env.local > .env.production > .env (dotenv-17) dotenv-cli"]],
		],
		[
			"dotenv -v AWS_PROFILE=x -v B=1 -- node x.js",
			[["node", ".env (dotenv-17) dotenv-cli", 'AWS_PROFILE="x"', 'B="1"']],
		],
		["dotenv --no-expand -e a -- node x.js", [["node", "a (dotenv-17)"]]],
		["dotenv -c -o -- node x.js", []],
		["dotenv -e a -- dotenv -e b -- node x.js", [["node", "a (dotenv-17) dotenv-cli", "b (dotenv-17) dotenv-cli"]]],
		["npx dotenv-cli -e .env.local -- node x.js", [["node", ".env.local (dotenv-17) dotenv-cli"]]],
		[
			"dotenv -e a -- npm run other",
			[["next", "a (dotenv-17) dotenv-cli", "program development"]],
			{ scripts: { other: "next dev" } },
		],
		[
			"npm run with-env -- next dev",
			[["next", "/.env (dotenv-17) dotenv-cli", "program development"]],
			{ scripts: { "with-env": "dotenv -e ./../../.env --" } },
		],
		["dotenv -e a -- node x.js", [], both],
		["npx dotenv-cli -e a -- node x.js", [["node", "a (dotenv-17) dotenv-cli"]], both],
	],
	"files and values that stand in variables": [
		["F=a; dotenv -e $F -- node x.js", [["node", 'F="a" onlyIfSet', "a (dotenv-17) dotenv-cli"]]],
		["F='a b'; dotenv -e \"$F\" -- node x.js", [["node", 'F="a b" onlyIfSet', "a b (dotenv-17) dotenv-cli"]]],
		["F='a b'; dotenv -e $F -- node x.js", []],
		["F='-e a -e b'; dotenv $F -- node x.js", [["node", 'F="-e a -e b" onlyIfSet', "a > b (dotenv-17) dotenv-cli"]]],
		["F=; dotenv $F node x.js", [["node", 'F="" onlyIfSet', ".env (dotenv-17) dotenv-cli"]]],
		["F=; env $F node x.js", [["node", 'F="" onlyIfSet']]],
		['F=; env "$F" node x.js', []],
		["dotenv -e $F -- node x.js", [["node", " (dotenv-17) dotenv-cli", "hidden dotenv -e"]]],
		["F='a b'; env-cmd -f $F -- node x.js", []],
		[
			"F='--env-file=a --env-file=b'; node $F x.js",
			[["node", 'F="--env-file=a --env-file=b" onlyIfSet', "b (node-22) required", "a (node-22) required"]],
		],
		["F='a b'; cross-env A=$F node x.js", []],
		["F='a b'; cross-env A=\"$F\" node x.js", [["node", 'F="a b" onlyIfSet', 'A="a b"']]],
		["F='a b'; A=$F node x.js", [["node", 'F="a b" onlyIfSet', 'A="a b"']]],
		["F='a b'; dotenv -v A=$F -- node x.js", []],
		["F='a B=c'; env A=$F node x.js", [["node", 'F="a B=c" onlyIfSet', 'A="a"', 'B="c"']]],
		[
			"env A=$F node x.js",
			[["node", 'A={"expand":"${F}","as":"shell","unquoted":{"at":[[0,4]],"by":"fields","more":"stops"}}']],
		],
		['env A="$F" node x.js', [["node", 'A={"expand":"${F}","as":"shell"}']]],
		["$(echo node) x.js", [["node"]]],
	],
	"dotenv 18's own command": [
		["dotenv run node x.js", [["node", ".env (dotenv-17)"]]],
		["dotenv run -f a,b -f c -- node x.js", [["node", "a > b > c (dotenv-17) required"]], both],
		["dotenv run --override -f a -f b node x.js", [["node", "b > a (dotenv-17) overrides required"]], both],
		["DOTENV_PATH=a dotenv run node x.js", [["node", 'DOTENV_PATH="a"', "a (dotenv-17) required"]]],
		["dotenv run --nonsense node x.js", []],
	],
	dotenvx: [
		["dotenvx run -- node x.js", [["node", ".env (dotenv-17) dotenvx"]]],
		["npx @dotenvx/dotenvx run -f a -f b -- node x.js", [["node", "a (dotenv-17) dotenvx", "b (dotenv-17) dotenvx"]]],
		[
			"dotenvx run --overload -f a -f b -- node x.js",
			[["node", "a (dotenv-17) dotenvx overrides", "b (dotenv-17) dotenvx overrides"]],
		],
		["dotenvx run -e A=1 -f a -- node x.js", [["node", 'A="1" onlyIfUnset', "a (dotenv-17) dotenvx"]]],
		[
			"dotenvx run --convention=nextjs -- node x.js",
			[["node", ".env.development.local > .env.local > .env.development > .env (dotenv-17) dotenvx"]],
		],
		[
			"NODE_ENV=production dotenvx run --convention=flow -- node x.js",
			[
				[
					"node",
					'NODE_ENV="production"',
					".env.production.local > .env.production > .env.local > .env > .env.defaults (dotenv-17) dotenvx",
				],
			],
		],
		["dotenvx get A", []],
	],
	"env-cmd": [
		["env-cmd node x.js", [["node", ".env (env-cmd) overrides required"]]],
		["env-cmd -f a -- node x.js", [["node", "a (env-cmd) overrides required"]]],
		["env-cmd -f a -f b node x.js", [["node", "b (env-cmd) overrides required"]]],
		["env-cmd --no-override -f a node x.js", [["node", "a (env-cmd) required"]]],
		["env-cmd --silent -f a node x.js", [["node", "a (env-cmd) overrides"]]],
		["env-cmd --fallback -f a node x.js", [["node", ".env (env-cmd) overrides required"]]],
		[
			"env-cmd -e one,two -- node x.js",
			[["node", 'A="1"', 'B="2"', 'B="3"']],
			{ files: { ".env-cmdrc": '{"one":{"A":1,"B":"2"},"two":{"B":"3"}}' } },
		],
		["env-cmd -f rc.json -e one -- node x.js", [["node", 'A="1"']], { files: { "rc.json": '{"one":{"A":1}}' } }],
		["env-cmd -e one -- node x.js", [["node", "hidden env-cmd"]]],
		["env-cmd --use-shell -f a 'A=1 node x.js'", [["node", "a (env-cmd) overrides required", 'A="1"']]],
	],
	"cross-env": [
		["cross-env A=1 AWS_PROFILE=studio node x.js", [["node", 'A="1"', 'AWS_PROFILE="studio"']]],
		["cross-env A='$B' node x.js", [["node", 'A={"expand":"${B}","as":"shell"}']]],
		["cross-env A='\\$B' node x.js", [["node", 'A="$B"']]],
		["cross-env A=1 A=2 node x.js", [["node", 'A="2"']]],
		// The shell has replaced it before, by what there was outside.
		['cross-env A=1 A="x-$A-y" node x.js', [["node", 'A={"expand":"x-${A}-y","as":"shell","after":2}']]],
		['cross-env A="x-$A-y" A=1 node x.js', [["node", 'A="1"']]],
		// cross-env replaces these, by what there was outside, too: whoever looks up comes first.
		["cross-env A=1 B='$A' node x.js", [["node", 'B={"expand":"${A}","as":"shell"}', 'A="1"']]],
		["cross-env A='$A-1' A='$A-2' node x.js", [["node", 'A={"expand":"${A}-2","as":"shell"}']]],
		[
			"cross-env-shell A=1 'next dev && node x.js'",
			[
				["next", 'A="1"', "program development"],
				["node", 'A="1"'],
			],
		],
		["cross-env A=1 npm run other", [["next", 'A="1"', "program development"]], { scripts: { other: "next dev" } }],
	],
	"Node.js": [
		["node -r dotenv/config x.js", [["node", ".env (dotenv-17)"]]],
		["node --require=dotenv/config x.js", [["node", ".env (dotenv-17)"]]],
		["node --import dotenv/config x.js dotenv_config_path=.env.local", [["node", ".env (dotenv-17)"]]],
		["node -r dotenv/config render.js dotenv_config_path=.env.local", [["node", ".env.local (dotenv-17)"]], dotenv17],
		["node -r dotenv/config x.js dotenv_config_override=false", [["node", ".env (dotenv-17) overrides"]], dotenv17],
		[
			"DOTENV_CONFIG_PATH=a DOTENV_PATH=b node -r dotenv/config x.js",
			[["node", 'DOTENV_CONFIG_PATH="a"', 'DOTENV_PATH="b"', "b (dotenv-17)"]],
		],
		[
			"DOTENV_CONFIG_PATH=a DOTENV_PATH=b node -r dotenv/config x.js",
			[["node", 'DOTENV_CONFIG_PATH="a"', 'DOTENV_PATH="b"', "a (dotenv-17)"]],
			dotenv17,
		],
		["NODE_OPTIONS='-r dotenv/config' node x.js", [["node", 'NODE_OPTIONS="-r dotenv/config"', ".env (dotenv-17)"]]],
		["node -r dotenv/config --env-file=a x.js", [["node", "a (node-22) required", ".env (dotenv-17)"]]],
		["node --env-file=a x.js", [["node", "a (node-20) required"]], { more: { engines: { node: "20.x" } } }],
		["node -r dotenv-flow/config x.js", [["node", ".env.local > .env (dotenv-17)"]]],
		[
			"NODE_ENV=test node -r dotenv-flow/config x.js",
			[["node", 'NODE_ENV="test"', ".env.test.local > .env.test > .env (dotenv-17)"]],
		],
		["tsx --env-file=a watch x.ts", [["node", "a (node-22) required"]]],
		["tsx watch --env-file=a x.ts", [["node", "a (node-22) required"]]],
		["ts-node -r dotenv/config x.ts", [["node", ".env (dotenv-17)"]]],
		["nodemon --exec ts-node -r dotenv/config a.ts", [["node", ".env (dotenv-17)"]]],
		["nodemon -V --env-file=b --exec tsx --watch . -e ts a.ts", [["node", "b (node-22) required"]]],
		["nodemon --exec node --env-file b a.ts", [["node", "b (node-22) required"]]],
		["nodemon --env-file=a -r dotenv/config x.js", [["node", "a (node-22) required", ".env (dotenv-17)"]]],
		["nodemon --exec 'A=1 tsx' x.ts", [["node", 'A="1"']]],
		["nodemon x.js", [["node", 'A="1" onlyIfUnset']], { files: { "nodemon.json": '{"env":{"A":"1"}}' } }],
	],
	Bun: [
		["bun x.ts", [["bun", "program"]]],
		["bun run x.ts", [["bun", "program"]]],
		["bun --env-file=a --env-file b,c x.ts", [["bun", "c > b > a (bun) bun"]]],
		["bun --no-env-file x.ts", [["bun"]]],
		["bun x.ts --env-file=a", [["bun", "program"]]],
		["bun x.ts", [["bun"]], { files: { "bunfig.toml": "env = false\n" } }],
		["bun x.ts", [["bun"]], { files: { "bunfig.toml": "[run]\nsilent = true\n[env]\nfile = false\n" } }],
		["bun x.ts", [["bun", "program"]], { files: { "bunfig.toml": "[run]\nenv = false\n" } }],
		["bun run other", [["next", "program development"]], { scripts: { other: "next dev" } }],
		["bun run --env-file=a remotion lambda", [["remotion-cli", "a (bun) bun", "program"]]],
		["bunx remotion lambda", [["remotion-cli", "program"]]],
		["bunx --bun remotion lambda", [["remotion-cli", "program"]]],
		["bunx --bun remotion lambda", [["bun", "program"]], { files: { ".bun-version": "1.3.14\n" } }],
		["bun deploy", [], { scripts: { deploy: "next dev" } }],
	],
	"what is hidden": [
		["doppler run -- remotion lambda", [["remotion-cli", "hidden doppler run", "program"]]],
		[
			"doppler run -p x -c dev --command 'A=1 next dev'",
			[["next", "hidden doppler run", 'A="1"', "program development"]],
		],
		["doppler run --mount s.json -- next dev", [["next", "program development"]]],
		["infisical run --env=dev -- next dev", [["next", "hidden infisical run", "program development"]]],
		["op run --env-file=.env -- next dev", [["next", ".env (dotenv-17)", "hidden op run", "program development"]]],
		["aws-vault exec studio -- next dev", [["next", "hidden aws-vault exec", "program development"]]],
		["aws-vault exec studio --no-session next dev", [["next", "hidden aws-vault exec", "program development"]]],
		["chamber exec a b -- next dev", [["next", "hidden chamber exec", "program development"]]],
		["chamber exec a --pristine -- next dev", [["next", "only ", "hidden chamber exec", "program development"]]],
		["assume studio --exec 'next dev'", [["next", "hidden assume", "program development"]]],
		["sops exec-env s.yaml 'next dev'", [["next", "hidden sops exec-env", "program development"]]],
		[
			"varlock run -- next dev",
			[["next", ".env.local > .env > .env.schema (dotenv-17) dotenvx", "program development"]],
		],
		[
			"varlock run -- next dev",
			[["next", ".env.local > .env > .env.schema (dotenv-17) dotenvx", "hidden varlock run", "program development"]],
			{ files: { ".env.schema": "A=op(op://x/y)\n" } },
		],
		["doppler secrets", []],
		["dotenv-run -f .env.local -- next dev", [["next", "hidden dotenv-run", "program development"]]],
		["dotenv-extended next dev", [["next", "hidden dotenv-extended", "program development"]]],
		["dotenv-load next dev", [["next", "hidden dotenv-load", "program development"]]],
		["c8 --all next dev", [["next", "program development"]]],
		// Tools that are not known.
		["our-tool --stage dev -- next dev", [["next", "hidden our-tool", "program development"]]],
		["npx our-tool -- remotion lambda", [["remotion-cli", "hidden our-tool", "program"]]],
		["our-tool -- npm run lint", []],
		["our-tool next dev", []],
		["echo -- next dev", []],
		["git checkout -- next dev", []],
	],
	"package managers": [
		["pnpm run other", [["next", 'A="1"', "program development"]], { scripts: { other: "A=1 next dev" } }],
		["pnpm other", [["next", "program development"]], { scripts: { other: "next dev" } }],
		[
			"pnpm with-env next dev",
			[["next", "/.env (dotenv-17) dotenv-cli", "program development"]],
			{ scripts: { "with-env": "dotenv -e ../../.env --" } },
		],
		["pnpm next dev", [["next", "program development"]]],
		["pnpm exec next dev", [["next", "program development"]]],
		[
			"pnpm --env-file=a run other",
			[["next", "a (node-22) required", "program development"]],
			{ scripts: { other: "next dev" } },
		],
		["pnpm run other --env-file=a", [["next", "program development"]], { scripts: { other: "next dev" } }],
		["pnpm install && pnpm build", [], { scripts: { build: "next build" } }],
		["yarn other", [["next", "program development"]], { scripts: { other: "next dev" } }],
		["yarn next dev", [["next", "program development"]]],
		[
			"yarn run other",
			[["next", ".env.yarn (dotenv-17) yarn overrides", ".env.yarn (dotenv-17) yarn overrides", "program development"]],
			{ scripts: { other: "next dev", preother: "next start" }, more: { packageManager: "yarn@4.0.0" } },
		],
		[
			"concurrently -n a,b 'A=1 next dev' \"npm:other\"",
			[
				["next", 'A="1"', "program development"],
				["next", "program production"],
			],
			{ scripts: { other: "next start" } },
		],
		[
			"concurrently 'npm:dev:*'",
			[
				["next", "program development"],
				["next", "program production"],
			],
			{ scripts: { "dev:a": "next dev", "dev:b": "next start", "dev:c": "tsc" } },
		],
		[
			"run-p dev:* 'other start'",
			[
				["next", "program development"],
				["next", 'A="1"', "program production"],
			],
			{ scripts: { "dev:a": "next dev", "dev:b:c": "node x.js", other: "A=1 next" } },
		],
		[
			"run-s dev:**",
			[["next", "program development"], ["node"]],
			{ scripts: { "dev:a": "next dev", "dev:b:c": "node x.js" } },
		],
	],
	zx: [
		["zx deploy.mjs", [["node"]]],
		["zx --env=.env deploy.mjs", [["node", ".env (zx) overrides"]]],
		["npx zx --quiet --env .env.staging deploy.mjs --env=other", [["node", ".env.staging (zx) overrides"]]],
		["zx --cwd=sub --env-file=a deploy.mjs", [["node", "sub/a (zx) overrides"]]],
		["ZX_ENV=a zx deploy.mjs", [["node", 'ZX_ENV="a"', "a (zx) overrides"]]],
		["ZX_ENV=a zx --env=b deploy.mjs", [["node", 'ZX_ENV="a"', "b (zx) overrides"]]],
		["zx --env=$FILE deploy.mjs", [["node", "hidden zx --env"]]],
		["zx --env=a --env=b deploy.mjs", []],
		["zx --version", []],
		["zx --eval 'await 1'", []],
	],
	"recipes of make": [
		[
			"make dev",
			[["next", 'B="1" onlyIfSet', 'A="1"', "program development"]],
			{ files: { Makefile: "B := 1\ndev-all:\n\tnode x.js\ndev: build\n\n\t@-A=1 next dev\nother:\n\tnode x.js\n" } },
		],
		[
			"make dev",
			[["next", ".env (make) overrides required", "program development"]],
			{ files: { Makefile: "include .env\nexport\ndev:\n\tnext dev" } },
		],
		[
			"make",
			[["next", ".env (make) overrides onlyIfSet", "program development"]],
			{ files: { Makefile: "-include .env\ndev:\n\tnext dev" } },
		],
		[
			"make dev A=2",
			[
				[
					"next",
					'X="y" onlyIfSet',
					'A="1" onlyIfUnset',
					'C="x" onlyIfUnset',
					'NEXT="next" onlyIfSet',
					'B="1-y"',
					'A="2"',
					'C="" onlyIfUnset',
					'D="" onlyIfUnset',
					"program development",
				],
			],
			{
				files: {
					Makefile:
						"X = y\nexport A ?= 1\nC ?= x\nexport C D\nall: dev\ndev: export B = $(A)-$(X)\ndev: ; $(NEXT) dev\nNEXT=next\n",
				},
			},
		],
		[
			"make dev",
			[["next", ".env (make) overrides", "hidden make", "program development"]],
			{
				files: {
					".env": "",
					Makefile:
						"ifneq (,$(wildcard .env))\n-include .env\nexport\nelse\nexport A=1\nendif\nifdef CI\nexport B=1\nendif\ndev:\n\tnext dev\n",
				},
			},
		],
		[
			"make all",
			[["next", ...again, ...again, "program development"]],
			{
				files: { Makefile: "unexport A\nexport B = $(HOME)/b\nall: first\nfirst:\n\t$(MAKE) dev\ndev:\n\tnext dev\n" },
			},
		],
		[
			"make -C sub -f M dev",
			[["next", 'A="1"', "program development"]],
			{ files: { "sub/M": "export A := 1\ndev:\n\tnext dev ." } },
		],
		["make build", [], { files: { Makefile: "build:\n\ttsc\ndev:\n\tnext dev\n" } }],
		["make dev", []],
	],
	"recipes of just and Task": [
		[
			"just dev a",
			[["next", "hidden just", "program development"]],
			{ files: { justfile: "set dotenv-load\n\ndev *args:\n  next dev {{args}}\n" } },
		],
		[
			"task dev",
			[["next", "hidden task", "program development"]],
			{
				files: {
					"Taskfile.yml":
						"dotenv: ['.env']\ntasks:\n  dev:\n    cmds:\n      - cmd: next dev\n  b:\n    cmds:\n      - node x.js\n",
				},
			},
		],
	],
	"programs that start others": [
		["bash -c 'A=1 next dev'", [["next", 'A="1"', "program development"]]],
		["sh deploy.sh", [["next", 'A="1"', "program development"]], { files: { "deploy.sh": "A=1 next dev" } }],
		["timeout 10 nice -n 5 next dev", [["next", "program development"]]],
		["sudo -E next dev", [["next", "program development"]]],
		["sudo -E -H next dev", [["next", "hidden sudo", "program development"]]],
		["sudo -u a A=1 next dev", [["next", `only ${sudoKeeps}`, "hidden sudo", 'A="1"', "program development"]]],
		["sudo --preserve-env=A,HOME next dev", [["next", `only ${sudoKeeps} A HOME`, "program development"]]],
		["echo a | xargs -n 1 -I{} next dev", [["next", "program development"]]],
		["env -S '-u A B=1 next' dev", [["next", "A=null", 'B="1"', "program development"]]],
		["tsup src --watch --onSuccess 'next dev'", [["next", "program development"]]],
		["tsc-watch --onSuccess 'A=1 next dev'", [["next", 'A="1"', "program development"]]],
		["vercel env run -e preview -- next dev", [["next", "hidden vercel env", "program development"]]],
		["vercel env pull", []],
		["xvfb-run -a next dev", [["next", "program development"]]],
		["flock -n /tmp/a exec -a b next dev", [["next", "program development"]]],
		["docker run --env-file .env render", [["node", "only ", ".env (docker) overrides required"]]],
	],
};

describe("what stands in front of a program", () => {
	for (const [group, some] of Object.entries(rows))
		for (const [script, programs, project = {}] of some)
			it(`${group}: ${script}`, () => {
				const scripts = { run: script, ...project.scripts };
				const found = launchesOf({ dependencies: ["@remotion/lambda", "next"], ...project, scripts });
				const own = found.filter(({ id }) => /^script:run(?:$|\/)/.test(id));
				assert.deepEqual(
					own.map((launch) => [launch.runtime, ...inShort(launch)]),
					programs,
				);
			});
});
