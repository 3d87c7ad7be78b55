import { textOf } from "../../credentialProviders/fromIni.ts";
import { keyBits } from "../../sharedConfig/decidingKeys.ts";
import { nearest } from "../../text/similarNames.ts";
import { credentialSources } from "../../vocabulary/profileKeys.ts";
import type { Rule } from "../rule.ts";
import { inEach } from "../shared/inEach.ts";
import { changeValue, inAwsFiles, keyOrigin, profilesWith } from "../shared/sharedConfig.ts";

/** A `credential_source` that the SDK does not know. */
export const unknownCredentialSource: Rule = {
	id: "unknown-credential-source",
	severity: "error",
	docs: "`credential_source` must be `Environment`, `Ec2InstanceMetadata` or `EcsContainer`, written exactly so.",
	check: inAwsFiles((files) =>
		inEach(profilesWith(files, keyBits.credential_source), ({ name, type, sourceProfile }) => {
			const settings = type === "role" && sourceProfile === undefined ? files.table.settings(name) : undefined;
			const source = settings && textOf(settings, "credential_source");
			if (source === undefined || credentialSources.has(source)) return [];
			const message =
				"Unknown credential_source. Use Environment, Ec2InstanceMetadata, or EcsContainer (case-sensitive).";
			const fixes = changeValue(files, name, "credential_source", nearest(source, credentialSources, 1));
			return keyOrigin(files, name, "credential_source", "value").map((origin) => ({ message, origin, fixes }));
		}),
	),
};
