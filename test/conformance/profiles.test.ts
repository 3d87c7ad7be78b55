/** Our merge of the AWS files and our profile resolution against `parseKnownFiles` and `fromIni` of Remotion's bundle. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { mergeProfiles, resolveProfile } from "../../src/core/credentialProviders/profiles.ts";
import type { ProfileSettings, ProfileTable } from "../../src/core/credentialProviders/profileTable.ts";
import { parseAwsFile } from "../../src/core/sharedConfig/parse.ts";
import { awsTexts, profileNames, profileWorlds } from "./awsTexts.ts";
import { type BundledSdk, dialled, loadBundledSdk } from "./bundledSdk.ts";

const numRuns = Number(process.env.CONFORMANCE_RUNS ?? 10_000);
const seed = Number(process.env.CONFORMANCE_SEED ?? 20_260_101);
const timeout = 60_000 + numRuns * 20;

const paths = { AWS_SHARED_CREDENTIALS_FILE: "/nonexistent/credentials", AWS_CONFIG_FILE: "/nonexistent/config" };
const quiet = { AWS_LOGIN_CACHE_DIRECTORY: "/nonexistent/login", HOME: "/nonexistent" };

type Result =
	| { ok: true; type: string | undefined; accessKeyId?: string; hasSessionToken?: boolean }
	| { ok: false; message: string; tryNext: boolean };

/** The SDK's debug messages that tell which way it went. The first one is the asked profile's own. */
const ways: readonly (readonly [string, string])[] = [
	["resolveAssumeRoleCredentials (STS)", "role"],
	["resolveStaticCredentials", "static"],
	["fromTokenFile", "web-identity"],
	["fromProcess", "process"],
	["fromSSO", "sso"],
	["fromLoginCredentials", "login"],
];

/** Messages of a source that was asked and had nothing to say: what the files hold has led that far. */
const asked = [
	new RegExp(`^${dialled}$`),
	/^The SSO session token associated with profile=/,
	/^The SSO session associated with this profile is invalid\. To refresh/,
	/^Failed to load token from \/nonexistent\/login/,
	/^ENOENT: no such file or directory, open '\/nonexistent\/token/,
];

function setFile(sdk: BundledSdk, path: string, text: string | undefined): void {
	if (text === undefined) {
		delete sdk.externalDataInterceptor.getFileRecord()[path];
	} else {
		sdk.externalDataInterceptor.interceptFile(path, text);
	}
}

function merge(credentials: string | undefined, config: string | undefined): ProfileTable {
	return mergeProfiles(
		credentials === undefined ? undefined : parseAwsFile(credentials, "credentials", paths.AWS_SHARED_CREDENTIALS_FILE),
		config === undefined ? undefined : parseAwsFile(config, "config", paths.AWS_CONFIG_FILE),
	);
}

function entries(settings: ProfileSettings | undefined): [string, string][] | undefined {
	return settings && Object.entries(settings).map(([key, { value }]) => [key, value.reveal()]);
}

/** In "Got a, b, c" our message hides keys that might be part of a secret. */
function withHiddenKeys(message: string): string {
	return message.replace(/Got (.*)\nReference/s, (_, keys: string) => {
		const shown = keys.split(", ").map((key) => (/^[a-z0-9_.-]{1,40}$/.test(key) ? key : "••••••••"));
		return `Got ${shown.join(", ")}\nReference`;
	});
}

describe("agreement with the AWS SDK on profiles", () => {
	let sdk: BundledSdk;
	let environment: NodeJS.ProcessEnv;
	let listeners: NodeJS.UnhandledRejectionListener[];
	before(async function () {
		this.timeout(timeout);
		sdk = await loadBundledSdk();
		environment = process.env;
		sdk.externalDataInterceptor.getTokenRecord().exec = (_: string, done: (error: Error) => void) =>
			done(new Error(dialled));
		// A role that wants an MFA code fails before the SDK looks at its source's failure, which nobody handles then.
		listeners = process.listeners("unhandledRejection");
		process.removeAllListeners("unhandledRejection");
		process.on("unhandledRejection", () => {});
	});
	after(async () => {
		process.env = environment;
		await new Promise((resolve) => setImmediate(resolve));
		process.removeAllListeners("unhandledRejection");
		for (const listener of listeners) {
			process.on("unhandledRejection", listener);
		}
	});

	async function fromIni(profile: string): Promise<Result> {
		let type: string | undefined;
		const debug = (message: string) => {
			type ??= ways.find(([way]) => message.includes(` - ${way}`))?.[1];
		};
		const logger = { debug, info: () => {}, warn: () => {}, error: () => {} };
		const roleAssumer = async () => ({ accessKeyId: "assumed" });
		try {
			const { accessKeyId, sessionToken } = await sdk.fromIni({ profile, logger, roleAssumer })();
			return type === "static"
				? { ok: true, type, accessKeyId, hasSessionToken: sessionToken !== undefined }
				: { ok: true, type };
		} catch (error) {
			assert.ok(error instanceof Error);
			if (asked.some((pattern) => pattern.test(error.message))) {
				return { ok: true, type };
			}
			return {
				ok: false,
				message: withHiddenKeys(error.message),
				tryNext: "tryNextLink" in error && error.tryNextLink === true,
			};
		}
	}

	it("merges random files as parseKnownFiles does", async () => {
		process.env = { ...quiet, ...paths };
		let profiles = 0;
		const text = fc.option(awsTexts, { freq: 10, nil: undefined });
		await fc.assert(
			fc.asyncProperty(text, text, async (credentials, config) => {
				setFile(sdk, paths.AWS_SHARED_CREDENTIALS_FILE, credentials);
				setFile(sdk, paths.AWS_CONFIG_FILE, config);
				const table = merge(credentials, config);
				const known = await sdk.parseKnownFiles({});
				for (const [name, settings] of Object.entries(known)) {
					profiles++;
					assert.ok(table.has(name));
					assert.deepEqual(entries(table.settings(name)), Object.entries(settings));
				}
				const names = [...profileNames, ...table.profiles.map(({ name }) => name), "sso-session.s", "s", "", "my a"];
				for (const name of names) {
					assert.equal(table.has(name), Object.hasOwn(known, name), name);
				}
				for (const { name, region } of table.profiles) {
					const found = table.get(name);
					const listed = Object.hasOwn(known, name) && !/^(sso-session|services)\./.test(name);
					assert.ok(found !== undefined || !listed, name);
					assert.equal(found?.region, found && known[name]?.region);
					assert.ok(region === undefined || found !== undefined);
				}
				const sessions = await sdk.loadSsoSessionData({});
				for (const name of [...Object.keys(sessions), "s", "t", "missing"]) {
					assert.deepEqual(
						entries(table.ssoSession(name)),
						Object.hasOwn(sessions, name) ? Object.entries(sessions[name] ?? {}) : undefined,
					);
				}
			}),
			{ numRuns, seed },
		);
		assert.ok(profiles > numRuns / 2, `the texts are too dull: ${profiles}`);
	}).timeout(timeout);

	it("comes to the same end as fromIni", async () => {
		const counts = new Map<string, number>();
		await fc.assert(
			fc.asyncProperty(profileWorlds, async ({ credentials, config, name, environment: variables }) => {
				process.env = { ...quiet, ...paths, ...variables };
				setFile(sdk, paths.AWS_SHARED_CREDENTIALS_FILE, credentials);
				setFile(sdk, paths.AWS_CONFIG_FILE, config);
				const table = merge(credentials, config);
				const expected = await fromIni(name);
				const found = resolveProfile(table, name, process.env);
				const result: Result = found.ok ? found : { ok: false, message: found.message, tryNext: found.tryNext };
				assert.deepEqual(result, expected);
				const reached = name || variables.AWS_PROFILE || "default";
				if (!found.ok) {
					assert.equal(found.code === "profile-unusable", Object.hasOwn(await sdk.parseKnownFiles({}), reached));
				}
				const profile = table.get(reached);
				if (profile !== undefined && found.ok) {
					const { type, accessKeyId, hasSessionToken } = profile;
					assert.deepEqual({ ok: true, type, ...(type === "static" && { accessKeyId, hasSessionToken }) }, found);
				} else if (
					profile !== undefined &&
					!found.ok &&
					!/environment variable credentials|URL|HTTP/.test(found.message)
				) {
					assert.ok(profile.problem, found.message);
				}
				const key = expected.ok ? `${expected.type}` : expected.message.slice(0, 20);
				counts.set(key, (counts.get(key) ?? 0) + 1);
			}),
			{ numRuns, seed },
		);
		if (environment.CONFORMANCE_COUNTS) {
			console.log(counts);
		}
		for (const way of ["role", "static", "web-identity", "process", "sso", "login"]) {
			assert.ok((counts.get(way) ?? 0) > numRuns / 1000, `${way} is too rare: ${counts.get(way)}`);
		}
		assert.ok(counts.size >= 13, `too few ways to fail: ${[...counts.keys()]}`);
	}).timeout(timeout);
});
