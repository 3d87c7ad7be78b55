import { answerReportRequest } from "../reportEnvironment.ts";

interface HttpEvent {
	headers?: Record<string, string | undefined>;
}

interface HttpResult {
	statusCode: number;
	headers: Record<string, string>;
	body: string;
}

// The handler of an AWS Lambda function with a function URL or API Gateway. Set CREDENTIALS_REPORT_TOKEN in the function's configuration. Then:
//   curl -H "Authorization: Bearer $CREDENTIALS_REPORT_TOKEN" https://YOUR-FUNCTION-URL
export async function handler(event: HttpEvent): Promise<HttpResult> {
	// API Gateway's REST APIs keep the case in which a header was sent.
	const header = Object.entries(event.headers ?? {}).find(([name]) => name.toLowerCase() === "authorization");
	const { status, headers, body } = await answerReportRequest(header?.[1]);
	return { statusCode: status, headers, body };
}
