import { runtimes } from "../runtimes/index.ts";
import { visible } from "../text/plainText.ts";
import { redactShapes, withoutSecretShapes } from "../text/redact.ts";
import { maskAccessKeyId } from "../text/secret.ts";
import type { Runtime } from "../types.ts";
import { profileVariables } from "../vocabulary/variables.ts";
import {
	count,
	DamagedField,
	exactly,
	list,
	matching,
	object,
	oneOf,
	orNull,
	type Reader,
	text,
	yesOrNo,
} from "./fields.ts";
import {
	type EnvironmentReport,
	type ReportedAnswer,
	type ReportedIdentity,
	type ReportedOrigin,
	reportFormat,
	reportVersion,
} from "./format.ts";
import { isShownValue } from "./variables.ts";

/** In characters: a report of a large project has some ten thousand. */
export const longestReport = 1_000_000;

/** What became of reading a report. `problem`: what is wrong with the text, and what to do, in one or two sentences for people. */
export type ReadReport =
	| { readonly ok: true; readonly report: EnvironmentReport }
	| { readonly ok: false; readonly problem: string };

/**
 * Reads a report that comes from elsewhere: pasted, out of a file, over a socket. Nothing in it is trusted: a field that is not as
 * `format.ts` says, or an answer that its own sources don't give, makes it no report. Fields that are not known are left out. What is left
 * has nothing invisible, no control characters, masked access key IDs, and nothing of the shape of a secret.
 * @returns never throws
 */
export function readReport(given: string): ReadReport {
	const trimmed = given.replace(/^\uFEFF/, "").trim();
	if (trimmed === "") return refused("The report is empty. Copy all of the command's output.");
	if (given.length > longestReport) return refused("This is too large to be a report.");
	let json: unknown;
	try {
		json = JSON.parse(trimmed);
	} catch {
		return refused(
			trimmed.startsWith("{") && trimmed.includes(`"${reportFormat}"`)
				? "The report is cut off or changed. Copy all of it, from the first { to the last }."
				: notOurs,
		);
	}
	return reportOfJson(json);
}

const notOurs = "This isn't a report of remotion-lambda-credentials --json.";

/** Does what `readReport()` does, of what is JSON already. */
function reportOfJson(json: unknown): ReadReport {
	const { format, version } = typeof json === "object" && json !== null ? (json as Record<string, unknown>) : {};
	if (format !== reportFormat) return refused(notOurs);
	if (typeof version === "number" && version > reportVersion)
		return refused(
			"The report was made by a newer version. Update this one, or make the report with an older version.",
		);
	try {
		const report = cleanReport(json);
		const problem = contradiction(report);
		return problem === undefined ? { ok: true, report } : refused(problem);
	} catch (error) {
		if (!(error instanceof DamagedField)) throw error;
		return refused(`The report is damaged at "${error.at}". Make it again.`);
	}
}

function refused(problem: string): ReadReport {
	return { ok: false, problem };
}

/**
 * Returns a text as it may be shown: with nothing invisible, and nothing of the shape of a secret. Most names, regions and paths have nothing
 * that could be one: short words without capitals or without digits, and no mark beside them. For these, what finds secrets need not be made,
 * which takes longer than all else that a report needs.
 */
export function cleanText(given: string): string {
	const isHarmless =
		/^[\w./~+-]*$/.test(given) && !/[^/]{20}/.test(given) && !(/[A-Z]/.test(given) && /\d/.test(given));
	if (isHarmless) return given;
	return visible(redactShapes(withoutSecretShapes(given)));
}

const name = text(300, cleanText);
const sentence = text(3_000, cleanText);
const path = text(4_096, cleanText);
const keyId: Reader<string> = (value, at) => {
	const given = text(200)(value, at);
	return given === "" ? "" : maskAccessKeyId(given);
};
/** Reads a time in UTC that there is. */
const time: Reader<string> = (value, at) => {
	const text = matching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/)(value, at);
	if (Number.isNaN(Date.parse(text))) throw new DamagedField(at);
	return text;
};
const runtime: Reader<Runtime> = oneOf(Object.keys(runtimes) as Runtime[]);
const variableName = matching(/^[A-Za-z_][A-Za-z0-9_]{0,127}$/);
const place = oneOf(["here", "elsewhere"]);
const profileTypes = ["static", "role", "sso", "process", "web-identity", "login"] as const;

const origin: Reader<ReportedOrigin> = object(
	{ layer: oneOf(["shell", "terminal", "file", "default", "platform", "launch", "hidden"]) },
	{ path, line: count, column: count, variable: name, by: name },
);

const variable = object({ name: variableName, state: oneOf(["set", "empty", "reference", "no-key"]) }, { value: path });

const aboutAnswer = [{ text: name }, { reason: sentence }] as const;

/** What an answer has beside its text, by its kind. */
const answers = {
	keys: object({
		kind: oneOf(["keys"]),
		accessKeyId: keyId,
		hasSessionToken: yesOrNo,
		variables: list(variableName, 9),
	}),
	profile: object(
		{ kind: oneOf(["profile"]), profile: name, type: oneOf(profileTypes) },
		{
			variable: oneOf([...profileVariables, "AWS_DEFAULT_PROFILE"]),
			accessKeyId: keyId,
			hasSessionToken: yesOrNo,
		},
	),
	chain: object(
		{ kind: oneOf(["chain"]), next: oneOf(["web-identity", "container-or-instance"]) },
		{ isOwnComputer: exactly(true) },
	),
	hidden: object({ kind: oneOf(["hidden"]), by: name }),
	error: object({
		kind: oneOf(["error"]),
		code: oneOf([
			"no-access-key-id",
			"no-secret-access-key",
			"profile-not-found",
			"profile-unusable",
			"no-credentials",
		]),
		message: sentence,
	}),
};

const answer: Reader<ReportedAnswer> = (value, at) => {
	const { kind } = object({ kind: oneOf(["keys", "profile", "chain", "hidden", "error"]) })(value, at);
	const about = object(...aboutAnswer)(value, at);
	return { ...about, ...answers[kind](value, at) } as ReportedAnswer;
};

const source = object(
	{
		id: oneOf([
			"skip-check",
			"inside-lambda",
			"remotion-profile",
			"remotion-keys",
			"aws-profile",
			"aws-keys",
			"sdk-chain",
		]),
		label: name,
		state: oneOf(["active", "shadowed", "incomplete", "broken", "unset", "ignored"]),
		reason: sentence,
		origins: list(origin, 20),
	},
	{ profile: name, accessKeyId: keyId, suppliedBy: name },
);

const region = object({ value: orNull(name), origin }, { problem: sentence });

const profile = object(
	{ name, type: oneOf([...profileTypes, "none"]) },
	{ accessKeyId: keyId, hasSessionToken: yesOrNo, region: name, sourceProfile: name, problem: sentence },
);

const problem = object({
	rule: matching(/^[a-z][a-z0-9-]{0,60}$/),
	severity: oneOf(["error", "warning", "information", "hint"]),
	message: sentence,
	origin,
});

const identity: Reader<ReportedIdentity> = (value, at) => {
	const { ok } = object({ ok: yesOrNo })(value, at);
	return ok
		? { ok, ...object({ account: matching(/^\d{12}$/), arn: name }, { accountName: name, userId: name })(value, at) }
		: { ok, ...object({ code: name, message: sentence })(value, at) };
};

const verdict = object({ kind: oneOf(["signs", "role", "fails", "rotates"]), text: name });

const launch = object({ id: name, label: name, kind: name, runtime, place, answer }, { region, verdict });

const whole = object(
	{
		format: exactly<typeof reportFormat>(reportFormat),
		version: exactly<typeof reportVersion>(reportVersion),
		createdAt: time,
		createdBy: object({ name, version: name }),
		place: object(
			{ runtime, folder: path, platform: oneOf(["posix", "win32"]) },
			{ name, nodeVersion: name, remotionVersion: name },
		),
		variables: list(variable, 500),
	},
	{
		answer,
		sources: list(source, 7),
		region,
		profiles: list(profile, 5_000),
		awsFiles: object({ credentials: path, config: path }),
		problems: list(problem, 2_000),
		identity,
		launches: list(launch, 100),
	},
);

/** Returns the report with nothing in it but its own fields, each made fit to be shown. @throws DamagedField */
function cleanReport(given: unknown): EnvironmentReport {
	const report = whole(given, "");
	const variables = report.variables.map(({ value, ...one }) => {
		return value !== undefined && isShownValue(one.name) ? { ...one, value } : one;
	});
	return { ...report, variables };
}

/** What cannot be in one report, in a sentence; undefined: nothing. */
function contradiction({ answer, sources, region, profiles, awsFiles }: EnvironmentReport): string | undefined {
	const parts = [answer, sources, region, profiles, awsFiles];
	if (parts.every((part) => part === undefined)) return undefined;
	if (!answer || parts.includes(undefined)) return "The report is incomplete. Make it again.";
	const deciding = sources?.filter(({ state, id }) => {
		return (state === "active" || state === "broken") && id !== "skip-check" && id !== "inside-lambda";
	});
	const isTwice = new Set(sources?.map(({ id }) => id)).size !== sources?.length;
	const isMeant = answer.kind === "hidden" || (deciding?.length ?? 0) <= 1;
	return !isTwice && isMeant && isGivenBy(answer, deciding?.[0])
		? undefined
		: "The report contradicts itself: its sources don't give its answer. Make it again.";
}

/** Whether the source that decides gives this answer. */
function isGivenBy(
	answer: ReportedAnswer,
	deciding: NonNullable<EnvironmentReport["sources"]>[number] | undefined,
): boolean {
	switch (answer.kind) {
		case "keys":
			return deciding !== undefined && (deciding.accessKeyId ?? "") === answer.accessKeyId;
		case "profile":
			return deciding?.state === "active" && deciding.profile === answer.profile;
		case "chain":
			return deciding?.id === "sdk-chain";
		case "error":
			return deciding?.state !== "active";
		case "hidden":
			return true;
	}
}
