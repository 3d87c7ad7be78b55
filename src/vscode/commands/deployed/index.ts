import { Disposable, workspace } from "vscode";
import { commands } from "../../../contributions.ts";
import type { Log } from "../../common/log.ts";
import { Refusal } from "../../common/refusal.ts";
import type { Focus } from "../../model/focus.ts";
import type { Model } from "../../model/model.ts";
import { registerCommand } from "../../typedCommands/commands.ts";
import { insertDeployedCheck } from "./insertDeployedCheck.ts";
import { openReport } from "./openReport.ts";
import { removeReport } from "./removeReport.ts";

interface DeployedParts {
	readonly model: Model;
	readonly focus: Focus;
	readonly log: Log;
	/** Absolute; the extension's folder `media`. */
	readonly media: string;
}

/** Registers what lets a deployed app tell which credentials it has. A workspace that isn't trusted gets none of it. */
export function registerDeployed({ model, focus, log, media }: DeployedParts): Disposable {
	const inTrust = <Result>(run: () => Promise<Result>): Promise<Result> => {
		if (!workspace.isTrusted) throw new Refusal("Trust this workspace first.");
		return run();
	};
	return Disposable.from(
		registerCommand(log, commands.insertDeployedCheck, "insert the check", () =>
			inTrust(() => insertDeployedCheck(media)),
		),
		registerCommand(log, commands.openReport, "open the report", (row, text) =>
			inTrust(() => openReport(model, focus, row, text)),
		),
		registerCommand(log, commands.removeReport, "remove the report", (row) => removeReport(model, focus, row)),
	);
}
