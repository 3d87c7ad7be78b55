import { commands, workspace } from "vscode";
import { consentValue } from "../../core/signing/consentValue.ts";
import type { Brought } from "../../core/signing/workspaceInfluence.ts";
import { firstThatFits } from "../../core/text/notification.ts";
import { visible } from "../../core/text/plainText.ts";
import { originText } from "../common/labels.ts";
import { notify } from "../common/notify.ts";
import type { Texts } from "../model/texts.ts";

const kinds: Readonly<Record<Brought["kind"], string>> = {
	process: "runs the command",
	endpoint: "sends requests to",
	"aws-file": "reads the AWS file",
	"token-file": "reads and sends the file",
	"written-file": "has the keys written into",
};

/** More than people read in a dialog. What cannot be named is not used: the one bad line must not hide behind a hundred others. */
const mostLines = 20;
const mostCharacters = 4000;

/** Asks before anything is used that the workspace brought. What was allowed is remembered for the very same value, in this session only. */
export class Consent {
	readonly #given = new Set<string>();
	readonly #texts: Texts;

	constructor(texts: Texts) {
		this.#texts = texts;
	}

	/** False: nothing may be run and nothing sent; the person was told or has said so. In an untrusted workspace always. */
	async ask(found: readonly Brought[]): Promise<boolean> {
		if (!workspace.isTrusted) {
			const told = "This workspace is not trusted, so nothing was run and nothing was sent.";
			// What would run comes first: it is always named.
			const isRun = ({ kind }: Brought) => Number(kind === "process");
			const lines = found.toSorted((a, b) => isRun(b) - isRun(a)).map((one) => this.#line(one));
			// What asks for trust is named, however long it is; the fullest list that has room.
			const ways = lines.map((_, left) => {
				const named = lines.slice(0, lines.length - left);
				return `${told} It would use your credentials as follows: ${[...named, ...(left > 0 ? [`${left} more`] : [])].join("; ")}.`;
			});
			const [fullest = told, ...shorter] = ways;
			const message = firstThatFits([fullest, ...shorter]);
			const manage = "Manage Workspace Trust";
			void notify.error(message, manage).then((choice) => choice && commands.executeCommand("workbench.trust.manage"));
			return false;
		}
		const asked = found.filter((one) => !this.#given.has(key(one)));
		if (asked.length === 0) return true;
		const lines = asked.map((one) => `• ${this.#line(one)}`);
		if (lines.length > mostLines || lines.join("").length > mostCharacters) {
			void notify.error(
				`This workspace defines ${asked.length} commands, endpoints, and files that would use your credentials: too many to list, so none were used.`,
			);
			return false;
		}
		const question = "Allow this workspace to use your AWS credentials in these ways?";
		if (!(await notify.confirm({ question, lines, yes: "Allow", isWarning: true }))) return false;
		for (const one of asked) this.#given.add(key(one));
		return true;
	}

	#line(one: Brought): string {
		const isPath = one.kind !== "process" && one.kind !== "endpoint";
		return `${visible(one.name)} ${kinds[one.kind]} ${visible(isPath ? one.value : consentValue(one.value))} (${originText(one.origin, this.#texts)})`;
	}
}

function key({ kind, name, value, origin }: Brought): string {
	return JSON.stringify([kind, name, value, origin.path]);
}
