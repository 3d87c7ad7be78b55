/** The package files of other languages that are always looked for in a folder; more where folders can be listed (`packageFiles.ts`). */
export const otherSdkFiles = {
	python: ["requirements.txt", "pyproject.toml", "Pipfile"],
	go: ["go.mod"],
	php: ["composer.json"],
	ruby: ["Gemfile", "gems.rb"],
} as const;

/** A text that has none of these names none of Remotion's SDKs. */
const hint = /remotion[-_./]{1,3}lambda|lambda_go_sdk/i;

/** Returns whether a package file's text may name one of Remotion's SDKs. Without a parser; `otherSdksIn` decides. */
export function mayNameSdk(text: string): boolean {
	return hint.test(text);
}
