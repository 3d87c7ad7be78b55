/** The server's own address, `/_local-aws/…`: other processes order faults and read what was called. */
import { type Fault, isFault } from "./faults.ts";
import type { Reply, WireRequest } from "./types.ts";
import { json } from "./wire.ts";

export interface Controlled {
	order(fault: Fault): void;
	clearFaults(): void;
	requests(): unknown;
	clearRequests(): void;
}

/** `POST`/`DELETE /_local-aws/faults`, `GET`/`DELETE /_local-aws/requests`, `GET /_local-aws/health`. */
export function control(request: WireRequest, api: Controlled): Reply {
	// A web page in the developer's browser can reach the port; only programs may turn these knobs.
	if (request.headers.has("origin")) return json(403, { message: "Not from a web page." });
	switch (`${request.method} ${request.path}`) {
		case "GET /_local-aws/health":
			return json(200, { ok: true });
		case "GET /_local-aws/requests":
			return json(200, api.requests());
		case "DELETE /_local-aws/requests":
			api.clearRequests();
			return json(200, {});
		case "DELETE /_local-aws/faults":
			api.clearFaults();
			return json(200, {});
		case "POST /_local-aws/faults": {
			const fault = parse(request.body.toString("utf8"));
			if (!isFault(fault)) return json(400, { message: "Not a fault; see faults.ts." });
			api.order(fault);
			return json(200, {});
		}
		default:
			return json(404, { message: "See control.ts." });
	}
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
