import { dotenvDialect } from "../dotenv/parse.ts";
import { compareVersions, exactVersion } from "../text/versions.ts";
import type { ProgramRow } from "./runtime.ts";

/** The first release on aws-sdk-go-v2 (config 1.32.29); those before it are on aws-sdk-go v1. Source: its go.mod of each release. */
const firstOnV2 = "4.0.490";

/**
 * Remotion's Go SDK, `github.com/remotion-dev/lambda_go_sdk`. It gives the AWS SDK a region only: `LoadDefaultConfig(WithRegion)`, up to 4.0.489
 * a session of v1 with `SharedConfigEnable`. Source: 4.0.489, compiled and run; `invocations.go` of 4.0.515, read, and the same call run on
 * config 1.17.1. That a profile that AWS_PROFILE names must exist is newer: `resolveConfigLoaders` of aws-sdk-go-v2's `config/config.go` (046abf8; its pull request 2309), read.
 */
export const go: ProgramRow = {
	id: "go",
	label: "Go SDK",
	loads: ({ codeLoadsEnv }) => codeLoadsEnv,
	dialect: () => dotenvDialect(),
	layers:
		"Remotion's Go SDK sees the shell's AWS_ variables and the AWS files, and no REMOTION_ variable; a .env file counts where the project's own code loads it.",
	layersInShort: "AWS_ variables of the shell, then what the code loads",
	regionVariables: [],
	neverReads: { reader: "Remotion's Go SDK", remedy: "It reads AWS_ variables only: load them with godotenv." },
	startsHere: () => undefined,
	otherSdk: ({ remotion }) => {
		const version = exactVersion(remotion ?? "");
		const isOnV1 = version !== undefined && compareVersions(version, firstOnV2) < 0;
		return {
			name: "Remotion's Go SDK",
			// Source: `NewEnvConfig` of aws-sdk-go-v2's `config/env_config.go`, `credAccessEnvKey` and its like of v1's `aws/session`.
			keys: [
				["AWS_ACCESS_KEY_ID", "AWS_ACCESS_KEY"],
				["AWS_SECRET_ACCESS_KEY", "AWS_SECRET_KEY"],
				["AWS_SESSION_TOKEN"],
			],
			profiles: {
				variables: ["AWS_PROFILE", "AWS_DEFAULT_PROFILE"],
				mustExist: isOnV1 ? [] : ["AWS_PROFILE"],
				notFound: (name) =>
					isOnV1
						? "NoCredentialProviders: no valid providers in chain"
						: `failed to get shared config profile, ${name}`,
				// Source: `resolveCredsFromProfile` of aws-sdk-go-v2's `config/resolve_credentials.go`.
				order: ["role", "static", "web-identity", "sso", "process", "login"],
				rolesByOwnKeys: true,
			},
			nothingFound: isOnV1
				? "NoCredentialProviders: no valid providers in chain"
				: "failed to refresh cached credentials, no EC2 IMDS role found",
		};
	},
};
