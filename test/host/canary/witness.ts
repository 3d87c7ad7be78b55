/** Watches a test render from outside: what its processes are started with, and every byte that leaves for AWS. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as vscode from "vscode";
import type { RenderRecord } from "../../../src/core/awsAccount/renderRecord.ts";
import type { Signer } from "../../../src/core/types.ts";
import { eventually } from "../../harness/hostWait.ts";
import { openTunnel } from "../../local-aws/tunnel.ts";
import { folder, startAws, stopAws, told } from "../identity/situation.ts";
import { childProcesses, forget, picks, play, render } from "../testRender/person.ts";

export interface Witnessed {
	readonly record: RenderRecord;
	/** Of every process that this extension host started meanwhile, and of theirs. */
	readonly commandLines: readonly string[];
	/** Of the process that runs the project's client. */
	readonly environment: Readonly<Record<string, string>>;
	/** All that was sent, as it was sent. */
	readonly wire: string;
}

/** Renders a still in one of the demo's projects, on a local AWS behind a tunnel. */
export async function witnessRender(project: string, signer: Signer | undefined): Promise<Witnessed> {
	const { port } = new URL(await startAws("demo"));
	const tunnel = await openTunnel(Number(port));
	process.env.AWS_ENDPOINT_URL = tunnel.url;

	const commandLines = new Set<string>();
	let environment = "";
	const watching = setInterval(() => {
		for (const line of descendants()) commandLines.add(line);
		for (const child of childProcesses()) environment = read(child, "environ") || environment;
	}, 50);
	try {
		forget();
		play();
		picks.push(/^card/);
		await vscode.window.showTextDocument(vscode.Uri.file(join(folder, project, ".env")));
		const record = await render({ signer });
		assert.ok(record?.outcome.ok, told.join());
		await eventually(
			async () => childProcesses().length,
			(count) => count === 0,
		);
		const pairs = environment.split("\0").map((pair) => /^([^=]+)=(.*)$/s.exec(pair)?.slice(1) ?? []);
		return {
			record,
			commandLines: [...commandLines],
			environment: Object.fromEntries(pairs.filter(([name]) => name !== undefined)),
			wire: tunnel.sent(),
		};
	} finally {
		clearInterval(watching);
		tunnel.close();
		stopAws();
	}
}

/** The command lines of all that this process has started, directly or not. */
function descendants(): string[] {
	const parents = new Map<string, string>();
	for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
		const parent = /^\d+ \(.*\) \S (\d+)/s.exec(read(pid, "stat"))?.[1];
		if (parent !== undefined) parents.set(pid, parent);
	}
	const isOurs = (pid: string | undefined): boolean =>
		pid !== undefined && (pid === String(process.pid) || isOurs(parents.get(pid)));
	return [...parents.keys()]
		.filter((pid) => pid !== String(process.pid) && isOurs(pid))
		.map((pid) => read(pid, "cmdline"));
}

function read(pid: string, name: string): string {
	try {
		return readFileSync(`/proc/${pid}/${name}`, "latin1");
	} catch {
		return "";
	}
}
