import { dotenvDialect } from "../dotenv/parse.ts";
import type { ProgramRow } from "./runtime.ts";

/**
 * Remotion's Python SDK, `remotion-lambda` of PyPI. Its `_create_boto_client` gives boto3 a region, and nothing of credentials that code does
 * not pass. Source: `remotionclient.py` of Remotion's repository (05bf713), read; boto3 and botocore 1.43.11, run: test/real-programs/boto3.json.
 */
export const python: ProgramRow = {
	id: "python",
	label: "Python SDK",
	loads: ({ codeLoadsEnv }) => codeLoadsEnv,
	dialect: () => dotenvDialect(),
	layers:
		"Remotion's Python SDK sees the shell's AWS_ variables and the AWS files, and no REMOTION_ variable; a .env file counts where the project's own code loads it.",
	layersInShort: "AWS_ variables of the shell, then what the code loads",
	regionVariables: [],
	neverReads: {
		reader: "Remotion's Python SDK",
		remedy: "It reads AWS_ variables only: load them with python-dotenv.",
	},
	startsHere: () => undefined,
	otherSdk: () => ({
		name: "Remotion's Python SDK",
		// Source: `EnvProvider` of botocore.credentials.
		keys: [["AWS_ACCESS_KEY_ID"], ["AWS_SECRET_ACCESS_KEY"], ["AWS_SECURITY_TOKEN", "AWS_SESSION_TOKEN"]],
		refusesHalfPairs: true,
		profiles: {
			// Source: `BOTOCORE_DEFAUT_SESSION_VARIABLES` of botocore.configprovider, `get_scoped_config` of botocore.session.
			variables: ["AWS_DEFAULT_PROFILE", "AWS_PROFILE"],
			takesEmptyNames: true,
			mustExist: ["AWS_DEFAULT_PROFILE", "AWS_PROFILE"],
			notFound: (name) => `The config profile (${name}) could not be found`,
			// Source: `create_credential_resolver` and `ProfileProviderBuilder` of botocore.credentials.
			order: ["role", "web-identity", "sso", "static", "login", "process"],
			rolesBeforeWebIdentity: true,
			asksForMfaCode: true,
		},
		nothingFound: "Unable to locate credentials",
	}),
};
