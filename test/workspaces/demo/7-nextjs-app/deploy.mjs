import path from "node:path";
import { deployFunction, deploySite, getOrCreateBucket } from "@remotion/lambda";
import dotenv from "dotenv";

dotenv.config();

const region = "us-east-1";

const { functionName } = await deployFunction({
  region,
  memorySizeInMb: 2048,
  timeoutInSeconds: 120,
  createCloudWatchLogGroup: true,
});
const { bucketName } = await getOrCreateBucket({ region });
const { serveUrl } = await deploySite({
  region,
  bucketName,
  siteName: "my-video",
  entryPoint: path.join(process.cwd(), "src", "remotion", "index.ts"),
});

console.log(`Deployed ${functionName} and ${serveUrl}`);
