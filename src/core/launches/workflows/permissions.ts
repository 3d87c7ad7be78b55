import type { YamlValue } from "../yaml.ts";

/**
 * Whether a job may ask GitHub for an OIDC token. Its own `permissions` replace those of the workflow; without either, no default allows it,
 * and a reusable workflow has what its caller allows. undefined: nobody here knows.
 * Source: GitHub's documentation, "Permissions for the GITHUB_TOKEN" and "OpenID Connect".
 */
export function mayAskForToken(workflow: YamlValue, job: YamlValue): boolean | undefined {
	const own = job.get("permissions");
	const permissions = own.isThere ? own : workflow.get("permissions");
	const events = workflow.get("on");
	const isReusable =
		events.text === "workflow_call" ||
		events.get("workflow_call").isThere ||
		events.entries.some(({ key }) => key === "workflow_call") ||
		events.items.some(({ text }) => text === "workflow_call");
	if (!permissions.isThere) return isReusable ? undefined : false;
	if (permissions.text !== undefined) return permissions.text === "write-all";
	const token = permissions.get("id-token").text;
	return token?.includes("${{") ? undefined : token === "write";
}
