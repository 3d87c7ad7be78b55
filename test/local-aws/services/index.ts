/** Every service, by name. A new one: write it as one file here, then add it to this table. */
import { AwsError } from "../errors.ts";
import type { Identities } from "../identities.ts";
import { invoker } from "../sandbox/invoker.ts";
import { Sandboxes } from "../sandbox/sandboxes.ts";
import type { Service, ServiceName } from "../types.ts";
import { iam } from "./iam.ts";
import { lambda } from "./lambda.ts";
import { s3 } from "./s3.ts";
import { S3Store } from "./s3Store.ts";
import { secretsManager } from "./secretsManager.ts";
import { serviceQuotas } from "./serviceQuotas.ts";
import { sts } from "./sts.ts";

export interface ServiceSetup {
	identities: Identities;
	webIdentityToken: string;
	/** The server's own address, known once it listens. */
	url(): string;
	concurrency: number;
	site(): Promise<ReadonlyMap<string, Buffer>>;
	onLog(line: string): void;
}

/** `stop` ends every function that runs. */
export function services(setup: ServiceSetup): { byName: Record<ServiceName, Service>; stop(): Promise<void> } {
	const { identities } = setup;
	const sandboxes = new Sandboxes(setup.concurrency, setup.onLog);
	return {
		byName: {
			sts: sts(identities, setup.webIdentityToken),
			iam: iam(identities),
			lambda: lambda(invoker(identities, sandboxes, setup.url, setup.onLog)),
			s3: s3(new S3Store(identities.accounts, setup.site)),
			servicequotas: serviceQuotas(),
			secretsmanager: secretsManager(identities.accounts),
			logs: absent("logs"),
		},
		stop: () => sandboxes.stop(),
	};
}

/** Remotion's client calls it only to deploy a function, which nothing here does. */
function absent(name: ServiceName): Service {
	return {
		name,
		route() {
			throw new AwsError(501, "NotImplemented", `${name} is not part of the local AWS.`);
		},
	};
}
