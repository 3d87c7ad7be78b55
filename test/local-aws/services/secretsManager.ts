/** Secrets Manager: read a secret, store one (JSON protocol). */
import { randomUUID } from "node:crypto";
import { AwsError } from "../errors.ts";
import type { Account, Call, Operation, Reply, Service, WireRequest } from "../types.ts";
import { json, jsonOf } from "../wire.ts";

interface StoredSecret {
	arn: string;
	name: string;
	value: string;
	version: string;
	created: number;
}

const SEED_REGION = "us-east-1";
const JSON_TYPE = { "content-type": "application/x-amz-json-1.1" };

/** The service Secrets Manager. */
export function secretsManager(accounts: readonly Account[]): Service {
	/** `account/region/name` → secret. */
	const secrets = new Map<string, StoredSecret>();
	for (const account of accounts)
		for (const [name, value] of Object.entries(account.secrets ?? {})) store(account.id, SEED_REGION, name, value);

	function store(account: string, region: string, name: string, value: string): StoredSecret {
		const arn = `arn:aws:secretsmanager:${region}:${account}:secret:${name}-FaKe00`;
		const secret = { arn, name, value, version: randomUUID(), created: Date.now() / 1000 };
		secrets.set(`${account}/${region}/${name}`, secret);
		return secret;
	}

	function find(call: Call, id: string): StoredSecret {
		const prefix = `${call.principal?.account.id}/${call.region}/`;
		const secret =
			secrets.get(prefix + id) ??
			[...secrets.values()].find(({ arn }) => arn === id && secrets.has(prefix + nameIn(arn)));
		if (secret !== undefined) return secret;
		throw new AwsError(400, "ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
	}

	function getSecretValue(call: Call, id: string): Reply {
		const { arn, name, value, version, created } = find(call, id);
		const result = {
			ARN: arn,
			Name: name,
			SecretString: value,
			VersionId: version,
			VersionStages: ["AWSCURRENT"],
			CreatedDate: created,
		};
		return json(200, result, JSON_TYPE);
	}

	function createSecret(call: Call, name: string, value: string): Reply {
		const account = call.principal?.account.id ?? "";
		if (secrets.has(`${account}/${call.region}/${name}`))
			throw new AwsError(
				400,
				"ResourceExistsException",
				`The operation failed because the secret ${name} already exists.`,
			);
		const secret = store(account, call.region, name, value);
		return json(200, { ARN: secret.arn, Name: name, VersionId: secret.version }, JSON_TYPE);
	}

	function deleteSecret(call: Call, id: string): Reply {
		const { arn, name } = find(call, id);
		secrets.delete(`${call.principal?.account.id}/${call.region}/${name}`);
		return json(200, { ARN: arn, Name: name, DeletionDate: Date.now() / 1000 }, JSON_TYPE);
	}

	return {
		name: "secretsmanager",
		route(request: WireRequest): Operation {
			const name = (request.headers.get("x-amz-target") ?? "").replace("secretsmanager.", "");
			const input = jsonOf(request);
			const id = text(input.SecretId);
			const common = { name, action: `secretsmanager:${name}`, resource: id || text(input.Name) };
			switch (name) {
				case "GetSecretValue":
					return { ...common, run: (call) => getSecretValue(call, id) };
				case "CreateSecret":
					return { ...common, run: (call) => createSecret(call, text(input.Name), text(input.SecretString)) };
				case "DeleteSecret":
					return { ...common, run: (call) => deleteSecret(call, id) };
				default:
					throw new AwsError(400, "InvalidAction", `${name} is not part of the local AWS.`);
			}
		},
	};
}

/** `…:secret:NAME-6chars` → NAME. */
function nameIn(arn: string): string {
	return arn.split(":").slice(6).join(":").slice(0, -7);
}

function text(value: unknown): string {
	return typeof value === "string" ? value : "";
}
