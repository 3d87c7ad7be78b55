import {
	CodeAction,
	CodeActionKind,
	Diagnostic,
	type DiagnosticCollection,
	Disposable,
	type DocumentSelector,
	Hover,
	languages,
	Range,
	type TextDocument,
	type Uri,
	WorkspaceEdit,
	workspace,
} from "vscode";
import { diagnosticSource, productName, settings } from "../../contributions.ts";
import type { TextRange } from "../../core/index.ts";
import { describeInCode } from "../../core/languageFeatures/envHover.ts";
import { runtimeWords } from "../../core/report.ts";
import type { Identities } from "../awsRequests/identities.ts";
import { plain } from "../common/labels.ts";
import { severityOf } from "../common/settings.ts";
import { projectOf } from "../model/focus.ts";
import type { Model } from "../model/model.ts";
import type { CodeFindings } from "./codeFindings.ts";
import { severities } from "./findingsByFile.ts";
import { descriptionMarkdown } from "./hovers.ts";
import { codeOf, ruleIn } from "./ruleLink.ts";

const code: DocumentSelector = { scheme: "file", pattern: "**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}" };
const linted: DocumentSelector = [
	code,
	{ scheme: "file", pattern: "**/vercel.json" },
	{ scheme: "file", pattern: "**/.github/workflows/*.{yml,yaml}" },
	{ scheme: "file", pattern: "**/{serverless,template,amplify}.{yml,yaml}" },
	{ scheme: "file", pattern: "**/netlify.toml" },
	{ scheme: "file", pattern: "**/package.json" },
	{ scheme: "file", pattern: "**/.vscode/*.json" },
	{ scheme: "file", pattern: "**/*.code-workspace" },
	{ scheme: "file", pattern: "**/{devcontainer,.devcontainer}.json" },
	{ scheme: "file", pattern: "**/*.{sh,bash,zsh}" },
	{ scheme: "file", pattern: "**/*compose*.{yml,yaml}" },
	{ scheme: "file", pattern: "**/{Dockerfile,Containerfile,Dockerfile.*,Containerfile.*,*.Dockerfile}" },
];

/** Squiggles, light bulbs and hovers in code and configuration files. */
export function registerCodeViews(model: Model, findings: CodeFindings, identities: Identities): Disposable {
	const collection = languages.createDiagnosticCollection(`${productName}: code`);
	return Disposable.from(
		collection,
		findings.onDidChange((uri) => show(findings, collection, uri)),
		workspace.onDidChangeConfiguration((event) => {
			if (!event.affectsConfiguration(settings.rules)) return;
			for (const { uri } of workspace.textDocuments) show(findings, collection, uri);
		}),
		languages.registerCodeActionsProvider(
			linted,
			{ provideCodeActions: (document, range, { diagnostics }) => actions(findings, document, range, diagnostics) },
			{ providedCodeActionKinds: [CodeActionKind.QuickFix] },
		),
		languages.registerHoverProvider(code, {
			provideHover: async (document, position) => {
				await model.caughtUp();
				const found = await findings.variableAt(document, document.offsetAt(position));
				const state = projectOf(model.snapshot, document.uri.fsPath);
				const situation = found && state && model.situation(state.project.folder);
				const description = situation && describeInCode(situation, found.name);
				if (!description) return undefined;
				const text = descriptionMarkdown(description, identities.of(state), state.explanation);
				const seen = plain(runtimeWords(state.runtime, model.choice(state.project.folder) === undefined));
				return new Hover([text, seen], rangeIn(document, found.range));
			},
		}),
	);
}

function show(findings: CodeFindings, collection: DiagnosticCollection, uri: Uri): void {
	const document = workspace.textDocuments.find((open) => open.uri.toString() === uri.toString() && !open.isClosed);
	const diagnostics = (document ? findings.of(document) : []).flatMap((finding) => {
		const severity = severityOf(finding);
		if (!document || severity === "off" || !finding.origin.range) return [];
		const range = rangeIn(document, finding.origin.range);
		const diagnostic = new Diagnostic(range, finding.message, severities[severity]);
		diagnostic.source = diagnosticSource;
		diagnostic.code = codeOf(finding.rule);
		return [diagnostic];
	});
	collection.set(uri, diagnostics);
}

function actions(
	findings: CodeFindings,
	document: TextDocument,
	range: Range,
	diagnostics: readonly Diagnostic[],
): CodeAction[] {
	return findings.of(document).flatMap((finding) => {
		const place = finding.origin.range && rangeIn(document, finding.origin.range);
		if (!place?.intersection(range) || severityOf(finding) === "off") return [];
		return finding.fixes.flatMap((fix) => {
			if (!("edits" in fix)) return [];
			const action = new CodeAction(fix.title, CodeActionKind.QuickFix);
			action.isPreferred = fix.preferred ?? false;
			action.diagnostics = diagnostics.filter(
				(one) => one.source === diagnosticSource && ruleIn(one) === finding.rule && one.range.isEqual(place),
			);
			action.edit = new WorkspaceEdit();
			for (const edit of fix.edits) action.edit.replace(document.uri, rangeIn(document, edit.range), edit.newText);
			return [action];
		});
	});
}

function rangeIn(document: TextDocument, { start, end }: TextRange): Range {
	return new Range(document.positionAt(start), document.positionAt(end));
}
