import type { IncomingMessage, ServerResponse } from "node:http";
import { answerReportRequest } from "../reportEnvironment.ts";

// For Express and plain Node.js servers: app.get("/remotion-credentials", reportCredentials). Set CREDENTIALS_REPORT_TOKEN on the server. Then:
//   curl -H "Authorization: Bearer $CREDENTIALS_REPORT_TOKEN" https://YOUR-SERVER/remotion-credentials
export async function reportCredentials(request: IncomingMessage, response: ServerResponse): Promise<void> {
	const { status, headers, body } = await answerReportRequest(request.headers.authorization);
	response.writeHead(status, headers).end(body);
}
