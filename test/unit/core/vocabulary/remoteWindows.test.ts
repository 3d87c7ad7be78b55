import assert from "node:assert/strict";
import { remoteHome } from "../../../../src/core/vocabulary/remoteWindows.ts";

describe("whose home folder a window's profiles come from", () => {
	const table: [remoteName: string | undefined, label: string | undefined][] = [
		[undefined, undefined],
		["127.0.0.1:8080", undefined],
		["localhost", undefined],
		["dev-container", "dev container: /home/node"],
		["attached-container", "container: /home/node"],
		["k8s-container", "container: /home/node"],
		["codespaces", "codespace: /home/node"],
		["ssh-remote", "SSH host: /home/node"],
		["wsl", "WSL distribution: /home/node"],
		["tunnel", "tunnel host: /home/node"],
		["10.0.0.7:8000", "remote host: /home/node"],
		["localhost.example.com", "remote host: /home/node"],
	];
	for (const [remoteName, label] of table)
		it(`is said of ${remoteName ?? "a window on this computer"}`, () => {
			const found = remoteHome(remoteName, "/home/node");
			assert.equal(found?.label, label);
			if (found) assert.match(found.sentence, /\/home\/node\), not of your own computer\.$/);
		});
});
