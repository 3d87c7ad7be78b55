import { dotenvDialect } from "../dotenv/parse.ts";
import type { ProgramRow } from "./runtime.ts";

/**
 * Remotion's Ruby SDK, the gem `remotion_lambda`. Without `aws_profile:` it signs with `Aws::Credentials.new` of two variables, without a
 * session token, and asks no other provider. Source: `sdk.rb` of Remotion's repository (4932eda), read; its lines on aws-sdk-core 3.168.1, run: test/real-programs/awsSdkRuby.json.
 */
export const ruby: ProgramRow = {
	id: "ruby",
	label: "Ruby SDK",
	loads: ({ codeLoadsEnv }) => codeLoadsEnv,
	dialect: () => dotenvDialect(),
	layers:
		"Remotion's Ruby SDK sees the shell's AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY alone: no profile, no session token, no REMOTION_ variable; a .env file counts where the project's own code loads it.",
	layersInShort: "Two AWS_ variables of the shell, then what the code loads",
	// `ENV.fetch("AWS_REGION", "us-east-1")`
	regionVariables: ["AWS_REGION"],
	neverReads: {
		reader: "Remotion's Ruby SDK",
		remedy: "It reads AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY only: load them with the gem dotenv.",
	},
	startsHere: () => undefined,
	otherSdk: () => ({
		name: "Remotion's Ruby SDK",
		keys: [["AWS_ACCESS_KEY_ID"], ["AWS_SECRET_ACCESS_KEY"], []],
		nothingFound: "unable to sign request without credentials set",
	}),
};
