import type { TextRange } from "../types.ts";
import { type EnvironmentUse, findEnvironmentUses } from "./environmentUses.ts";
import { findImports, type Import } from "./imports.ts";
import type { CodeToken } from "./tokens.ts";
import { rangeOf, tokenize } from "./tokens.ts";

/** What a JavaScript or TypeScript file says of credentials and of Remotion Lambda. */
export interface CodeFile {
	readonly tokens: readonly CodeToken[];
	readonly imports: readonly Import[];
	readonly uses: readonly EnvironmentUse[];
	/** Calls of Remotion Lambda's functions that sign requests. */
	readonly remotionCalls: readonly RemotionCall[];
}

export interface RemotionCall {
	readonly name: string;
	readonly range: TextRange;
	/** The index of the token that is its name; the bracket comes next. */
	readonly index: number;
	/** Whether the module makes the call as it is loaded. */
	readonly isTopLevel: boolean;
}

/** Reads a file's tokens. Linear; never throws: what is no JavaScript gives tokens all the same. */
export function readCode(text: string, path: string): CodeFile {
	const tokens = tokenize(text, path);
	const imports = findImports(tokens);
	return {
		tokens,
		imports,
		uses: findEnvironmentUses(tokens, imports),
		remotionCalls: findRemotionCalls(tokens, imports),
	};
}

/** What Remotion Lambda exports and what asks AWS for nothing. */
const asksNothing = new Set([
	"speculateFunctionName",
	"validateWebhookSignature",
	"appRouterWebhook",
	"pagesRouterWebhook",
	"expressWebhook",
	"estimatePrice",
	"getRegions",
	"getUserPolicy",
	"getRolePolicy",
]);

/** What asks AWS, by names that are Remotion Lambda's own or nearly so. */
const asksAws = new Set([
	"renderMediaOnLambda",
	"renderStillOnLambda",
	"renderMediaOnLambdaAndStream",
	"renderFramesOnLambda",
	"renderFramesOnLambdaAndStream",
	"renderVideoOnLambda",
	"cancelRenderOnLambda",
	"getCompositionsOnLambda",
	"getRenderProgress",
	"deployFunction",
	"deploySite",
	"deploySiteFromBundle",
	"getOrCreateBucket",
	"getFunctions",
	"getFunctionInfo",
	"getSites",
	"deleteFunction",
	"deleteSite",
	"deleteRender",
	"downloadMedia",
	"presignUrl",
	"simulatePermissions",
]);

/** The modules, also as Deno names them: `npm:@remotion/lambda-client@4.0.527`, `https://esm.sh/@remotion/lambda/client`. */
const remotionLambda =
	/^(?:npm:\/?|https:\/\/esm\.sh\/)?@remotion\/lambda(?:-client)?(?:@[\w.^~-]{1,40})?(?:\/client(?:\.js)?)?$/;

function findRemotionCalls(tokens: readonly CodeToken[], imports: readonly Import[]): RemotionCall[] {
	const ofRemotion = imports.filter(({ from, isType }) => !isType && remotionLambda.test(from));
	if (ofRemotion.length === 0) return [];
	const names = new Map<string, string>();
	const spaces = new Set<string>();
	// A module that is held as a whole may go anywhere: out of a function, into a variable, through Promise.all().
	let isHeld = false;
	for (const { bindings } of ofRemotion) {
		if (bindings.length === 0) isHeld = true;
		for (const { imported, local } of bindings) {
			if (imported === "*" || imported === "default") {
				spaces.add(local);
				isHeld = true;
			} else if (!asksNothing.has(imported)) names.set(local, imported);
		}
	}
	if (isHeld) for (const name of takenOut(tokens, imports)) names.set(name, name);
	return tokens.flatMap((token, index): RemotionCall[] => {
		if (token.type !== "IdentifierName" || tokens[index + 1]?.text !== "(") return [];
		const before = tokens[index - 1]?.text;
		const isMember = before === "." || before === "?.";
		const owner = tokens[index - 2]?.text ?? "";
		const isOfSpace = spaces.has(owner) && !asksNothing.has(token.text);
		const isOfHeld = isHeld && owner !== "this" && owner !== "super" && asksAws.has(token.text);
		const name = isMember ? token.text : names.get(token.text);
		if (name === undefined || (isMember && !isOfSpace && !isOfHeld) || before === "function") return [];
		return [{ name, range: rangeOf(token), index, isTopLevel: token.depth === 0 && !token.isInArrow }];
	});
}

/** The functions of Remotion Lambda that braces take out of something, `const { deploySite } = client`, and no other module. */
function takenOut(tokens: readonly CodeToken[], imports: readonly Import[]): string[] {
	const others = imports.filter(({ from }) => !remotionLambda.test(from));
	const taken = new Set(others.flatMap(({ bindings }) => bindings.map(({ local }) => local)));
	return tokens.flatMap(({ text }, index) => {
		const [before, after] = [tokens[index - 1]?.text ?? "", tokens[index + 1]?.text ?? ""];
		return asksAws.has(text) && /^[{,]$/.test(before) && /^[},]$/.test(after) && !taken.has(text) ? text : [];
	});
}
