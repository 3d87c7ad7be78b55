import { dotenvDialect } from "../dotenv/parse.ts";
import type { ProgramRow } from "./runtime.ts";

/**
 * Remotion's PHP SDK, `remotion/lambda` of Packagist. Its client gets the AWS SDK's `CredentialProvider::defaultProvider()`, as the
 * documentation has it. Source: `PHPClient.php` of Remotion's repository (03d19b5) and `CredentialProvider.php` of aws-sdk-php
 * (00b17f9), read; never run.
 */
export const php: ProgramRow = {
	id: "php",
	label: "PHP SDK",
	loads: ({ codeLoadsEnv }) => codeLoadsEnv,
	dialect: () => dotenvDialect(),
	layers:
		"Remotion's PHP SDK sees the shell's AWS_ variables and the AWS files, and no REMOTION_ variable; a .env file counts where the project's own code loads it.",
	layersInShort: "AWS_ variables of the shell, then what the code loads",
	regionVariables: [],
	neverReads: {
		reader: "Remotion's PHP SDK",
		remedy: "It reads AWS_ variables only: load them with vlucas/phpdotenv.",
	},
	startsHere: () => undefined,
	otherSdk: () => ({
		name: "Remotion's PHP SDK",
		keys: [["AWS_ACCESS_KEY_ID"], ["AWS_SECRET_ACCESS_KEY"], ["AWS_SESSION_TOKEN"]],
		profiles: {
			variables: ["AWS_PROFILE"],
			mustExist: [],
			notFound: (name) => `'${name}' not found in credentials file`,
			order: ["web-identity", "sso", "process", "role", "static"],
			// `ini()` looks for the source in the same file, and in the config file every name has "profile " in front of it.
			rolesInCredentialsFile: true,
			passesOverFailures: true,
		},
		nothingFound: "Error retrieving credentials from the instance profile metadata service",
	}),
};
