/**
 * Checks Signature Version 4 as AWS does, on the bytes that came over the wire.
 * Source: AWS, "Create a signed AWS API request"; the arithmetic is the SDK authors' own (`@smithy/signature-v4`).
 */
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { Hash } from "@smithy/hash-node";
import { createScope, getCanonicalQuery, getSigningKey } from "@smithy/signature-v4";
import type { Refusal } from "./errors.ts";
import { regionEnabled } from "./identities.ts";
import type { Credential, ServiceName, WireRequest } from "./types.ts";

const ALGORITHM = "AWS4-HMAC-SHA256";
const FIFTEEN_MINUTES = 15 * 60_000;
const SHA256 = Hash.bind(null, "sha256");
const SERVICES: readonly ServiceName[] = ["sts", "lambda", "s3", "iam", "servicequotas", "secretsmanager", "logs"];

/** What a request says about its own signature. */
export interface SignedAs {
	accessKeyId: string;
	/** YYYYMMDD, as in the scope. */
	day: string;
	region: string;
	service: ServiceName;
	signedHeaders: readonly string[];
	signature: string;
	/** YYYYMMDDTHHMMSSZ. */
	date: string;
	sessionToken: string | undefined;
	/** Seconds a presigned URL lives; undefined: signed by header. */
	expiresIn: number | undefined;
}

/** Reads the signature's parts. `unsigned`: there is none; `malformed`: it cannot be read, `service` where that can be told. */
export function readSignature(request: WireRequest): SignedAs | "unsigned" | "malformed" {
	const header = request.headers.get("authorization");
	if (header !== undefined) {
		const parts = /^AWS4-HMAC-SHA256 +Credential=([^, ]+), *SignedHeaders=([^, ]+), *Signature=([0-9a-f]{64})$/.exec(
			header,
		);
		return parts === null
			? "malformed"
			: signedAs(parts[1], parts[2], parts[3], dateOf(request), request.headers.get("x-amz-security-token"), undefined);
	}
	const { query } = request;
	if (query["X-Amz-Algorithm"] === undefined) return "unsigned";
	if (query["X-Amz-Algorithm"] !== ALGORITHM) return "malformed";
	const expiresIn = Number(one(query, "X-Amz-Expires"));
	if (!Number.isInteger(expiresIn) || expiresIn < 1 || expiresIn > 604_800) return "malformed";
	return signedAs(
		one(query, "X-Amz-Credential"),
		one(query, "X-Amz-SignedHeaders"),
		one(query, "X-Amz-Signature"),
		one(query, "X-Amz-Date"),
		one(query, "X-Amz-Security-Token"),
		expiresIn,
	);
}

function signedAs(
	credential: string | undefined,
	signedHeaders: string | undefined,
	signature: string | undefined,
	date: string | undefined,
	sessionToken: string | undefined,
	expiresIn: number | undefined,
): SignedAs | "malformed" {
	const [accessKeyId, day, region, serviceName, end, ...more] = (credential ?? "").split("/");
	const service = SERVICES.find((name) => name === serviceName);
	if (!accessKeyId || !day || !region || service === undefined || end !== "aws4_request" || more.length > 0)
		return "malformed";
	if (!signedHeaders || !signature || !/^\d{8}T\d{6}Z$/.test(date ?? "") || date?.slice(0, 8) !== day)
		return "malformed";
	const names = signedHeaders.split(";");
	return { accessKeyId, day, region, service, signedHeaders: names, signature, date, sessionToken, expiresIn };
}

/** Whether a request is who it says it is; a string names what is wrong. */
export async function checkSignature(
	request: WireRequest,
	signed: SignedAs,
	credential: Credential | undefined,
	now = new Date(),
): Promise<Refusal | undefined> {
	if (credential === undefined) return "unknown-key";
	if (!sameText(signed.sessionToken ?? "", credential.sessionToken ?? ""))
		return signed.sessionToken === undefined ? "unknown-key" : "token-mismatch";
	// IAM has one endpoint for all regions.
	if (signed.service !== "iam" && !regionEnabled(credential.principal.account, signed.region)) return "region-disabled";

	const age = now.getTime() - timeOf(signed.date);
	if (age < -FIFTEEN_MINUTES) return "clock-skew";
	if (signed.expiresIn === undefined ? age > FIFTEEN_MINUTES : age > signed.expiresIn * 1000)
		return signed.expiresIn === undefined ? "clock-skew" : "url-expired";

	if (!signed.signedHeaders.includes("host")) return "unsigned-header";
	for (const name of request.headers.keys())
		if (name.startsWith("x-amz-") && !signed.signedHeaders.includes(name)) return "unsigned-header";

	const text = stringToSign(signed, canonicalRequest(request, signed));
	const key = await getSigningKey(SHA256, credential, signed.day, signed.region, signed.service);
	if (!sameText(createHmac("sha256", key).update(text).digest("hex"), signed.signature)) return "wrong-signature";
	if (credential.expires !== undefined && credential.expires <= now) return "expired-session";

	const claimed = request.headers.get("x-amz-content-sha256");
	if (claimed !== undefined && /^[0-9a-f]{64}$/.test(claimed) && claimed !== sha256(request.body))
		return "body-tampered";
	return undefined;
}

function canonicalRequest(request: WireRequest, signed: SignedAs): string {
	const headers = signed.signedHeaders.map(
		(name) => `${name}:${(request.headers.get(name) ?? "").trim().replace(/\s+/g, " ")}\n`,
	);
	return [
		request.method,
		canonicalPath(request.path, signed.service),
		getCanonicalQuery({ ...NO_REQUEST, query: { ...request.query } }),
		headers.join(""),
		signed.signedHeaders.join(";"),
		payloadHash(request, signed),
	].join("\n");
}

/** S3 signs the path encoded once; all others encode what is on the wire once more. */
function canonicalPath(path: string, service: ServiceName): string {
	const encode = (segment: string) => escape3986(service === "s3" ? decodeURIComponent(segment) : segment);
	return path.split("/").map(encode).join("/");
}

function payloadHash(request: WireRequest, signed: SignedAs): string {
	const claimed = request.headers.get("x-amz-content-sha256");
	if (signed.service !== "s3") return sha256(request.body);
	return claimed ?? (signed.expiresIn === undefined ? sha256(request.body) : "UNSIGNED-PAYLOAD");
}

function stringToSign(signed: SignedAs, canonical: string): string {
	return [ALGORITHM, signed.date, createScope(signed.day, signed.region, signed.service), sha256(canonical)].join("\n");
}

/** The fields of a request that the query's canonical form does not depend on. */
const NO_REQUEST = { method: "", protocol: "", hostname: "", path: "", headers: {} };

function dateOf(request: WireRequest): string | undefined {
	const date = request.headers.get("x-amz-date");
	if (date !== undefined) return date;
	const http = Date.parse(request.headers.get("date") ?? "");
	return Number.isNaN(http) ? undefined : new Date(http).toISOString().replace(/[-:]|\.\d{3}/g, "");
}

function timeOf(date: string): number {
	return Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"));
}

function one(query: WireRequest["query"], name: string): string | undefined {
	const value = query[name];
	return Array.isArray(value) ? undefined : value;
}

function escape3986(text: string): string {
	return encodeURIComponent(text).replace(
		/[!'()*]/g,
		(character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
	);
}

function sha256(content: string | Buffer): string {
	return createHash("sha256").update(content).digest("hex");
}

/** Compares in a time that does not depend on where the two differ. */
function sameText(left: string, right: string): boolean {
	const [a, b] = [Buffer.from(left), Buffer.from(right)];
	return a.length === b.length && timingSafeEqual(a, b);
}
