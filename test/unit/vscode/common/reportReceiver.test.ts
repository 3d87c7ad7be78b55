import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { connect } from "node:net";
import { ReportReceiver } from "../../../../src/vscode/common/reportReceiver.ts";

describe("what waits for a terminal's report", () => {
	let receiver: ReportReceiver;
	beforeEach(async () => {
		receiver = await ReportReceiver.open();
	});
	afterEach(() => receiver.close());

	const request = (): { socket: string; token: string } => JSON.parse(readFileSync(receiver.request, "utf8"));
	/** Sends a text, and gives what comes back; "": the connection was cut. */
	const send = (text: string, { socket } = request()) =>
		new Promise<string>((resolve) => {
			let answer = "";
			const connection = connect(socket, () => connection.write(text));
			connection.on("data", (part) => {
				answer += part;
			});
			connection.on("error", () => {});
			connection.on("close", () => resolve(answer));
		});
	const message = (more: object = {}) =>
		`${JSON.stringify({ token: request().token, home: "/home/a", folder: "/work", report: { a: 1 }, ...more })}\n`;
	const soon = () => receiver.receive(AbortSignal.timeout(100));

	it("takes the one that was asked for", async () => {
		const received = receiver.receive(AbortSignal.timeout(5_000));
		assert.equal(await send(message()), "ok\n");
		assert.deepEqual(await received, { report: '{"a":1}', home: "/home/a", folder: "/work" });
	});

	it("takes a large one that comes in parts", async () => {
		const received = receiver.receive(AbortSignal.timeout(5_000));
		const report = "x".repeat(900_000);
		assert.equal(await send(message({ report })), "ok\n");
		assert.equal((await received)?.report, JSON.stringify(report));
	});

	const refused: [what: string, text: () => string][] = [
		["with another token", () => message({ token: "0".repeat(64) })],
		["with a short token", () => message({ token: "0" })],
		["without a token", () => message({ token: undefined })],
		["that is no JSON", () => "hello\n"],
		["that is null", () => "null\n"],
		["without a folder", () => message({ folder: 1 })],
		["that is huge", () => message({ report: "x".repeat(5_000_000) })],
		["that is huge and has no end", () => "x".repeat(5_000_000)],
	];
	for (const [what, text] of refused)
		it(`refuses one ${what}, and waits on`, async () => {
			assert.equal(await send(text()), "");
			assert.equal(await soon(), undefined);
			const received = receiver.receive(AbortSignal.timeout(5_000));
			assert.equal(await send(message()), "ok\n");
			assert.ok(await received);
		});

	it("waits no longer than its signal says", async () => {
		assert.equal(await soon(), undefined);
		assert.equal(await receiver.receive(AbortSignal.abort()), undefined);
	});

	it("has names that are used once, and a folder for this person alone", async () => {
		const other = await ReportReceiver.open();
		try {
			assert.notEqual(other.folder, receiver.folder);
			if (process.platform === "win32") return;
			assert.equal(statSync(receiver.folder).mode & 0o777, 0o700);
			assert.equal(statSync(receiver.request).mode & 0o777, 0o600);
			assert.deepEqual(readdirSync(receiver.folder).sort(), ["request.json", "s"]);
		} finally {
			await other.close();
		}
	});

	it("leaves nothing behind, whoever is still connected", async () => {
		const known = request();
		const hanging = send("{", known);
		// A connection is there before the next one is refused.
		assert.equal(await send("x\n", known), "");
		await receiver.close();
		assert.equal(await hanging, "");
		assert.ok(!existsSync(receiver.folder));
		assert.equal(await send("x", known), "");
	});
});
