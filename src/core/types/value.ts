import type { Expansion } from "./dialect.ts";
import type { Unquoted } from "./splitting.ts";

/** A value that does not print; `Secret` is one. */
export interface Concealed {
	reveal(): string;
}

/**
 * What a variable is set to. `expand` with "shell": what stands between the double quotes of a POSIX shell, a backslash before `$`, `"`,
 * a backtick, a backslash and, within a reference, `}` for the character itself; `${NAME}`, `${NAME:-operand}`, `:+`, `-` and `+` are replaced, an operand being such a
 * text again. `after`: by what is there after so many of the launch's layers; absent: when the value's own layer acts. `orNone`: where none of
 * the variables that it names is set, the name is taken away; `orKept`: it then keeps what it has. `unquoted`: a shell splits parts of it.
 */
export type Value =
	| string
	| Concealed
	| null
	| { expand: string; as: Expansion; after?: number; orNone?: true; orKept?: true; unquoted?: Unquoted }
	| { unknown: string };

/** On what a layer acts: all of the tests hold, or, with `fails`, not all of them. */
export interface When {
	/** The value is one of these texts, or with `not` none of them. */
	all: readonly { value: Exclude<Value, null>; is: readonly string[]; not?: true }[];
	fails?: true;
}
