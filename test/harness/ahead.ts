/**
 * Installs what a command needs beside npm's packages while npm is still at those: `ahead.ts <command>`. It imports no package. What fails
 * here fails again, and is told, where it is needed.
 */
import { ensureCodeServer } from "./codeServer.ts";
import { say } from "./log.ts";
import { ensureSystem } from "./system.ts";

try {
	if (process.argv[2] === "test") await ensureSystem("browser", "renderer", "compiler", "kerberos");
	await ensureCodeServer();
} catch (error) {
	say(`Not installed ahead: ${String(error instanceof Error ? error.message : error).split("\n")[0]}`);
}
