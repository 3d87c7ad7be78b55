/** Failures to order: each matches calls by service, API name or key, and happens a given number of times. */
import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { Refusal } from "./errors.ts";
import type { Reply, ServiceName } from "./types.ts";

export type FaultKind =
	/** Answers rightly, `milliseconds` later. */
	| "delay"
	/** Never answers. */
	| "hang"
	/** Cuts the connection before any answer. */
	| "reset"
	/** "Slow down", in the service's own words (Lambda: 429). */
	| "throttle"
	/** An internal error, 500. */
	| "server-error"
	/** 200, with a body that is none of AWS's. */
	| "garbage"
	/** The right headers and half of the body, then the connection is cut. */
	| "half-answer"
	/** As if the session had run out. */
	| "expired-token"
	/** As if the account had not switched the region on. */
	| "region-disabled"
	/** As if the policy were missing. */
	| "access-denied"
	/** Lambda only: the function's process ends in the middle. */
	| "function-crash"
	/** Lambda only: the function never answers. */
	| "function-hang";

export interface Fault {
	kind: FaultKind;
	service?: ServiceName;
	/** The API's name, such as `ListFunctions`. */
	operation?: string;
	accessKeyId?: string;
	/** How many calls it spoils; default 1. */
	times?: number | "always";
	/** For `delay`. */
	milliseconds?: number;
}

const KINDS: ReadonlySet<string> = new Set<FaultKind>([
	"delay",
	"hang",
	"reset",
	"throttle",
	"server-error",
	"garbage",
	"half-answer",
	"expired-token",
	"region-disabled",
	"access-denied",
	"function-crash",
	"function-hang",
]);

/** Whether data from outside is a fault, as far as the kind goes. */
export function isFault(value: unknown): value is Fault {
	return typeof value === "object" && value !== null && "kind" in value && KINDS.has(String(value.kind));
}

/** The failures that are ordered and not used up yet. */
export class Faults {
	#orders: { fault: Fault; left: number }[] = [];

	order(fault: Fault): void {
		this.#orders.push({ fault, left: fault.times === "always" ? Number.POSITIVE_INFINITY : (fault.times ?? 1) });
	}

	clear(): void {
		this.#orders = [];
	}

	/** The first order that fits the call; counts it as used. */
	take(service: ServiceName, operation: string, accessKeyId: string | undefined): Fault | undefined {
		const order = this.#orders.find(
			({ fault }) =>
				(fault.service ?? service) === service &&
				(fault.operation ?? operation) === operation &&
				(fault.accessKeyId ?? accessKeyId) === accessKeyId,
		);
		if (order === undefined) return undefined;
		order.left -= 1;
		if (order.left <= 0) this.#orders = this.#orders.filter((other) => other !== order);
		return order.fault;
	}
}

/** The faults that are just another way for AWS to say no. */
export const FAULT_REFUSALS: Partial<Record<FaultKind, Refusal>> = {
	throttle: "throttled",
	"server-error": "server-error",
	"expired-token": "expired-session",
	"region-disabled": "region-disabled",
};

/** Faults that come before the answer. True: the call is over, nothing more is to be sent. */
export async function spoilConnection(fault: Fault, response: ServerResponse, gone: AbortSignal): Promise<boolean> {
	switch (fault.kind) {
		case "delay":
			await sleep(fault.milliseconds ?? 1000, undefined, { signal: gone }).catch(() => undefined);
			return gone.aborted;
		case "hang":
			return true;
		case "reset":
			response.socket?.resetAndDestroy();
			return true;
		case "garbage":
			response.writeHead(200, { "content-type": "text/html" });
			response.end("<html><body><h1>Welcome to the hotel's network</h1> <please log in");
			return true;
		default:
			return false;
	}
}

/** Half of an answer, then the connection is cut. */
export async function sendHalf(response: ServerResponse, reply: Reply): Promise<void> {
	const whole =
		Buffer.isBuffer(reply.body) || typeof reply.body === "string" ? Buffer.from(reply.body) : await collect(reply.body);
	response.writeHead(reply.status, { ...reply.headers, "content-length": whole.length });
	response.write(whole.subarray(0, Math.floor(whole.length / 2)), () => response.socket?.destroy());
}

async function collect(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
	const chunks: Uint8Array[] = [];
	for await (const chunk of stream) chunks.push(chunk);
	return Buffer.concat(chunks);
}
