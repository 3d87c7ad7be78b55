import assert from "node:assert/strict";
import { explain } from "../../../src/core/index.ts";
import { programs } from "../../../src/core/runtimes/index.ts";
import { situation } from "../situation.ts";

/** The names in the `.env.example` files of Remotion's public projects, as they are to be filled in. */
const templates: Record<string, string[]> = {
	"the Next.js template": ["REMOTION_AWS_ACCESS_KEY_ID", "REMOTION_AWS_SECRET_ACCESS_KEY"],
	"the Remix template": ["REMOTION_AWS_REGION", "REMOTION_AWS_ACCESS_KEY_ID", "REMOTION_AWS_SECRET_ACCESS_KEY"],
	"the editor starter": [
		"REMOTION_AWS_REGION",
		"REMOTION_AWS_ACCESS_KEY_ID",
		"REMOTION_AWS_SECRET_ACCESS_KEY",
		"REMOTION_AWS_BUCKET_NAME",
	],
	"GitHub Unwrapped": ["CLIENT_SECRET", "VITE_CLIENT_ID", "AWS_KEY_1", "AWS_SECRET_1", "AWS_KEY_2", "AWS_SECRET_2"],
	"Cloud Run": ["REMOTION_GCP_PRIVATE_KEY", "REMOTION_GCP_CLIENT_EMAIL", "REMOTION_GCP_PROJECT_ID"],
};
const runtimes = programs.map(({ id }) => id);

describe("the .env.example of public templates", () => {
	for (const [title, names] of Object.entries(templates)) {
		for (const empty of ["", '""', " # from the setup guide"]) {
			it(`${title} raises nothing (=${empty})`, () => {
				const text = names.map((name) => `${name}=${empty}\n`).join("");
				for (const runtime of runtimes) {
					const files = { ".env.example": text, ".env": text };
					const envFiles = ["/work/project/.env", "/work/project/.env.example"];
					const facts = { git: Object.fromEntries(envFiles.map((path) => [path, "tracked" as const])) };
					assert.deepEqual(explain(situation({ runtime, files, envFiles, facts })).findings, [], runtime);
				}
			});
		}
	}

	it("raises nothing for what is there to be filled in, and does for a wrong name", () => {
		const text =
			"REMOTION_AWS_ACCESS_KEY_ID=your_aws_key\nREMOTION_AWS_SECRET_ACCESS_KEY=your_aws_secret\nREMOTION_AWS_PROFILE=your-profile\n";
		const found = (name: string, body: string) => {
			const envFiles = [`/work/project/${name}`];
			return explain(situation({ files: { [name]: body }, envFiles })).findings.map(({ rule }) => rule);
		};
		for (const name of [".env.example", ".env.sample", ".env.local.template"])
			assert.deepEqual(found(name, text), [], name);
		assert.ok(found(".env", text).includes("placeholder-value"));
		assert.deepEqual(found(".env.example", "NEXT_PUBLIC_REMOTION_AWS_SECRET_ACCESS_KEY=your-secret\n"), [
			"public-prefix",
		]);
		assert.deepEqual(found(".env.example", "REMOTION_AWS_ACCESS_KEY=\nAWS_SECRET_ACCESS_KEY=your-secret\n"), [
			"unprefixed-variable",
		]);
	});

	it("lets the plain pair pass where the file lists Remotion's own beside it", () => {
		const plain = "AWS_ACCESS_KEY_ID=uploads\nAWS_SECRET_ACCESS_KEY=uploads\n";
		const own = "REMOTION_AWS_ACCESS_KEY_ID=\nREMOTION_AWS_SECRET_ACCESS_KEY=\n";
		const found = (text: string) => {
			const parts = { files: { ".env.example": text }, envFiles: ["/work/project/.env.example"] };
			return explain(situation(parts)).findings.map(({ rule }) => rule);
		};
		assert.deepEqual(found(own + plain), []);
		assert.deepEqual(found(plain), ["unprefixed-variable", "unprefixed-variable"]);
	});

	for (const value of [
		"secret",
		"test",
		"ton-secret",
		"ваш_ключ",
		"clé",
		"wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
		"0123",
	]) {
		it(`takes “${value}” for no secret that Git gives away`, () => {
			const text = `REMOTION_AWS_SECRET_ACCESS_KEY=${value}\nAWS_SECRET_1=${value}\n`;
			assert.deepEqual(inGit(".env.example", text), []);
			assert.deepEqual(inGit(".env", text).length, 1);
		});
	}

	it("tells a real secret in it", () => {
		const text = "REMOTION_AWS_SECRET_ACCESS_KEY=ThisIsNoneAtAll/000000000000000000000000\n";
		assert.deepEqual(inGit(".env.example", text), ["env-file-in-git"]);
	});

	it("would raise something if it were filled in", () => {
		const text = templates["GitHub Unwrapped"]?.map((name) => `${name}=<fill in>\n`).join("") ?? "";
		const rules = explain(situation({ files: { ".env": text } })).findings.map(({ rule }) => rule);
		assert.deepEqual(rules, Array(4).fill("placeholder-value"));
	});
});

/** What is said of secrets in a file that Git tracks. */
function inGit(name: string, text: string): string[] {
	const path = `/work/project/${name}`;
	const facts = { git: { [path]: "tracked" as const } };
	const { findings } = explain(situation({ files: { [name]: text }, envFiles: [path], facts }));
	return findings.map(({ rule }) => rule).filter((rule) => rule === "env-file-in-git");
}
