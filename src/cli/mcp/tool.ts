/** A tool as the Model Context Protocol lists it, and what it does. */
export interface Tool {
	readonly name: string;
	readonly title: string;
	readonly description: string;
	/** What it takes, by name: texts all. */
	readonly takes: Readonly<Record<string, Argument>>;
	/** Whether it contacts AWS. */
	readonly asksAws: boolean;
	/** @throws WrongCall where what is asked for is not there */
	answer(call: Call): Promise<string>;
}

export interface Argument {
	readonly description: string;
	readonly isNeeded?: boolean;
	/** The longest that is taken, in UTF-16 units. */
	readonly longest: number;
}

/** One call of a tool. */
export interface Call {
	/** Absolute. */
	readonly folder: string;
	/** The arguments, checked: those that are there have a text that is not empty. */
	readonly given: Readonly<Record<string, string | undefined>>;
	/** The client no longer wants the answer. */
	readonly signal?: AbortSignal;
}

/** A call that can't be answered; the message says what to pass. It repeats nothing of the call, which may have a secret in it. */
export class WrongCall extends Error {}

/**
 * Reads the arguments of a call.
 * @throws WrongCall for what the tool doesn't take: an assistant must not believe that it was minded
 */
export function readArguments({ takes }: Pick<Tool, "takes">, given: unknown): Call["given"] {
	const values = typeof given === "object" && given !== null ? Object.entries(given) : [];
	const known = Object.keys(takes);
	if (values.some(([name]) => !known.includes(name)))
		throw new WrongCall(`Unknown argument. Arguments: ${known.join(", ")}.`);
	const read: Record<string, string> = {};
	for (const [name, value] of values) {
		if (value === undefined || value === null || value === "") continue;
		const { longest = 0 } = takes[name] ?? {};
		if (typeof value !== "string") throw new WrongCall(`"${name}" must be a text.`);
		if (value.length > longest) throw new WrongCall(`"${name}" is too long: at most ${longest} characters.`);
		read[name] = value;
	}
	const missing = known.find((name) => takes[name]?.isNeeded && (read[name] ?? "").trim() === "");
	if (missing !== undefined) throw new WrongCall(`"${missing}" is missing.`);
	return read;
}

/** What a tool takes, as JSON Schema. */
export function schemaOf({ takes }: Pick<Tool, "takes">) {
	const rows = Object.entries(takes);
	const needed = rows.flatMap(([name, { isNeeded }]) => (isNeeded ? [name] : []));
	return {
		type: "object" as const,
		properties: Object.fromEntries(
			rows.map(([name, { description, longest }]) => [name, { type: "string", description, maxLength: longest }]),
		),
		...(needed.length > 0 && { required: needed }),
		additionalProperties: false,
	};
}
