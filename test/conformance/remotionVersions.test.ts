/**
 * What changed between versions of Remotion Lambda, held against the real package: `npm run conformance` runs this file with the last version
 * before each change and the first after it, everything else with the pinned one.
 */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isEnabledByDefault, regionsOf } from "../../src/core/vocabulary/regions.ts";
import { ignoredEndpoints, isPresent, loginSessions } from "../../src/core/vocabulary/remotionVersions.ts";
import { root } from "../harness/paths.ts";
import { skip } from "../harness/skip.ts";
import { other } from "./oracle.ts";
import { loadExplain } from "./remotionClientAgreement.ts";

const { version, folder } = other ?? { version: "4.0.527", folder: root };
// Before 4.0.261 there is no package of the client alone.
const hasClient = existsSync(join(folder, "node_modules/@remotion/lambda-client"));
const regionsModule = hasClient ? "@remotion/lambda-client/regions" : "@remotion/lambda/regions";
const clientModule = hasClient ? "@remotion/lambda-client" : "@remotion/lambda/client";

describe(`Remotion ${version}`, function () {
	this.timeout(120_000);
	let home: string;

	before(() => {
		home = mkdtempSync(join(tmpdir(), "versions-"));
		mkdirSync(join(home, ".aws"));
		writeFileSync(join(home, ".aws/config"), "[profile signed-in]\nlogin_session = arn:aws:iam::000000000000:user/x\n");
	});
	after(() => rmSync(home, { recursive: true, force: true }));

	/** Runs a text in a process of its own, where the packages of this version are. */
	const inVersion = (code: string) =>
		execFileSync(process.execPath, ["-e", code], {
			cwd: folder,
			encoding: "utf8",
			env: { HOME: home, USERPROFILE: home, PATH: process.env.PATH, REMOTION_AWS_PROFILE: "signed-in" },
		}).trim();

	it("has these regions", () => {
		const code = `const found = require("${regionsModule}"); console.log(JSON.stringify([found.AWS_REGIONS, found.DEFAULT_AWS_REGIONS]))`;
		const [all, enabled]: [string[], string[]] = JSON.parse(inVersion(code));
		assert.deepEqual(regionsOf(version), all);
		assert.deepEqual(regionsOf(version).filter(isEnabledByDefault).sort(), enabled.sort());
	});

	// Where it is known, the request would leave the machine.
	it("does not know AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", function () {
		if (isPresent(ignoredEndpoints, version)) return skip(this, `Remotion ${version} knows it`);
		const code = `
			const pair = { AWS_ACCESS_KEY_ID: "AKIANOTAREALKEY00001", AWS_SECRET_ACCESS_KEY: "not-a-secret", AWS_MAX_ATTEMPTS: "1" };
			Object.assign(process.env, pair, { AWS_ENDPOINT_URL: "http://127.0.0.1:1", AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "true" });
			delete process.env.REMOTION_AWS_PROFILE;
			require("${clientModule}").getFunctions({ region: "us-east-1", compatibleOnly: false }).catch(({ message }) => console.log(message))`;
		assert.match(inVersion(code), /ECONNREFUSED 127\.0\.0\.1:1$/);
	});

	it("knows login_session or not", async () => {
		const code = `require("${clientModule}").getFunctions({ region: "us-east-1", compatibleOnly: false }).then(() => console.log("signed"), ({ message }) => console.log(message))`;
		const message = inVersion(code);
		const isKnown = isPresent(loginSessions, version);
		assert.match(
			message,
			isKnown
				? /^Failed to load token from .*[\\/]login[\\/]cache[\\/]/
				: /Could not resolve credentials using profile/,
		);
		const explain = await loadExplain();
		const { active } = explain({
			runtime: "node",
			cwd: "/case",
			home: "/case",
			platform: "posix",
			environment: { REMOTION_AWS_PROFILE: "signed-in" },
			remotionVersion: version,
			readFile: (path) => (path.endsWith("config") ? "[profile signed-in]\nlogin_session = x\n" : undefined),
		});
		assert.equal(active.kind, isKnown ? "profile" : "error");
	});
});
