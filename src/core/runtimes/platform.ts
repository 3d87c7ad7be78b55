import type { PlatformRuntime, Runtime } from "../types.ts";

/** What a hosting platform does to a program that calls Remotion. Facts of the platform; no real value is ever known here. */
export interface PlatformFacts {
	/** What people call it, in sentences. */
	readonly name: string;
	/** The AWS_ variables it sets by itself. */
	readonly injects: readonly string[];
	/** Whose value counts where the project sets one of these names too. */
	readonly wins: "platform" | "project";
	/** Whose credentials it injects, or gives out at an address of its own. */
	readonly identity: string;
	/** What comes of signing with them. */
	readonly outcome: string;
	/** Whether that identity is a role of the person's own account, which can be given Remotion's policy. */
	readonly hasOwnRole: boolean;
	/** Where its variables are set. */
	readonly settings: string;
}

/** One row a platform. Sources: the platforms' own pages on reserved environment variables, EC2's on instance metadata. */
export const platforms: Readonly<Record<PlatformRuntime, PlatformFacts>> = {
	"aws-lambda": {
		name: "AWS Lambda",
		injects: ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_REGION", "AWS_DEFAULT_REGION"],
		// "Reserved": a function's settings refuse these names, and dotenv leaves what is set alone.
		wins: "platform",
		identity: "the function's execution role",
		outcome: "AWS answers AccessDenied unless that role has Remotion's policy",
		hasOwnRole: true,
		settings: "the function's configuration",
	},
	"aws-ec2": {
		name: "Amazon EC2",
		injects: [],
		wins: "project",
		identity: "the instance's role",
		outcome: "AWS answers AccessDenied unless that role has Remotion's policy",
		hasOwnRole: true,
		settings: "the environment of the service on the instance",
	},
	vercel: {
		name: "Vercel",
		injects: ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_REGION", "AWS_DEFAULT_REGION"],
		// These names are allowed today: yours take the place of Vercel's, one by one.
		wins: "project",
		identity: "Vercel",
		outcome: "they grant nothing in your account, and AWS answers UnrecognizedClientException",
		hasOwnRole: false,
		settings: "the project's settings",
	},
};

/** Whether a runtime is a place to deploy to, and not a program on this machine. */
export function isPlatform(runtime: Runtime): runtime is PlatformRuntime {
	return Object.hasOwn(platforms, runtime);
}

/** The facts of a runtime's platform; undefined for a program on this machine. */
export function platformOf(runtime: Runtime): PlatformFacts | undefined {
	return isPlatform(runtime) ? platforms[runtime] : undefined;
}

/** What chooses credentials or a region. Of this machine's shell nothing of it is there after a deployment; how AWS is reached stays. */
const choosing =
	/^(REMOTION_\w*|__RESERVED_IS_INSIDE_REMOTION_LAMBDA|AWS_(PROFILE|ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN|CREDENTIAL_EXPIRATION|REGION|DEFAULT_REGION|ROLE_ARN|ROLE_SESSION_NAME|WEB_IDENTITY_TOKEN_FILE|CONTAINER_\w+|EC2_METADATA_\w+|KEY_\d+|SECRET_\d+))$/i;

/** An environment without what stays behind on this machine. */
export function leftBehind<Value>(environment: Readonly<Record<string, Value>>): Record<string, Value> {
	return Object.fromEntries(Object.entries(environment).filter(([name]) => !choosing.test(name)));
}
