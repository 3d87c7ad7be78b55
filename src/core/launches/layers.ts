import { Secret } from "../text/secret.ts";
import { keyKind } from "../vocabulary/variables.ts";
import type { EnvironmentLayer, Value } from "./launch.ts";
import { originOf, type Placed } from "./placed.ts";

type Layer<Kind extends EnvironmentLayer["kind"]> = Extract<EnvironmentLayer, { kind: Kind }>;

/** One variable that the text at this place sets. */
export function variableLayer(
	place: Placed,
	name: string,
	value: Value,
	by = baseName(place.path),
): Layer<"variables"> {
	return { kind: "variables", by, values: { [name]: guarded(name, value) }, origin: originOf(place) };
}

/** The layers with one more: where its values are made of what was there earlier and has not changed since, that is not said. */
export function withLayer(layers: readonly EnvironmentLayer[], layer: EnvironmentLayer): EnvironmentLayer[] {
	if (layer.kind !== "variables") return [...layers, layer];
	const values = Object.entries(layer.values).map(([name, value]) => {
		if (typeof value !== "object" || value === null || !("expand" in value) || value.after === undefined)
			return [name, value] as const;
		const { after, ...now } = value;
		const names = [...value.expand.matchAll(/\$\{(\w+)/g)].map(([, one = ""]) => one);
		// The layer's own values come one after the other, too.
		const isSame = [...layers.slice(after), layer].every(
			(between) => between.kind === "variables" && !names.some((one) => Object.hasOwn(between.values, one)),
		);
		return [name, isSame ? now : value] as const;
	});
	return [...layers, { ...layer, values: Object.fromEntries(values) }];
}

/** The layer where so many others come before it: with the moments of what it looks up so much later, those from one on. */
export function moved(layer: EnvironmentLayer, by: number, from = 0): EnvironmentLayer {
	const later = (after: number) => (after >= from ? after + by : after);
	const laterIn = (values: Readonly<Record<string, Value>>) =>
		Object.fromEntries(
			Object.entries(values).map(([name, value]): [string, Value] => {
				const isMoment = typeof value === "object" && value !== null && "expand" in value && value.after !== undefined;
				return [name, isMoment ? { ...value, after: later(value.after ?? 0) } : value];
			}),
		);
	if (layer.kind !== "variables" && layer.kind !== "files" && layer.kind !== "hidden") return layer;
	const when = layer.when?.map((one) => ({
		...one,
		all: one.all.map((test) => ({ ...test, value: laterIn({ test: test.value }).test ?? "" })),
	}));
	if (layer.kind === "variables") return { ...layer, values: laterIn(layer.values), ...(when && { when }) };
	if (layer.kind === "hidden") return { ...layer, ...(when && { when }) };
	const { after, besides } = layer;
	return {
		...layer,
		...(when && { when }),
		...(after !== undefined && { after: later(after) }),
		...(besides && { besides: { ...besides, values: laterIn(besides.values) } }),
	};
}

/** Variables that the text at this place takes away. */
export function unsetLayer(place: Placed, names: readonly string[], by = baseName(place.path)): Layer<"variables"> {
	return {
		kind: "variables",
		by,
		values: Object.fromEntries(names.map((name) => [name, null])),
		origin: originOf(place),
	};
}

/** Files of one loader. */
export function filesLayer(files: Omit<Layer<"files">, "kind">): Layer<"files"> {
	return { kind: "files", ...files };
}

const secretName = /SECRET|TOKEN|PASSWORD|PASSPHRASE|PRIVATE|CREDENTIAL|API_?KEY/i;

/** The value, as a `Secret` where its name says that it is one. */
export function guarded(name: string, value: Value): Value {
	const kind = keyKind(name);
	const isSecret = kind === "secret" || kind === "session-token" || (kind === undefined && secretName.test(name));
	return typeof value === "string" && isSecret ? new Secret(value) : value;
}

/** The last name of a path. */
export function baseName(path: string): string {
	return path.replace(/^.*[\\/]/, "");
}
