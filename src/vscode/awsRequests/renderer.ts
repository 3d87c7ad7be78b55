import type { Memento } from "vscode";
import type { Signer } from "../../core/types.ts";
import { fromSigning, shownEndpoint } from "../../remotion/childEnvironment.ts";
import type { ClientPart } from "../../remotion/findClient.ts";
import type { CallName, Input, Output } from "../../remotion/protocol.ts";
import { openSession, type RenderSession } from "../../remotion/session.ts";
import { withProgress } from "../common/progress.ts";
import type { FirstSteps } from "../model/firstSteps.ts";
import type { Focus } from "../model/focus.ts";
import type { Model } from "../model/model.ts";
import type { ProjectState } from "../model/snapshot.ts";
import type { Identity } from "./identities.ts";
import { findOwn, type OwnContext } from "./ownClient.ts";
import type { Prepared } from "./preparation.ts";
import type { TestRenders } from "./testRenders.ts";
import { savedToDisk } from "./unsaved.ts";

/** What every command that asks AWS through the project's own client works with. */
export interface ClientContext extends OwnContext {
	readonly model: Model;
	readonly focus: Focus;
	/** Keeps each project's choices; nothing secret. */
	readonly memory: Memento;
}

/** What every command of test renders works with. */
export interface RenderContext extends ClientContext {
	readonly renders: TestRenders;
	readonly firstSteps: FirstSteps;
}

/** The project's client in a process of its own, signing with credentials that the person and the workspace's trust allow. */
export interface Renderer {
	readonly session: RenderSession;
	/** The project as it stands: the files were read again. */
	readonly state: ProjectState;
	/** Remotion's own region here; null where only an argument decides. */
	readonly region: string | null;
	readonly clientVersion: string | undefined;
	/** Where requests go instead of AWS. */
	readonly endpoint: string | undefined;
}

/**
 * Everything that must be right before AWS is asked: a trusted workspace, consent to what it brought, credentials, the project's client.
 * Undefined where the person was told what is not, or said no.
 * @param part what of Remotion Lambda the session loads
 */
export async function openRenderer(
	context: ClientContext,
	state: ProjectState,
	signer: Signer | undefined,
	part: ClientPart = "client",
): Promise<(Renderer & { readonly prepared: Prepared }) | undefined> {
	const { folder } = state.project;
	const [prepared] = await context.preparation.prepare(state, [signer]);
	if (!prepared || !(await savedToDisk(prepared.signing))) return undefined;
	const client = await findOwn(context, folder, part);
	if (!client) return undefined;
	const session = sessionFor(context, client, prepared);
	const now = context.model.snapshot.projects.find(({ project }) => project.folder === folder) ?? state;
	const { value, problem } = now.explanation.region;
	return {
		session,
		state: now,
		prepared,
		region: problem === undefined ? value : null,
		clientVersion: client.version,
		endpoint: shownEndpoint(prepared.signing, client.version),
	};
}

/** A process with the project's client that signs with these credentials. */
export function sessionFor(
	{ program }: Pick<OwnContext, "program">,
	client: { readonly path: string },
	{ signing, folder }: Prepared,
): RenderSession {
	return openSession({ program, client: client.path, cwd: folder, base: process.env, ...fromSigning(signing) });
}

/** Who signs: what is known already, else AWS is asked. Undefined: cancelled. */
export async function identityOf(
	{ identities }: ClientContext,
	state: ProjectState,
	prepared: Prepared,
): Promise<Identity | undefined> {
	const known = identities.of(state, prepared.signer);
	if (known?.kind === "verified") return known;
	let identity: Identity | undefined;
	await withProgress("Verifying identity", (signal) =>
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
