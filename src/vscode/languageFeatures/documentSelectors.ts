import { basename, dirname } from "node:path";
import { type Disposable, type DocumentFilter, RelativePattern, Uri } from "vscode";
import type { Model } from "../model/model.ts";
import { awsPathsOf } from "../model/sharedConfigReaders.ts";

/** The `.env` files; the AWS files are named by their paths, see `onAwsFiles`. */
export const envFileSelector = { scheme: "file", pattern: "**/.env*" };

/** Registers something for the AWS files by their paths, whatever language they are opened in, and anew when other files are meant. */
export function onAwsFiles(model: Model, register: (selector: DocumentFilter[]) => Disposable): Disposable {
	let registered: Disposable | undefined;
	let known = "";
	const look = () => {
		const paths = awsPathsOf(model.snapshot);
		if (paths.join("\n") === known) return;
		known = paths.join("\n");
		registered?.dispose();
		registered = paths.length === 0 ? undefined : register(paths.map(exactly));
	};
	const subscription = model.onDidChange(look);
	look();
	return {
		dispose: () => {
			subscription.dispose();
			registered?.dispose();
		},
	};
}

function exactly(path: string): DocumentFilter {
	const name = basename(path).replace(/[*?[\]{}]/g, "[$&]");
	return { scheme: "file", pattern: new RelativePattern(Uri.file(dirname(path)), name) };
}
