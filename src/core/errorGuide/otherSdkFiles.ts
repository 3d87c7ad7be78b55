import { findingOf, mend, mendInWords, offer } from "./project.ts";
import type { ErrorEntry, Facts } from "./types.ts";

/** Files, profiles and regions as the AWS CLI and the SDKs of other languages miss them. */

/** What keeps the AWS CLI and Python from reading a file that the JavaScript SDK reads. */
const refused = ["duplicate-section", "duplicate-key", "malformed-line", "misspelled-key"];

/** Whether this computer's AWS files have the profile, as a sentence; else empty. */
function isHere({ explanation }: Facts, name: string): string {
	const known = explanation?.profiles.some((profile) => profile.name === name);
	return known ? " The AWS files on this computer have it, so the program ran somewhere else." : "";
}

const otherNames = "None of the AWS SDKs of other languages reads REMOTION_AWS_PROFILE or REMOTION_AWS_REGION.";

/** Most specific first. */
export const otherSdkFiles: readonly ErrorEntry[] = [
	{
		id: "aws-file-refused",
		title: "The AWS CLI can't read an AWS file",
		seen: "botocore 1.43.11, run; AWS CLI 2.9.19",
		when: [/Unable to parse config file: (\S{1,300})|ConfigParseError\b/],
		cause: (facts) =>
			`The AWS CLI and Python read nothing from the file if a section or a setting is in it twice, a line has no equals sign, or it begins with a byte order mark. The JavaScript SDK that Remotion uses reads such a file.${mendInWords(findingOf(facts.explanation, refused))}`,
		remedy: "Correct the line that the message names. Save the file as UTF-8 without a byte order mark.",
		docs: "lambda/authentication",
		actions: ({ explanation }) => mend(findingOf(explanation, refused)),
	},
	{
		id: "endpoint-unreachable",
		title: "The AWS CLI or Python couldn't reach AWS",
		seen: "botocore 1.43.11",
		when: [
			/Could not connect to the endpoint URL: "([^"]{1,300})"|(?:Connect|Read) timeout on endpoint URL: "([^"]{1,300})"|EndpointConnectionError\b/,
		],
		cause: ({ match }) =>
			`${match[1] ?? match[2] ?? "The address"} didn't respond. A mistyped region makes an address that doesn't exist; otherwise there is no network, or a proxy or AWS_ENDPOINT_URL is in between.`,
		remedy: "Check the region's name in the address, the network, and AWS_ENDPOINT_URL.",
		docs: "lambda/region-selection",
		actions: ({ explanation }) => mend(findingOf(explanation, ["custom-endpoint", "region-unknown"])),
	},
	{
		id: "ruby-profile-not-found",
		title: "The Ruby SDK didn't find the profile",
		seen: "aws-sdk-core 3.168.1 for Ruby",
		when: [/NoSuchProfileError\b(?:.{0,20}Profile `([^']{1,200})' not found)?|NoSourceProfileError\b/],
		cause: (facts) => {
			const name = facts.match[1];
			const which = name === undefined ? "The profile or its source_profile" : `The profile "${name}"`;
			return `${which} isn't in the AWS files where the program ran, or has no access keys.${name === undefined ? "" : isHere(facts, name)}`;
		},
		remedy:
			"Pass the name of a profile with access keys as aws_profile, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.",
		docs: "lambda/ruby",
		actions: () => offer("addProfile"),
	},
	{
		id: "ruby-no-region",
		title: "The Ruby SDK has no region",
		seen: "aws-sdk-core 3.168.1 for Ruby",
		when: [/No region was provided\. Configure the `?:region`? option|Aws::Errors::MissingRegionError/],
		cause: `The client was created without a region. ${otherNames}`,
		remedy: "Set AWS_REGION where the program runs, or pass the region to the client.",
		docs: "lambda/ruby",
	},
	{
		id: "go-profile-not-found",
		title: "The Go SDK didn't find the profile",
		seen: "aws-sdk-go-v2 config 1.17.1; aws-sdk-go 1.44.133",
		when: [/failed to get shared config profile, (\S{0,200}[^\s.,;:"'])|SharedConfigProfileNotExists(?:s)?Error/],
		cause: (facts) => {
			const name = facts.match[1];
			return `AWS_PROFILE or the code names ${name === undefined ? "a profile" : `the profile "${name}"`}, which isn't in the AWS files where the program ran.${name === undefined ? "" : isHere(facts, name)}`;
		},
		remedy: "Correct the name, add the profile, or unset AWS_PROFILE.",
		docs: "lambda/go",
		actions: () => offer("addProfile"),
	},
	{
		id: "go-no-region",
		title: "The Go SDK has no region",
		seen: "aws-sdk-go 1.44.133, read",
		when: [/MissingRegion\b|could not find region configuration/],
		cause: `The client was created without a region. ${otherNames}`,
		remedy: "Pass Region in RemotionOptions, or set AWS_REGION where the program runs.",
		docs: "lambda/go",
	},
	{
		id: "empty-static-credentials",
		title: "The code passes empty access keys",
		seen: "aws-sdk-go 1.44.133, read; libdns/route53#13",
		when: [/EmptyStaticCreds|static credentials are empty/],
		cause:
			"The program passes its own access keys to the Go SDK, and they are empty: most likely the variables that it reads aren't set where it runs.",
		remedy: "Set the variables that the code reads. If it loads a .env file, call godotenv.Load() before.",
		docs: "lambda/go",
		actions: () => offer("copyVariableNames"),
	},
	{
		id: "sdk-v2-no-region",
		title: "The AWS SDK v2 for JavaScript has no region",
		seen: "aws-sdk 2.1692.0, read",
		when: [/ConfigError\b.{0,20}Missing region in config|Missing region in config\b/],
		cause: `The text is from the old AWS SDK (the package aws-sdk), not from Remotion. It reads AWS_REGION, and the AWS config file only if AWS_SDK_LOAD_CONFIG is set.`,
		remedy: "Set AWS_REGION for the code that uses aws-sdk, or pass the region to its client.",
		docs: "lambda/region-selection",
	},
];
