/** Keeps out of the bundles what npm installs twice, and what nobody reads. */
import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { Plugin } from "esbuild";
import compare from "semver/functions/compare.js";
import { root } from "./paths.ts";

/** The AWS SDK's inner clients, of which the newest takes the place of the others: their providers call the same functions of each. */
const inner = ["@aws-sdk/nested-clients"];

/** What the clients here have no use for: none of their services sends events. */
const eventStreams = "@smithy/core/event-streams";
const noEventStreams = `export class EventStreamSerde { constructor() { throw new Error("There are no event streams here."); } }
export const eventStreamSerdeProvider = () => new EventStreamSerde();
`;

/** Marks what the plugin asks esbuild itself. */
const asked = "one copy";

/** The folder of a package, and the path in it. */
const inPackage = /^(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)([\\/].*)$/;

/** The folders of installed packages, by name and version: the first by name where one version lies in several, and the newest of the inner clients. */
function firstFolders(): { of(folder: string): string } {
	const lock: { packages: Record<string, { version?: string }> } = JSON.parse(
		readFileSync(join(root, "package-lock.json"), "utf8"),
	);
	const identity = (folder: string) => `${folder.replace(/^.*node_modules\//, "")}@${lock.packages[folder]?.version}`;
	const first = new Map<string, string>();
	const newest = new Map<string, string>();
	for (const folder of Object.keys(lock.packages).sort().reverse()) {
		first.set(identity(folder), folder);
		const name = inner.find((one) => folder.endsWith(`node_modules/${one}`));
		const versionOf = (at: string | undefined) => lock.packages[at ?? ""]?.version ?? "0.0.0";
		if (name && compare(versionOf(folder), versionOf(newest.get(name))) >= 0) newest.set(name, folder);
	}
	const only = (folder: string) => newest.get(inner.find((one) => folder.endsWith(`node_modules/${one}`)) ?? "");
	return { of: (folder) => only(folder) ?? first.get(identity(folder)) ?? folder };
}

/**
 * npm puts one version of a package into several folders where another version has the place at the top: the AWS SDK's inner clients are there
 * five times. Every import of a version leads to the first of them. And the clients read their whole manifest for their version: they get that.
 */
export const oneCopy: Plugin = {
	name: "one copy",
	setup({ onResolve, onLoad, resolve }) {
		const folders = firstFolders();
		onResolve({ filter: /^@(?:aws|aws-sdk|smithy)\// }, async ({ path, pluginData, ...where }) => {
			if (pluginData === asked) return undefined;
			if (path === eventStreams) return { path, namespace: "not called", sideEffects: false };
			const found = await resolve(path, { ...where, pluginData: asked });
			const [, folder, rest] = inPackage.exec(found.path) ?? [];
			if (!folder || found.external) return undefined;
			const kept = folders.of(relative(root, folder).replaceAll("\\", "/"));
			return { path: join(root, kept, rest ?? ""), sideEffects: found.sideEffects };
		});
		onLoad({ filter: /./, namespace: "not called" }, () => ({ contents: noEventStreams }));
		onLoad({ filter: /[\\/]node_modules[\\/]@aws-sdk[\\/].*package\.json$/ }, ({ path }) => {
			const { name, version } = JSON.parse(readFileSync(path, "utf8"));
			return { contents: JSON.stringify({ name, version }), loader: "json" };
		});
	},
};
