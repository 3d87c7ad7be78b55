import type { EnvironmentLayer, Launch } from "../launch.ts";
import { moved } from "../layers.ts";
import type { Outside } from "../outside.ts";
import { direnvLayers } from "../shellHelpers/direnv.ts";
import { miseLayers } from "../shellHelpers/mise.ts";
import type { Found } from "./source.ts";

/** A helper of shells that sets variables where the shell stands. Its values beat those that the shell had. */
interface Helper {
	readonly name: string;
	/** Undefined: the folder has nothing for it. */
	layers(outside: Outside, folder: string): readonly EnvironmentLayer[] | undefined;
}

/** In the order in which their hooks are taken to act; which is first is said by the shell's own files, which are not read. */
const helpers: readonly Helper[] = [
	{ name: "mise", layers: miseLayers },
	{ name: "direnv", layers: direnvLayers },
];

/**
 * The launches with a second one for the main one, as it is in a terminal whose shell has the hooks of direnv and mise. Nothing in the
 * project says whether it does.
 */
export function withShellHelpers(found: readonly Found[], outside: Outside): Found[] {
	const [main, ...others] = found;
	if (!main) return [];
	const { launch } = main;
	const at = launch.layers.findIndex(({ kind }) => kind === "terminal") + 1;
	if (at === 0 || launch.place !== "here") return [...found];
	const folder = launch.id.startsWith("root:") ? outside.root : outside.input.cwd;
	const there = helpers.flatMap(({ name, layers }) => {
		const set = layers(outside, folder);
		return set?.length ? [{ name, set }] : [];
	});
	if (there.length === 0) return [...found];
	const names = there.map(({ name }) => name);
	const second: Launch = {
		...launch,
		id: `${names.join("+")}:${launch.id}`,
		label: `${launch.label} (with ${names.join(" and ")})`,
		layers: inserted(
			launch.layers,
			at,
			there.map(({ set }) => set),
		),
	};
	return [main, { ...main, launch: second }, ...others];
}

/** The layers with others in between; what is made of the environment at some moment is made of the same moment's. */
function inserted(
	layers: readonly EnvironmentLayer[],
	at: number,
	sets: readonly (readonly EnvironmentLayer[])[],
): EnvironmentLayer[] {
	let before = at;
	const between = sets.flatMap((set) => {
		const later = set.map((layer) => moved(layer, before));
		before += set.length;
		return later;
	});
	return [...layers.slice(0, at), ...between, ...layers.slice(at).map((layer) => moved(layer, between.length, at))];
}
