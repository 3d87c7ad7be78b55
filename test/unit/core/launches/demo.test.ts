import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { explainLaunches, findLaunches } from "../../../../src/core/index.ts";
import { workspaces } from "../../../harness/paths.ts";
import { DEMO_ACCOUNTS } from "../../../local-aws/demoWorkspace.ts";
import { cwd, home, short, situation } from "../../situation.ts";

/** The texts of a folder's files, by their paths in another. */
function textsOf(folder: string, as: string): Record<string, string> {
	const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
	const files = names.filter((name) => statSync(join(folder, name)).isFile());
	return Object.fromEntries(
		files.map((name) => [`${as}/${name.replaceAll("\\", "/")}`, readFileSync(join(folder, name), "utf8")]),
	);
}

describe("the demo's Next.js app", () => {
	const files = {
		...textsOf(join(workspaces, "demo", "7-nextjs-app"), cwd),
		...textsOf(join(workspaces, "demo-home"), home),
	};
	const input = situation({ files });
	const { launches, findings } = explainLaunches(input, findLaunches({ ...input, readCode: input.readFile }));

	const keys = "keys AKIAFAKENEXTJS000001 by REMOTION_AWS_ACCESS_KEY_ID";
	const fallback = "profile default AKIAFAKEDEFAULT00001 by null";
	const rows: [label: string, runtime: string, callsLambda: string, active: string, region: string | null][] = [
		["npm run dev", "next", "likely", keys, null],
		["npm run render", "remotion-cli", "yes", fallback, "us-east-1"],
		["npm run deploy", "node", "yes", fallback, null],
		["npm run start", "next", "likely", keys, null],
		["npx remotion lambda", "remotion-cli", "unknown", fallback, "us-east-1"],
	];

	it("is started in five ways, the dev server first, which don't use the same credentials", () => {
		assert.deepEqual(
			launches.map(({ launch: { label, runtime, callsLambda }, explanation: { active, region } }) => [
				label,
				runtime,
				callsLambda,
				short(active),
				region.value,
			]),
			rows,
		);
	});

	it("has the dev server's keys in .env.local alone", () => {
		const [main] = launches;
		const active = main?.explanation.active;
		const origins = active?.kind === "keys" ? active.origins : [];
		assert.deepEqual(
			origins.map(({ layer, path }) => `${layer} ${path}`),
			Array(2).fill(`file ${cwd}/.env.local`),
		);
		assert.deepEqual(
			Object.keys(files).filter((path) => path.includes("/.env")),
			[`${cwd}/.env.local`],
		);
	});

	it("has keys that the demo's local AWS knows, of another user than the default profile's", () => {
		const env = files[`${cwd}/.env.local`] ?? "";
		const users = DEMO_ACCOUNTS.flatMap((account) => account.users);
		const ownerOf = (id: string) => users.find(({ keys }) => keys?.some(({ accessKeyId }) => accessKeyId === id));
		const owner = ownerOf("AKIAFAKENEXTJS000001");
		assert.ok(owner?.keys?.some(({ secretAccessKey }) => env.includes(`=${secretAccessKey}\n`)));
		assert.equal(owner?.name, "render-bot");
		assert.equal(ownerOf("AKIAFAKEDEFAULT00001")?.name, "intern");
	});

	it("loads .env in deploy.mjs, as its code says", () => {
		const deploy = launches.find(({ launch }) => launch.label === "npm run deploy")?.launch;
		const loaded = deploy?.layers.flatMap((layer) => (layer.kind === "files" ? layer.paths : []));
		assert.deepEqual(loaded, [`${cwd}/.env`]);
	});

	it("has no problem in its own files but that the CLI sends .env.local along", () => {
		const own = findings.filter(({ origin }) => origin.path?.startsWith(cwd));
		assert.deepEqual(
			own.map(({ rule, severity, launches }) => [rule, severity, launches]),
			[["secret-sent-to-render", "information", ["script:render", "command:remotion"]]],
		);
	});
});
