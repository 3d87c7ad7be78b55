/** `node test/local-aws/cli.ts [--port N]`: a local AWS until it is interrupted. Prints its address on the first line. */
import { parseArgs } from "node:util";
import { startLocalAws } from "./server.ts";
import { siteFiles } from "./siteBundle.ts";

const { values } = parseArgs({
	options: { port: { type: "string", default: "0" }, verbose: { type: "boolean", default: false } },
});
const port = Number(values.port);
if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`--port ${values.port} is no port.`);

const aws = await startLocalAws({ port, onLog: (line) => values.verbose && process.stderr.write(line) });
console.log(aws.url);

let closing = false;
async function close(): Promise<void> {
	if (closing) return;
	closing = true;
	await aws.close();
	process.exit(0);
}
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void close());
// Started by another program: gone with it.
process.on("disconnect", () => void close());

// The first render should not have to wait for the bundler.
siteFiles().then(
	() => console.log("The demo site is ready."),
	(error: unknown) => console.error(String(error)),
);
