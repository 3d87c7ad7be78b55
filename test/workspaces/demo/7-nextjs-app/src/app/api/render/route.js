import { renderMediaOnLambda, speculateFunctionName } from "@remotion/lambda/client";

export async function POST(request) {
  const { inputProps } = await request.json();
  const render = await renderMediaOnLambda({
    region: "us-east-1",
    functionName: speculateFunctionName({ memorySizeInMb: 2048, diskSizeInMb: 2048, timeoutInSeconds: 120 }),
    serveUrl: "my-video",
    composition: "Main",
    codec: "h264",
    inputProps,
  });
  return Response.json(render);
}
