import { deployed } from "./platform.ts";
import { modeFiles, type PlatformRow } from "./runtime.ts";

/** Vercel's functions. Source: Vercel's page on system and reserved environment variables. */
export const vercel: PlatformRow = deployed({
	id: "vercel",
	platform: {
		name: "Vercel",
		injects: ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_REGION", "AWS_DEFAULT_REGION"],
		// These names are allowed today: yours take the place of Vercel's, one by one.
		wins: "project",
		identity: "Vercel",
		outcome: "they grant nothing in your account, and AWS answers UnrecognizedClientException",
		hasOwnRole: false,
		settings: "the project's settings",
		// A secret value can't be read again, and is not allowed in Development. Source: Vercel's page on `vercel env` (2026-03-17).
		setsVariable: (name) => `vercel env add ${name} production --sensitive`,
	},
	injected:
		"Vercel may set AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, and AWS_SESSION_TOKEN itself; your values replace them one by one.",
	layersInShort: "May inject Vercel's own AWS_ keys; yours replace them",
	names: modeFiles("production"),
	signs: [["vercel.json"], ["vercel.ts"], [".vercel/project.json"]],
});
