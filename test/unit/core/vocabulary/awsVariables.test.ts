import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import {
	awsVariable,
	awsVariables,
	choosesCredentialsOrRegion,
	holdsCredentials,
	isAddress,
	isCredentialSource,
	isForProfiles,
	isInChain,
	isSdkVariable,
	isTuning,
	namesCredentialFile,
} from "../../../../src/core/vocabulary/awsVariables.ts";

const root = new URL("../../../../", import.meta.url);

/** Names in the packages that are no variables: values of an API, and names of their own constants. */
const notVariables = new Set([
	"AWS_DEFAULTS_MODE_CONFIG",
	"AWS_DEFAULTS_MODE_ENV",
	"AWS_DEFAULT_REGION_ENV",
	"AWS_IAM",
	"AWS_MANAGED",
	"AWS_PARTITION_SUFFIX",
	"AWS_REGION_ENV",
]);

/** Every `AWS_…` in the code of the installed packages. */
function namesIn(patterns: readonly string[]): Set<string> {
	const names = new Set<string>();
	let files = 0;
	for (const file of globSync([...patterns], { cwd: root })) {
		files++;
		for (const [name] of readFileSync(new URL(file, root), "utf8").matchAll(/(?<![\w$-])AWS_[A-Z\d_]+/g))
			names.add(name);
	}
	assert.ok(files > 50, `only ${files} files were read`);
	return names;
}

describe("what AWS's variables are for", () => {
	const packages = ["@aws-sdk", "@smithy", "@aws"];
	const sdk = namesIn(packages.map((name) => `node_modules/${name}/**/dist-cjs/**/*.js`));

	it("is known of every one that the AWS SDK's packages name", () => {
		const unknown = [...sdk].filter((name) => !awsVariable(name) && !notVariables.has(name));
		assert.deepEqual(unknown.sort(), [], "a row in src/core/vocabulary/awsVariables.ts says what it is for");
	});

	it("is known of no other, save those that only the CLI and other SDKs look at", () => {
		const ours = [...awsVariables].filter(([, { isOthers }]) => !isOthers).map(([name]) => name);
		assert.deepEqual(
			ours.filter((name) => !sdk.has(name)),
			[],
		);
		const others = [...awsVariables].filter(([, { isOthers }]) => isOthers).map(([name]) => name);
		assert.deepEqual(
			others.filter((name) => sdk.has(name)),
			[],
		);
		assert.deepEqual(
			[...notVariables].filter((name) => !sdk.has(name)),
			[],
		);
	});

	it("is asked of the table: no expression anywhere lists such names", () => {
		const bad = globSync("src/**/*.ts", { cwd: root }).filter((file) => {
			// What an error's text says is no list of variables.
			if (/errorGuide/.test(file)) return false;
			return /AWS_\((?!REMOTION)/.test(readFileSync(new URL(file, root), "utf8"));
		});
		assert.deepEqual(bad, []);
	});

	const table: [name: string, what: string][] = [
		["AWS_ACCESS_KEY_ID", "sdk credentials source chain chooses"],
		["AWS_SESSION_TOKEN", "sdk credentials source chain chooses"],
		["AWS_CREDENTIAL_SCOPE", "sdk credentials source chain chooses"],
		["AWS_ACCOUNT_ID", "sdk credentials source chain chooses"],
		["AWS_SECURITY_TOKEN", "chooses"],
		["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "sdk credentials source chain chooses address"],
		["AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", "sdk credentials source chain chooses file"],
		["AWS_EC2_METADATA_SERVICE_ENDPOINT", "sdk credentials source chain chooses address"],
		["AWS_EC2_METADATA_V1_DISABLED", "sdk credentials source chain chooses"],
		["AWS_WEB_IDENTITY_TOKEN_FILE", "sdk credentials chain chooses file"],
		["AWS_ROLE_ARN", "sdk credentials chain chooses"],
		["AWS_LOGIN_CACHE_DIRECTORY", "sdk credentials chain profiles chooses file"],
		["AWS_PROFILE", "sdk chain profiles chooses"],
		["AWS_DEFAULT_PROFILE", "chooses"],
		["AWS_REGION", "sdk chain profiles chooses"],
		["AWS_CONFIG_FILE", "sdk"],
		["AWS_ENDPOINT_URL", "sdk profiles address"],
		["AWS_ENDPOINT_URL_STS", "sdk profiles address"],
		["AWS_ENDPOINT_URLS", ""],
		["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "sdk profiles"],
		["AWS_RETRY_MODE", "sdk profiles tuning"],
		["AWS_STS_REGIONAL_ENDPOINTS", "tuning"],
		["AWS_EXECUTION_ENV", ""],
		["AWS_LAMBDA_FUNCTION_NAME", ""],
		["AWS_BEARER_TOKEN_BEDROCK", ""],
		["AWS_KEY_1", ""],
		["aws_profile", ""],
		["LD_PRELOAD", ""],
	];
	const filters = {
		sdk: isSdkVariable,
		credentials: holdsCredentials,
		source: isCredentialSource,
		chain: isInChain,
		profiles: isForProfiles,
		chooses: choosesCredentialsOrRegion,
		tuning: isTuning,
		address: isAddress,
		file: namesCredentialFile,
	};
	for (const [name, what] of table) {
		it(`${name}: ${what || "nothing of Remotion's requests"}`, () => {
			const held = Object.entries(filters).filter(([, holds]) => holds(name));
			assert.equal(held.map(([word]) => word).join(" "), what);
		});
	}
});
