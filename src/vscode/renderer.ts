import { env, type Memento, window } from "vscode";
import type { Signer } from "../core/signer.ts";
import type { Signing } from "../core/signing.ts";
import { type CredentialSource, endpoint } from "../remotion/childEnvironment.ts";
import { TestRenderError } from "../remotion/failures.ts";
import { findClient } from "../remotion/findClient.ts";
import type { CallName, Input, Output, Progress } from "../remotion/protocol.ts";
import { openSession, type RenderSession } from "../remotion/session.ts";
import type { Focus } from "./focus.ts";
import type { Identities, Identity, Prepared } from "./identities.ts";
import type { Log } from "./log.ts";
import type { Model, ProjectState } from "./model.ts";
import { withProgress } from "./progress.ts";
import type { TestRenders } from "./testRenders.ts";

/** What every command of test renders works with. */
export interface RenderContext {
	readonly model: Model;
	readonly focus: Focus;
	readonly identities: Identities;
	readonly log: Log;
	readonly renders: TestRenders;
	/** Keeps each project's choices; nothing secret. */
	readonly memory: Memento;
	/** The built `testRender.cjs`. */
	readonly program: string;
}

/** The project's client in a process of its own, signing with credentials that the person and the workspace's trust allow. */
export interface Renderer {
	readonly session: RenderSession;
	/** Remotion's own region here; null where only an argument decides. */
	readonly region: string | null;
	readonly clientVersion: string | undefined;
	/** Where requests go instead of AWS. */
	readonly endpoint: string | undefined;
}

/**
 * Everything that must be right before AWS is asked: a trusted workspace, consent to what it brought, credentials, the project's client.
 * Undefined where the person was told what is not, or said no.
 */
export async function openRenderer(
	{ identities, program, log }: RenderContext,
	state: ProjectState,
	signer: Signer | undefined,
): Promise<(Renderer & { readonly prepared: Prepared }) | undefined> {
	const { folder } = state.project;
	const [prepared] = await identities.prepare(state, [signer]);
	if (!prepared) return undefined;
	const client = await findClient(folder);
	if (!client.ok) {
		log.info(`Test render: ${client.reason}, ${client.message}`);
		void offerCommand(client.message, client.command, folder);
		return undefined;
	}
	log.info(`Test render with ${client.packageName} ${client.version ?? "of unknown version"} at ${client.path}`);
	const { signing } = prepared;
	const [credentials = "", config = credentials] = Object.keys(signing.files);
	const endpoints = Object.entries(revealed(signing)).filter(([name]) => endpoint.test(name));
	const session = openSession({
		program,
		client: client.path,
		cwd: folder,
		base: process.env,
		source: sourceOf(signing),
		awsFiles: { credentials, config },
		endpoints: Object.fromEntries(endpoints),
	});
	const { value, problem } = state.explanation.region;
	return {
		session,
		prepared,
		region: problem === undefined ? value : null,
		clientVersion: client.version,
		endpoint: Object.fromEntries(endpoints).AWS_ENDPOINT_URL ?? signing.endpoint,
	};
}

/** Who signs: what is known already, else AWS is asked. Undefined: cancelled. */
export async function identityOf(
	{ identities }: RenderContext,
	state: ProjectState,
	prepared: Prepared,
): Promise<Identity | undefined> {
	const known = identities.of(state, prepared.signer);
	if (known?.kind === "verified") return known;
	let identity: Identity | undefined;
	await withProgress("Asking AWS who signs", (signal) =>
		identities.verify([prepared], signal, (_, answer) => {
			identity = answer;
		}),
	);
	return identity;
}

/** Makes a call, with a notification that can cancel it where it takes a while. */
export function ask<Name extends CallName>(
	{ session }: Pick<Renderer, "session">,
	title: string,
	name: Name,
	input: Input<Name>,
): Promise<Output<Name>> {
	return withProgress(title, (signal) => session.call(name, input, { signal }));
}

/** Turns what the child tells into a notification's text and share. */
export function progressReporter(report: (text: string, increment?: number) => void): (progress: Progress) => void {
	let shown = 0;
	return ({ step, fraction }) => {
		const percent = step === "downloading" ? 100 : Math.floor((fraction ?? 0) * 100);
		const text = step === "downloading" ? "Downloading" : fraction === null ? "Rendering" : `Rendering, ${percent} %`;
		report(text, Math.max(0, percent - shown));
		shown = Math.max(shown, percent);
	};
}

/** Tells a failure: cancelled in silence, unless something may still run. */
export async function tellFailure(log: Log, error: unknown, explain: (text: string) => unknown): Promise<void> {
	if (!(error instanceof TestRenderError)) throw error;
	log.info(`Test render, ${error.kind}: ${error.message} ${error.original}`);
	if (error.kind === "cancelled") {
		if (error.stillRunning) void window.showInformationMessage(error.message);
		return;
	}
	const actions = error.original === "" ? [] : ["Explain"];
	const choice = await window.showErrorMessage(error.message, ...actions, "Show Log");
	if (choice === "Show Log") log.show();
	if (choice === "Explain") await explain(error.original);
}

async function offerCommand(message: string, command: string | undefined, folder: string): Promise<void> {
	const [type, copy] = ["Type It in a Terminal", "Copy Command"];
	const choice = await window.showErrorMessage(message, ...(command === undefined ? [] : [type, copy]));
	if (choice === copy && command !== undefined) await env.clipboard.writeText(command);
	if (choice !== type || command === undefined) return;
	const terminal = window.createTerminal({ name: "Remotion Lambda", cwd: folder });
	terminal.show();
	// Typed, not run: what gets installed is the person's decision.
	terminal.sendText(command, false);
}

function sourceOf(signing: Signing): CredentialSource {
	const { source } = signing;
	return source.kind === "chain" ? { kind: "chain", environment: revealed(signing) } : source;
}

function revealed({ environment }: Signing): Record<string, string> {
	return Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, value.reveal()]));
}
