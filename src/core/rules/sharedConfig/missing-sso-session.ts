import { failureOf, textOf } from "../../credentialProviders/fromIni.ts";
import { printable } from "../../text/printableName.ts";
import type { Rule } from "../rule.ts";
import { inEach } from "../shared/inEach.ts";
import { changeValue, inBothAwsFiles, keyOrigin, suggester } from "../shared/sharedConfig.ts";

/** An SSO profile whose session is in no config file. */
export const missingSsoSession: Rule = {
	id: "missing-sso-session",
	severity: "error",
	docs: "The config file has no `[sso-session …]` of the name that `sso_session` gives: the AWS SDK stops with a TypeError.",
	check: inBothAwsFiles((files) => {
		const { table, broken } = files;
		const similarTo = suggester(table.ssoSessions);
		return inEach(broken, ({ name, type }) => {
			if (type !== "sso") return [];
			if (failureOf(table, name, undefined)?.why !== "sso-session-missing") return [];
			const session = textOf(table.settings(name) ?? {}, "sso_session") ?? "";
			const similar = similarTo(session);
			const hint = similar[0] === undefined ? "" : ` Did you mean "${similar[0]}"?`;
			return keyOrigin(files, name, "sso_session", "value").map((origin) => ({
				message: `The config file has no [sso-session ${printable(session)}].${hint}`,
				origin,
				fixes: changeValue(files, name, "sso_session", similar),
			}));
		});
	}),
};
