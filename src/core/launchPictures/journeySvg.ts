import type { Journey, StationState } from "./journey.ts";
import { type DrawnLine, type DrawnStation, layOut } from "./journeyLayout.ts";
import { journeyDescription } from "./journeyText.ts";
import { xmlText } from "./xmlText.ts";

/** The colors of a drawing. Each is a custom property, so that a page sets them; the fallbacks are those of a saved file. */
const colors = {
	text: "#1f2328",
	muted: "#57606a",
	box: "#ffffff",
	border: "#8c959f",
	line: "#808080",
	ok: "#1a7f37",
	warning: "#9a6700",
	failing: "#cf222e",
	unknown: "#57606a",
} as const;
type Color = keyof typeof colors;

const darkColors: Readonly<Record<Color, string>> = {
	text: "#e6edf3",
	muted: "#9da7b3",
	box: "#1c2128",
	border: "#768390",
	line: "#808080",
	ok: "#57ab5a",
	warning: "#d29922",
	failing: "#ff7b72",
	unknown: "#9da7b3",
};

/** Rules that color a drawing, each by a custom property with a fallback. The marks inside circles have the color of the box. */
function rules(of: Readonly<Record<Color, string>>): string {
	const value = (name: Color) => `var(--journey-${name},${of[name]})`;
	const fills = (["text", "muted", "ok", "warning", "failing", "unknown"] as const).map(
		(name) => `.j-${name}{fill:${value(name)}}`,
	);
	return [
		...fills,
		`.j-box{fill:${value("box")};stroke:${value("border")}}`,
		`.j-line{stroke:${value("line")};fill:none}`,
		`.j-tip{fill:${value("line")}}`,
		`.j-mark{stroke:${value("box")};fill:none}`,
	].join("");
}

/** The presentation attributes of the elements are for programs that know no custom properties. */
const style = `${rules(colors)}@media (prefers-color-scheme:dark){${rules(darkColors)}}`;

const fonts = "system-ui,-apple-system,'Segoe UI',Roboto,Ubuntu,sans-serif";

/** A file that shows the journey by itself, on light and dark backgrounds. */
export function journeySvg(journey: Journey): string {
	const { width, height, heading, stations } = layOut(journey, 720);
	const arrows = stations.slice(1).map((to, index) => arrow(stations[index] as DrawnStation, to));
	const ground = `<rect class="j-box" x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="8" fill="${colors.box}" stroke="${colors.border}"/>`;
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="journey-title journey-desc" font-family="${fonts}">`,
		`<title id="journey-title">${xmlText(journey.title)}</title>`,
		`<desc id="journey-desc">${xmlText(journeyDescription(journey))}</desc>`,
		`<style>${style}</style>`,
		ground,
		...heading.map((line) => textElement(line)),
		...arrows,
		...stations.map(stationElement),
		"</svg>\n",
	].join("\n");
}

function stationElement({ station, x, y, width, height, lines }: DrawnStation): string {
	const { state } = station;
	const isDashed = state === "unreached" || state === "unknown";
	const dash = isDashed ? ' stroke-dasharray="4 3"' : "";
	const box = `<rect class="j-box" x="${x}" y="${y}" width="${width}" height="${height}" rx="6" fill="${colors.box}" stroke="${colors.border}"${dash}/>`;
	return `<g>${box}${mark(state, x + 24, y + 26)}${lines.map((line) => textElement(line, state)).join("")}</g>`;
}

/** What a state's circle contains: paths, so that no font decides how it looks. */
export const marks: Readonly<Record<StationState, string>> = {
	ok: "M-4 0.5L-1 3.5L4.5 -3",
	warning: "M0 -5V1.5M0 4V5",
	failing: "M-3.5 -3.5L3.5 3.5M3.5 -3.5L-3.5 3.5",
	unknown: "M-3 -2.5A3 3 0 1 1 0.5 0.6V2M0.5 4.5V5.5",
	unreached: "M-4 0H4",
};

function mark(state: StationState, x: number, y: number): string {
	const color = state === "unreached" ? "unknown" : state;
	const circle = `<circle class="j-${color}" r="9" fill="${colors[color]}"/>`;
	const path = `<path class="j-mark" d="${marks[state]}" fill="none" stroke="${colors.box}" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/>`;
	return `<g transform="translate(${x} ${y})">${circle}${path}</g>`;
}

/** The way from a box to the next; where the way ends it is broken, and crossed out. */
function arrow(from: DrawnStation, to: DrawnStation): string {
	const x = from.x + 24;
	const [top, bottom] = [from.y + from.height, to.y];
	const isBroken = from.station.state === "failing" || to.station.state === "unreached";
	const dash = isBroken ? ' stroke-dasharray="3 3"' : "";
	const line = `<path class="j-line" d="M${x} ${top}V${bottom - 6}" fill="none" stroke="${colors.line}" stroke-width="2"${dash}/>`;
	const tip = `<path class="j-tip" d="M${x - 5} ${bottom - 8}H${x + 5}L${x} ${bottom - 1}Z" fill="${colors.line}"/>`;
	return `${line}${tip}`;
}

const looks: Readonly<Record<DrawnLine["kind"], string>> = {
	title: 'font-size="12" font-weight="600"',
	label: 'font-size="15" font-weight="600"',
	detail: 'font-size="13"',
};

function textElement({ text, kind, x, y }: DrawnLine, state?: StationState): string {
	const isMuted = kind !== "label" || state === "unreached";
	const color = isMuted ? "muted" : "text";
	return `<text class="j-${color}" x="${x}" y="${y}" ${looks[kind]} fill="${colors[color]}" xml:space="preserve">${xmlText(text)}</text>`;
}
