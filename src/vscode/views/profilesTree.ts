import { homedir } from "node:os";
import {
	type Disposable,
	EventEmitter,
	env,
	ThemeIcon,
	type TreeDataProvider,
	TreeItem,
	TreeItemCollapsibleState,
	window,
} from "vscode";
import { commands, views } from "../../contributions.ts";
import { problemInShort } from "../../core/credentialProviders/profileProblems.ts";
import type { Profile, Validity } from "../../core/index.ts";
import { validityLine, validityOf, validityText } from "../../core/precedence/validityWords.ts";
import { remoteHome } from "../../core/vocabulary/remoteWindows.ts";
import type { Identities } from "../awsRequests/identities.ts";
import { identityIcon, identityLines, identityText, join } from "../awsRequests/identityLabels.ts";
import { DisposableStore } from "../common/disposables.ts";
import { isActiveProfile, originText, plain, profileDetails, profileIcon } from "../common/labels.ts";
import type { AccountNames } from "../model/accountNames.ts";
import type { Focus } from "../model/focus.ts";
import type { Model } from "../model/model.ts";
import type { Row } from "../typedCommands/arguments.ts";
import { commandTo } from "../typedCommands/commands.ts";

/** What the view's rows hand to commands; `signer` is the profile's name. */
interface ProfileNode extends Row {
	readonly profile: Profile;
}

/** The view "Profiles": every profile of both AWS files as the focused project sees them. */
export function registerProfiles(model: Model, focus: Focus, identities: Identities): Disposable {
	const owned = new DisposableStore();
	const provider = owned.add(new Profiles(model, focus, identities));
	const view = owned.add(window.createTreeView(views.profiles, { treeDataProvider: provider }));
	// What is active, and who a profile is, are this project's: another one may have other variables.
	const name = () => {
		const { state } = focus;
		const project = state && model.snapshot.projects.length > 1 ? state.project.name : "";
		const wanted = [project, homeThere?.label ?? ""].filter(Boolean).join(" · ");
		if ((view.description ?? "") !== wanted) view.description = wanted;
	};
	owned.add(focus.onDidChange(name));
	name();
	return owned;
}

/** Whose home folder the AWS files are in; undefined: that of this computer. It stays the same as long as the window is open. */
const homeThere = remoteHome(env.remoteName, homedir());

/** A row that opens to the profiles from this place of the list on. */
interface MoreNode {
	readonly from: number;
}

type Node = ProfileNode | MoreNode;

/** VS Code takes in all rows of one level at once: so many are there within a blink, and the rest opens behind a row of its own. */
const rowsAtOnce = 500;

class Profiles implements TreeDataProvider<Node>, Disposable {
	readonly #owned = new DisposableStore();
	readonly #model: Model;
	readonly #focus: Focus;
	readonly #identities: Identities;
	readonly #changed = this.#owned.add(new EventEmitter<void>());
	readonly onDidChangeTreeData = this.#changed.event;
	#shown: { profiles: readonly Profile[]; active: string | undefined } = { profiles: [], active: undefined };

	/** Of the rows that are shown. */
	#accountOf: AccountNames | undefined;

	constructor(model: Model, focus: Focus, identities: Identities) {
		this.#model = model;
		this.#focus = focus;
		this.#identities = identities;
		this.#owned.add(identities.onDidChange(() => this.#changed.fire()));
		this.#owned.add(focus.onDidChange(() => this.#refresh()));
	}

	/** A key typed in a `.env` changes no profile: thousands of rows are not made again for it. */
	#refresh(): void {
		const explanation = this.#focus.state?.explanation;
		const { profiles = [], active, validities = [], accounts } = explanation ?? {};
		// The parse cache gives the same objects while the files are the same.
		const isSame = profiles.length === this.#shown.profiles.length && profiles[0] === this.#shown.profiles[0];
		const key = JSON.stringify([active, validities.map(validityText), accounts]);
		if (isSame && key === this.#shown.active && this.#identities.isEmpty) return;
		this.#shown = { profiles, active: key };
		this.#changed.fire();
	}

	async getChildren(parent?: Node): Promise<Node[]> {
		if (parent && "profile" in parent) return [];
		const state = await this.#focus.whenReady();
		this.#accountOf = state && this.#focus.accountNames(state);
		const profiles = state?.explanation.profiles ?? [];
		const from = parent?.from ?? 0;
		const rows: Node[] = profiles.slice(from, from + rowsAtOnce).map((profile) => ({ profile, signer: profile.name }));
		if (profiles.length > from + rowsAtOnce) rows.push({ from: from + rowsAtOnce });
		return rows;
	}

	getTreeItem(node: Node): TreeItem {
		return "profile" in node ? this.#profile(node) : this.#more(node);
	}

	/** On a hover. Of a row that has its tooltip from the start VS Code takes the Markdown apart: half of the time of hundreds of rows. */
	resolveTreeItem(item: TreeItem, node: Node): TreeItem {
		if (!("profile" in node)) return item;
		const { profile } = node;
		const { state } = this.#focus;
		const identity = state && this.#identities.of(state, profile.name);
		const places = profile.origins.map((origin) => originText(origin, this.#model.texts)).join(", ");
		const stands = validityLine(this.#validityOf(profile), new Date());
		const lines = [
			...identityLines(identity, state?.explanation.accounts),
			stands,
			profile.problem ??
				profileDetails(profile, undefined, identity?.kind === "verified" ? "" : this.#accountOf?.(profile.name)),
			places,
			homeThere?.sentence ?? "",
		];
		item.tooltip = plain(lines.filter((line) => line !== "").join("\n"));
		return item;
	}

	#more({ from }: MoreNode): TreeItem {
		const left = (this.#focus.state?.explanation.profiles.length ?? from) - from;
		const item = new TreeItem(`${left} more`, TreeItemCollapsibleState.Collapsed);
		item.iconPath = new ThemeIcon("ellipsis");
		item.contextValue = "more";
		item.accessibilityInformation = { label: `${left} more profiles` };
		return item;
	}

	#profile({ profile }: ProfileNode): TreeItem {
		const active = this.#focus.state?.explanation.active;
		const isActive = active !== undefined && isActiveProfile(active, profile);
		const item = new TreeItem(profile.name);
		const { state } = this.#focus;
		const identity = state && this.#identities.of(state, profile.name);
		const validity = this.#validityOf(profile);
		const account = identity?.kind === "verified" ? "" : (this.#accountOf?.(profile.name) ?? "");
		const details =
			profile.problem === undefined
				? join(identityText(identity, state?.explanation.accounts), profileDetails(profile, validity, account))
				: problemInShort(profile.problem);
		// In a narrow side bar the end is cut: what is wrong, or what AWS said, comes first.
		item.description = isActive ? `active · ${details}` : details;
		item.iconPath = identityIcon(identity) ?? profileIcon(profile, isActive, validity);
		item.accessibilityInformation = {
			label: `Profile ${profile.name}${isActive ? ", active" : ""}${profile.problem === undefined ? "" : ", can't be used"}, ${details}`,
		};
		item.contextValue = contextOf(profile, validity);
		item.command = commandTo(commands.openProfile, "Open profile", { signer: profile.name });
		return item;
	}

	#validityOf({ name }: Profile): Validity | undefined {
		const explanation = this.#focus.state?.explanation;
		return explanation && validityOf(explanation, name);
	}

	dispose(): void {
		this.#owned.dispose();
	}
}

/** What menus go by. A role whose source signs in does so by that one. */
function contextOf({ type, problem, usesMfa }: Profile, validity: Validity | undefined): string {
	const mfa = usesMfa ? " mfa" : "";
	if (problem !== undefined) return `profile broken${mfa}`;
	const canSignIn = type === "sso" || type === "login" || validity?.signInProfile !== undefined;
	return `profile ${type}${canSignIn ? " sign-in" : ""}${mfa}`;
}
