/** `DOTENV_KEY` and `.env.vault`, as the dotenv that the Remotion CLI depends on reads them. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createCipheriv, randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { explain } from "../../src/core/index.ts";
import { root } from "../harness/paths.ts";

const cli = createRequire(join(root, "node_modules/@remotion/cli/package.json"));
const main = cli.resolve("dotenv");
const key = "0".repeat(64);
const url = `dotenv://:key_${key}@dotenvx.com/vault/.env.vault?environment=production`;

/** A vault as dotenv-vault builds it: nonce, text, tag. */
function vault(text: string): string {
	const nonce = randomBytes(12);
	const cipher = createCipheriv("aes-256-gcm", Buffer.from(key, "hex"), nonce);
	const body = Buffer.concat([nonce, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
	return `DOTENV_VAULT_PRODUCTION="${body.toString("base64")}"\n`;
}

describe("DOTENV_KEY", () => {
	let folder: string;
	beforeEach(() => {
		folder = realpathSync(mkdtempSync(join(tmpdir(), "vault-")));
		writeFileSync(join(folder, ".env"), "REMOTION_AWS_PROFILE=from-env\n");
	});
	afterEach(() => rmSync(folder, { recursive: true, force: true }));

	/** What is in REMOTION_AWS_PROFILE after `dotenv.config()`, as the Remotion CLI calls it. */
	function loaded(): string {
		const code = `try { require(${JSON.stringify(main)}).config({ quiet: true }); } catch {} process.stdout.write(process.env.REMOTION_AWS_PROFILE ?? "none");`;
		const env = { PATH: process.env.PATH, DOTENV_KEY: url };
		return execFileSync(process.execPath, ["-e", code], { cwd: folder, encoding: "utf8", env, stdio: "pipe" });
	}

	/** What `explain()` says of the same folder. */
	function answer(): string {
		const { active } = explain({
			runtime: "remotion-cli",
			cwd: folder,
			home: folder,
			platform: process.platform === "win32" ? "win32" : "posix",
			environment: { DOTENV_KEY: url },
			readFile: (path) => {
				try {
					return readFileSync(path, "utf8");
				} catch {
					return undefined;
				}
			},
		});
		return active.kind === "hidden" ? active.by : active.kind;
	}

	it("is that of the version that the product speaks of", () => {
		const json: unknown = JSON.parse(readFileSync(join(dirname(main), "../package.json"), "utf8"));
		assert.equal(Object(json).version, "17.3.1");
	});

	it("makes dotenv decrypt the vault, and read nothing of .env", () => {
		writeFileSync(join(folder, ".env.vault"), vault("REMOTION_AWS_PROFILE=from-vault\n"));
		assert.equal(loaded(), "from-vault");
		assert.equal(answer(), ".env.vault (encrypted)");
		writeFileSync(join(folder, ".env.vault"), vault("OTHER=1\n"));
		assert.equal(loaded(), "none");
		assert.equal(answer(), ".env.vault (encrypted)");
	});

	it("keeps .env from being read where the vault is broken, too", () => {
		writeFileSync(join(folder, ".env.vault"), 'DOTENV_VAULT_PRODUCTION="bm9uZQ=="\n');
		assert.equal(loaded(), "none");
	});

	it("changes nothing without a vault", () => {
		assert.equal(loaded(), "from-env");
		// The profile is not there, so that Remotion fails with it.
		assert.equal(answer(), "error");
	});
});
