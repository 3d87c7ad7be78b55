/** What `nf` (foreman on npm) hands to the programs of a Procfile, against the launch of the same command. */
import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { comparedNames, envText, shell } from "../envProgramTexts.ts";
import { describePrograms, launched, type Opened, type ProgramCase, picked, type Seen } from "./recorded.ts";

const command = fc.constantFrom(
	"node app.js",
	"node app.js",
	"A=$B node app.js",
	'A="$S-$C" B= node app.js',
	"export C=1 && node app.js",
	"unset S; node app.js",
);
const args = fc.constantFrom(
	"start",
	"start",
	"",
	"start web",
	"-e b.env start",
	"-e b.env,.env start",
	"--env .env,b.env,none.env start",
	"run node app.js",
	"-e b.env run node app.js",
);
const cases: fc.Arbitrary<ProgramCase> = fc.tuple(envText, command, args).map(([text, line, words]) => ({
	files: { ".env": text, "b.env": "A=fromB\nB = 'b c' # d\nE=e#\nexport C=lost\n", Procfile: `# c\nweb: ${line}\n` },
	args: words.split(" ").filter(Boolean),
}));

const ours = ({ files, args = [] }: ProgramCase) =>
	launched({ files, shell, names: comparedNames, scripts: { run: `nf ${args.join(" ")}` } }, (launches) =>
		launches.find(({ id }) => id.startsWith("script:run")),
	);

function open(bin: string): Opened {
	const { version } = JSON.parse(readFileSync(join(bin, "../foreman/package.json"), "utf8"));
	const program = 'require("node:fs").writeFileSync("seen.json", JSON.stringify(process.env));\n';
	return {
		version,
		run(folder, { args = [] }) {
			writeFileSync(join(folder, "app.js"), program);
			const env = { PATH: process.env.PATH, HOME: folder, ...shell };
			return new Promise<Seen>((resolve) => {
				execFile(process.execPath, [join(bin, "nf"), ...args], { cwd: folder, env }, () => resolve(seenIn(folder)));
			});
		},
	};
}

function seenIn(folder: string): Seen {
	try {
		return picked(JSON.parse(readFileSync(join(folder, "seen.json"), "utf8")), comparedNames);
	} catch {
		return null;
	}
}

describePrograms("nf", "nf", [{ name: "nf", kept: 150, share: 0.5, cases, ours, open }]);
