import type { Rule } from "../rule.ts";

/** A workflow's role that GitHub's token should open, in a job that may not ask for one. */
export const workflowWithoutIdToken: Rule = {
	id: "workflow-without-id-token",
	severity: "error",
	docs: "A GitHub workflow assumes a role with `configure-aws-credentials`, but the job isn't allowed to request GitHub's token (`id-token: write`), so the step fails and Remotion isn't started.",
	check: ({ input }) =>
		(input.launch?.layers ?? []).flatMap((layer) => {
			if (layer.kind !== "variables" || layer.missing !== "id-token" || layer.origin === undefined) return [];
			const message =
				"The job isn't allowed to request GitHub's token, so this step can't assume the role and the job stops. Add permissions with id-token: write and contents: read to the job.";
			return [{ message, origin: layer.origin, fixes: [] }];
		}),
};
