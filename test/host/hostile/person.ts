import type { Person } from "../secrets/recorder.ts";

/** Looks like a link, a command, a colour, another direction and a second line. */
export const nasty =
	"[click](command:workbench.action.quit) <img src=http://trap/> $(zap) \u001b[31m\u202Egpj.exe `x` **b** http://trap.example/";

/** No to what asks for leave. */
export function careful(_: string, buttons: readonly string[]): string | undefined {
	return buttons.find((button) => !["Allow", "Write"].includes(button));
}

/** Who sits in front of it in this suite: says yes to whatever offers to show or copy, and no to what asks for leave. */
export const person: Person = {
	clipboard: nasty,
	input: () => "typed",
	answer: careful,
};
