import assert from "node:assert/strict";
import { inLanes } from "../../../../src/vscode/common/lanes.ts";

describe("lanes", () => {
	const numbers = Array.from({ length: 11 }, (_, index) => index);

	it("take each item once, four at a time, whoever is free first", async () => {
		const lanes: number[][] = [];
		let [running, most] = [0, 0];
		await inLanes(numbers, async (queue) => {
			const own: number[] = [];
			lanes.push(own);
			for (const item of queue) {
				most = Math.max(most, ++running);
				// The first item holds its lane until the others have done the rest.
				await new Promise((resolve) => setTimeout(resolve, item === 0 ? 50 : 1));
				own.push(item);
				running--;
			}
		});
		assert.equal(lanes.length, 4);
		assert.equal(most, 4);
		assert.deepEqual(lanes[0], [0]);
		assert.deepEqual(
			lanes.flat().sort((a, b) => a - b),
			numbers,
		);
	});

	it("are no more than there are items, and none for none", async () => {
		const started = async (list: readonly number[]) => {
			let count = 0;
			await inLanes(list, async () => void count++);
			return count;
		};
		assert.deepEqual([await started([]), await started([1]), await started(numbers)], [0, 1, 4]);
	});

	it("fail as the first that fails", async () => {
		const failing = inLanes(numbers, async (queue) => {
			for (const item of queue) if (item === 2) throw new Error("two");
		});
		await assert.rejects(failing, /two/);
	});
});
