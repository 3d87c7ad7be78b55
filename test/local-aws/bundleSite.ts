/** `node bundleSite.ts <entry point> <folder>`: bundles a Remotion site for S3, every address in it relative. */
import { dirname } from "node:path";
import { bundle } from "@remotion/bundler";

const [entryPoint, outDir] = process.argv.slice(2);
if (entryPoint === undefined || outDir === undefined) throw new Error("Entry point and folder, please.");
await bundle({
	entryPoint,
	outDir,
	publicPath: "./",
	rootDir: dirname(entryPoint),
	enableCaching: false,
	publicDir: null,
});
