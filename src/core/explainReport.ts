import { explanationIn, launchOf, type ReportedLaunchParts } from "./environmentReport/asLaunch.ts";
import type { EnvironmentReport } from "./environmentReport/format.ts";
import { explain } from "./explain.ts";
import { isPlatform } from "./runtimes/index.ts";
import type { Explanation, Launch, Step } from "./types.ts";

/**
 * Makes a launch of a report that comes from elsewhere, with its explanation: the report's own if it brings one, else that of its variables
 * alone. No file of this machine counts there.
 * @param report what `readReport()` gave
 */
export function explainReport(
	report: EnvironmentReport,
	parts: Omit<ReportedLaunchParts, "kind" | "place">,
): { launch: Launch; explanation: Explanation } {
	const launch = launchOf(report, { ...parts, kind: "report", place: "elsewhere" });
	const brought = explanationIn(report);
	if (brought) return { launch, explanation: brought };
	const explanation = explain({
		runtime: launch.runtime,
		launch,
		cwd: launch.cwd,
		home: "/",
		platform: report.place.platform,
		environment: {},
		envFiles: [],
		// Whatever role the machine has there is not known here.
		facts: { mayHaveRole: true },
		readFile: () => undefined,
	});
	return { launch, explanation: withProfileUnseen(explanation, launch) };
}

/** A server may have AWS files, which its report doesn't tell of: a profile is then not missing, but can't be seen from here. */
function withProfileUnseen(explanation: Explanation, { runtime }: Launch): Explanation {
	const { active, steps } = explanation;
	const step = steps.find(({ state }) => state === "broken");
	const profile = step && missingProfile(step, steps);
	const isMissing =
		active.kind === "error" && (active.code === "profile-not-found" || active.code === "no-credentials");
	if (!isMissing || !step || profile === undefined || isPlatform(runtime)) return explanation;
	const by = `profile ${profile}`;
	const reason = `Remotion uses ${by}. The AWS files there can't be seen from here.`;
	return {
		...explanation,
		active: { kind: "hidden", by },
		steps: steps.map((one) => (one === step ? { ...one, state: "active", profile, reason } : one)),
	};
}

/** The profile that a source fails for: its own, or that of the variable which the default chain reads. */
function missingProfile({ id, profile, origins }: Step, steps: readonly Step[]): string | undefined {
	if (profile !== undefined || id !== "sdk-chain") return profile;
	const isNamed = origins.some(({ variable }) => variable === "AWS_PROFILE");
	return isNamed ? steps.find((one) => one.id === "aws-profile")?.profile : undefined;
}
