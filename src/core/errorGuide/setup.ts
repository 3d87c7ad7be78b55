import { findingOf, goTo, mend, offer, whoSigns } from "./project.ts";
import type { ErrorEntry, Facts } from "./types.ts";

/** Credentials are fine; function, version or region do not fit. */

/** `arn:aws:lambda:REGION:ACCOUNT:function:NAME`, taken apart. */
const functionArn = /arn:aws[\w-]{0,10}:lambda:([\w-]{1,30}):(\d{12}|\*{1,12}):function:([\w-]{1,140})/;

function otherRegion({ explanation }: Facts, region: string | undefined): string {
	const here = explanation?.region.value;
	return region !== undefined && here !== undefined && here !== null && here !== region
		? ` This project's region is ${here}.`
		: "";
}

const deploy = "Run npx remotion lambda functions deploy, and use the name it prints.";

/** Most specific first. */
export const setup: readonly ErrorEntry[] = [
	{
		id: "moved-to-client",
		title: "The function moved to another package",
		seen: "@remotion/lambda 4.0.527",
		when: [/(\w{1,60})\(\) has moved to `?@remotion\/lambda-client/],
		cause: ({ match }) =>
			`From Remotion 5 on, @remotion/lambda no longer exports ${match[1]}(): it is in @remotion/lambda/client and in @remotion/lambda-client.`,
		remedy: ({ match }) => `Import ${match[1]} and its types from @remotion/lambda/client.`,
		docs: "lambda/light-client",
	},
	{
		id: "other-partition",
		title: "The region belongs to another kind of account",
		seen: "@remotion/lambda 4.0.527",
		when: [
			/AWS Caller Identity partition ([\w-]{1,30}) does not match region ([\w-]{1,30})|Layer ARN \S{1,200} uses partition ([\w-]{1,30}), but region ([\w-]{1,30})|customLayerArns must be specified when deploying to AWS China/,
		],
		cause: (facts) => {
			const { match } = facts;
			const [partition, region] = [match[1] ?? match[3], match[2] ?? match[4]];
			const own = partition === undefined ? "" : ` ${partition} was used with the region ${region}.`;
			return `AWS China (aws-cn) has accounts, access keys, and layers of its own, which don't work with other regions, and the other way round.${own}${whoSigns(facts.explanation)}`;
		},
		remedy:
			"Use credentials and layers of the region's partition, or another region. In China, pass customLayerArns, because Remotion hosts no layers there.",
		docs: "lambda/aws-china-regions",
		actions: ({ explanation }) => goTo(explanation?.region.origin),
	},
	{
		id: "not-cancellable",
		title: "This render can't be canceled",
		seen: "@remotion/lambda-client 4.0.527",
		when: [/Cannot cancel render (\S{1,60}): The render was not started with enableCancellation/],
		cause: "A render can only be canceled if it was started with enableCancellation.",
		remedy:
			"Wait until it is done or times out. Pass enableCancellation: true to renderMediaOnLambda() for the next ones (Remotion 4.0.515 or later).",
		docs: "lambda/cancellation",
	},
	{
		id: "version-mismatch",
		title: "Function and package have different versions",
		seen: "remotion-dev/remotion#2462; the function of @remotion/lambda 4.0.527, run",
		when: [/Version mismatch: When calling [\w.]{1,60}\(\), you (?:called the function|passed) (\S{1,150})/],
		cause: (facts) => `The function ${facts.match[1]} has another Remotion version than the package that calls it.`,
		remedy: `${deploy} Deploy the site again too, and use the same version of all Remotion packages (npx remotion versions).`,
		docs: "lambda/upgrading",
	},
	{
		id: "package-versions",
		title: "Remotion package versions don't match",
		seen: "@remotion/cli 4.0.527",
		when: [/Version mismatch\b/, /Not all Remotion packages|remotion[ /-]lambda/i],
		cause:
			"Remotion's packages have different versions, or the function has another version than the package that calls it. They only work together if the versions match.",
		remedy: `Use the same version of all Remotion packages (npx remotion versions lists them, npx remotion upgrade aligns them). ${deploy}`,
		docs: "lambda/upgrading",
	},
	{
		id: "no-function-of-version",
		title: "No function of this version is deployed",
		seen: "@remotion/lambda 4.0.527",
		when: [/No Lambda functions with version(?: (\S{1,40}) found)?/],
		cause: (facts) =>
			`This account and region have no function for ${facts.match[1] === undefined ? "this Remotion version" : `Remotion ${facts.match[1]}`}, the version of the package. Functions in other accounts or regions don't count.`,
		remedy: deploy,
		docs: "lambda/upgrading",
	},
	{
		id: "several-functions",
		title: "Several matching functions",
		seen: "@remotion/lambda 4.0.527",
		when: [/More than 1 lambda function found/],
		cause: "More than one function with this version is deployed, and Remotion doesn't choose between them.",
		remedy: "Pass --function-name, or remove the others: npx remotion lambda functions rm",
		docs: "lambda/upgrading",
	},
	{
		id: "function-name",
		title: "The function's name isn't a Remotion name",
		seen: "@remotion/lambda-client 4.0.527; remotion-dev/remotion#5303",
		when: [/does not adhere to the function name convention|does not match (?:the )?naming convention/],
		cause:
			"Remotion reads the version, memory, disk size, and timeout from the function's name. It was renamed, mistyped, or belongs to another Remotion version.",
		remedy: `Use the name as npx remotion lambda functions ls shows it. ${deploy}`,
		docs: "lambda/naming-convention",
	},
	{
		id: "function-not-found",
		title: "The function doesn't exist",
		seen: "AWS Lambda's answers (API reference, ResourceNotFoundException)",
		when: [/Function not found: ?(\S{0,250})|ResourceNotFoundException: The resource you requested does not exist/],
		cause: (facts) => {
			const [, region, account, name] = functionArn.exec(facts.match[1] ?? "") ?? [];
			if (name === undefined) return "The function isn't in this account and region.";
			return `Function ${name} isn't in ${region} of account ${account}: it was never deployed there, was removed, or the credentials belong to another account.${otherRegion(facts, region)}`;
		},
		remedy: `List the functions: npx remotion lambda functions ls. ${deploy} The name changes when you upgrade Remotion.`,
		docs: "lambda/upgrading",
		actions: ({ explanation }) => [...offer("verifyIdentity"), ...goTo(explanation?.region.origin)],
	},
	{
		id: "not-streamed",
		title: "Unexpected response from the function",
		seen: "@remotion/lambda-client 4.0.527; remotion-dev/remotion#4120",
		when: [/Expected response to be streamed/],
		cause:
			"The function has another Remotion version than the package that calls it, or the name belongs to another function.",
		remedy: deploy,
		docs: "lambda/upgrading",
	},
	{
		id: "region-unsupported",
		title: "Remotion Lambda doesn't support this region",
		seen: "@remotion/lambda-client 4.0.527; remotion-dev/remotion#4548",
		when: [/(?:(\S{1,40}) )?is not a (?:supported|valid) AWS region/],
		cause: (facts) => {
			const region = facts.explanation?.region;
			const from = region?.problem !== undefined ? " It comes from this project's settings." : "";
			const named = facts.match[1] === undefined ? "The text" : `"${facts.match[1]}"`;
			return `${named} isn't a region that Remotion Lambda supports. A space or quote around the name also causes this.${from}`;
		},
		remedy:
			"Correct REMOTION_AWS_REGION, AWS_REGION or --region; npx remotion lambda regions lists them. Newer Remotion versions support more.",
		docs: "lambda/region-selection",
		actions: ({ explanation }) => {
			const finding = findingOf(explanation, ["region-unknown"]);
			return finding ? mend(finding) : goTo(explanation?.region.origin);
		},
	},
	{
		id: "region-malformed",
		title: "The region contains an invalid character",
		seen: "@remotion/lambda-client 4.0.527; botocore 1.43.11",
		when: [
			/Region not accepted: region="([^"]{0,60})"|Provided region_name '([^']{0,60})' doesn't match a supported format|Invalid region: region was not a valid DNS name/,
		],
		cause: ({ match, explanation }) => {
			const region = match[1] ?? match[2];
			const from = explanation?.region.problem === undefined ? "" : " It comes from this project's settings.";
			return `The AWS SDK can't make an address of the region${region === undefined ? "" : ` "${region}"`}: a space, a quote, or another character doesn't belong there.${from}`;
		},
		remedy:
			'Set the variable or argument again without quotes and spaces, such as us-east-1. In cmd, write set "NAME=value".',
		docs: "lambda/region-selection",
		actions: ({ explanation }) => {
			const finding = findingOf(explanation, ["region-unknown", "space-in-script"]);
			return finding ? mend(finding) : goTo(explanation?.region.origin);
		},
	},
	{
		id: "region-missing",
		title: "No region was passed",
		seen: "@remotion/lambda-client 4.0.527, run",
		when: [/\bRegion is missing\b|Invalid Configuration: Missing Region/],
		cause: ({ explanation }) => {
			const region = explanation?.region;
			const set =
				region?.value && region.origin.variable !== undefined
					? ` ${region.origin.variable} is set here, but is used only if your code passes it.`
					: "";
			return `The region argument was empty or not set. Remotion's Node.js functions take the region from this argument only and read no environment variable.${set}`;
		},
		remedy:
			'Set the variable that your code passes as region where the program runs, or pass a region such as "us-east-1".',
		docs: "lambda/region-selection",
		actions: ({ explanation }) => goTo(explanation?.region.origin),
	},
	{
		id: "reserved-variables",
		title: "AWS Lambda reserves these variable names",
		seen: "duersjefen/deploy-kit#23 (AWS Lambda's answer); aws-cdk-lib 2.276.0; Netlify's form in public reports",
		when: [
			/[Rr]eserved keys (?:that are currently not supported|used in this request)|variables can(?:not| not) be configured: AWS_|Reserved environment variables?\b.{0,80}AWS_|(\w{1,60}) environment variable is reserved by the lambda runtime/,
		],
		cause: ({ text, match }) => {
			const all = /Reserved keys used in this request: ([A-Z_, ]{1,400})/.exec(text)?.[1]?.trim().replace(/,$/, "");
			const listed = all ?? match[1];
			return `The function's environment sets ${listed || "names such as AWS_ACCESS_KEY_ID"}. AWS Lambda sets these itself for the function's role, so the deployment fails.`;
		},
		remedy:
			"Rename them to REMOTION_AWS_ACCESS_KEY_ID and REMOTION_AWS_SECRET_ACCESS_KEY in serverless.yml, SST, SAM, CDK, or Netlify. Or remove them and attach Remotion's user policy to the function's role.",
		docs: "lambda/without-iam",
		actions: () => offer("copyVariableNames", "openUserPolicy"),
	},
	{
		id: "environment-too-large",
		title: "The function's environment variables are too large",
		seen: "netlify/cli#6791 (netlify-cli 17.33.1); aws-samples/aws-genai-llm-chatbot#583",
		when: [/exceed(?:s|ed)? the 4 ?KB limit|environment variables you have provided exceeded the 4KB/],
		cause:
			"AWS Lambda allows 4 KB for all environment variables of a function together. On Netlify every variable of the site counts.",
		remedy:
			"Limit variables to the builds or functions that need them, and load large values such as JSON keys from AWS Secrets Manager.",
		docs: "lambda/without-iam",
	},
	{
		id: "function-exists",
		title: "The function exists or is being changed",
		seen: "AWS Lambda's answers (API reference, ResourceConflictException); the name in @remotion/lambda-client 4.0.527",
		when: [
			/ResourceConflictException|Function already exist|An update is in progress for resource|is currently in the following state: Pending/,
		],
		cause: ({ text }) =>
			/already exist/i.test(text)
				? "A function of this name is already deployed in this account and region."
				: "AWS is still creating or updating the function, and doesn't accept another change until it is done.",
		remedy:
			"Use the function that is there (npx remotion lambda functions ls), or wait a minute and try again. Don't deploy from two places at the same time.",
		docs: "lambda/cli/functions/deploy",
	},
	{
		id: "site-unreachable",
		title: "The function couldn't open the site",
		seen: "the function of @remotion/lambda 4.0.527, run",
		when: [/Tried to go to (\S{1,300}) but the status code was (\d{3})/],
		cause: ({ match }) =>
			match[2] === "404"
				? "The site isn't there: it was removed, redeployed under another name, or its URL names another region's bucket."
				: match[2] === "403"
					? "The bucket's files aren't public: the account blocks public access, or the bucket was created with an old policy."
					: `The site's server answered with the status ${match[2]} instead of 200.`,
		remedy: ({ match }) =>
			match[2] === "403"
				? "Turn off Block Public Access for this bucket, update the user's policy with npx remotion lambda policies user, and deploy the site again."
				: "Deploy the site again (npx remotion lambda sites create) and use the URL it prints.",
		docs: "lambda/s3-public-access",
		actions: ({ match }) => (match[2] === "403" ? offer("openUserPolicy", "checkPermissions") : []),
	},
	{
		id: "empty-answer",
		title: "The function returned nothing",
		seen: "@remotion/lambda-client 4.0.527; remotion-dev/remotion#10554 (4.0.512)",
		when: [/Lambda function returned no payload/],
		cause:
			"The function's response was empty. This sometimes happens on AWS; a function with another version than the package causes it every time.",
		remedy:
			"Render again. If it happens again, deploy the function with this project's Remotion version (npx remotion lambda functions deploy).",
		docs: "lambda/upgrading",
	},
	{
		id: "local-serve-url",
		title: "The site isn't deployed yet",
		seen: "@remotion/lambda-client 4.0.527",
		when: [/Remotion Lambda can only render based on a URL in the cloud/],
		cause: "A file on this computer was passed instead of the URL or name of a deployed site.",
		remedy: "Deploy the site with npx remotion lambda sites create and pass the URL it prints.",
		docs: "lambda/setup",
	},
];
