/**
 * Reports which AWS credentials a deployed app gives to Remotion Lambda: the names of the variables, whether they are set, and the first and
 * last characters of access key IDs. Secrets are never part of it. Open what it answers with the command "Open report" in VS Code.
 */
import { createHash, timingSafeEqual } from "node:crypto";

/** The variable with your token, such as what `openssl rand -hex 24` prints. There is no report without it, or if it has less than 16 characters. */
const tokenVariable = "CREDENTIALS_REPORT_TOKEN";

/** What AWS says who the credentials are. */
type Identity =
	| { ok: true; account: string; arn: string; userId?: string }
	| { ok: false; code: string; message: string };

interface ReportedVariable {
	name: string;
	state: "set" | "empty" | "reference" | "no-key";
	value?: string;
}

interface EnvironmentReport {
	format: "remotion-lambda-credentials";
	version: 1;
	createdAt: string;
	createdBy: { name: string; version: string };
	place: { name?: string; runtime: string; folder: string; platform: "posix" | "win32"; nodeVersion: string };
	variables: ReportedVariable[];
	identity?: Identity;
}

interface Answer {
	status: 200 | 404;
	headers: Record<string, string>;
	body: string;
}

/** Asks AWS who the credentials are; undefined: AWS isn't asked. */
const askAws: (() => Promise<Identity | undefined>) | undefined = undefined;

/**
 * Answers a request for the report. A request without the token gets a 404.
 * @param authorization the request's header `authorization`: `Bearer`, a space, and the token
 */
export async function answerReportRequest(
	authorization: string | null | undefined,
	ask: (() => Promise<Identity | undefined>) | undefined = askAws,
): Promise<Answer> {
	const headers = { "cache-control": "no-store", "content-type": "application/json; charset=utf-8" };
	if (!isAllowed(authorization)) return { status: 404, headers, body: '{"error":"Not found"}' };
	const identity = await ask?.();
	return { status: 200, headers, body: JSON.stringify(reportEnvironment(identity), null, "\t") };
}

/** Compares hashes, which takes equally long whatever was sent. */
function isAllowed(authorization: string | null | undefined): boolean {
	const token = process.env[tokenVariable] ?? "";
	if (token.length < 16) return false;
	const hash = (text: string) => createHash("sha256").update(text).digest();
	return timingSafeEqual(hash(authorization ?? ""), hash(`Bearer ${token}`));
}

/** Returns the report of this process, without a secret. */
export function reportEnvironment(identity?: Identity): EnvironmentReport {
	const { env } = process;
	const [, name, runtime] = places.find(([variable]) => env[variable]) ?? ["", undefined, "node"];
	const { HOME: home = "" } = env;
	const folder = process.cwd();
	return {
		format: "remotion-lambda-credentials",
		version: 1,
		createdAt: new Date().toISOString(),
		createdBy: { name: "reportEnvironment.ts", version: "1" },
		place: {
			...(name !== undefined && { name }),
			runtime,
			folder: home.length > 1 && folder.startsWith(`${home}/`) ? `~${folder.slice(home.length)}` : folder,
			platform: process.platform === "win32" ? "win32" : "posix",
			nodeVersion: process.versions.node,
		},
		variables: Object.keys(env)
			.filter((variable) => reported.test(variable))
			.sort()
			.map((variable) => ({ name: variable, ...stateOf(variable, env[variable] ?? "") })),
		...(identity && { identity }),
	};
}

/** What tells of the place: a variable that is set there, its name, and the runtime. */
const places: readonly (readonly [variable: string, name: string | undefined, runtime: string])[] = [
	["VERCEL", "Vercel", "vercel"],
	["NETLIFY", "Netlify", "netlify"],
	["AWS_LAMBDA_FUNCTION_NAME", "AWS Lambda", "aws-lambda"],
	["ECS_CONTAINER_METADATA_URI_V4", "Amazon ECS", "node"],
	["KUBERNETES_SERVICE_HOST", "Kubernetes", "node"],
	["NEXT_RUNTIME", undefined, "next"],
];

/** The variables that are reported. */
const reported =
	/^(?:REMOTION_(?:AWS|SKIP|DISABLE)_[A-Z_]{1,60}|AWS_[A-Z][A-Z0-9_]{0,60}[A-Z]|AWS_(?:KEY|SECRET|TOKEN)_\d{1,2}|__RESERVED_IS_INSIDE_REMOTION_LAMBDA)$/;

/** Whose value is reported, too: neither a secret nor the way to one. */
const shown = /^(?:REMOTION_AWS_(?:PROFILE|REGION)|AWS_(?:DEFAULT_)?(?:PROFILE|REGION))$/;
const isAccessKeyId = /^(?:(?:REMOTION_)?AWS_ACCESS_KEY_ID|AWS_KEY_\d+)$/;
const isKey = /^(?:(?:REMOTION_)?AWS_(?:ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN)|AWS_(?:KEY|SECRET|TOKEN)_\d+)$/;

/** A text that only refers to a key, such as `${NAME}` or `op://…`. */
const reference = /\$\{|^\$|^[a-z][\w+.-]*:\/\/|^encrypted:|^[A-Za-z]\w{0,40}\(/;

function stateOf(name: string, value: string): Omit<ReportedVariable, "name"> {
	if (value === "") return { state: "empty" };
	if (isKey.test(name) && reference.test(value)) return { state: "reference" };
	if (isKey.test(name) && ["undefined", "null", "[SENSITIVE]"].includes(value)) return { state: "no-key" };
	if (shown.test(name)) return { state: "set", value };
	if (isAccessKeyId.test(name)) return { state: "set", value: masked(value) };
	return { state: "set" };
}

function masked(accessKeyId: string): string {
	return /^[A-Z0-9]{16,128}$/.test(accessKeyId) ? `${accessKeyId.slice(0, 4)}…${accessKeyId.slice(-4)}` : "••••";
}
