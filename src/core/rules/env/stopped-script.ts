import type { Stop } from "../../launches/environment/laid.ts";
import type { Rule } from "../rule.ts";

/** A variable that the shell doesn't get past on the way to the program, in a script of package.json or another command line. */
export const stoppedScript: Rule = {
	id: "stopped-script",
	severity: "error",
	docs: "A script uses a variable that its shell can't get past, so the program doesn't start: the value has spaces and no quotes around it, or Yarn's shell finds it unset.",
	check: ({ stops }) =>
		stops.map((stop) => ({
			message: message(stop),
			origin: stop.origin ?? { layer: "launch" },
			// A terminal may have it, which nobody here sees.
			...(stop.why === "not set" && { severity: "warning" as const }),
			fixes: [],
		})),
};

function message({ name, why }: Stop): string {
	if (why === "not set")
		return `${name} isn't set here, which is an error in the shell that runs this script, so the program doesn't start. Set ${name}, or write \${${name}:-}.`;
	return `The shell splits the value of ${name} at its spaces, so the program doesn't start. Put double quotes around the variable.`;
}
