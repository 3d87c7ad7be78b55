import { writeFileSync } from "node:fs";
import { join } from "node:path";

/** What the window tests of launches have in common: a project of the shape of Remotion's Next.js template. */

/** Its package.json. `next dev` has the keys of `.env.local`; the scripts are what a test is about. */
export function manifest(scripts: Readonly<Record<string, string>>): string {
	const dependencies = { next: "15.5.0", "@remotion/lambda": "4.0.527", "@remotion/cli": "4.0.527" };
	return JSON.stringify({ dependencies, scripts: { dev: "next dev", ...scripts } }, null, "\t");
}

/** Remotion's access keys, plainly invalid; their last digit tells them apart. */
export function keys(digit: number): string {
	return `REMOTION_AWS_ACCESS_KEY_ID=AKIAFAKELAUNCH00000${digit}\nREMOTION_AWS_SECRET_ACCESS_KEY=${secret(digit)}\n`;
}

/** The secret of `keys()`. */
export function secret(digit: number): string {
	return `notARealSecret/launch/00000000000000000${digit}`;
}

/** Writes the project: what it is given, and a program that calls Lambda. */
export function writeProject(workspace: string, files: Readonly<Record<string, string>>): void {
	const code = 'import { deploySite } from "@remotion/lambda";\nawait deploySite({});\n';
	for (const [name, text] of Object.entries({ "deploy.mjs": code, ...files }))
		writeFileSync(join(workspace, name), text);
}
