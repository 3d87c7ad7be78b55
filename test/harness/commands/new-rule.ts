/** `npm run new-rule -- ID [--in env|sharedConfig|code]`: a rule's file, its line in the list of rules, and its first fixtures. */
import { parseArgs } from "node:util";
import { HarnessError, runMain, say } from "../log.ts";
import { writeNewRule } from "../newRule.ts";
import { root } from "../paths.ts";

const help = `npm run new-rule -- ID [--in ROOM]

Makes src/core/rules/ROOM/ID.ts, its line in the list of rules, and two fixtures in test/fixtures/ID.
  ID    in lower case with hyphens, such as region-unknown
  ROOM  env (default): .env files; sharedConfig: the AWS files; code: code, vercel.json and workflows`;

await runMain(async () => {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: { in: { type: "string", default: "env" }, help: { type: "boolean" } },
	});
	const [id, ...more] = positionals;
	if (values.help || id === undefined) return say(help);
	if (more.length > 0) throw new HarnessError(`One rule at a time: ${more.join(" ")} is too much.`);
	for (const path of writeNewRule(root, id, values.in)) say(path);
	say(
		`Now write the rule, its cases and, in test/harness/ruleSources.ts, where its fact comes from. Then UPDATE_FIXTURES=1 npm test -- unit, and read what was written.`,
	);
});
