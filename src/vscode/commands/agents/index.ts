import {
	Disposable,
	LanguageModelTextPart,
	type LanguageModelTool,
	LanguageModelToolResult,
	lm,
	type PreparedToolInvocation,
} from "vscode";
import { agentTools } from "../../../contributions.ts";
import { errorAnswer, healthAnswer, keysAnswer, permissionsAnswer } from "../../../core/awsAccount/agentAnswers.ts";
import { explainError } from "../../../core/errorGuide/index.ts";
import { secretsOf } from "../../../core/project/secretsOf.ts";
import { plainText } from "../../../core/text/plainText.ts";
import { KnownTexts, redact } from "../../../core/text/redact.ts";
import type { Checks } from "../../awsRequests/checkResults.ts";
import { identityMessage, judgedFor } from "../../awsRequests/identityLabels.ts";
import type { ClientContext } from "../../awsRequests/renderer.ts";
import { signerText } from "../../common/labels.ts";
import type { Pages } from "../../common/pages.ts";
import { Refusal } from "../../common/refusal.ts";
import type { FirstSteps } from "../../model/firstSteps.ts";
import type { ProjectState } from "../../model/snapshot.ts";
import { checkHealth } from "../checks/checkHealth.ts";
import { checkPermissions } from "../checks/checkPermissions.ts";
import { verifyIdentity } from "../checks/verifyIdentity.ts";
import { addKeys } from "../profiles/addProfile.ts";
import { lastVerification } from "../project/explainError.ts";

/** What the tools work on. */
export interface AgentParts extends ClientContext {
	readonly checks: Checks;
	readonly pages: Pages;
	readonly firstSteps: FirstSteps;
}

/** What an assistant hands over, whatever else may stand in it. */
interface AgentInput {
	/** A project's name; absent: the focused one. */
	readonly project?: string;
	/** A profile's name; absent: the active credentials. */
	readonly profile?: string;
	/** An error's text. */
	readonly error?: string;
}

/** What is asked of the person before a tool does anything. */
interface Question {
	readonly title: string;
	readonly message: string;
	/** What the tool is at. */
	readonly doing: string;
}

type Answer = (parts: AgentParts, state: ProjectState, input: AgentInput) => Promise<string>;

const whose = ({ profile }: AgentInput) =>
	profile === undefined ? "the active credentials" : `the profile ${JSON.stringify(profile)}`;

/** Registers the tools with which assistants check credentials. VS Code asks the person before each; what needs a choice asks them, too. */
export function registerAgentTools(parts: AgentParts): Disposable {
	return Disposable.from(
		tool(parts, agentTools.verifyIdentity, verify, (input) => ({
			title: "Verify AWS identity?",
			message: `Asks AWS which account and user ${whose(input)} belong to. The assistant gets the answer, not the keys.`,
			doing: "Verifying AWS identity",
		})),
		tool(parts, agentTools.checkPermissions, permissions, (input) => ({
			title: "Check Remotion Lambda permissions?",
			message: `Asks AWS what ${whose(input)} are allowed to do. Changes nothing. The assistant gets the answer, not the keys.`,
			doing: "Checking Remotion Lambda permissions",
		})),
		tool(parts, agentTools.checkHealth, health, () => ({
			title: "Check Remotion Lambda health?",
			message:
				"Asks AWS for functions, bucket, sites and limits in the account of the active credentials. Changes nothing. The assistant gets the answer, not the keys.",
			doing: "Checking Remotion Lambda health",
		})),
		tool(parts, agentTools.explainError, explain, () => ({
			title: "Explain this error?",
			message: "Looks the error up in the guide and in this project's files. Doesn't contact AWS.",
			doing: "Explaining the error",
		})),
		tool(parts, agentTools.askForKeys, askForKeys, () => ({
			title: "Enter AWS access keys?",
			message:
				"Opens input boxes of VS Code in which you type the keys. They are written to your AWS credentials file. The assistant gets the name of the profile and the ends of the access key ID.",
			doing: "Waiting for the access keys",
		})),
	);
}

function tool(parts: AgentParts, name: string, answer: Answer, question: (input: AgentInput) => Question): Disposable {
	const own: LanguageModelTool<AgentInput> = {
		prepareInvocation: ({ input }): PreparedToolInvocation => {
			const { title, message, doing } = question(readInput(input));
			// Names come from the assistant: they are no Markdown here.
			return { invocationMessage: doing, confirmationMessages: { title, message: plainText(redact(message)) } };
		},
		invoke: async ({ input }) => {
			const text = await answered(parts, answer, readInput(input), name);
			return new LanguageModelToolResult([new LanguageModelTextPart(text)]);
		},
	};
	return lm.registerTool(name, own);
}

async function answered(parts: AgentParts, answer: Answer, input: AgentInput, name: string): Promise<string> {
	try {
		const focused = await parts.focus.whenReady();
		const { projects } = await parts.model.allSettled();
		const state =
			input.project === undefined ? focused : projects.find(({ project }) => project.name === input.project);
		if (!state)
			return redact(`Project not found. Projects: ${projects.map(({ project }) => project.name).join(", ")}.`);
		return await answer(parts, state, input);
	} catch (error) {
		if (error instanceof Refusal) return redact(error.message);
		if (error instanceof Error && error.name === "Canceled") return "The person canceled it.";
		parts.log.report(`answer the assistant (${name})`, error);
		return "It failed. The person can see why in the log.";
	}
}

/** Nothing came of it, and why was told to the person: a workspace that is not trusted, no client, a no. */
const nothing = "Nothing was checked: the person canceled or was told what is missing.";

const rowOf = (state: ProjectState, { profile }: AgentInput) => ({
	state,
	...(profile !== undefined && { signer: profile }),
});

async function verify(parts: AgentParts, state: ProjectState, input: AgentInput): Promise<string> {
	const { focus, identities, preparation, log, firstSteps } = parts;
	const row = rowOf(state, input);
	const identity = await verifyIdentity(focus, identities, preparation, log, firstSteps, row);
	return identity
		? redact(identityMessage(signerText(state, row.signer), identity, judgedFor(state.explanation, row.signer)))
		: nothing;
}

async function permissions(parts: AgentParts, state: ProjectState, input: AgentInput): Promise<string> {
	const report = await checkPermissions(parts, parts.checks, parts.pages, rowOf(state, input));
	return report ? permissionsAnswer(report, state.explanation.accounts) : nothing;
}

async function health(parts: AgentParts, state: ProjectState): Promise<string> {
	const facts = await checkHealth(parts, parts.checks, { state });
	return facts ? healthAnswer(facts, state.explanation.accounts) : nothing;
}

async function explain({ model, identities }: AgentParts, state: ProjectState, { error }: AgentInput): Promise<string> {
	if (error === undefined || error.trim() === "") return "Pass the text of the error.";
	const situation = model.situation(state.project.folder);
	const known = new KnownTexts(situation ? secretsOf(situation) : []);
	const last = lastVerification(identities, state);
	return errorAnswer(explainError(error, state.explanation, { known, last }));
}

async function askForKeys({ model }: AgentParts, state: ProjectState, { profile }: AgentInput): Promise<string> {
	return keysAnswer(await addKeys(model, state, profile));
}

function readInput(input: unknown): AgentInput {
	const fields: Readonly<Record<string, unknown>> = typeof input === "object" && input !== null ? { ...input } : {};
	const text = (name: keyof AgentInput) => {
		const value = fields[name];
		return typeof value === "string" && value !== "" ? { [name]: value } : {};
	};
	return { ...text("project"), ...text("profile"), ...text("error") };
}
