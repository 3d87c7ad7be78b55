/** The two variables that name a container's credentials address; the full one wins where both are set. */
export const containerVariables = [
	"AWS_CONTAINER_CREDENTIALS_FULL_URI",
	"AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
] as const;

/**
 * Why the SDK fails on the container's address without dialling it, in its own words; undefined where it dials. `tryNext`: whether a
 * chain of providers goes on. Source: `fromHttp` and `checkUrl` of `@aws-sdk/credential-provider-http`.
 */
export function containerRefusal(
	environment: Readonly<Partial<Record<(typeof containerVariables)[number], string | undefined>>>,
): { message: string; tryNext: boolean } | undefined {
	const relative = environment.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI;
	const address = environment.AWS_CONTAINER_CREDENTIALS_FULL_URI || (relative && `http://169.254.170.2${relative}`);
	if (!address) {
		const message =
			"No HTTP credential provider host provided.\nSet AWS_CONTAINER_CREDENTIALS_FULL_URI or AWS_CONTAINER_CREDENTIALS_RELATIVE_URI.";
		return { message, tryNext: true };
	}
	if (!URL.canParse(address)) return { message: "Invalid URL", tryNext: false };
	const { protocol, hostname } = new URL(address);
	if (protocol === "https:" || allowedHosts.test(hostname)) return undefined;
	const message =
		"URL not accepted. It must either be HTTPS or match one of the following:\n" +
		"  - loopback CIDR 127.0.0.0/8 or [::1/128]\n" +
		"  - ECS container host 169.254.170.2\n" +
		"  - EKS container host 169.254.170.23 or [fd00:ec2::23]";
	return { message, tryNext: true };
}

/** `checkUrl`, for the host names `URL` gives: an IPv4 address there is always four numbers below 256. */
const allowedHosts = /^(169\.254\.170\.2|169\.254\.170\.23|\[fd00:ec2::23\]|\[::1\]|localhost|127\.\d+\.\d+\.\d+)$/;
