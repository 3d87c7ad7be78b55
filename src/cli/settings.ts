import { findNodeAtLocation, parse, parseTree } from "jsonc-parser";
import { settings } from "../contributions.ts";
import type { ExplainInput, Finding, Origin, Severity } from "../core/types.ts";
import { readAccountSettings } from "../core/vocabulary/accountSettings.ts";
import { settingsPath, type Texts } from "./folder.ts";

/** What the settings that a folder shares with everybody (`.vscode/settings.json`) say of problems, of accounts and of the account pool. */
export interface FolderSettings {
	/** How severe a problem is here; undefined: it is turned off. */
	severityOf(finding: Pick<Finding, "rule" | "severity">): Severity | undefined;
	readonly pool: NonNullable<ExplainInput["pool"]>;
	/** For `explain()`; nothing where they say nothing. */
	readonly accounts: Pick<ExplainInput, "accounts">;
	/** What is ignored in them. */
	readonly findings: readonly Finding[];
}

/** Not the rule of a file: a setting that is ignored. */
export const settingsRule = "account-settings";

const severities: ReadonlySet<unknown> = new Set<Severity>(["error", "warning", "information", "hint"]);

/** One file of settings. */
interface SettingsFile {
	readonly path: string;
	readonly text: string;
	readonly values: Record<string, unknown>;
}

/** Reads the settings of a folder and of the repository that it is in; the folder's own count more. What is of no use in them is told. */
export function readSettings({ cwd, root = cwd }: ExplainInput, texts: Texts): FolderSettings {
	const files = [...new Set([root, cwd])].flatMap((folder) => settingsIn(folder, texts) ?? []);
	const said: Record<string, unknown> = Object.assign({}, ...files.map(({ values }) => values));
	const rules = record(said[settings.rules]);
	const names: unknown = said[settings.poolVariables];
	const profiles: unknown = said[settings.poolProfiles];
	const {
		settings: accounts,
		problems,
		expectedProblem,
	} = readAccountSettings(
		files.map(({ values }) => values[settings.accounts]),
		said[settings.expectedAccount],
	);
	return {
		accounts: accounts.expected === undefined && Object.keys(accounts.names).length === 0 ? {} : { accounts },
		findings: problems.map((message) => ({
			rule: settingsRule,
			severity: "warning",
			message,
			origin: originOf(message === expectedProblem ? settings.expectedAccount : settings.accounts, files),
			fixes: [],
		})),
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

function settingsIn(folder: string, texts: Texts): SettingsFile | undefined {
	const path = settingsPath(folder);
	const text = texts.peek(path);
	return text === undefined ? undefined : { path, text, values: record(parse(text, [], { allowTrailingComma: true })) };
}

/** Where a setting is written: in the last of the files that have it. */
function originOf(setting: string, files: readonly SettingsFile[]): Origin {
	const file = files.findLast(({ values }) => Object.hasOwn(values, setting));
	const tree = file && parseTree(file.text, [], { allowTrailingComma: true });
	const node = tree && findNodeAtLocation(tree, [setting])?.parent;
	if (!file) return { layer: "file" };
	return {
		layer: "file",
		path: file.path,
		...(node && { range: { start: node.offset, end: node.offset + node.length } }),
	};
}

function record(value: unknown): Record<string, unknown> {
	return typeof value === "object" && value !== null ? { ...value } : {};
}
