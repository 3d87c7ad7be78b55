/**
 * Texts with secrets, drawn by a number, through every way by which a text leaves the core: nothing of a secret may be seen at its end.
 * CONFORMANCE_RUNS and CONFORMANCE_SEED choose how many and which; each way gets all of them.
 */
import assert from "node:assert/strict";
import { secretText, seenIn } from "../secretTexts.ts";
import { type Channel, channels } from "./secretChannels.ts";

const runs = Number(process.env.CONFORMANCE_RUNS ?? 3_000);
const seed = Number(process.env.CONFORMANCE_SEED ?? 0);

describe("texts with secrets", function () {
	this.timeout(3_600_000);

	it("have secrets that are seen where nothing masks them", () => {
		for (let number = 0; number < 500; number++) {
			const { text, secrets, how } = secretText(seed + number);
			assert.notEqual(seenIn(text, secrets), undefined, how);
		}
	});

	for (const channel of channels)
		it(`show nothing of them: ${channel.through.join(", ")}`, () => {
			const seen: string[] = [];
			let searched = 0;
			for (let number = 0; number < runs; number++) {
				const found = leak(channel, seed + number);
				if (found === null) continue;
				searched++;
				if (found !== undefined) seen.push(found);
			}
			assert.ok(searched > runs / 3, `only ${searched} of ${runs}`);
			assert.deepEqual(seen.slice(0, 5), [], `${seen.length} of ${searched}`);
		});
});

/** What is seen of a secret at a way's end; undefined: nothing. null: the text is none for this way. */
function leak({ secrets: wanted, out }: Channel, number: number): string | undefined | null {
	const { text, line, secrets, how, kind } = secretText(number);
	if (wanted === "shaped" && kind === "odd") return null;
	const shown = out(text, secrets, line);
	const piece = seenIn(typeof shown === "string" ? shown : JSON.stringify(shown ?? ""), secrets);
	return piece === undefined ? undefined : `${how}: ${piece}`;
}
