import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** parseIni's result */
export type IniData = Record<string, Record<string, string>>;

export interface FromIniOptions {
	profile: string;
	logger?: Record<"debug" | "info" | "warn" | "error", (message: string) => void>;
	roleAssumer?: (source: unknown, params: unknown) => Promise<unknown>;
}

/** The parts of the AWS SDK that decide about profiles, as `@remotion/lambda-client` bundles them. */
export interface BundledSdk {
	fromIni(options: FromIniOptions): () => Promise<{ accessKeyId: string; sessionToken?: string }>;
	parseIni(text: string): IniData;
	getConfigData(data: IniData): IniData;
	parseKnownFiles(options: object): Promise<IniData>;
	loadSsoSessionData(options: object): Promise<IniData>;
	externalDataInterceptor: {
		getFileRecord(): Record<string, unknown>;
		interceptFile(path: string, contents: string): void;
		getTokenRecord(): Record<string, unknown>;
	};
}

/** What the patched copy throws instead of its first request, process or look at a token. */
export const dialled = "DIALLED";

/**
 * Loads the SDK out of Remotion's own bundle: the packages of the same name in node_modules are others (their dependencies are newer).
 * The bundle exports none of it, so a copy does, in a folder of its own. In that copy a first request to a container or an
 * instance throws `dialled` instead of being sent: what comes after it is not in question here, and takes seconds.
 */
export async function loadBundledSdk(): Promise<BundledSdk> {
	const path = join(createRequire(import.meta.url).resolve("@remotion/lambda-client"), "../../esm/index.mjs");
	let code = readFileSync(path, "utf8");
	const replace = (from: string, to: string) => {
		assert.equal(code.split(from).length, 2, `Remotion's bundle no longer has exactly one: ${from}`);
		code = code.replace(from, () => to);
	};
	const nameOf = (module: string) => {
		const found = new RegExp(`/node_modules/${module}/dist-cjs/index\\.js\\nvar (require_\\w+) = `).exec(code)?.[1];
		assert.ok(found, `Remotion's bundle no longer has ${module}`);
		return found;
	};
	const throwDialled = `throw new Error(${JSON.stringify(dialled)});`;
	const retryWrapper = "var retryWrapper = (toRetry, maxRetries, delayMs) => {";
	replace(retryWrapper, `${retryWrapper}\n    return async () => { ${throwDialled} };`);
	replace(
		"  function httpRequest(options) {\n    return new Promise((resolve, reject) => {\n      const req = http.request({",
		`  function httpRequest(options) {\n    ${throwDialled}\n    return new Promise((resolve, reject) => {\n      const req = http.request({`,
	);
	replace(
		"  exports.loadSharedConfigFiles = loadSharedConfigFiles;\n  exports.loadSsoSessionData",
		"  exports.parseIni = parseIni;\n  exports.getConfigData = getConfigData;\n  exports.loadSharedConfigFiles = loadSharedConfigFiles;\n  exports.loadSsoSessionData",
	);
	code += `\nexport const sdk = { ...${nameOf("@smithy/shared-ini-file-loader")}(), ...${nameOf("@aws-sdk/credential-provider-ini")}() };\n`;
	const folder = mkdtempSync(join(tmpdir(), "bundled-sdk-"));
	try {
		const copy = join(folder, "index.mjs");
		writeFileSync(copy, code);
		const { sdk }: { sdk: BundledSdk } = await import(pathToFileURL(copy).href);
		return sdk;
	} finally {
		rmSync(folder, { recursive: true });
	}
}
