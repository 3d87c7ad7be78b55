import { commentOutAll, renameAll } from "../../dotenv/editAssignments.ts";
import { assigned, nameOrigin } from "../../dotenv/envFile.ts";
import type { Fix } from "../../types.ts";
import { knownVariables, withoutPublicPrefix } from "../../vocabulary/variables.ts";
import type { Rule } from "../rule.ts";
import { inEach } from "../shared/inEach.ts";
import { keyParts } from "../shared/keyParts.ts";

/** A key under a name that bundlers copy into the browser's code. */
export const publicPrefix: Rule = {
	id: "public-prefix",
	severity: "error",
	docs: "A key, secret or token under a name (`NEXT_PUBLIC_`, `VITE_`, `PUBLIC_`, `NUXT_PUBLIC_`, …) that is copied into browser code, where anyone can read it.",
	check: ({ envFiles }) =>
		inEach(envFiles, (file) => {
			const names = new Map<string, string>();
			const taken = new Set<string>();
			const found = keyParts(file).filter(({ name, assignment }) => {
				if (withoutPublicPrefix(assignment.name) === undefined) return false;
				const target = knownVariables.has(name) && name.startsWith("AWS_") ? `REMOTION_${name}` : name;
				if (!assigned(file, target) && !taken.has(target)) names.set(assignment.name, target);
				taken.add(target);
				return true;
			});
			const fixes: Fix[] =
				names.size === found.length && names.size > 0
					? [
							{
								title:
									names.size === 1 ? `Rename to ${[...names.values()][0]}` : "Remove the public prefix from the keys",
								preferred: true,
								edits: renameAll(file, names),
							},
						]
					: [];
			return inEach(found, ({ assignment }) => [
				{
					message: `The prefix makes ${assignment.name} public: wherever your code uses it, the bundler copies the value into browser code. Rename it. If it was ever deployed, replace the key in AWS.`,
					origin: nameOrigin(file, assignment),
					fixes: [...fixes, { title: `Comment out ${assignment.name}`, edits: commentOutAll(file, [assignment.name]) }],
				},
			]);
		}),
};
