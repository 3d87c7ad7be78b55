import assert from "node:assert/strict";
import { createParseCache, explain, type Finding } from "../../../../src/core/index.ts";
import { applyEdits } from "../../fixture.ts";
import { cwd, failure, situation } from "../../situation.ts";

type Parts = NonNullable<Parameters<typeof situation>[0]>;

/** What rules say of what a fixture cannot hold: files that the caller names, errors of the file system, Windows, names of a pool. */
function found(rule: string, parts: Parts): Finding[] {
	return explain(situation(parts)).findings.filter((finding) => finding.rule === rule);
}

describe("rules where the caller names the files", () => {
	const remedies = [
		["next", "Next.js", "It reads .env, .env.local and those of its mode in the project's folder."],
		["bun", "Bun", "It reads .env, .env.local and those of its mode in the folder it is run in."],
		["node", "Node.js", "Load it with --env-file or dotenv."],
		["remotion-cli", "The Remotion CLI", "Move them to .env in the folder where you run the CLI."],
	] as const;
	for (const [runtime, reader, remedy] of remedies) {
		it(`ignored-env-file: ${runtime} reads no .env.staging`, () => {
			const files = {
				".env.staging": "REMOTION_AWS_PROFILE=remotion",
				".env.example": "REMOTION_AWS_PROFILE=remotion",
			};
			assert.deepEqual(
				found("ignored-env-file", { runtime, files, envFiles: Object.keys(files) }).map(({ message }) => message),
				[`${reader} never reads .env.staging, so Remotion does not see these credentials. ${remedy}`],
			);
		});
	}

	it("rules for mistakes are silent in a file to be filled in, and those for what stays are not", () => {
		const text = "AWS_PROFILE=nobody\nREMOTION_AWS_ACCESS_KEY_ID=AK...\n";
		const names = ["env.template", ".env.dist", ".env-sample", ".env.EXAMPLE", ".env.examples", "example"];
		const files = Object.fromEntries(names.map((name) => [name, text]));
		const silent = new Set(
			names.filter((name) => found("placeholder-value", { files, envFiles: [name] }).length === 0),
		);
		assert.deepEqual([...silent], ["env.template", ".env.dist", ".env-sample", ".env.EXAMPLE"]);
		assert.equal(found("unprefixed-variable", { files, envFiles: [".env.dist"] }).length, 1);
	});
});

describe("unreadable-file", () => {
	const causes: [code: string, cause: string][] = [
		["EACCES", "permission is denied"],
		["EPERM", "permission is denied"],
		["EISDIR", "it is a directory"],
		["ELOOP", "its symbolic links form a loop"],
		["ENXIO", "it is a socket"],
		["EIO", "EIO"],
		["", "the reason is unknown"],
	];
	for (const [code, cause] of causes) {
		it(`says of ${code || "no code"}: ${cause}`, () => {
			assert.deepEqual(found("unreadable-file", { files: { ".env": failure(code) } }), [
				{
					rule: "unreadable-file",
					severity: "warning",
					message: `Can't read this file: ${cause}. Remotion continues without it.`,
					origin: { layer: "file", path: `${cwd}/.env` },
					fixes: [],
				},
			]);
		});
	}

	const unseen: [code: string, cause: string][] = [
		["EFBIG", "it is too large"],
		["TOOMUCH", "together with this project's other .env files it is too large"],
		["ENOTSUP", "it is not a regular file"],
		["FIFO", "it is a pipe, as 1Password mounts .env files, and can be read only once"],
		["DEVICE", "it is a device"],
	];
	for (const [code, cause] of unseen) {
		it(`says of ${code} that Remotion reads it: ${cause}`, () => {
			const [finding] = found("unreadable-file", { files: { ".env": failure(code) } });
			assert.equal(finding?.message, `Can't read this file here: ${cause}. Remotion still reads it.`);
			assert.equal(finding?.severity, "information");
		});
	}

	it("says nothing of Remotion where the program loads no such file", () => {
		const [finding] = found("unreadable-file", { runtime: "node", files: { ".env": failure("FIFO") } });
		assert.match(finding?.message ?? "", /^Can't read this file here: it is a pipe.* only once\.$/);
	});
});

describe("rules on Windows", () => {
	it("misspelled-variable: a name in lower case is the same variable there", () => {
		const input = (platform: "win32" | "posix") => {
			const text = "aws_profile=remotion\nREMOTION_AWS_PROFIL=remotion\n";
			const readFile = (path: string) => (path.endsWith(".env") ? text : undefined);
			return explain({ runtime: "remotion-cli", cwd: "/w", home: "/h", platform, environment: {}, readFile }).findings;
		};
		const messages = (platform: "win32" | "posix") =>
			input(platform).flatMap(({ rule, message }) => (rule === "misspelled-variable" ? [message] : []));
		const other = "Remotion doesn't read REMOTION_AWS_PROFIL. Did you mean REMOTION_AWS_PROFILE?";
		assert.deepEqual(messages("win32"), [other]);
		assert.deepEqual(messages("posix"), ["Remotion doesn't read aws_profile. Did you mean AWS_PROFILE?", other]);
	});

	it("dotenv-dialect: a comment gets a line that ends as the others do", () => {
		const text = "REMOTION_AWS_PROFILE=remotion # mine\r\nB=1\r\n";
		const [finding, ...more] = found("dotenv-dialect", { remotionVersion: "4.0.300", files: { ".env": text } });
		const [fix] = finding?.fixes ?? [];
		assert.ok(more.length === 0 && fix && "edits" in fix);
		const after = applyEdits(new Map([[`${cwd}/.env`, text]]), fix.edits).get(`${cwd}/.env`);
		assert.equal(after, "REMOTION_AWS_PROFILE=remotion\r\n# mine\r\nB=1\r\n");
	});
});

describe("rules for a rotation under names of its own", () => {
	const pool = { names: { accessKeyId: "RENDER_{n}_ID", secretAccessKey: "RENDER_{n}_SECRET" } };
	const text = [
		"RENDER_1_ID=AKIAFAKEONE000000001",
		"RENDER_1_SECRET=not-a-real-secret-one-000000000000000001",
		"RENDER_3_ID=AKIAFAKEONE000000001",
		"AWS_KEY_1=AKIAFAKETWO000000001",
		"AWS_KEY_4=AKIAFAKETWO000000001",
	].join("\n");
	const files = { ".env": text };
	const rules = ["rotation-gap", "rotation-incomplete", "rotation-duplicate"];

	it("take those and leave the documented ones alone", () => {
		assert.deepEqual(
			rules.map((rule) => found(rule, { files, pool }).map(({ message }) => message)),
			[
				[
					"There is no RENDER_2_ID. Remotion's sample code stops at the first missing number, so it never uses this account.",
				],
				["RENDER_3_ID is set, but RENDER_3_SECRET is not. Remotion's sample code stops here."],
				[
					"RENDER_3_ID is the same access key (AKIA…0001) as RENDER_1_ID, so it is the same account and adds no concurrency.",
				],
			],
		);
	});

	it("follow the names where the same text is read again", () => {
		const [plain, cache] = [situation({ files }), createParseCache()];
		const gaps = [{ ...plain, pool }, plain, { ...plain, pool }].map((input) =>
			explain(input, cache).findings.flatMap(({ rule, origin }) => (rule === "rotation-gap" ? [origin.variable] : [])),
		);
		assert.deepEqual(gaps, [["RENDER_3_ID"], ["AWS_KEY_4"], ["RENDER_3_ID"]]);
	});
});
