/** What our rules say of profiles against what comes of these profiles; `profiles.test.ts` holds that against the real `fromIni`. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { resolveProfile } from "../../src/core/credentialProviders/profiles.ts";
import { resolveProject } from "../../src/core/project/resolve.ts";
import { checkAll } from "../../src/core/rules/index.ts";
import { configPath, credentialsPath, situation } from "../unit/situation.ts";
import { profileWorlds } from "./awsTexts.ts";

const numRuns = Number(process.env.CONFORMANCE_RUNS ?? 10_000);
const seed = Number(process.env.CONFORMANCE_SEED ?? 20_260_101);

/** A finding of these means that its profile cannot work. */
const fatal: readonly string[] = [
	"incomplete-profile",
	"missing-source-profile",
	"source-profile-cycle",
	"unknown-credential-source",
	"missing-sso-session",
	"mfa-profile",
];

describe("what is found in the AWS files", () => {
	it("is found of profiles only that fail, and for most of those", () => {
		const counts = new Map<string, number>();
		let [broken, silent, sessions] = [0, 0, 0];
		fc.assert(
			fc.property(profileWorlds, ({ credentials = "", config = "", environment }) => {
				const found = resolveProject(
					situation({ environment, files: { [credentialsPath]: credentials, [configPath]: config } }),
				);
				const { aws } = found;
				const faulty = new Set<string>();
				const headed = new Set<string>();
				for (const { rule, origin, message } of checkAll(found)) {
					if (!fatal.includes(rule) && rule !== "profile-heading") continue;
					const file = origin.path === configPath ? aws.config : aws.credentials;
					const at = origin.range?.start ?? -1;
					const section = file?.sections.find(({ range }) => range.start <= at && at < range.end);
					if (rule === "profile-heading") {
						if (section?.name) headed.add(section.name);
						continue;
					}
					assert.ok(section?.kind === "profile" && section.name !== null, `${rule} stands in no profile`);
					// Nobody can name a profile without a name, so there is nothing to resolve: its half pair is half all the same.
					if (section.name === "") continue;
					assert.ok(!resolveProfile(aws.table, section.name, environment).ok, `${section.name} works: ${message}`);
					faulty.add(section.name);
					counts.set(rule, (counts.get(rule) ?? 0) + 1);
				}
				for (const { name, type, problem } of aws.table.profiles) {
					// What merely has settings is no mistake, and what depends on a broken one is not told again.
					if (problem === undefined || type === "none" || aws.table.get(name)?.problem !== problem) continue;
					if (/source|circle/i.test(problem) || resolveProfile(aws.table, name, environment).ok) continue;
					// A session or a service that stands among the credentials is told by its heading.
					if (headed.has(name)) {
						sessions++;
						continue;
					}
					broken++;
					if (!faulty.has(name)) silent++;
				}
			}),
			{ numRuns, seed },
		);
		for (const rule of fatal)
			assert.ok((counts.get(rule) ?? 0) > numRuns / 200, `${rule} is rare: ${counts.get(rule)}`);
		assert.ok(sessions > numRuns / 200, `${sessions} sessions among the credentials`);
		assert.ok(silent < broken / 5, `${silent} of ${broken} broken profiles are not told`);
	}).timeout(60_000 + numRuns * 20);
});
