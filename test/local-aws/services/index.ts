/** Every service, by name. A new one: write it as one file here, then add it to this table. */
import { AwsError } from "../errors.ts";
import type { Identities } from "../identities.ts";
import type { Service, ServiceName } from "../types.ts";
import { iam } from "./iam.ts";
import { lambda } from "./lambda.ts";
import { serviceQuotas } from "./serviceQuotas.ts";
import { sts } from "./sts.ts";

export interface ServiceSetup {
	identities: Identities;
	webIdentityToken: string;
	/** The server's own address, known once it listens. */
	url(): string;
	concurrency: number;
	onLog(line: string): void;
}

export function services(setup: ServiceSetup): { byName: Record<ServiceName, Service>; stop(): Promise<void> } {
	const none = {
		invoke: () => Promise.reject(new Error("no sandbox yet")),
		stream: () => Promise.reject(new Error("no sandbox yet")),
	};
	return {
		byName: {
			sts: sts(setup.identities, setup.webIdentityToken),
			iam: iam(setup.identities),
			lambda: lambda(none),
			s3: absent("s3"),
			servicequotas: serviceQuotas(),
			secretsmanager: absent("secretsmanager"),
			logs: absent("logs"),
		},
		stop: async () => undefined,
	};
}

function absent(name: ServiceName): Service {
	return {
		name,
		route() {
			throw new AwsError(501, "NotImplemented", `${name} is not part of the local AWS.`);
		},
	};
}
