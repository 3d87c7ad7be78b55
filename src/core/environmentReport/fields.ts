/** Reading a foreign JSON value field by field: what is not as it must be ends the reading with the place of the first such field. */

/** A field that is not what it must be. `at` is its place, such as `sources[2].state`. */
export class DamagedField extends Error {
	readonly at: string;

	constructor(at: string) {
		super(`damaged field ${at}`);
		this.at = at;
	}
}

/** Returns the value as what it is meant to be. @throws DamagedField */
export type Reader<T> = (value: unknown, at: string) => T;

/** Reads one of a few texts. */
export function oneOf<const T extends string>(texts: readonly T[]): Reader<T> {
	return (value, at) => texts.find((text) => text === value) ?? damaged(at);
}

/** Reads one value and no other. */
export function exactly<const T>(only: T): Reader<T> {
	return (value, at) => (value === only ? only : damaged(at));
}

/** Reads a text of so many characters at most, which `clean` makes fit to be shown. */
export function text(most: number, clean: (text: string) => string = (same) => same): Reader<string> {
	return (value, at) => (typeof value === "string" && value.length <= most ? clean(value) : damaged(at));
}

/** Reads a text that a pattern describes in full. */
export function matching(pattern: RegExp): Reader<string> {
	return (value, at) => (typeof value === "string" && pattern.test(value) ? value : damaged(at));
}

/** Reads a whole number from 1 to a million. */
export const count: Reader<number> = (value, at) =>
	typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= 1e6 ? value : damaged(at);

export const yesOrNo: Reader<boolean> = (value, at) => (typeof value === "boolean" ? value : damaged(at));

/** Reads a value that may be null. */
export function orNull<T>(read: Reader<T>): Reader<T | null> {
	return (value, at) => (value === null ? null : read(value, at));
}

/** Reads a list of so many values at most. */
export function list<T>(read: Reader<T>, most: number): Reader<T[]> {
	return (value, at) => {
		if (!Array.isArray(value) || value.length > most) return damaged(at);
		return value.map((one, index) => read(one, `${at}[${index}]`));
	};
}

type Fields<Required, Optional> = { [Name in keyof Required]: Required[Name] } & {
	[Name in keyof Optional]?: Optional[Name];
};

/** Reads an object: the fields that must be there, then those that may. Others are passed over. */
export function object<Required extends object, Optional extends object = Record<never, never>>(
	required: { readonly [Name in keyof Required]: Reader<Required[Name]> },
	optional?: { readonly [Name in keyof Optional]: Reader<Optional[Name]> },
): Reader<Fields<Required, Optional>> {
	return (value, at) => {
		if (typeof value !== "object" || value === null || Array.isArray(value)) return damaged(at);
		const found: Record<string, unknown> = {};
		const take = (readers: object, isRequired: boolean) => {
			for (const [name, read] of Object.entries(readers) as [string, Reader<unknown>][]) {
				const field: unknown = Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
				if (field === undefined && !isRequired) continue;
				found[name] = read(field, at === "" ? name : `${at}.${name}`);
			}
		};
		take(required, true);
		take(optional ?? {}, false);
		return found as Fields<Required, Optional>;
	};
}

function damaged(at: string): never {
	throw new DamagedField(at === "" ? "the whole" : at);
}
