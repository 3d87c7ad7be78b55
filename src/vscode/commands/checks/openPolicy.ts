import { openSession } from "../../../remotion/session.ts";
import { tellFailure } from "../../awsRequests/failureMessages.ts";
import { findOwn } from "../../awsRequests/ownClient.ts";
import type { ClientContext } from "../../awsRequests/renderer.ts";
import type { Pages } from "../../common/pages.ts";
import { withProgress } from "../../common/progress.ts";
import type { Row } from "../../typedCommands/arguments.ts";
import { calledOn } from "../calledOn.ts";

/** The names Remotion's setup guide gives the two policies. */
const names = { user: "remotion-user-policy", role: "remotion-lambda-policy" } as const;

type PolicyKind = keyof typeof names;

/**
 * Opens a policy of the project's own Remotion version as JSON: `getUserPolicy()` is for who calls, `getRolePolicy()` for the function.
 * Asks AWS nothing and needs no credentials.
 * @param name what it is to be called, without `.json`; default: as Remotion's setup guide calls it
 * @returns the JSON; undefined: refused, cancelled or failed, and the person knows
 */
export async function openPolicy(
	context: ClientContext,
	pages: Pages,
	kind: PolicyKind,
	row?: Row,
	name: string = names[kind],
): Promise<string | undefined> {
	const { preparation, log, program } = context;
	const { project, explanation } = await calledOn(context.focus, row);
	if (!(await preparation.mayRun())) return undefined;
	const found = await findOwn(context, project.folder, "policies");
	if (!found) return undefined;
	const session = openSession({
		program,
		client: found.path,
		cwd: project.folder,
		base: process.env,
		source: { kind: "none" },
	});
	try {
		const region = explanation.region.value ?? "us-east-1";
		const policies = await withProgress("Reading Remotion's policy", (signal) =>
			session.call("policies", { region }, { signal }),
		);
		await pages.open(`${name}.json`, `${policies[kind]}\n`);
		return policies[kind];
	} catch (error) {
		await tellFailure(log, error, "Opening a policy");
		return undefined;
	} finally {
		await session.end();
	}
}
