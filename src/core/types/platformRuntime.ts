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
