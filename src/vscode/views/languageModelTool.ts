import { type Disposable, LanguageModelTextPart, LanguageModelToolResult, lm } from "vscode";
import { languageModelTool } from "../../contributions.ts";
import type { ProjectState } from "../model/snapshot.ts";
import { type ReportParts, reportOf, withLaunch } from "./reportInput.ts";

/** What an assistant may ask for. */
interface ToolInput {
	/** A project's name; absent: all of them. */
	readonly project?: string;
	/** A launch's label or id; absent: the one that is shown. */
	readonly launch?: string;
}

/** The tool that tells an assistant which credentials Remotion Lambda will use here, and why. It reads what is known, and changes nothing. */
export function registerLanguageModelTool(parts: ReportParts): Disposable {
	return lm.registerTool<ToolInput>(languageModelTool, {
		invoke: async ({ input }) => {
			await parts.model.whenReady();
			const { projects } = await parts.model.allSettled();
			return new LanguageModelToolResult([new LanguageModelTextPart(answer(parts, projects, input))]);
		},
		prepareInvocation: () => ({ invocationMessage: "Checking Remotion Lambda credentials" }),
	});
}

function answer(parts: ReportParts, projects: readonly ProjectState[], { project: name, launch }: ToolInput): string {
	const asked = name === undefined ? projects : projects.filter(({ project }) => project.name === name);
	if (asked.length === 0)
		return notFound("Project", "Projects in this workspace", projects, ({ project }) => project.name);
	if (launch === undefined) return reportOf(parts, asked);
	const states = asked.flatMap((state) => withLaunch(state, launch) ?? []);
	if (states.length > 0) return reportOf(parts, states);
	const known = asked.flatMap(({ launches }) => launches);
	return notFound("Launch", "Launches", known, (one) => one.launch.label);
}

function notFound<T>(what: string, title: string, all: readonly T[], nameOf: (one: T) => string): string {
	return `${what} not found. ${title}: ${[...new Set(all.map(nameOf))].join(", ") || "none"}.`;
}
