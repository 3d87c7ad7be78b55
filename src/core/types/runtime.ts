/** Who starts Remotion. It decides which layers (shell, terminal, which `.env` files) reach it. */
export type Runtime = "remotion-cli" | "node" | "next" | "bun" | "deno" | Framework | OtherSdk | PlatformRuntime;

/** A framework whose server calls Remotion. */
export type Framework = "vite" | "react-router" | "tanstack-start" | "nuxt" | "sveltekit" | "astro" | "nestjs";

/** The language of one of Remotion's other SDKs, which signs as that language's AWS SDK does. */
export type OtherSdk = "python" | "go" | "php" | "ruby";

/** Where the project may be deployed to: "if you deployed this now". The shell, the terminal and the AWS files of this machine are not there. */
export type PlatformRuntime =
	| "aws-lambda"
	| "aws-ec2"
	| "vercel"
	| "netlify"
	| "amplify"
	/** AWS Lambda, deployed by SST. */
	| "sst"
	/** AWS Lambda, deployed by AWS SAM or CloudFormation. */
	| "sam"
	/** AWS Lambda, deployed by the Serverless Framework. */
	| "serverless";
