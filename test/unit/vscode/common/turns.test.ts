import assert from "node:assert/strict";
import { inTurns, later, nextTurn, Queue } from "../../../../src/vscode/common/turns.ts";

/** Keeps the thread for so many milliseconds. */
function work(milliseconds: number): void {
	const end = performance.now() + milliseconds;
	while (performance.now() < end);
}

describe("turns", () => {
	it("do all steps, and let others have their turn between long ones", async () => {
		const said: string[] = [];
		const timer = setInterval(() => said.push("other"), 1);
		function* steps() {
			for (const step of ["one", "two", "three"]) {
				work(10);
				said.push(step);
				yield;
			}
		}
		await inTurns(steps());
		clearInterval(timer);
		assert.deepEqual(
			said.filter((word) => word !== "other"),
			["one", "two", "three"],
		);
		const others = (from: string, to: string) => said.slice(said.indexOf(from), said.indexOf(to)).includes("other");
		assert.ok(others("one", "two") && others("two", "three"), said.join(" "));
	});

	it("come right after what waits already, or after a while, and can be called off", async () => {
		const said: string[] = [];
		const late = new Promise<void>((resolve) => {
			later(1000, () => {
				said.push("late");
				resolve();
			});
		});
		later(0, () => said.push("soon"));
		later(0, () => said.push("never"))();
		later(5, () => said.push("never"))();
		await nextTurn();
		await nextTurn();
		assert.deepEqual(said, ["soon"]);
		await late;
		assert.deepEqual(said, ["soon", "late"]);
	});

	it("of a queue do what is asked for one by one, in that order, and tell what each gives or throws", async () => {
		const queue = new Queue();
		const said: string[] = [];
		const timer = setInterval(() => said.push("other"), 1);
		const ask = (name: string) =>
			queue.do(() => {
				work(10);
				if (name === "two") throw new Error(name);
				said.push(name);
				return name;
			});
		const given = await Promise.allSettled(["one", "two", "three"].map(ask));
		clearInterval(timer);
		assert.deepEqual(
			given.map((one) => (one.status === "fulfilled" ? one.value : String(one.reason))),
			["one", "Error: two", "three"],
		);
		assert.ok(said.slice(said.indexOf("one"), said.indexOf("three")).includes("other"), said.join(" "));
		// It goes on after it was empty.
		assert.equal(await ask("four"), "four");
	});
});
