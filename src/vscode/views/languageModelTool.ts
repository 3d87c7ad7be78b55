import { type Disposable, LanguageModelTextPart, LanguageModelToolResult, lm } from "vscode";
import { languageModelTool } from "../../contributions.ts";
import { type ReportParts, reportOf } from "./reportInput.ts";

/** What an assistant may ask for. */
interface ToolInput {
	/** A project's name; absent: all of them. */
	readonly project?: string;
}

/** The tool that tells an assistant which credentials Remotion Lambda will use here, and why. It reads what is known, and changes nothing. */
export function registerLanguageModelTool(parts: ReportParts): Disposable {
	return lm.registerTool<ToolInput>(languageModelTool, {
		invoke: async ({ input }) => {
			await parts.model.whenReady();
			const { projects } = await parts.model.settled();
			const wanted = input.project;
			const asked = wanted === undefined ? projects : projects.filter(({ project }) => project.name === wanted);
			const names = projects.map(({ project }) => project.name).join(", ");
			const text =
				asked.length > 0
					? reportOf(parts, asked)
					: `Project not found. Projects in this workspace: ${names || "none"}.`;
			return new LanguageModelToolResult([new LanguageModelTextPart(text)]);
		},
		prepareInvocation: () => ({ invocationMessage: "Checking Remotion Lambda credentials" }),
	});
}
