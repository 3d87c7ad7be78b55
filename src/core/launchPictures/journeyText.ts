import type { Journey, Station } from "./journey.ts";
import { stateTexts } from "./journeyLayout.ts";

/** All that a station says, for screen readers: what kind, what, how it is, what else. */
export function stationText({ title, label, state, details }: Station): string {
	const how = stateTexts[state];
	const said = [label, ...(how === "" || how === label.toLowerCase() ? [] : [how])].join(", ");
	return [`${title}: ${ended(said)}`, ...details.map(ended)].join(" ");
}

/** A journey in sentences. */
export function journeyDescription({ stations }: Journey): string {
	return stations.map(stationText).join(" ");
}

function ended(text: string): string {
	return /[.?!\u2026]$/.test(text) ? text : `${text}.`;
}
