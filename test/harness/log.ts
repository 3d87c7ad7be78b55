/** Progress for people: one line a step, so that it is always clear what a long command is doing. */

/** Prints one line of progress. */
export function say(text: string): void {
	process.stdout.write(`» ${text}\n`);
}

/** The time since a moment (`Date.now()`), as people read it. */
export function seconds(since: number): string {
	return `${((Date.now() - since) / 1000).toFixed(1)} s`;
}

/** An error whose message is all a person needs: no stack. */
export class HarnessError extends Error {}

/** Runs a command's main function; a failure prints what a person needs and sets exit code 1. */
export async function runMain(main: () => Promise<void>): Promise<void> {
	try {
		await main();
	} catch (error) {
		const text = error instanceof HarnessError ? error.message : error instanceof Error ? error.stack : String(error);
		process.stderr.write(`\n✗ ${text}\n`);
		process.exitCode = 1;
	}
}
