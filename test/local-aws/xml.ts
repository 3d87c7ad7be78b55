/** XML in and out, by fast-xml-parser. */
import { XMLBuilder, XMLParser } from "fast-xml-parser";

export type XmlValue =
	| string
	| number
	| boolean
	| undefined
	| readonly XmlValue[]
	| { readonly [key: string]: XmlValue };

const builder = new XMLBuilder({ ignoreAttributes: false, attributeNamePrefix: "@", suppressEmptyNode: false });
const parser = new XMLParser({ ignoreAttributes: true, parseTagValue: false });

/** A document with one root; keys that start with `@` are attributes, arrays repeat their element, undefined is left out. */
export function xml(root: string, content: XmlValue): string {
	return `<?xml version="1.0" encoding="UTF-8"?>\n${builder.build({ [root]: content })}`;
}

/** Every `<tag>` element anywhere in a document, as a map of its child texts. Throws on broken XML. */
export function elements(text: string, tag: string): Record<string, string>[] {
	const found: Record<string, string>[] = [];
	visit(parser.parse(text), tag, found);
	return found;
}

function visit(node: unknown, tag: string, found: Record<string, string>[]): void {
	if (typeof node !== "object" || node === null) return;
	for (const [key, value] of Object.entries(node)) {
		for (const item of Array.isArray(value) ? value : [value]) {
			if (key === tag && typeof item === "object" && item !== null)
				found.push(Object.fromEntries(Object.entries(item).map(([name, text]) => [name, String(text)])));
			visit(item, tag, found);
		}
	}
}
