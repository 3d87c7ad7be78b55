/** What a file is to `lintText()`. Apart from it, so that whoever asks need not load the parsers. */
export type LintKind = "code" | "vercel" | "workflow";

/** Longer texts are bundles and data, not code that somebody writes. */
export const longestText = 500_000;

const code = /\.[cm]?[jt]sx?$/i;
const notOwn = /[\\/](?:node_modules|\.next|\.git|\.vercel|\.turbo)[\\/]|\.d\.[cm]?ts$|\.min\.js$/i;

/** What a file is, by its path; undefined: nothing to look at. */
export function lintKind(path: string): LintKind | undefined {
	if (notOwn.test(path)) return undefined;
	if (code.test(path)) return "code";
	if (/[\\/]vercel\.json$/.test(path)) return "vercel";
	return /[\\/]\.github[\\/]workflows[\\/][^\\/]+\.ya?ml$/.test(path) ? "workflow" : undefined;
}
