import type { PlatformFacts } from "../runtimes/runtime.ts";

/** The name Remotion's documentation gives the policy of a role that calls Remotion Lambda. */
export const rolePolicyName = "remotion-executionrole-policy";

/** The service most programs that call Remotion run on. */
const lambda = { name: "Lambda", principal: "lambda.amazonaws.com" };

/** How to let a role sign on a compute service: Markdown, for the console and the command line. */
export function roleSteps(platform: PlatformFacts | undefined): string {
	const { name, principal } = platform?.trusts ?? lambda;
	const whose = platform?.hasOwnRole ? platform.identity : "the role your program runs as";
	return `# A role for Remotion Lambda

\`${rolePolicyName}.json\` is the user policy of the Remotion version in this project: what a program needs to call Remotion Lambda. Given to ${whose}, it makes key pairs unnecessary: the role's own credentials are short-lived, and nothing secret is deployed.

## In the console

1. [IAM, Policies](https://console.aws.amazon.com/iam/home#/policies): **Create policy**, **JSON**, paste the policy, **Next**, name it \`${rolePolicyName}\`.
2. [IAM, Roles](https://console.aws.amazon.com/iam/home#/roles): open ${whose}; if there is none yet, **Create role**, **AWS service**, **${name}**.
3. **Add permissions**, **Attach policies**, choose \`${rolePolicyName}\`.

## With the AWS CLI

\`\`\`
aws iam put-role-policy --role-name YOUR_ROLE --policy-name ${rolePolicyName} --policy-document file://${rolePolicyName}.json
\`\`\`

The role must trust \`${principal}\`.

## Variables

| variable | on AWS Lambda | on EC2, ECS |
|---|---|---|
| \`REMOTION_AWS_*\`, \`AWS_PROFILE\` | don't set: they take precedence over the role | leave out |
| \`REMOTION_SKIP_AWS_CREDENTIALS_CHECK=1\` | not needed: the role's keys are in the environment | needed: Remotion's check looks at variables and at the text \`[default]\` in the credentials file only, and would stop |
| \`REMOTION_DISABLE_AWS_CLIENT_CACHE=1\` | only where one process changes its credentials | likewise |

\`REMOTION_SKIP_AWS_CREDENTIALS_CHECK\` switches off more than the check: Remotion then ignores every \`REMOTION_AWS_\` credential, and the AWS SDK decides alone. Any text switches it on, even \`0\`.

\`REMOTION_DISABLE_AWS_CLIENT_CACHE\` makes a new AWS client for every call. Remotion keeps clients by key pair without the session token, so a new token for the same key needs it. Remotion's documentation names the skip check for this; the code does not.

## Then

Deploy, render, and if AWS still says AccessDenied, paste the error into **Remotion Lambda: Explain error**.
`;
}
