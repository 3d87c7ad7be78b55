import { renderMediaOnLambda } from "@remotion/lambda/client";

if (!process.env.AWS_ACCESS_KEY_ID || !process.env.AWS_SECRET_ACCESS_KEY) {
	throw new Error("Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.");
}

// The uploads have a key of their own.
export const uploads = { accessKeyId: "AKIANOTAREALKEY7Q2WZ" };

await renderMediaOnLambda({
	region: "us-east-1",
	functionName: process.env.REMOTION_FUNCTION_NAME ?? "",
	serveUrl: "my-video",
	composition: "Main",
});
