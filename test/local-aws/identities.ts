/** Access keys → who they belong to; sessions made while the server runs. */
import { randomBytes, randomUUID } from "node:crypto";
import type { AccessKey, Account, Credential, Principal, Role } from "./types.ts";

const HOUR = 3_600_000;

/** Everybody the local AWS knows, by access key ID and by ARN. */
export class Identities {
	readonly accounts: readonly Account[];
	readonly #credentials = new Map<string, Credential>();
	/** Role ARN → what its inline policies allow, by the policies' names. */
	readonly #policies = new Map<string, Map<string, readonly string[]>>();

	constructor(accounts: readonly Account[]) {
		this.accounts = accounts;
		for (const account of accounts) {
			for (const user of account.users)
				for (const key of user.keys) this.#add(key, userPrincipal(account, user.name, user.allow));
			for (const role of account.roles)
				for (const key of role.keys ?? []) this.#add(key, this.#rolePrincipal(account, role, "local-aws-session", 0));
		}
	}

	find(accessKeyId: string): Credential | undefined {
		return this.#credentials.get(accessKeyId);
	}

	/** A role by its ARN, with its account. */
	role(arn: string): { account: Account; role: Role } | undefined {
		for (const account of this.accounts)
			for (const role of account.roles) if (roleArn(account, role) === arn) return { account, role };
		return undefined;
	}

	/** What a user or role may do, by ARN; undefined: there is no such user or role. */
	allowedActions(arn: string): readonly string[] | undefined {
		for (const account of this.accounts)
			for (const user of account.users) if (userArn(account, user.name) === arn) return user.allow;
		const found = this.role(arn);
		return found && this.#allowed(found.account, found.role);
	}

	/** Gives a role an inline policy, or replaces the one of this name; it counts from the next request on. */
	putRolePolicy(account: Account, role: Role, name: string, actions: readonly string[]): void {
		const arn = roleArn(account, role);
		this.#policies.set(arn, new Map([...(this.#policies.get(arn) ?? []), [name, actions]]));
	}

	#allowed(account: Account, role: Role): readonly string[] {
		return [...role.allow, ...[...(this.#policies.get(roleArn(account, role))?.values() ?? [])].flat()];
	}

	#rolePrincipal(account: Account, role: Role, session: string, depth: number): Principal {
		const allowed = () => this.#allowed(account, role);
		return {
			account,
			arn: `arn:aws:sts::${account.id}:assumed-role/${role.name}/${session}`,
			userId: `AROAFAKE${idPart(role.name)}:${session}`,
			get allow() {
				return allowed();
			},
			depth,
		};
	}

	/** A temporary key for a session of a role, as STS gives it out; checked like any other from then on. */
	mint(
		account: Account,
		role: Role,
		session: string,
		seconds: number,
		depth = 0,
	): Credential & { sessionToken: string; expires: Date } {
		return this.#mint(this.#rolePrincipal(account, role, session, depth), seconds);
	}

	/** A temporary key of a user, as `GetSessionToken` gives it out. */
	mintForUser(user: Principal, seconds: number): Credential & { sessionToken: string; expires: Date } {
		return this.#mint(user, seconds);
	}

	#mint(principal: Principal, seconds: number): Credential & { sessionToken: string; expires: Date } {
		const credential = {
			accessKeyId: `ASIAFAKE${randomBytes(6).toString("hex").toUpperCase()}`,
			secretAccessKey: `local-aws-secret-not-real-${randomBytes(7).toString("hex")}`,
			sessionToken: `local-aws-session-token-not-real/${randomUUID()}==`,
			expires: new Date(Date.now() + seconds * 1000),
			principal,
		};
		this.#credentials.set(credential.accessKeyId, credential);
		return credential;
	}

	#add(key: AccessKey, principal: Principal): void {
		const { sessionToken, expires, ...rest } = key;
		this.#credentials.set(key.accessKeyId, {
			...rest,
			principal,
			...(sessionToken === undefined
				? {}
				: {
						sessionToken,
						expires: expires === undefined ? new Date(Date.now() + 365 * 24 * HOUR) : new Date(expires),
					}),
		});
	}
}

function userArn(account: Account, name: string): string {
	return `arn:aws:iam::${account.id}:user/${name}`;
}

function roleArn(account: Account, role: Role): string {
	return `arn:aws:iam::${account.id}:role/${role.name}`;
}

function userPrincipal(account: Account, name: string, allow: readonly string[]): Principal {
	return { account, arn: userArn(account, name), userId: `AIDAFAKE${idPart(name)}`, allow, depth: 0 };
}

function idPart(name: string): string {
	return name
		.replace(/[^a-z0-9]/gi, "")
		.toUpperCase()
		.padEnd(13, "0")
		.slice(0, 13);
}

/** Whether a list of IAM actions covers one; `*` is a wildcard, case does not count. */
export function allows(actions: readonly string[], action: string): boolean {
	return actions.some((pattern) => {
		const expression = pattern
			.split("*")
			.map((part) => part.replace(/[.?+^$()[\]{}|\\]/g, "\\$&"))
			.join(".*");
		return new RegExp(`^${expression}$`, "i").test(action);
	});
}

/** Regions every account has without asking; the rest are opt-in (AWS: "Regions enabled by default"). */
const DEFAULT_REGIONS: ReadonlySet<string> = new Set([
	"ap-northeast-1",
	"ap-northeast-2",
	"ap-northeast-3",
	"ap-south-1",
	"ap-southeast-1",
	"ap-southeast-2",
	"ca-central-1",
	"eu-central-1",
	"eu-north-1",
	"eu-west-1",
	"eu-west-2",
	"eu-west-3",
	"sa-east-1",
	"us-east-1",
	"us-east-2",
	"us-west-1",
	"us-west-2",
]);

/** Whether an account may use a region. */
export function regionEnabled(account: Account, region: string): boolean {
	return DEFAULT_REGIONS.has(region) || (account.optInRegions?.includes(region) ?? false);
}
