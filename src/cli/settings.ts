import { join } from "node:path";
import { parse } from "jsonc-parser";
import { settings } from "../contributions.ts";
import type { AccountSettings, ExplainInput, Finding, Severity } from "../core/types.ts";
import { readAccountSettings } from "../core/vocabulary/accountSettings.ts";
import type { Texts } from "./folder.ts";

/** What the settings that a folder shares with everybody (`.vscode/settings.json`) say of problems, of accounts and of the account pool. */
export interface FolderSettings {
	/** How severe a problem is here; undefined: it is turned off. */
	severityOf(finding: Pick<Finding, "rule" | "severity">): Severity | undefined;
	readonly pool: NonNullable<ExplainInput["pool"]>;
	readonly accounts: AccountSettings;
}

const severities: ReadonlySet<unknown> = new Set<Severity>(["error", "warning", "information", "hint"]);

/** Reads the settings of a folder and of the repository that it is in; the folder's own count more. What is of no use in them is passed over. */
export function readSettings({ cwd, root = cwd }: ExplainInput, texts: Texts): FolderSettings {
	const said = Object.assign({}, ...[...new Set([root, cwd])].map((folder) => settingsIn(folder, texts)));
	const rules = record(said[settings.rules]);
	const names: unknown = said[settings.poolVariables];
	const profiles: unknown = said[settings.poolProfiles];
	const accounts = readAccountSettings([said[settings.accounts]], said[settings.expectedAccount]).settings;
	return {
		accounts,
		severityOf({ rule, severity }) {
			const own = Object.hasOwn(rules, rule) ? rules[rule] : undefined;
			if (own === "off") return undefined;
			return severities.has(own) ? (own as Severity) : severity;
		},
		pool: {
			...(typeof names === "object" && names !== null && { names }),
			profiles: Array.isArray(profiles) ? profiles.filter((name) => typeof name === "string") : [],
		},
	};
}

function settingsIn(folder: string, texts: Texts): Record<string, unknown> {
	const text = texts.peek(join(folder, ".vscode", "settings.json"));
	return text === undefined ? {} : record(parse(text, [], { allowTrailingComma: true }));
}

function record(value: unknown): Record<string, unknown> {
	return typeof value === "object" && value !== null ? { ...value } : {};
}
