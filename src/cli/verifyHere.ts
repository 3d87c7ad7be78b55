import type { ReportedIdentity } from "../core/environmentReport/format.ts";
import type { Finding } from "../core/types.ts";
import type { Here } from "./here.ts";

/** Asks AWS who the credentials are; with its answer, that they are of another account than the settings expect. */
export async function verifyHere(here: Here): Promise<{ identity: ReportedIdentity; findings: Finding[] }> {
	const { verify, accountFindings } = await import("./verify.ts");
	const identity = await verify(here);
	return { identity, findings: accountFindings(here.explanation, identity) };
}
