import { fileName, nameOrigin } from "../../dotenv/envFile.ts";
import { runtimes } from "../../runtimes/index.ts";
import { pathsOf } from "../../text/paths.ts";
import { sentFileBy } from "../../vocabulary/variables.ts";
import type { Rule } from "../rule.ts";
import { moveToProfile } from "../shared/fixes.ts";
import { isReal, keyParts } from "../shared/keyParts.ts";

/** Keys in the file that Remotion's command line sends along with every render. */
export const secretSentToRender: Rule = {
	id: "secret-sent-to-render",
	severity: "information",
	docs: "The Remotion CLI sends this whole file along with every render, keys included; a profile name in it is no secret.",
	isOncePerFile: true,
	isAdvice: true,
	check: ({ input, envFiles, unreadable }) => {
		if (!runtimes[input.runtime].sendsEnvFile || input.launch?.sendsEnvFile === false) return [];
		const paths = pathsOf(input.platform);
		const root = input.projectRoot ?? input.cwd;
		const named = (input.launch?.layers ?? []).flatMap((layer) =>
			layer.kind === "files" && layer.by === sentFileBy ? layer.paths : [],
		);
		// An existing .env is the one, even if it cannot be read.
		const sent = [...named, ...[".env", ".env.local"].map((name) => paths.join(root, name))]
			.slice(0, named[0] === undefined ? undefined : 1)
			.find((path) => [...envFiles, ...unreadable].some((file) => file.path === path));
		const file = envFiles.find(({ path }) => path === sent);
		const first = file && keyParts(file).find(isReal);
		if (!file || !first) return [];
		const [fix] = moveToProfile({ input }, file);
		return [
			{
				message: `The Remotion CLI sends every variable in ${fileName(file)} to Lambda with each render, including these keys. Move the keys to an AWS profile so that only the profile name is sent.`,
				origin: nameOrigin(file, first.assignment),
				fixes: fix ? [{ ...fix, preferred: true }] : [],
			},
		];
	},
};
