import { deployed, lambdaNames } from "./platform.ts";
import { modeFiles, type PlatformRow } from "./runtime.ts";

/**
 * Amplify Hosting's servers. Sources: AWS's pages on Amplify's environment variables (a name that begins with AWS is refused), on variables
 * of server-side runtimes (a server has what the build writes to `.env.production`), on SSR compute roles (whom the role trusts);
 * aws-amplify/amplify-hosting issues 3732 (AWS_ACCESS_KEY_ID is undefined on the server) and 3205.
 */
export const amplify: PlatformRow = deployed({
	id: "amplify",
	platform: {
		name: "Amplify",
		injects: [],
		wins: "project",
		rejects: [...lambdaNames, "AWS_PROFILE"],
		identity: "the app's compute role",
		outcome: "AWS answers AccessDenied unless that role has Remotion's policy",
		hasOwnRole: true,
		trusts: { name: "Amplify", principal: "amplify.amazonaws.com" },
		settings: "the app's environment variables",
	},
	injected:
		"Amplify rejects environment variables whose name begins with AWS, and a server gets only those that the build writes to .env.production.",
	layersInShort: "Rejects AWS_* names; only what the build writes to .env.production reaches it",
	names: modeFiles("production"),
	signs: [["amplify.yml"], ["amplify.yaml"]],
});
