import { deploySite } from "@remotion/lambda";

await deploySite({ entryPoint: "src/index.ts", bucketName: "remotionlambda-video", region: "us-east-1" });
