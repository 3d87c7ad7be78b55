import type * as Shell from "unbash";

/** Whether there is a statement that shells without compound commands take for an error. */
export function hasCompound(statements: readonly Shell.Statement[]): boolean {
	const isCompound = ({ type }: { readonly type: string }) =>
		/^(?:If|For|ArithmeticFor|While|Case|Select|Function|Coproc)$/.test(type);
	return statements.some(({ command }) => {
		const commands = command.type === "AndOr" ? command.commands : [command];
		return commands.some((one) => (one.type === "Pipeline" ? one.commands.some(isCompound) : isCompound(one)));
	});
}
