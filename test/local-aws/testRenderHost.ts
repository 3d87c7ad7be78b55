/** Stands for a window: opens a session, asks for the functions, says the child's id, and waits to be killed. */
import { openSession } from "../../src/remotion/session.ts";

const [program = "", client = "", endpointUrl = "", home = ""] = process.argv.slice(2);
const session = openSession({
	program,
	client,
	source: { kind: "profile", profile: "remotion" },
	cwd: home,
	base: { PATH: process.env.PATH, HOME: home },
	project: { AWS_ENDPOINT_URL: endpointUrl },
});
process.stdout.write(`${session.pid}\n`);
await session.call("listFunctions", { region: "us-east-1" });
