import type { PackageSigns, ProgramRow } from "./runtime.ts";

/** A program of the project on Deno that calls Remotion's client. Source: Deno 2.9.6, run. */
export const deno: ProgramRow = {
	id: "deno",
	label: "Deno",
	loads: ({ codeLoadsEnv }) => codeLoadsEnv,
	dialect: () => "deno",
	layers: "Deno sees the shell's variables and then the files that --env-file names; it loads no .env file on its own.",
	layersInShort: "Shell, then the files of --env-file",
	regionVariables: [],
	neverReads: { reader: "Deno", remedy: "Load it with --env-file." },
	startsHere,
};

const fileOnDeno = /\bdeno (?:run |serve )?(?:-\S+ )*\S+\.[cm]?[jt]sx?\b/;

function startsHere({ scripts, usesLambda }: PackageSigns) {
	return usesLambda && scripts.some((script) => fileOnDeno.test(script)) ? "client" : undefined;
}
