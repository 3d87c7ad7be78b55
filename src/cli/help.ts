import { programs } from "../core/runtimes/index.ts";
import { exits } from "./exits.ts";

/** What `--help` prints. */
export function helpText(): string {
	return `Usage: remotion-lambda-credentials [options]
       remotion-lambda-credentials check [options]
       remotion-lambda-credentials mcp [--allow-aws]

Shows which AWS credentials Remotion Lambda uses in this environment, where they
come from, and what is wrong with them. Prints no secret; access key IDs are masked.

  dotenv -e .env.local -- remotion-lambda-credentials
      Shows what a program gets that is started by this loader.

Commands:
  check                Report problems, and exit with ${exits.errors} if there are errors
  mcp                  Serve tools for assistants by the Model Context Protocol,
                       over stdin and stdout; they read files and change nothing

Options:
  --json               Print a report as JSON
  --format FORMAT      text or json; with check also github or sarif
  --launches           Show every way in which Remotion is started in this folder
  --runtime RUNTIME    The program that calls Remotion (default: as package.json
                       says): ${wrapped(programs.map(({ id }) => id))}
  --verify             Ask AWS who the credentials are (sts:GetCallerIdentity)
  --strict             With check: exit with ${exits.warnings} if there are warnings
  --files-only         With check: report problems in files alone, whatever
                       credentials this environment has
  --allow-aws          With mcp: a tool asks AWS who the credentials are, too
  -h, --help           Print this help
  -v, --version        Print the version

Exit codes:
  ${exits.done}   Done; with check: no errors
  ${exits.errors}   check found errors, or --verify failed
  ${exits.warnings}   check --strict found warnings, and no errors
  ${exits.usage}  Wrong usage
  ${exits.failed}  Something else failed

Colors are used in a terminal only; NO_COLOR=1 turns them off.
`;
}

function wrapped(names: readonly string[]): string {
	const lines: string[] = [];
	for (const name of names) {
		const last = lines.at(-1);
		if (last !== undefined && last.length + name.length < 54) lines[lines.length - 1] = `${last}, ${name}`;
		else lines.push(name);
	}
	return lines.join(",\n                       ");
}
