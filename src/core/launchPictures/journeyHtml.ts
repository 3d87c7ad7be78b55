import type { Journey, Station } from "./journey.ts";
import { stateTexts } from "./journeyLayout.ts";
import { marks } from "./journeySvg.ts";
import { stationText } from "./journeyText.ts";
import { xmlText } from "./xmlText.ts";

/**
 * The journey as a page shows it: an ordered list that is the drawing, of which each place with something to open is a button. The number
 * of a place (`data-place`) is the station's; the one after the last saves.
 * @param project the project's name
 */
export function journeyHtml(journey: Journey, project: string): string {
	const { stations, launch } = journey;
	return [
		`<h1>How credentials reach Remotion</h1>`,
		`<p class="quiet">${xmlText([launch, project].filter(Boolean).join(" · "))}</p>`,
		`<ol class="journey">${stations.map(stationItem).join("")}</ol>`,
		`<p><button class="action" data-place="${stations.length}" data-key="save">Save as SVG…</button></p>`,
	].join("\n");
}

function stationItem(station: Station, index: number): string {
	const { id, state, action, offer } = station;
	const inside = `${mark(station)}<span class="words">${wordsOf(station)}</span>`;
	if (action === undefined) return `<li class="${state}"><div class="station">${inside}</div></li>`;
	const hint = `<span class="does">${offer ? xmlText(action) : "Open"}</span>`;
	const label = `${stationText(station)} ${action}`;
	return `<li class="${state}"><button class="station" data-place="${index}" data-key="${id}" aria-label="${xmlText(label)}">${inside}${hint}</button></li>`;
}

function mark({ state }: Station): string {
	return `<svg class="mark" viewBox="-10 -10 20 20" aria-hidden="true" focusable="false"><circle r="9"/><path d="${marks[state]}"/></svg>`;
}

function wordsOf({ title, label, details, state }: Station): string {
	const how = stateTexts[state] === label.toLowerCase() ? "" : stateTexts[state];
	const lines = details.map((line) => `<span class="detail">${xmlText(line)}</span>`);
	return [
		`<span class="title">${xmlText([title, how].filter(Boolean).join(" · "))}</span>`,
		`<span class="label">${xmlText(label)}</span>`,
		...lines,
	].join("");
}
