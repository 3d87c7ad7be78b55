/** The rotation code that people get inserted, run as it is. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type RotationChoice, rotationCode } from "../../../src/core/codeTemplates/rotationCode.ts";
import { documentedNames } from "../../../src/core/vocabulary/rotationNames.ts";
import { root } from "../../harness/paths.ts";

type Rotation = typeof import("../../../media/rotateAccounts.ts");

const file = new URL("../../../media/rotateAccounts.ts", import.meta.url);
const template = readFileSync(file, "utf8");
const plain: RotationChoice = { names: documentedNames, profiles: [], order: "in turn" };
const draws = 10_000;

/** A pool with a gap at 3, halves at 5 and 6, a temporary key with its token at 8 and one without at 9: 16 complete of 20. */
const complete = [1, 2, 4, 7, 8, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20];
function pool(): Record<string, string> {
	const variables: Record<string, string> = { AWS_KEY_5: "AKIAFAKE5", AWS_SECRET_6: "secret6", AWS_SECRET_: "lost" };
	Object.assign(variables, {
		AWS_KEY_21: "AKIAFAKE21",
		AWS_SECRET_21: "",
		AWS_KEY_9: "ASIAFAKE9",
		AWS_SECRET_9: "secret9",
	});
	for (const number of complete)
		Object.assign(variables, {
			[`AWS_KEY_${number}`]: `AKIAFAKE${number}`,
			[`AWS_SECRET_${number}`]: `secret${number}`,
		});
	return { ...variables, AWS_KEY_8: "ASIAFAKE8", AWS_TOKEN_8: "token8" };
}

describe("the rotation code", () => {
	const environment = { ...process.env };
	let folder: string;
	let count = 0;
	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), "rotate-accounts-"));
	});
	afterEach(() => {
		rmSync(folder, { recursive: true, force: true });
		for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
		Object.assign(process.env, environment);
	});

	/** Loads the code anew, as a program that starts. */
	async function load(variables: Record<string, string>, choice: Partial<RotationChoice> = {}): Promise<Rotation> {
		Object.assign(process.env, variables);
		count += 1;
		if (Object.keys(choice).length === 0) return import(`${file.href}?${count}`);
		const path = join(folder, `rotate${count}.ts`);
		writeFileSync(path, rotationCode(template, { ...plain, ...choice }));
		return import(path);
	}

	it("finds the complete accounts, in the order of their numbers, then the profiles", async () => {
		const { accountNames } = await load(pool(), { profiles: ["studio"] });
		assert.deepEqual(accountNames(), [...complete.map((number) => `AWS_KEY_${number}`), "studio"]);
	});

	for (const order of ["in turn", "random"] as const) {
		it(`draws each account equally often, ${order}, and sets nothing but whole credentials`, async () => {
			const { pickAccount, setAccount } = await load(pool(), { order });
			const drawn = new Map<string, number>();
			let last: string | undefined;
			for (let draw = 0; draw < draws; draw++) {
				// What is left of another account, and what would outrank this one.
				Object.assign(process.env, {
					REMOTION_AWS_PROFILE: "decoy",
					REMOTION_SKIP_AWS_CREDENTIALS_CHECK: "1",
					REMOTION_AWS_SESSION_TOKEN: "stale",
				});
				const name = pickAccount();
				setAccount(name);
				const number = Number(name.replace("AWS_KEY_", ""));
				assert.ok(complete.includes(number), name);
				const { env } = process;
				assert.deepEqual(
					[
						env.REMOTION_AWS_ACCESS_KEY_ID,
						env.REMOTION_AWS_SECRET_ACCESS_KEY,
						env.REMOTION_AWS_SESSION_TOKEN,
						env.REMOTION_AWS_PROFILE,
						env.REMOTION_SKIP_AWS_CREDENTIALS_CHECK,
					],
					[
						number === 8 ? "ASIAFAKE8" : `AKIAFAKE${number}`,
						`secret${number}`,
						number === 8 ? "token8" : undefined,
						undefined,
						undefined,
					],
				);
				if (order === "in turn" && last !== undefined) {
					const expected = complete[(complete.indexOf(Number(last.replace("AWS_KEY_", ""))) + 1) % complete.length];
					assert.equal(number, expected, `after ${last}`);
				}
				last = name;
				drawn.set(name, (drawn.get(name) ?? 0) + 1);
			}
			assert.equal(drawn.size, complete.length);
			// Random: within eight standard deviations, which never happens by chance.
			const spread = order === "in turn" ? 0 : 8 * Math.sqrt(draws / complete.length);
			for (const [name, times] of drawn)
				assert.ok(Math.abs(times - draws / complete.length) <= spread, `${name}: ${times}`);
		});
	}

	it("starts with any account, as a serverless function starts anew for every request", async () => {
		const first = new Set<string>();
		const variables = pool();
		const { random } = Math;
		try {
			for (const [index] of complete.entries()) {
				Math.random = () => (index + 0.5) / complete.length;
				first.add((await load(variables)).pickAccount());
			}
		} finally {
			Math.random = random;
		}
		assert.equal(first.size, complete.length);
	});

	it("sets a profile, and nothing beside it", async () => {
		const { setAccount } = await load({ ...pool(), REMOTION_AWS_SESSION_TOKEN: "stale" }, { profiles: ["studio"] });
		setAccount("AWS_KEY_8");
		setAccount("studio");
		const set = Object.keys(process.env).filter((name) => /^REMOTION_(AWS|SKIP)/.test(name));
		assert.deepEqual(set, ["REMOTION_AWS_PROFILE"]);
	});

	it("never sets the text undefined: what is not complete is refused, and everything stays as it was", async () => {
		const { setAccount, withAccount } = await load({ ...pool(), REMOTION_AWS_PROFILE: "mine" });
		for (const name of ["AWS_KEY_3", "AWS_KEY_5", "AWS_KEY_6", "AWS_KEY_9", "AWS_KEY_21", "AWS_KEY_", "toString", ""])
			assert.throws(() => setAccount(name), /^Error: The AWS account .* is not complete\.$/, name);
		await assert.rejects(
			withAccount("AWS_KEY_3", async () => assert.fail("it was called")),
			/not complete/,
		);
		assert.equal(process.env.REMOTION_AWS_PROFILE, "mine");
		assert.equal(process.env.REMOTION_AWS_ACCESS_KEY_ID, undefined);
	});

	it("says that there is none", async () => {
		const { pickAccount, accountNames } = await load({ AWS_KEY_1: "AKIAFAKE1" });
		assert.deepEqual(accountNames(), []);
		for (const order of ["in turn", "random"] as const)
			assert.throws(() => pickAccount(order), /No complete AWS account/);
	});

	it("lets calls with different accounts wait for each other; a failed one holds nobody up", async () => {
		const { withAccount } = await load(pool());
		let running = 0;
		const calls = complete.map((number) =>
			withAccount(`AWS_KEY_${number}`, async () => {
				assert.equal(++running, 1, "two calls at once");
				for (let tick = 0; tick < 5; tick++) await new Promise((resolve) => setImmediate(resolve));
				const key = process.env.REMOTION_AWS_ACCESS_KEY_ID;
				running--;
				if (number === 7) throw new Error("the render failed");
				return key;
			}),
		);
		const results = await Promise.allSettled(calls);
		for (const [index, number] of complete.entries()) {
			const result = results[index];
			if (number === 7) assert.equal(result?.status, "rejected");
			else assert.equal(result?.status === "fulfilled" && result.value?.endsWith(`FAKE${number}`), true);
		}
	});

	const names = { accessKeyId: "POOL_{n}_ID", secretAccessKey: "POOL_{n}_SECRET", sessionToken: "POOL_{n}_TOKEN" };
	it("reads the project's own names", async () => {
		const variables = {
			POOL_2_ID: "AKIAFAKE2",
			POOL_2_SECRET: "s",
			POOL_1_ID: "AKIAFAKE1",
			AWS_KEY_1: "no",
			AWS_SECRET_1: "no",
		};
		const { accountNames, pickAccount } = await load(variables, { names });
		assert.deepEqual([accountNames(), pickAccount()], [["POOL_2_ID"], "POOL_2_ID"]);
	});

	it("is what the file is, where nothing is chosen", () => {
		assert.equal(rotationCode(template, plain), template);
		assert.ok(!/[^\r]\n/.test(rotationCode(template, plain, "\r\n")));
		assert.throws(() => rotationCode(template.replaceAll("in turn", ""), plain), /exactly once/);
	});

	it("is accepted by TypeScript at its strictest, whatever is chosen", function () {
		this.timeout(60_000);
		const choices: RotationChoice[] = [
			plain,
			{ ...plain, order: "random" },
			{ names, profiles: ['a "quoted" one', "b"], order: "random" },
		];
		const files = choices.map((choice, index) => {
			const path = join(folder, `choice${index}.ts`);
			writeFileSync(path, rotationCode(template, choice));
			return path;
		});
		writeFileSync(join(folder, "package.json"), '{"type":"module"}');
		const strict = ["strict", "noUncheckedIndexedAccess", "exactOptionalPropertyTypes", "noImplicitReturns"];
		strict.push("noPropertyAccessFromIndexSignature", "noUnusedLocals", "noUnusedParameters", "isolatedModules");
		strict.push("verbatimModuleSyntax", "erasableSyntaxOnly", "isolatedDeclarations", "declaration");
		const flags = strict.flatMap((flag) => [`--${flag}`, "true"]);
		const rest = ["--module", "nodenext", "--target", "es2022", "--outDir", join(folder, "out"), "--types", "node"];
		const types = ["--typeRoots", join(root, "node_modules/@types")];
		const tsc = join(root, "node_modules/typescript/bin/tsc");
		const said = spawnSync(process.execPath, [tsc, ...flags, ...rest, ...types, ...files], {
			cwd: folder,
			encoding: "utf8",
		});
		assert.equal(said.stdout, "");
		assert.equal(said.status, 0);
	});
});
