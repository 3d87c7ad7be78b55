/** Rows about what is kept and what ships. */
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { build } from "esbuild";
import { createParseCache, explain } from "../../../src/core/index.ts";
import { buildExtension } from "../../harness/build.ts";
import { packageExtension } from "../../harness/package.ts";
import { root } from "../../harness/paths.ts";
import { awsFiles } from "../corpora.ts";
import type { Measurement } from "../plan.ts";
import { absolute, compare, type Row } from "../rows.ts";
import type { Scale } from "../scale.ts";
import { inputOf } from "./texts.ts";

/** Bytes that are in use: V8's heap, and the numbers in arrays that lie outside of it. */
function collected(): number {
	setFlagsFromString("--expose-gc");
	const collect: unknown = runInNewContext("gc");
	if (typeof collect === "function") for (let time = 0; time < 3; time++) collect();
	const { heapUsed, arrayBuffers } = process.memoryUsage();
	return heapUsed + arrayBuffers;
}

/** All that stays of a look at so many profiles, the texts too, by the texts alone. */
export function heapPlan(scale: Scale): Measurement[] {
	const what = `memory kept, ${scale.profiles.many} profiles, the texts included`;
	return [{ rows: [what], take: () => heapRows(scale, what) }];
}

function heapRows(scale: Scale, what: string): Row[] {
	const count = scale.profiles.many;
	// What the code itself needs is there after a first look at few.
	keptOf(scale.profiles.some);
	const { texts, kept } = keptOf(count);
	const samples = { ours: [texts + kept], theirs: [texts] };
	return [compare(what, "the files' texts", samples, 3, "MB")];
}

/** Megabytes of the two files, and those that a first look at them keeps beside. */
function keptOf(count: number): { texts: number; kept: number } {
	const { credentials, config } = awsFiles(count);
	const files = { "/home/.aws/credentials": credentials, "/home/.aws/config": config };
	const cache = createParseCache();
	const before = collected();
	const explanation = explain(inputOf(files), cache);
	const bytes = collected() - before;
	// Referred to until here, so that both were kept while they were measured.
	if (explanation.profiles.length < count) throw new Error("not every profile was read");
	cache.memo("end", 0, () => 0);
	return { texts: (credentials.length + config.length) / 1e6, kept: bytes / 1e6 };
}

const mainBundle = "main bundle, loaded at activation";
const vsix = "`.vsix`";

export function sizePlan(): Measurement[] {
	return [{ rows: [mainBundle, vsix], take: sizeRows }];
}

async function* sizeRows(): AsyncGenerator<Row> {
	const folder = mkdtempSync(join(tmpdir(), "rlc-bench-"));
	try {
		await buildExtension({ production: true, outdir: folder });
		const kilobytes = (file: string) => statSync(file).size / 1000;
		await build({
			absWorkingDir: root,
			stdin: { contents: 'export { STSClient } from "@aws-sdk/client-sts"', resolveDir: root },
			bundle: true,
			minify: true,
			platform: "node",
			outfile: join(folder, "sts.js"),
			logLevel: "warning",
		});
		const sts = `\`@aws-sdk/client-sts\` alone: ${Math.round(kilobytes(join(folder, "sts.js")))} kB`;
		yield absolute(mainBundle, sts, [kilobytes(join(folder, "extension.cjs"))], 60, "kB");
		yield absolute(vsix, sts, [kilobytes(await packageExtension())], 600, "kB");
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}
