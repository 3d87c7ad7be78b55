/** Passes a test over, and prints why. */
export function skip(context: Mocha.Context, reason: string): void {
	console.log(`      not tried: ${reason}`);
	context.skip();
}
