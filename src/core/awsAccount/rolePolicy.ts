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

\`${rolePolicyName}.json\` is the user policy of the Remotion version in this project: what a program needs to call Remotion Lambda. Attach it to ${whose}, and your program needs no access keys: the role provides temporary credentials, so no secret is deployed.

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
| \`REMOTION_AWS_*\`, \`AWS_PROFILE\` | don't set: they take precedence over the role | don't set |
| \`REMOTION_SKIP_AWS_CREDENTIALS_CHECK=1\` | not needed: the role's keys are in the environment | needed: Remotion's check looks only at environment variables and at the text \`[default]\` in the AWS credentials file, and would stop with an error |
| \`REMOTION_DISABLE_AWS_CLIENT_CACHE=1\` | only where one process changes its credentials | likewise |

\`REMOTION_SKIP_AWS_CREDENTIALS_CHECK\` turns off more than the check: Remotion then ignores all \`REMOTION_AWS_*\` credentials and uses the AWS SDK's default credential provider chain. Any value turns it on, even \`0\` or \`false\`.

\`REMOTION_DISABLE_AWS_CLIENT_CACHE\` makes Remotion create a new AWS client for every call. Otherwise it reuses a client for the same access keys, even if the session token was renewed.

## Then

Deploy, render, and if AWS still says AccessDenied, paste the error into **Remotion Lambda: Explain error**.
`;
}
