/** A stand-in for everything the SDK can dial: STS, SSO, the container and the instance metadata service, all on loopback. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { Socket } from "node:net";

/** The access key ID each service hands out: it tells afterwards who was asked. */
export const ISSUED = {
	role: "ASIAFAKEASSUMEROLE00",
	"web-identity": "ASIAFAKEWEBIDENTITY0",
	sso: "ASIAFAKESSOROLE00000",
	container: "ASIAFAKECONTAINER000",
	instance: "ASIAFAKEINSTANCE0000",
	process: "ASIAFAKEPROCESS00000",
} as const;

const SECRET = "not-a-real-secret-from-the-loopback";
const EXPIRATION = "2099-01-01T00:00:00Z";

function stsAnswer(action: "AssumeRole" | "AssumeRoleWithWebIdentity", accessKeyId: string): string {
	return `<${action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><${action}Result>
<AssumedRoleUser><Arn>arn:aws:sts::123456789012:assumed-role/x/y</Arn><AssumedRoleId>x:y</AssumedRoleId></AssumedRoleUser>
<Credentials><AccessKeyId>${accessKeyId}</AccessKeyId><SecretAccessKey>${SECRET}</SecretAccessKey>
<SessionToken>not-a-real-token</SessionToken><Expiration>${EXPIRATION}</Expiration></Credentials>
</${action}Result></${action}Response>`;
}

function metadata(accessKeyId: string): string {
	return JSON.stringify({
		AccessKeyId: accessKeyId,
		SecretAccessKey: SECRET,
		Token: "not-a-real-token",
		Expiration: EXPIRATION,
	});
}

/** What the service that this request is for would say. */
export function answer(method: string | undefined, path: string, body: string): { type: string; text: string } {
	if (path.startsWith("/container")) return { type: "application/json", text: metadata(ISSUED.container) };
	if (path.startsWith("/latest/api/token")) return { type: "text/plain", text: "not-a-real-imds-token" };
	if (path === "/latest/meta-data/iam/security-credentials/") return { type: "text/plain", text: "instance-role" };
	if (path.startsWith("/latest/meta-data/")) return { type: "application/json", text: metadata(ISSUED.instance) };
	if (path.startsWith("/federation/credentials")) {
		const roleCredentials = {
			accessKeyId: ISSUED.sso,
			secretAccessKey: SECRET,
			sessionToken: "not-a-real-token",
			expiration: Date.parse(EXPIRATION),
		};
		return { type: "application/json", text: JSON.stringify({ roleCredentials }) };
	}
	if (body.includes("Action=AssumeRoleWithWebIdentity")) {
		return { type: "text/xml", text: stsAnswer("AssumeRoleWithWebIdentity", ISSUED["web-identity"]) };
	}
	if (body.includes("Action=AssumeRole")) return { type: "text/xml", text: stsAnswer("AssumeRole", ISSUED.role) };
	throw new Error(`the stand-in for AWS has no answer to ${method} ${path} ${body}`);
}

function respond(request: IncomingMessage, response: ServerResponse): void {
	const chunks: Buffer[] = [];
	request.on("data", (chunk: Buffer) => chunks.push(chunk));
	request.on("end", () => {
		try {
			const { type, text } = answer(request.method, request.url ?? "", Buffer.concat(chunks).toString("utf8"));
			response.writeHead(200, { "content-type": type, connection: "close" }).end(text);
		} catch (error) {
			response.writeHead(400, { "content-type": "text/plain", connection: "close" }).end(String(error));
		}
	});
}

/** Starts the stand-in on a free loopback port. */
export async function startStandIn(): Promise<number> {
	const server = createServer(respond);
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	server.unref();
	const address = server.address();
	if (address === null || typeof address === "string") throw new Error("no port");
	return address.port;
}

/**
 * Every outgoing connection of this process ends at the stand-in, whatever host it names: nothing leaves the machine, and
 * the fixed addresses 169.254.169.254 and 169.254.170.2 answer too.
 */
export function redirectConnections(port: number): void {
	const connect = Socket.prototype.connect;
	const redirected = function (this: Socket, ...args: unknown[]): Socket {
		// node:net hands itself an array of [options, callback]; callers from outside hand options.
		const list = Array.isArray(args[0]) ? args[0] : args;
		const options: unknown = list[0];
		if (typeof options !== "object" || options === null || !("host" in options || "port" in options)) {
			throw new Error("only TCP connections with options are expected here");
		}
		Object.assign(options, { host: "127.0.0.1", port });
		return Reflect.apply(connect, this, args);
	};
	Object.assign(Socket.prototype, { connect: redirected });
}
