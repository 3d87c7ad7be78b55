import { findingOf, goTo, mend, offer } from "./project.ts";
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
		id: "version-mismatch",
		title: "Function and package have different versions",
		when: [/Version mismatch: When calling [\w.]{1,60}\(\), you (?:called the function|passed) (\S{1,150})/],
		cause: (facts) =>
			`The function ${facts.match[1]} was deployed by another version of Remotion than the one that calls it.`,
		remedy: `${deploy} Deploy the site again too, and keep all Remotion packages on one version (npx remotion versions).`,
		docs: "lambda/upgrading",
	},
	{
		id: "package-versions",
		title: "Remotion's packages are not of one version",
		when: [/Version mismatch\b/, /Not all Remotion packages|remotion[ /-]lambda/i],
		cause:
			"Remotion's packages have different versions, or the function has another one than the package that calls it. They work together in one version only.",
		remedy: `Bring all Remotion packages to one version (npx remotion versions shows them, npx remotion upgrade does it). ${deploy}`,
		docs: "lambda/upgrading",
	},
	{
		id: "no-function-of-version",
		title: "No function of this version is deployed",
		when: [/No Lambda functions with version(?: (\S{1,40}) found)?/],
		cause: (facts) =>
			`In this account and region there is no function of ${facts.match[1] === undefined ? "this version" : `Remotion ${facts.match[1]}`}, the version of the package that looks for it. Another account or region has others.`,
		remedy: deploy,
		docs: "lambda/upgrading",
	},
	{
		id: "several-functions",
		title: "Several functions fit",
		when: [/More than 1 lambda function found/],
		cause: "More than one function of this version is deployed, and Remotion does not guess.",
		remedy: "Name one with --function-name, or remove the others with npx remotion lambda functions rm.",
		docs: "lambda/upgrading",
	},
	{
		id: "function-name",
		title: "The function's name is not one of Remotion's",
		when: [/does not adhere to the function name convention|does not match (?:the )?naming convention/],
		cause:
			"Remotion reads version, memory, disk and timeout from the function's name. It was renamed, mistyped, or belongs to another version of Remotion.",
		remedy: `Use the name as npx remotion lambda functions ls shows it. ${deploy}`,
		docs: "lambda/naming-convention",
	},
	{
		id: "function-not-found",
		title: "The function does not exist",
		when: [/Function not found: ?(\S{0,250})|ResourceNotFoundException: The resource you requested does not exist/],
		cause: (facts) => {
			const [, region, account, name] = functionArn.exec(facts.match[1] ?? "") ?? [];
			if (name === undefined)
				return "There is no function of this name in the account that signs and the region that was asked.";
			return `There is no function ${name} in ${region} of the account ${account}: it was never deployed there, was removed, or the credentials are another account's.${otherRegion(facts, region)}`;
		},
		remedy: `See what is there with npx remotion lambda functions ls. ${deploy} After an upgrade of Remotion the name changes.`,
		docs: "lambda/upgrading",
		actions: ({ explanation }) => [...offer("verifyIdentity"), ...goTo(explanation?.region.origin)],
	},
	{
		id: "not-streamed",
		title: "The function answered in another way than expected",
		when: [/Expected response to be streamed/],
		cause:
			"The function is of another version than the package that calls it, or its name is that of another function.",
		remedy: deploy,
		docs: "lambda/upgrading",
	},
	{
		id: "region-unsupported",
		title: "Remotion Lambda does not know this region",
		when: [/(?:(\S{1,40}) )?is not a (?:supported|valid) AWS region/],
		cause: (facts) => {
			const region = facts.explanation?.region;
			const from = region?.problem !== undefined ? " It comes from this project's settings." : "";
			const named = facts.match[1] === undefined ? "The text" : `"${facts.match[1]}"`;
			return `${named} is none of the regions that Remotion Lambda supports; a space or a quote around the name is enough.${from}`;
		},
		remedy:
			"Correct REMOTION_AWS_REGION, AWS_REGION or --region; npx remotion lambda regions lists them. Newer versions of Remotion know more.",
		docs: "lambda/region-selection",
		actions: ({ explanation }) => {
			const finding = findingOf(explanation, ["region-unknown"]);
			return finding ? mend(finding) : goTo(explanation?.region.origin);
		},
	},
	{
		id: "local-serve-url",
		title: "The site is not in the cloud yet",
		when: [/Remotion Lambda can only render based on a URL in the cloud/],
		cause: "A file of this machine was given where the URL or the name of a deployed site belongs.",
		remedy: "Deploy the site with npx remotion lambda sites create and pass the URL it prints.",
		docs: "lambda/setup",
	},
];
