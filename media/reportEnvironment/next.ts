import { answerReportRequest } from "../reportEnvironment.ts";

// Save as app/api/remotion-credentials/route.ts of your Next.js app, set CREDENTIALS_REPORT_TOKEN where it is deployed, and deploy it. Then:
//   curl -H "Authorization: Bearer $CREDENTIALS_REPORT_TOKEN" https://YOUR-APP/api/remotion-credentials
export const dynamic = "force-dynamic";
export const runtime = "nodejs";

export async function GET(request: Request): Promise<Response> {
	const { status, headers, body } = await answerReportRequest(request.headers.get("authorization"));
	return new Response(body, { status, headers });
}
