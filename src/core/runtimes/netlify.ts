import { deployed, lambdaNames } from "./platform.ts";
import { modeFiles, type PlatformRow } from "./runtime.ts";

/**
 * Netlify's functions, which run on AWS Lambda in Netlify's account. Sources: Netlify's page on environment variables and functions (those
 * of netlify.toml don't reach them); netlify/cli issue 1147 (reserved names: "Invalid AWS Lambda parameters"); `copyHandlerDependencies` of
 * @netlify/plugin-nextjs 5.16.0, which packs the four files of Next.js's production along.
 */
export const netlify: PlatformRow = deployed({
	id: "netlify",
	platform: {
		name: "Netlify",
		injects: lambdaNames,
		wins: "platform",
		rejects: lambdaNames,
		identity: "Netlify's own role",
		outcome: "it grants nothing in your account, and AWS answers AccessDenied",
		hasOwnRole: false,
		settings: "the site's environment variables, with the scope Functions",
	},
	injected:
		"Netlify's functions run on AWS Lambda, which sets AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN of Netlify's own role; these names are reserved.",
	layersInShort: "Sets AWS_* keys of its own role; you can't set your own",
	names: modeFiles("production"),
	signs: [["netlify.toml"], [".netlify/state.json"]],
});
