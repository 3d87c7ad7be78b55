import {
	type Disposable,
	EventEmitter,
	ThemeColor,
	ThemeIcon,
	type TreeDataProvider,
	TreeItem,
	TreeItemCollapsibleState,
	commands as vscodeCommands,
	window,
} from "vscode";
import { commands, contextKeys, views } from "../../contributions.ts";
import {
	completeWords,
	factsProblem,
	factsWords,
	loopWords,
	sumWords,
	unreachedWords,
} from "../../core/accountPool/phrases.ts";
import { type CheckedAccount, sumOf, twinsOf } from "../../core/accountPool/totals.ts";
import { outcomeWords, type RenderRecord } from "../../core/awsAccount/renderRecord.ts";
import { maskAccessKeyId, type Pool, type PoolAccount } from "../../core/index.ts";
import { isSameSigner } from "../../core/signing/credentialRef.ts";
import type { Signer } from "../../core/types.ts";
import { formatAccount } from "../../core/vocabulary/arn.ts";
import type { Identities, Identity } from "../awsRequests/identities.ts";
import { identityIcon, identityLines, identityText, join } from "../awsRequests/identityLabels.ts";
import type { PoolFacts } from "../awsRequests/poolFacts.ts";
import type { TestRenders } from "../awsRequests/testRenders.ts";
import { DisposableStore } from "../common/disposables.ts";
import { originText, plain } from "../common/labels.ts";
import type { Model } from "../model/model.ts";
import type { ProjectState, Snapshot } from "../model/snapshot.ts";
import type { Row } from "../typedCommands/arguments.ts";
import { commandTo } from "../typedCommands/commands.ts";

/** What the view's rows of accounts hand to commands. */
interface AccountNode extends Row {
	readonly kind: "account";
	readonly state: ProjectState;
	readonly account: PoolAccount;
}

type Node =
	| { readonly kind: "project"; readonly state: ProjectState }
	| { readonly kind: "sum"; readonly state: ProjectState; readonly region: string | undefined }
	| AccountNode;

export interface PoolParts {
	readonly model: Model;
	readonly identities: Identities;
	readonly facts: PoolFacts;
	readonly renders: TestRenders;
}

/** The projects that have a pool. */
export function projectsWithPool({ projects }: Snapshot): ProjectState[] {
	return projects.filter(({ explanation }) => explanation.pool !== undefined);
}

/** The view "Account pool", there only where a project has one. A function of the model's snapshot and of what AWS said. */
export function registerAccountPoolView(parts: PoolParts): Disposable {
	const owned = new DisposableStore();
	owned.add(window.createTreeView(views.accountPool, { treeDataProvider: owned.add(new AccountPool(parts)) }));
	let shown: boolean | undefined;
	const show = (snapshot: Snapshot) => {
		const wanted = projectsWithPool(snapshot).length > 0;
		if (wanted === shown) return;
		shown = wanted;
		void vscodeCommands.executeCommand("setContext", contextKeys.hasAccountPool, wanted);
	};
	owned.add(parts.model.onDidChange(show));
	return owned;
}

class AccountPool implements TreeDataProvider<Node>, Disposable {
	readonly #owned = new DisposableStore();
	readonly #parts: PoolParts;
	readonly #changed = this.#owned.add(new EventEmitter<void>());
	readonly onDidChangeTreeData = this.#changed.event;
	#shown = "";

	constructor(parts: PoolParts) {
		this.#parts = parts;
		const { model, identities, facts, renders } = parts;
		for (const { onDidChange } of [identities, facts, renders])
			this.#owned.add(onDidChange(() => this.#changed.fire()));
		this.#owned.add(model.onDidChange((snapshot) => this.#refresh(snapshot)));
	}

	/** A key typed elsewhere changes no pool: its rows are not made again for it. */
	#refresh(snapshot: Snapshot): void {
		const { identities } = this.#parts;
		const pools = projectsWithPool(snapshot).map(({ project, explanation }) => [project.name, explanation.pool]);
		const shown = JSON.stringify(pools);
		if (shown === this.#shown && identities.isEmpty) return;
		this.#shown = shown;
		this.#changed.fire();
	}

	async getChildren(parent?: Node): Promise<Node[]> {
		if (parent?.kind === "project") return this.#inside(parent.state);
		if (parent) return [];
		const states = projectsWithPool(await this.#parts.model.whenReady());
		const [only, ...others] = states;
		if (only && others.length === 0) return this.#inside(only);
		return states.map((state) => ({ kind: "project", state }));
	}

	#inside(state: ProjectState): Node[] {
		const accounts = state.explanation.pool?.accounts ?? [];
		const regions = new Set(
			accounts.flatMap(({ signer }) => (signer === undefined ? [] : [...this.#parts.facts.of(state, signer).keys()])),
		);
		return [
			{ kind: "sum", state, region: undefined },
			...[...regions].map((region): Node => ({ kind: "sum", state, region })),
			...accounts.map(
				(account): Node => ({
					kind: "account",
					state,
					account,
					...(account.signer !== undefined && { signer: account.signer }),
				}),
			),
		];
	}

	getTreeItem(node: Node): TreeItem {
		const { pool } = node.state.explanation;
		if (!pool) return new TreeItem("");
		if (node.kind === "project") return this.#project(node.state, pool);
		return node.kind === "sum" ? this.#sum(node.state, pool, node.region) : this.#account(node, pool);
	}

	#project({ project }: ProjectState, pool: Pool): TreeItem {
		const item = new TreeItem(project.name, TreeItemCollapsibleState.Expanded);
		item.id = project.folder;
		item.description = completeWords(pool);
		item.contextValue = "pool project";
		item.tooltip = plain(project.folder);
		return item;
	}

	#sum(state: ProjectState, pool: Pool, region: string | undefined): TreeItem {
		const item = new TreeItem(region ?? completeWords(pool));
		item.id = `${state.project.folder} sum ${region}`;
		const words = region === undefined ? loopWords(pool) : sumWords(sumOf(this.#checked(state, pool, region)));
		item.description = words;
		item.iconPath = new ThemeIcon(region === undefined ? "layers" : "globe");
		item.contextValue = "sum";
		item.tooltip = plain(region === undefined ? aboutLoop : `${aboutSum}\n${words}`);
		item.accessibilityInformation = { label: words === "" ? String(item.label) : `${item.label}: ${words}` };
		return item;
	}

	#account({ state, account }: AccountNode, pool: Pool): TreeItem {
		const { identities, facts, renders, model } = this.#parts;
		const { name, number, signer, accessKeyId, flags, origins } = account;
		const { accounts } = state.explanation;
		const identity = signer === undefined ? undefined : identities.of(state, signer);
		const version = facts.clientVersion(state);
		const known = signer === undefined ? [] : [...facts.of(state, signer)];
		const problems = known.flatMap(([region, all]) => factsProblem(all, region, version) ?? []);
		const twin = identity?.kind === "verified" ? twinsOf(this.#checked(state, pool)).get(name) : undefined;
		const render = signer === undefined ? undefined : lastRender(renders.records, state, signer);

		const item = new TreeItem(name);
		item.id = `${state.project.folder} account ${name} ${origins[0]?.path ?? ""}`;
		item.description = join(
			...flags.map(({ short }) => short),
			twin === undefined ? "" : `same AWS account as ${twin}`,
			...new Set(problems.map(({ short }) => short)),
			identity?.kind === "verified" ? "" : identityText(identity, accounts),
			...known.map(([region, all]) =>
				known.length > 1 ? join(region, factsWords(all, version)) : factsWords(all, version),
			),
			render === undefined ? "" : render.outcome.ok ? "rendered" : "render failed",
			// Users of pools have the same name in every account: the number tells them apart.
			identity?.kind === "verified" ? formatAccount(identity.account, accounts) : "",
			identity?.kind === "verified" || accessKeyId === undefined ? "" : maskAccessKeyId(accessKeyId),
			identity?.kind === "verified" || !origins[0] ? "" : originText(origins[0], model.texts),
		);
		const isFlawed = flags.length + problems.length > 0 || twin !== undefined;
		item.iconPath = icon(account, identity, isFlawed);
		const lines = [
			...flags.map(({ message }) => message),
			unreachedWords(account, pool),
			...identityLines(identity, accounts),
			twin === undefined ? "" : `Same AWS account as ${twin}, so it adds no concurrency.`,
			...problems.map(({ message }) => message),
			...known.map(([region, all]) => join(region, factsWords(all, version))),
			render === undefined ? "" : renderWords(render),
			`Keys ${accessKeyId === undefined ? "unknown" : maskAccessKeyId(accessKeyId)}${account.hasSessionToken ? " with session token" : ""}, ${origins.map((origin) => originText(origin, model.texts)).join(", ")}`,
		];
		item.tooltip = plain(lines.filter((line) => line !== "").join("\n"));
		item.accessibilityInformation = {
			label: `Account ${name}${signer === undefined ? ", incomplete" : ""}, ${item.description}`,
		};
		const isOurs = number !== null && origins.some(({ path }) => path !== undefined);
		item.contextValue = `account ${signer === undefined ? "broken" : "usable"} ${isOurs ? "numbered" : "fixed"}`;
		if (origins[0]?.path !== undefined) item.command = commandTo(commands.openOrigin, "Open", origins[0]);
		return item;
	}

	/** What AWS said of the pool; `facts` are those of a region. */
	#checked(state: ProjectState, { accounts }: Pool, region?: string): CheckedAccount[] {
		const { identities, facts } = this.#parts;
		return accounts.map(({ name, signer }) => {
			const identity = signer === undefined ? undefined : identities.of(state, signer);
			return {
				name,
				account: identity?.kind === "verified" ? identity.account : undefined,
				facts: signer === undefined || region === undefined ? undefined : facts.of(state, signer).get(region),
			};
		});
	}

	dispose(): void {
		this.#owned.dispose();
	}
}

const aboutLoop =
	'Remotion\'s sample code counts accounts up from 1 and stops at the first missing number. "Insert account pool code" finds all complete accounts.';
const aboutSum = "Each AWS account has its own concurrency limit, shared by all its access keys.";

function icon({ signer }: PoolAccount, identity: Identity | undefined, isFlawed: boolean): ThemeIcon {
	if (identity?.kind === "running" || identity?.kind === "failed")
		return identityIcon(identity) ?? new ThemeIcon("key");
	if (signer === undefined) return new ThemeIcon("error", new ThemeColor("list.errorForeground"));
	if (isFlawed) return new ThemeIcon("warning", new ThemeColor("list.warningForeground"));
	return identityIcon(identity) ?? new ThemeIcon(typeof signer === "string" ? "account" : "key");
}

/** The newest test render with an account. */
function lastRender(records: readonly RenderRecord[], { project }: ProjectState, signer: Signer) {
	return records.find((record) => record.folder === project.folder && isSameSigner(record.signer, signer));
}

function renderWords({ when, region, outcome }: RenderRecord): string {
	return `Last test render: ${new Date(when).toLocaleString()} in ${region}, ${outcomeWords(outcome)}`;
}
