import type { EnvironmentLayer, Value } from "../launch.ts";
import { originOf, type Placed } from "../placed.ts";
import type { YamlValue } from "../yaml.ts";
import { workflowValue } from "./expressions.ts";

const by = "configure-aws-credentials";
const keys = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"] as const;
const regions = ["AWS_REGION", "AWS_DEFAULT_REGION"] as const;

/** What `aws-actions/configure-aws-credentials` does to the steps after it. */
export interface ConfiguredAws {
	readonly layers: readonly EnvironmentLayer[];
	/** It writes the AWS files of the runner. */
	readonly writesFiles: boolean;
}

/** Whether a step uses it. */
export function isConfigureAws(uses: string | undefined): boolean {
	return /^aws-actions\/configure-aws-credentials(?:\/[\w/-]{1,60})?@/.test(uses ?? "");
}

/**
 * What it leaves in the environment. Source: configure-aws-credentials 6.2.3, read: it exports the region under two names, and the keys,
 * with a role's token or an empty one in the place of an old one. With `aws-profile` the keys go to the AWS files instead, unless
 * `output-env-credentials` is on: then both, and AWS_PROFILE. It sets no REMOTION_ name.
 * @param mayAskForToken whether the job may ask GitHub for a token, which a role needs where no keys and no other token are given
 */
export function configuredAws(inputs: YamlValue, place: Placed, mayAskForToken: boolean | undefined): ConfiguredAws {
	const input = (name: string) => inputs.get(name).text || undefined;
	const isOn = (name: string, otherwise: boolean) => {
		const text = input(name);
		return text === undefined ? otherwise : text.toLowerCase() === "true";
	};
	const profile = input("aws-profile");
	const origin = originOf(place);
	const variables = (values: Readonly<Record<string, Value>>): EnvironmentLayer => {
		return { kind: "variables", by, values, origin };
	};
	const layers: EnvironmentLayer[] = [];
	const needsToken =
		input("role-to-assume") !== undefined &&
		!["aws-access-key-id", "web-identity-token-file", "role-chaining", "use-existing-credentials"].some(
			(name) => input(name) !== undefined,
		);
	if (needsToken && mayAskForToken === false)
		layers.push({ kind: "variables", by, values: {}, missing: "id-token", origin });
	const exports = isOn("output-env-credentials", profile === undefined);
	if (exports && isOn("unset-current-credentials", false))
		layers.push(variables(Object.fromEntries([...keys, ...regions].map((name) => [name, ""]))));
	if (!exports) return { layers, writesFiles: profile !== undefined };
	const region = input("aws-region");
	const regionValue = region === undefined ? { unknown: by } : workflowValue(regions[0], region);
	layers.push(variables(Object.fromEntries(regions.map((name) => [name, regionValue]))));
	const [id, secret, token] = keys;
	const own = input("aws-access-key-id");
	const isRole = input("role-to-assume") !== undefined;
	if (isRole || own !== undefined) {
		layers.push(
			variables({
				[id]: isRole || own === undefined ? { unknown: by } : workflowValue(id, own),
				[secret]: { unknown: by },
			}),
		);
		const hasToken = isRole || input("aws-session-token") !== undefined;
		if (hasToken) layers.push(variables({ [token]: { unknown: by } }));
		else layers.push({ kind: "variables", by, values: { [token]: "" }, onlyIfSet: true, origin });
	}
	if (profile !== undefined) layers.push(variables({ AWS_PROFILE: workflowValue("AWS_PROFILE", profile) }));
	return { layers, writesFiles: profile !== undefined };
}
