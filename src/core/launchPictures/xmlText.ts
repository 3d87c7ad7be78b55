import { escapeHtml } from "../text/html.ts";

/** A text as XML and HTML have it, in elements and in attributes. What XML cannot contain becomes the replacement character. */
export function xmlText(text: string): string {
	return escapeHtml(text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd"));
}
