/** What the server and a sandbox say to each other over IPC. */

/** Server → sandbox, once. */
export interface Order {
	/** The invocation's payload, JSON. */
	event: string;
	requestId: string;
	functionArn: string;
	/** Milliseconds since 1970 at which the function's time is over. */
	deadline: number;
	/** The local AWS's address. */
	endpoint: string;
	/** Starts Chrome; see chrome.ts. Empty for somebody's own function. */
	chromePath: string;
	/** The Remotion version the function says it has. */
	version: string;
	/** The file of somebody's own handler; absent: Remotion's function. */
	ownFile?: string;
}

/** Sandbox → server. */
export type Report =
	| { type: "chunk"; data: Uint8Array }
	| { type: "done" }
	| { type: "failed"; errorType: string; message: string; stack: string[] };

/** As far as it matters: only our own sandbox writes to this channel. */
export function isReport(value: unknown): value is Report {
	return typeof value === "object" && value !== null && "type" in value;
}
