import { commands, type Disposable, type LogOutputChannel, window } from "vscode";
import { type CommandId, productName } from "../../contributions.ts";
import type { Action, CommandTable } from "./commandTable.ts";
import { DisposableStore } from "./disposables.ts";
import { notify } from "./notify.ts";
import { Refusal } from "./refusal.ts";

/** Tells a refusal, with a button where a command helps. */
function refuse({ message, offer }: Refusal): void {
	if (!offer) return void notify.error(message);
	void notify.error(message, offer.title).then((choice) => choice && commands.executeCommand(offer.command));
}

/** The log and the one place where errors reach people: what failed and a way to the log. Nothing secret may be handed to it. */
export class Log implements Disposable {
	readonly #owned = new DisposableStore();
	readonly #channel: LogOutputChannel = this.#owned.add(window.createOutputChannel(productName, { log: true }));
	readonly #table: CommandTable;

	constructor(table: CommandTable) {
		this.#table = table;
	}

	info(message: string): void {
		this.#channel.info(message);
	}

	/** Says what a command does: its failure is logged and told to the person, never swallowed and never shown raw. */
	command(id: CommandId, title: string, run: Action): Disposable {
		return this.#table.set(id, async (...given) => {
			try {
				return await run(...given);
			} catch (error) {
				if (error instanceof Error && error.name === "Canceled") return undefined;
				if (error instanceof Refusal) {
					refuse(error);
					return undefined;
				}
				this.report(title, error);
				return undefined;
			}
		});
	}

	/** Tells the person that something failed; the details go to the log. `what` is a verb phrase, such as "switch the profile". `what` is a verb phrase, such as "switch the profile". */
	report(what: string, error: unknown): void {
		this.#channel.error(`Couldn't ${what}: ${error instanceof Error ? error.message : "unknown error"}`);
		void notify.error(`Couldn't ${what}.`, "Show log").then((choice) => choice && this.show());
	}

	show(): void {
		this.#channel.show();
	}

	dispose(): void {
		this.#owned.dispose();
	}
}
