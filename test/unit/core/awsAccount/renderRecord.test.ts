import assert from "node:assert/strict";
import {
	compareWords,
	costWords,
	durationWords,
	lastBefore,
	outcomeWords,
	type RenderRecord,
	sizeWords,
} from "../../../../src/core/awsAccount/renderRecord.ts";

const good = {
	ok: true,
	renderId: "abc",
	bucketName: "remotionlambda-useast1-x",
	outKey: "renders/abc/out.png",
	file: "/tmp/out.png",
	sizeInBytes: 34_200,
	frames: 1,
	durationMs: 1234,
	estimatedPrice: 0.00021,
} as const;

function record(id: string, when: number, more: Partial<RenderRecord> = {}): RenderRecord {
	return {
		id,
		when,
		folder: "/app",
		signer: null,
		kind: "still",
		region: "us-east-1",
		functionName: "remotion-render-4-0-527-mem2048mb-disk2048mb-120sec",
		serveUrl: "https://site.example",
		composition: { id: "card", fps: 30, durationInFrames: 30 },
		outcome: good,
		...more,
	};
}

describe("what is told of a test render", () => {
	it("says time, size and cost as people do", () => {
		assert.deepEqual([durationWords(1234), durationWords(61_400)], ["1.2 s", "61 s"]);
		assert.deepEqual([999, 1234, 34_200, 2_500_000, 48_000_000].map(sizeWords), [
			"999 B",
			"1.2 kB",
			"34 kB",
			"2.5 MB",
			"48 MB",
		]);
		assert.deepEqual([0.00021, 0.00001, null].map(costWords), ["$0.0002", "under $0.0001", "cost unknown"]);
		assert.equal(outcomeWords(good), "1 frame · 1.2 s · 34 kB · $0.0002");
		assert.equal(outcomeWords({ ...good, frames: 30 }).split(" · ")[0], "30 frames");
		assert.equal(outcomeWords({ ok: false, message: "Why.", original: "raw" }), "Why.");
	});

	it("compares with the last good render of the same thing", () => {
		const now = record("5", 5);
		const older = record("3", 3);
		const others = [
			record("4", 4, { outcome: { ok: false, message: "", original: "" } }),
			record("4b", 4, { kind: "video" }),
			record("4c", 4, { folder: "/other" }),
			record("4d", 4, { composition: { id: "other", fps: 1, durationInFrames: 1 } }),
			record("6", 6),
		];
		assert.equal(lastBefore(now, [now, ...others, older, record("1", 1)]), older);
		assert.equal(lastBefore(now, [now, ...others]), undefined);
	});

	it("says what became different", () => {
		const now = record("2", 2);
		assert.equal(compareWords(now, record("1", 1)), "Compared with the last render: as fast, same size.");
		const before = record("1", 1, {
			outcome: { ...good, durationMs: 3234, sizeInBytes: 30_000 },
			signer: "p",
			region: "eu-central-1",
			functionName: "other",
		});
		assert.equal(
			compareWords(now, before),
			"Compared with the last render: 2.0 s faster, 4.2 kB larger, by another function, in us-east-1 instead of eu-central-1, with other credentials.",
		);
		assert.match(compareWords(before, now), /2\.0 s slower, 4\.2 kB smaller/);
		assert.equal(compareWords(now, undefined), "");
	});
});
