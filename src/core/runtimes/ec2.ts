import { deployed } from "./platform.ts";
import type { PlatformRow } from "./runtime.ts";

/** An instance of EC2, with Elastic Beanstalk and CodeDeploy, which put programs there. Source: AWS's page on instance metadata. */
export const ec2: PlatformRow = deployed({
	id: "aws-ec2",
	platform: {
		name: "Amazon EC2",
		injects: [],
		wins: "project",
		identity: "the instance's role",
		outcome: "AWS answers AccessDenied unless that role has Remotion's policy",
		hasOwnRole: true,
		trusts: { name: "EC2", principal: "ec2.amazonaws.com" },
		settings: "the environment of the service on the instance",
	},
	injected:
		"EC2 sets no variables; the AWS SDK gets the keys of the instance's role from the metadata service, once nothing else is found.",
	layersInShort: "Gives the instance's role where nothing is set",
	signs: [["appspec.yml", /^os:[ \t]{0,20}\w/m], [".elasticbeanstalk/config.yml"]],
});
