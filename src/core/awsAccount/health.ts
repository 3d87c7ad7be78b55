import { explainError } from "../errorGuide/index.ts";
import type { AccountSettings } from "../types.ts";
import { formatAccount } from "../vocabulary/arn.ts";
import { commandIds, offerOf } from "../vocabulary/commandIds.ts";
import { isInChina } from "../vocabulary/partitions.ts";
import { isEnabledByDefault } from "../vocabulary/regions.ts";
import type { CheckRow } from "./checkRow.ts";
import { bucketPage, functionPage, quotaPage } from "./consoleLinks.ts";
import { functionWords, type RemotionFunction, rankFunctions, siteProblem } from "./functions.ts";

/** What AWS answered to one question, or what it or the client said against it, without secrets. */
export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly original: string };

/** What was found out about the credentials' account in a region. */
export interface HealthFacts {
	readonly region: string;
	/** Of the project's own client; undefined: not known. */
	readonly clientVersion: string | undefined;
	/** Who signs, asked in the region. Where nobody does, nothing else was asked. */
	readonly identity: Answer<{ readonly account: string }>;
	/** The region does not know the credentials, another one does: the account has not enabled it. */
	readonly isRegionOff: boolean;
	readonly functions: Answer<readonly RemotionFunction[]>;
	readonly storage: Answer<{
		readonly sites: readonly { readonly id: string; readonly version: string | null }[];
		readonly buckets: readonly { readonly name: string }[];
	}>;
	readonly concurrency: Answer<number>;
	/** Names of buckets whose contents everybody can list; absent: none, or not known. */
	readonly listable?: readonly string[];
	/** An increase of the concurrency limit that was requested and that AWS has not decided on. */
	readonly pending?: PendingIncrease;
}

/** A request for a higher limit. `requested`: milliseconds since 1970; null: not known. */
export interface PendingIncrease {
	readonly desired: number;
	readonly requested: number | null;
}

/** How the facts stand, a row each. */
export function healthRows(facts: HealthFacts, folder: string, named?: AccountSettings): CheckRow[] {
	const { region, identity } = facts;
	if (facts.isRegionOff) return [regionOff(region)];
	if (!identity.ok) return [failed("credentials", "Credentials", identity.original)];
	const type = typing(folder, region);
	return [
		{
			id: "region",
			state: "good",
			label: `Region ${region}`,
			description: `enabled in account ${formatAccount(identity.value.account, named)}`,
			remedy: "",
		},
		...functionRows(facts, type),
		...storageRows(facts, type),
		concurrencyRow(facts, type),
	];
}

/** A command of Remotion's CLI, typed into a terminal at a click, for the region that was looked at. */
type Typing = (title: string, command: string) => NonNullable<CheckRow["action"]>;

function typing(folder: string, region: string): Typing {
	return (title, command) =>
		offerOf(title, commandIds.typeCommand, folder, `npx remotion lambda ${command} --region=${region}`);
}

function regionOff(region: string): CheckRow {
	if (isInChina(region))
		return {
			id: "region",
			state: "problem",
			label: `Region ${region}`,
			description: "needs an AWS China account",
			remedy: `AWS accepts these credentials in other regions. ${region} belongs to AWS China, which has accounts and access keys of its own: no other account can enable it. Use such an account, or a region outside China.`,
			action: page("Open documentation", "aws-china-regions"),
		};
	return {
		id: "region",
		state: "problem",
		label: `Region ${region}`,
		description: "not enabled in this account",
		remedy: isInChina(region)
			? `${region} belongs to AWS China, which needs an account of its own. Use credentials of such an account, or another region, such as us-east-1.`
			: `AWS accepts these credentials in other regions, but not in ${region}. Enable the region in the AWS console under Account → AWS Regions and wait a few minutes, or use one that is enabled by default, such as us-east-1.`,
		action: page("Open documentation", "region-selection"),
	};
}

function functionRows({ functions, clientVersion, region }: HealthFacts, type: Typing): CheckRow[] {
	if (!functions.ok) return [failed("functions", "Functions", functions.original)];
	const ranked = rankFunctions(functions.value, clientVersion);
	const fitting = ranked.filter(({ fits }) => fits).length;
	const wanted = clientVersion === undefined ? "Function" : `Function ${clientVersion}`;
	const missing: CheckRow[] =
		fitting > 0
			? []
			: [
					{
						id: "function",
						state: "problem",
						label: wanted,
						description: ranked.length === 0 ? "not deployed" : "no function for this Remotion version",
						remedy: `Every render needs a function with the same Remotion version as the project${clientVersion === undefined ? "" : ` (${clientVersion})`}. Deploy a function: npx remotion lambda functions deploy`,
						action: type("Insert command in terminal", "functions deploy"),
					},
				];
	const rows = ranked.map(({ fn, version, fits, problem }): CheckRow => {
		const { functionName } = fn;
		const { own, shared } = functionWords(fn, functions.value);
		const named = version ?? (own.length === 0 ? "of unknown version" : "unknown version");
		return {
			id: `function ${functionName}`,
			// Beside one that fits, another is no mistake: other projects may need it.
			state: fits ? "good" : fitting > 0 ? "note" : "warning",
			label: `Function ${[...own, named].join(" · ")}`,
			description: [fits ? "version matches" : fn.version === null ? "no response" : "other version", ...shared].join(
				" · ",
			),
			remedy: `${functionName}${problem === undefined ? "" : `\n${problem}`}`,
			page: functionPage(region, functionName),
		};
	});
	const several: CheckRow[] =
		fitting < 2
			? []
			: [
					{
						id: "matching functions",
						state: "note",
						label: "Several matching functions",
						description: "pass --function-name",
						remedy:
							"The Remotion CLI doesn't choose between functions with the same version. Pass --function-name, or remove the others: npx remotion lambda functions rm",
					},
				];
	return [...missing, ...rows, ...several];
}

function storageRows({ storage, clientVersion, region, listable = [] }: HealthFacts, type: Typing): CheckRow[] {
	if (!storage.ok) return [failed("storage", "Bucket and sites", storage.original)];
	const { buckets, sites } = storage.value;
	const create = type("Insert command in terminal", "sites create");
	const bucketRows = buckets.map(
		({ name }): CheckRow =>
			listable.includes(name)
				? listableRow(region, name)
				: {
						id: `bucket ${name}`,
						state: buckets.length === 1 ? "good" : "problem",
						label: "Bucket",
						description: name,
						remedy: "",
						page: bucketPage(region, name),
					},
	);
	const several: CheckRow = {
		id: "buckets",
		state: "problem",
		label: `${buckets.length} buckets`,
		description: "Remotion expects one per region",
		remedy:
			"Pass the bucket in every call (forceBucketName or --force-bucket-name), or keep one bucket and delete the others. The sites and renders in a deleted bucket are lost.",
		action: page("Open documentation", "multiple-buckets"),
		children: bucketRows,
	};
	const none: CheckRow = {
		id: "bucket",
		state: "warning",
		label: "Bucket",
		description: "none yet",
		remedy: "Created when you deploy your first site: npx remotion lambda sites create",
		action: create,
	};
	const siteRows = sites.map(({ id, version }): CheckRow => {
		const problem = siteProblem(version, clientVersion);
		return {
			id: `site ${id}`,
			state: problem === undefined ? "good" : "warning",
			label: `Site ${id}`,
			description: [version ?? "of unknown version", ...(problem === undefined ? [] : ["other version"])].join(" · "),
			remedy: problem ?? "",
			// A name that means something to a shell is left for the person to type.
			...(problem !== undefined && {
				action: type("Insert command in terminal", `sites create${/^[\w.-]+$/.test(id) ? ` --site-name=${id}` : ""}`),
			}),
		};
	});
	const noSite: CheckRow = {
		id: "site",
		state: "warning",
		label: "Sites",
		description: "not deployed",
		remedy: "A render needs the bundled project in S3. Deploy a site: npx remotion lambda sites create",
		action: create,
	};
	return [
		...(buckets.length === 0 ? [none] : buckets.length === 1 ? bucketRows : [several]),
		...(sites.length === 0 ? [noSite] : siteRows),
	];
}

/** Remotion made buckets so before 4.0.418, and still does without `s3:PutBucketPolicy`. Source: Remotion's page "Bucket security". */
function listableRow(region: string, name: string): CheckRow {
	return {
		id: `bucket ${name}`,
		state: "warning",
		label: "Bucket that everyone can list",
		description: name,
		remedy:
			"Anyone can list the names of all files in this bucket, without credentials: sites, renders, and uploads. A file whose name is known can be downloaded if it is public. Follow Remotion's page on bucket security to turn this off.",
		action: page("Open documentation", "bucket-security"),
		page: bucketPage(region, name, "permissions"),
	};
}

/** What AWS gives an account that is not new. */
const usualConcurrency = 1000;
const newAccountConcurrency = 10;
const meanwhile =
	"Until then, raise framesPerLambda (--frames-per-lambda) so that a render needs fewer functions, or spread renders over several accounts.";

function concurrencyRow({ concurrency, pending, region }: HealthFacts, type: Typing): CheckRow {
	if (!concurrency.ok) return failed("concurrency", "Concurrency limit", concurrency.original);
	const limit = concurrency.value;
	const row = {
		id: "concurrency",
		label: `${limit.toLocaleString("en-US")} concurrent executions`,
		page: quotaPage(region),
	};
	if (pending !== undefined && pending.desired > limit) {
		const desired = pending.desired.toLocaleString("en-US");
		const day = pending.requested === null ? "" : ` on ${new Date(pending.requested).toISOString().slice(0, 10)}`;
		return {
			...row,
			state: limit >= usualConcurrency ? "good" : "warning",
			description: `increase to ${desired} requested`,
			remedy: `An increase to ${desired} was requested${day} and is pending: AWS decides within days. ${meanwhile}`,
		};
	}
	if (limit >= usualConcurrency) return { ...row, state: "good", description: "limit in this region", remedy: "" };
	const ask =
		"request an increase: npx remotion lambda quotas increase (in a member account of an organization, use the Service Quotas console instead)";
	return {
		...row,
		state: "warning",
		description:
			limit <= newAccountConcurrency
				? "limit of a new account, too low for most renders"
				: "limit below AWS's usual 1,000",
		remedy:
			limit <= newAccountConcurrency
				? `A new account can run ${limit} functions at a time, and one video often needs more ("Rate Exceeded"). AWS raises the limit as you use the account, or you can ${ask}. ${meanwhile}`
				: `Several renders at the same time might reach it ("Rate Exceeded"). If they do, ${ask}. ${meanwhile}`,
		action: type("Insert command in terminal", "quotas increase"),
	};
}

/** A question that got no answer: the guide's words; what AWS itself said is a click away. */
function failed(id: string, label: string, original: string): CheckRow {
	const known = explainError(original, undefined, { fromAws: true });
	const action =
		known?.id === "access-denied"
			? offerOf("Check permissions", commandIds.checkPermissions)
			: offerOf("Explain", commandIds.explainError, original);
	return {
		id,
		state: "problem",
		label,
		description: known?.title ?? "no response",
		remedy: known === undefined ? original : `${known.cause} ${known.remedy}`,
		action,
	};
}

function page(title: string, path: string): NonNullable<CheckRow["action"]> {
	return { title, command: "vscode.open", args: [`https://www.remotion.dev/docs/lambda/${path}`] };
}

/** Whether it is worth asking another region, when this one does not know the credentials. */
export function mayBeOff(region: string): boolean {
	return !isEnabledByDefault(region);
}
