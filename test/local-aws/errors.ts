/**
 * How AWS says no: one table, by protocol.
 * Codes and shapes: the services' "Common Errors" pages and what the SDKs read.
 */
import type { Protocol, Reply, ServiceName } from "./types.ts";
import { xml } from "./xml.ts";

/** How each service is spoken to. */
export const PROTOCOL: Record<ServiceName, Protocol> = {
	sts: "query",
	iam: "query",
	lambda: "rest-json",
	s3: "rest-xml",
	servicequotas: "json",
	secretsmanager: "json",
	logs: "json",
};

/** What can be wrong with a caller, before any service looks at the request. */
export type Refusal =
	| "unsigned"
	| "malformed"
	| "unknown-key"
	| "token-mismatch"
	| "region-disabled"
	| "wrong-signature"
	| "expired-session"
	| "clock-skew"
	| "url-expired"
	| "unsigned-header"
	| "body-tampered"
	| "throttled"
	| "server-error";

type Row = readonly [status: number, code: string, message: string];

const INVALID_TOKEN = "The security token included in the request is invalid.";
const EXPIRED = "The security token included in the request is expired";
const MISMATCH =
	"The request signature we calculated does not match the signature you provided. " +
	"Check your AWS Secret Access Key and signing method. Consult the service documentation for details.";
const S3_MISMATCH =
	"The request signature we calculated does not match the signature you provided. Check your key and signing method.";
const SKEW = "Signature expired: the request's date is more than 15 minutes from the server's.";
const S3_NO_KEY = "The AWS Access Key Id you provided does not exist in our records.";

const REFUSALS: Record<Refusal, Record<Protocol, Row>> = {
	unsigned: {
		query: [403, "MissingAuthenticationToken", "Request is missing Authentication Token"],
		"rest-json": [403, "MissingAuthenticationTokenException", "Missing Authentication Token"],
		"rest-xml": [403, "AccessDenied", "Access Denied"],
		json: [400, "MissingAuthenticationTokenException", "Missing Authentication Token"],
	},
	malformed: {
		query: [400, "IncompleteSignature", "The request signature does not conform to AWS standards."],
		"rest-json": [403, "IncompleteSignatureException", "The request signature does not conform to AWS standards."],
		"rest-xml": [400, "AuthorizationHeaderMalformed", "The authorization header is malformed."],
		json: [400, "IncompleteSignatureException", "The request signature does not conform to AWS standards."],
	},
	"unknown-key": {
		query: [403, "InvalidClientTokenId", INVALID_TOKEN],
		"rest-json": [403, "UnrecognizedClientException", INVALID_TOKEN],
		"rest-xml": [403, "InvalidAccessKeyId", S3_NO_KEY],
		json: [400, "UnrecognizedClientException", INVALID_TOKEN],
	},
	"token-mismatch": {
		query: [403, "InvalidClientTokenId", INVALID_TOKEN],
		"rest-json": [403, "UnrecognizedClientException", INVALID_TOKEN],
		"rest-xml": [400, "InvalidToken", "The provided token is malformed or otherwise invalid."],
		json: [400, "UnrecognizedClientException", INVALID_TOKEN],
	},
	"region-disabled": {
		query: [403, "InvalidClientTokenId", INVALID_TOKEN],
		"rest-json": [403, "UnrecognizedClientException", INVALID_TOKEN],
		"rest-xml": [403, "InvalidAccessKeyId", S3_NO_KEY],
		json: [400, "UnrecognizedClientException", INVALID_TOKEN],
	},
	"wrong-signature": {
		query: [403, "SignatureDoesNotMatch", MISMATCH],
		"rest-json": [403, "InvalidSignatureException", MISMATCH],
		"rest-xml": [403, "SignatureDoesNotMatch", S3_MISMATCH],
		json: [400, "InvalidSignatureException", MISMATCH],
	},
	"expired-session": {
		query: [403, "ExpiredToken", EXPIRED],
		"rest-json": [403, "ExpiredTokenException", EXPIRED],
		"rest-xml": [400, "ExpiredToken", "The provided token has expired."],
		json: [400, "ExpiredTokenException", EXPIRED],
	},
	"clock-skew": {
		query: [403, "SignatureDoesNotMatch", SKEW],
		"rest-json": [403, "InvalidSignatureException", SKEW],
		"rest-xml": [
			403,
			"RequestTimeTooSkewed",
			"The difference between the request time and the current time is too large.",
		],
		json: [400, "InvalidSignatureException", SKEW],
	},
	"url-expired": {
		query: [403, "SignatureDoesNotMatch", SKEW],
		"rest-json": [403, "InvalidSignatureException", SKEW],
		"rest-xml": [403, "AccessDenied", "Request has expired"],
		json: [400, "InvalidSignatureException", SKEW],
	},
	"unsigned-header": {
		query: [403, "SignatureDoesNotMatch", MISMATCH],
		"rest-json": [403, "InvalidSignatureException", MISMATCH],
		"rest-xml": [403, "AccessDenied", "There were headers present in the request which were not signed"],
		json: [400, "InvalidSignatureException", MISMATCH],
	},
	"body-tampered": {
		query: [403, "SignatureDoesNotMatch", MISMATCH],
		"rest-json": [403, "InvalidSignatureException", MISMATCH],
		"rest-xml": [
			400,
			"XAmzContentSHA256Mismatch",
			"The provided 'x-amz-content-sha256' header does not match what was computed.",
		],
		json: [400, "InvalidSignatureException", MISMATCH],
	},
	throttled: {
		query: [400, "Throttling", "Rate exceeded"],
		"rest-json": [429, "TooManyRequestsException", "Rate Exceeded."],
		"rest-xml": [503, "SlowDown", "Please reduce your request rate."],
		json: [400, "ThrottlingException", "Rate exceeded"],
	},
	"server-error": {
		query: [500, "InternalFailure", "The request processing has failed because of an unknown error."],
		"rest-json": [500, "ServiceException", "An error occurred and the request cannot be processed."],
		"rest-xml": [500, "InternalError", "We encountered an internal error. Please try again."],
		json: [500, "InternalServerError", "The request processing has failed because of an unknown error."],
	},
};

/** An error a service answers with; `details` are further fields of the answer. */
export class AwsError extends Error {
	override name = "AwsError";
	readonly status: number;
	readonly code: string;
	readonly details: Readonly<Record<string, string>>;
	constructor(status: number, code: string, message: string, details: Readonly<Record<string, string>> = {}) {
		super(message);
		this.status = status;
		this.code = code;
		this.details = details;
	}
}

/** The refusal in a service's own words. */
export function refusal(kind: Refusal, service: ServiceName): AwsError {
	const [status, code, message] = REFUSALS[kind][PROTOCOL[service]];
	// Lambda says why it throttles; Remotion's client looks for the reason in the text.
	const details = kind === "throttled" && service === "lambda" ? { Reason: "ConcurrentInvocationLimitExceeded" } : {};
	return new AwsError(status, code, message, details);
}

/** "not authorized", as IAM puts it. */
export function accessDenied(service: ServiceName, arn: string, action: string, resource: string): AwsError {
	const text = `User: ${arn} is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`;
	switch (PROTOCOL[service]) {
		case "json":
			return new AwsError(400, "AccessDeniedException", text);
		case "rest-json":
			return new AwsError(403, "AccessDeniedException", text);
		default:
			return new AwsError(403, "AccessDenied", text);
	}
}

/** An error as the service's protocol writes it. */
export function errorReply(service: ServiceName, error: AwsError, requestId: string): Reply {
	const { status, code, message, details } = error;
	switch (PROTOCOL[service]) {
		case "query":
			return {
				status,
				headers: { "content-type": "text/xml", "x-amzn-requestid": requestId },
				body: xml("ErrorResponse", {
					"@xmlns": NAMESPACE[service] ?? "",
					Error: { Type: status < 500 ? "Sender" : "Receiver", Code: code, Message: message, ...details },
					RequestId: requestId,
				}),
			};
		case "rest-xml":
			return {
				status,
				headers: { "content-type": "application/xml", "x-amz-request-id": requestId },
				body: xml("Error", { Code: code, Message: message, ...details, RequestId: requestId }),
			};
		case "rest-json":
			return {
				status,
				headers: { "content-type": "application/json", "x-amzn-errortype": code, "x-amzn-requestid": requestId },
				body: JSON.stringify({ Type: status < 500 ? "User" : "Service", message, Message: message, ...details }),
			};
		case "json":
			return {
				status,
				headers: { "content-type": "application/x-amz-json-1.1", "x-amzn-requestid": requestId },
				body: JSON.stringify({ __type: code, message, Message: message, ...details }),
			};
	}
}

/** The XML namespace of a service's answers. */
export const NAMESPACE: Partial<Record<ServiceName, string>> = {
	sts: "https://sts.amazonaws.com/doc/2011-06-15/",
	iam: "https://iam.amazonaws.com/doc/2010-05-08/",
	s3: "http://s3.amazonaws.com/doc/2006-03-01/",
};
