/** What the code calls outside itself: VS Code's API, Node's, packages' and globals, found in the syntax trees. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { AnyNode, Expression, MemberExpression } from "acorn";
import { fullAncestor } from "acorn-walk";
import { placeOf, type SourceFile, sources } from "./sourceCode.ts";

/** A name such as `vscode.window.showErrorMessage`, `node:fs/promises.open`, `process.env`, `.tooltip =`, `.append()`; and where it stands. */
export type Uses = Map<string, string>;

const globals = new Set(
	"process console fetch globalThis eval Function WebSocket EventSource BroadcastChannel XMLHttpRequest require".split(
		" ",
	),
);

/** Methods of the objects that VS Code, a child process or a file handle gives out. */
const methodsOfObjects = new Set([
	...[
		...readFileSync(join(import.meta.dirname, "../../node_modules/@types/vscode/index.d.ts"), "utf8").matchAll(
			/^\t\t(?:readonly )?(\w+)[?]?(?:<[^>]*>)?\(/gm,
		),
	].map(([, name]) => name ?? ""),
	...["send", "write", "writeFile", "end", "postMessage", "kill"],
]);

/** JavaScript's own: on arrays, maps, strings and promises they are called everywhere. `sends` below catches those that matter. */
const builtin = new Set(
	[Array, Map, Set, String, Promise, RegExp, Object, WeakMap, Date].flatMap((type) =>
		Object.getOwnPropertyNames(type.prototype),
	),
);

/** What VS Code gives the extension to keep things in. */
const ofContext = new Set(
	"workspaceState globalState secrets environmentVariableCollection storageUri globalStorageUri logUri".split(" "),
);

export function apiUses(): Uses {
	const uses: Uses = new Map();
	for (const file of sources()) collect(file, uses);
	return uses;
}

function collect(file: SourceFile, uses: Uses): void {
	const imported = new Map<string, string>();
	let isHosted = false;
	for (const statement of file.tree.body) {
		if (statement.type !== "ImportDeclaration") continue;
		const from = String(statement.source.value);
		if (from.startsWith(".")) continue;
		if (from === "vscode") isHosted = true;
		for (const specifier of statement.specifiers) {
			const name =
				specifier.type === "ImportSpecifier" && specifier.imported.type === "Identifier"
					? `${from}.${specifier.imported.name}`
					: from;
			imported.set(specifier.local.name, name);
		}
	}
	const add = (name: string, node: AnyNode) => {
		if (!uses.has(name)) uses.set(name, placeOf(file, node));
	};
	fullAncestor(file.tree, (node, _state, ancestors) => {
		const one = node as AnyNode;
		const parent = ancestors.at(-2) as AnyNode | undefined;
		if (one.type === "Identifier") {
			const isMemberName = parent?.type === "MemberExpression" && parent.property === one && !parent.computed;
			const isKey = parent?.type === "Property" && parent.key === one && parent.value !== one;
			const isName =
				isMemberName || isKey || parent?.type === "ImportSpecifier" || parent?.type === "PropertyDefinition";
			const root = imported.get(one.name) ?? (globals.has(one.name) ? one.name : undefined);
			if (root !== undefined && !isName) add(chain(root, one, ancestors), one);
		}
		const isAnyName = one.type === "Identifier" && parent?.type !== "ImportSpecifier";
		if (isHosted && isAnyName && ofContext.has(one.name)) add(`context.${one.name}`, one);
		if (one.type === "ImportExpression" && one.source.type !== "Literal") add("import(…)", one);
		if (one.type === "AssignmentExpression" && one.left.type === "MemberExpression" && isHosted) {
			const name = memberName(one.left);
			if (name !== undefined && one.left.object.type !== "ThisExpression") add(`.${name} =`, one);
		}
		if (
			one.type === "CallExpression" &&
			one.callee.type === "MemberExpression" &&
			!isOwn(one.callee.object, imported)
		) {
			const name = memberName(one.callee);
			if (name !== undefined && methodsOfObjects.has(name) && !builtin.has(name)) add(`.${name}()`, one);
		}
	});
}

/** `window` and what is taken of it: at most two names, calls end it. */
function chain(root: string, node: AnyNode, ancestors: readonly AnyNode[]): string {
	let name = root;
	let below: AnyNode = node;
	for (const above of ancestors.slice(0, -1).reverse().slice(0, 2)) {
		if (above.type !== "MemberExpression" || above.object !== below || above.computed) break;
		const next = memberName(above);
		if (next === undefined) break;
		name += `.${next}`;
		below = above;
	}
	return name;
}

function memberName({ property }: MemberExpression): string | undefined {
	return property.type === "Identifier" ? property.name : undefined;
}

/** Called on a namespace of VS Code, a module or a global: `chain` has named it. */
function isOwn(object: Expression | { type: "Super" }, imported: ReadonlyMap<string, string>): boolean {
	if (object.type === "MemberExpression") return isOwn(object.object, imported);
	return object.type === "Identifier" && (imported.has(object.name) || globals.has(object.name));
}
