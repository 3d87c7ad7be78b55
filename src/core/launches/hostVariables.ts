import { keyVariables, regionVariables } from "../vocabulary/variables.ts";
import type { EnvironmentLayer } from "./launch.ts";
import type { Placed } from "./placed.ts";
import { originOf } from "./placed.ts";

/** What people keep at a host for Remotion: keys and a region. A profile names nothing there. */
const names = [...keyVariables("REMOTION_AWS_"), ...keyVariables("AWS_"), ...regionVariables];

/** Variables that a host keeps and that its tool hands to a local program, unseen from here. */
export function hostVariables(by: string, place: Placed | undefined, onlyIfUnset: boolean): EnvironmentLayer {
	return {
		kind: "hidden",
		by,
		names,
		...(onlyIfUnset && { onlyIfUnset: true as const }),
		...(place && { origin: originOf(place) }),
	};
}
