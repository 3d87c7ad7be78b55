/** Lambda: list, look at and invoke functions (REST-JSON protocol). */
import { AwsError } from "../errors.ts";
import { FUNCTION_ROLE } from "../remotionSetup.ts";
import type { Account, Call, LambdaFunction, Operation, Reply, Service, WireRequest } from "../types.ts";
import { json, queryValue } from "../wire.ts";

const PAGE = 50;

/** Runs a function's code; given from outside so that this file knows no process. */
export interface Invoker {
	/** The whole answer, or that it was taken up (`Event`). */
	invoke(account: Account, fn: LambdaFunction, call: Call, type: "RequestResponse" | "Event"): Promise<Reply>;
	/** The answer as an event stream. */
	stream(account: Account, fn: LambdaFunction, call: Call): Promise<Reply>;
}

/** The service Lambda. */
export function lambda(invoker: Invoker): Service {
	return {
		name: "lambda",
		route(request: WireRequest, region: string): Operation {
			const [, version, functions, rawName = "", verb] = request.path.split("/");
			if (functions !== "functions") throw unknownPath(request);
			if (rawName === "") {
				if (request.method !== "GET") throw unknownPath(request);
				return {
					name: "ListFunctions",
					action: "lambda:ListFunctions",
					resource: "*",
					run: (call) => listFunctions(call, request, region),
				};
			}
			const { name, owner } = nameAndOwner(decodeURIComponent(rawName));
			const invocation =
				request.method === "POST" && (verb === "invocations" || verb === "response-streaming-invocations");
			const operation = operationName(request.method, version, verb);
			if (operation === undefined) throw unknownPath(request);
			return {
				name: operation,
				action: invocation ? "lambda:InvokeFunction" : "lambda:GetFunction",
				resource: `arn:aws:lambda:${region}:*:function:${name}`,
				...(owner === undefined ? {} : { owner }),
				run: (call) => {
					const account = accountOf(call);
					const fn = account.functions.find((item) => item.name === name && item.region === region);
					if (fn === undefined)
						throw new AwsError(
							404,
							"ResourceNotFoundException",
							`Function not found: ${functionArn(account, region, name)}`,
						);
					if (operation === "GetFunction") return json(200, { Configuration: configuration(account, fn), Tags: {} });
					if (operation === "GetFunctionConfiguration") return json(200, configuration(account, fn));
					if (operation === "InvokeWithResponseStream") return invoker.stream(account, fn, call);
					const type = request.headers.get("x-amz-invocation-type") === "Event" ? "Event" : "RequestResponse";
					return invoker.invoke(account, fn, call, type);
				},
			};
		},
	};
}

function operationName(method: string, version: string | undefined, verb: string | undefined): string | undefined {
	if (method === "POST" && version === "2015-03-31" && verb === "invocations") return "Invoke";
	if (method === "POST" && version === "2021-11-15" && verb === "response-streaming-invocations")
		return "InvokeWithResponseStream";
	if (method === "GET" && verb === undefined) return "GetFunction";
	if (method === "GET" && verb === "configuration") return "GetFunctionConfiguration";
	return undefined;
}

function listFunctions(call: Call, request: WireRequest, region: string): Reply {
	const account = accountOf(call);
	const functions = account.functions.filter((fn) => fn.region === region);
	const start = Number(queryValue(request, "Marker") ?? 0);
	const size = Math.min(Number(queryValue(request, "MaxItems") ?? PAGE), PAGE);
	const end = start + size;
	return json(200, {
		Functions: functions.slice(start, end).map((fn) => configuration(account, fn)),
		NextMarker: end < functions.length ? String(end) : null,
	});
}

function configuration(account: Account, fn: LambdaFunction): object {
	return {
		FunctionName: fn.name,
		FunctionArn: functionArn(account, fn.region, fn.name),
		Runtime: "nodejs24.x",
		Role: `arn:aws:iam::${account.id}:role/${FUNCTION_ROLE.name}`,
		Handler: "index.handler",
		CodeSize: 1,
		Timeout: fn.timeoutInSeconds,
		LastModified: "2025-01-01T00:00:00.000+0000",
		MemorySize: fn.memoryInMb,
		EphemeralStorage: { Size: fn.diskInMb },
		Version: "$LATEST",
		State: "Active",
		PackageType: "Zip",
		Architectures: ["arm64"],
	};
}

/** The ARN of a function, whether or not it is there. */
export function functionArn(account: Account, region: string, name: string): string {
	return `arn:aws:lambda:${region}:${account.id}:function:${name}`;
}

/** A function is named by its name, or by its ARN, which says whose it is. */
function nameAndOwner(text: string): { name: string; owner?: string } {
	const arn = /^arn:aws:lambda:[^:]+:(\d{12}):function:([^:]+)/.exec(text);
	return arn?.[1] && arn[2] ? { name: arn[2], owner: arn[1] } : { name: text };
}

function accountOf(call: Call): Account {
	if (call.principal !== undefined) return call.principal.account;
	throw new AwsError(403, "MissingAuthenticationTokenException", "Missing Authentication Token");
}

function unknownPath(request: WireRequest): AwsError {
	return new AwsError(
		404,
		"UnknownOperationException",
		`${request.method} ${request.path} is not part of the local AWS.`,
	);
}
