import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(import.meta.url);

/** Where Bun is: the package's install script moves the binary of this platform's package to where `bun` starts; without it, it is where it came. */
export function bunProgram(): string {
	const own = join(require.resolve("bun/package.json"), "../../.bin/bun");
	const platform = { win32: "windows", darwin: "darwin" }[process.platform as string] ?? "linux";
	const architecture = process.arch === "arm64" ? "aarch64" : "x64";
	const name = process.platform === "win32" ? "bun.exe" : "bun";
	const unmoved = join(require.resolve("bun/package.json"), `../../@oven/bun-${platform}-${architecture}/bin/${name}`);
	return existsSync(unmoved) ? unmoved : own;
}
