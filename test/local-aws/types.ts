/** What the parts of the local AWS hand to each other. */

/** The services it speaks for, by the name they carry in a SigV4 credential scope. */
export type ServiceName = "sts" | "lambda" | "s3" | "iam" | "servicequotas" | "secretsmanager" | "logs";

/** How a service writes its requests, answers and errors. */
export type Protocol = "query" | "rest-json" | "rest-xml" | "json";

/** A long-lived (`AKIA…`) or temporary (`ASIA…`, with token) key. */
export interface AccessKey {
	accessKeyId: string;
	secretAccessKey: string;
	sessionToken?: string;
	/** Temporary keys only; absent: a year after the server's start. */
	expires?: string;
}

export interface User {
	name: string;
	/** IAM actions, `*` as wildcard. */
	allow: readonly string[];
	keys: readonly AccessKey[];
}

export interface Role {
	name: string;
	allow: readonly string[];
	/** Who may assume it: ARNs of users, or service names such as `lambda.amazonaws.com`. */
	trust: readonly string[];
	/** Whether it may be assumed with an MFA code only (`aws:MultiFactorAuthPresent`). */
	needsMfa?: boolean;
	/** Sessions of this role that exist from the start. */
	keys?: readonly AccessKey[];
}

export interface LambdaFunction {
	name: string;
	region: string;
	/** The Remotion version its code says it has. */
	version: string;
	memoryInMb: number;
	diskInMb: number;
	timeoutInSeconds: number;
	/** Somebody's own function; absent: Remotion's. */
	own?: OwnFunction;
}

/** A function that is not Remotion's: its code, and what its configuration says. */
export interface OwnFunction {
	/** Absolute: an ES module that exports `handler(event, context)`; its answer is sent as a whole. */
	readonly file: string;
	/** The role that it runs as. */
	readonly role: string;
	readonly variables: Readonly<Record<string, string>>;
}

export interface BucketSeed {
	name: string;
	region: string;
	/** Names of sites in it; each is the demo site's files. */
	sites: readonly string[];
	/** Everybody may list it, as Remotion made buckets before 4.0.418 (`public-read`). */
	isListable?: true;
}

export interface Account {
	id: string;
	/** What people read. */
	title: string;
	/** Lambda's concurrent executions; 10 on new accounts. */
	concurrencyLimit: number;
	/** A higher limit that was requested; AWS has not decided yet. */
	requestedConcurrency?: number;
	/** Regions switched on besides those on by default. */
	optInRegions?: readonly string[];
	users: readonly User[];
	roles: readonly Role[];
	functions: readonly LambdaFunction[];
	buckets: readonly BucketSeed[];
	/** Name → secret string, all in us-east-1. */
	secrets?: Readonly<Record<string, string>>;
}

/** Who signed. */
export interface Principal {
	account: Account;
	arn: string;
	userId: string;
	allow: readonly string[];
	/** How many functions deep the caller is; 0: outside of Lambda. */
	depth: number;
}

export interface Credential {
	accessKeyId: string;
	secretAccessKey: string;
	sessionToken?: string;
	expires?: Date;
	principal: Principal;
}

/** A request as it came over the wire: nothing decoded that the signature covers. */
export interface WireRequest {
	method: string;
	/** Still percent-encoded, without the query. */
	path: string;
	query: Readonly<Record<string, string | string[]>>;
	/** Lower-case names; repeated headers joined by a comma, as SigV4 wants them. */
	headers: ReadonlyMap<string, string>;
	body: Buffer;
}

export interface Reply {
	status: number;
	headers: Record<string, string>;
	body: string | Buffer | AsyncIterable<Uint8Array>;
}

/** One call of one service: who may make it, and what it does. */
export interface Operation {
	/** The API's own name, such as `GetCallerIdentity`. */
	name: string;
	/** The IAM action it needs; absent: none (`sts:GetCallerIdentity`). */
	action?: string;
	/** For the error text. */
	resource?: string;
	/** Account that owns what is touched; others are denied. */
	owner?: string;
	/** May be done without a signature. */
	anonymous?: boolean;
	run(call: Call): Promise<Reply> | Reply;
}

export interface Call {
	request: WireRequest;
	requestId: string;
	region: string;
	/** Absent: an anonymous call. */
	principal?: Principal;
	/** A failure ordered for the function that is invoked. */
	functionFault?: "crash" | "hang";
	/** Ends when the caller has gone. */
	signal: AbortSignal;
}

/** Turns a request into the operation it asks for; throws an AwsError if there is none. */
export interface Service {
	name: ServiceName;
	route(request: WireRequest, region: string): Operation | Promise<Operation>;
}
