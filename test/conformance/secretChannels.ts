/**
 * Every function of the core that what is around it calls: whatever of a text is shown, logged or sent comes out of one of them. The list is
 * made from the sources (`coreCalls()`); each name in it is searched with texts that have secrets in them, or says here why it need not be.
 */
import { posix } from "node:path";
import { failureOf } from "../../src/aws/child/failure.ts";
import { errorAnswer, healthAnswer, keysAnswer, permissionsAnswer } from "../../src/core/awsAccount/agentAnswers.ts";
import { lintKind } from "../../src/core/code/kind.ts";
import { explanationIn, launchOf } from "../../src/core/environmentReport/asLaunch.ts";
import { differences } from "../../src/core/environmentReport/differences.ts";
import { cleanText, readReport } from "../../src/core/environmentReport/read.ts";
import { environmentReport } from "../../src/core/environmentReport/write.ts";
import { explainError } from "../../src/core/errorGuide/index.ts";
import { toMarkdown } from "../../src/core/errorGuide/page.ts";
import { secretWords } from "../../src/core/errorGuide/secretsManager.ts";
import { refusalWords } from "../../src/core/errorGuide/testRender.ts";
import { identityWords } from "../../src/core/errorGuide/verifying.ts";
import { carryFindings, explainEach, mergeFindings } from "../../src/core/explainLaunches.ts";
import { explainReport } from "../../src/core/explainReport.ts";
import { createParseCache, type ExplainInput, type Explanation, explain, findLaunches } from "../../src/core/index.ts";
import { completeDotenv } from "../../src/core/languageFeatures/envCompletion.ts";
import { describeInCode, describeVariable } from "../../src/core/languageFeatures/envHover.ts";
import { completeAwsFile } from "../../src/core/languageFeatures/sharedConfigCompletion.ts";
import { describeAwsPlace } from "../../src/core/languageFeatures/sharedConfigHover.ts";
import { typedCommand } from "../../src/core/launches/typedCommand.ts";
import { journeyOf } from "../../src/core/launchPictures/journey.ts";
import { journeyHtml } from "../../src/core/launchPictures/journeyHtml.ts";
import { journeySvg } from "../../src/core/launchPictures/journeySvg.ts";
import { launchMatrix, prepareMatrix } from "../../src/core/launchPictures/matrix.ts";
import { matrixHtml } from "../../src/core/launchPictures/matrixHtml.ts";
import { matrixMarkdown } from "../../src/core/launchPictures/matrixMarkdown.ts";
import { shownTexts } from "../../src/core/launchPictures/shownTexts.ts";
import { answerText, projectAnswer } from "../../src/core/precedence/answer.ts";
import {
	activeValidity,
	endsSoon,
	endsSoonText,
	nextChange,
	profileArgument,
	validityLine,
	validityOf,
	validityText,
} from "../../src/core/precedence/validityWords.ts";
import { resolveProject } from "../../src/core/project/resolve.ts";
import { report } from "../../src/core/report.ts";
import { lintText } from "../../src/core/rules/code/index.ts";
import {
	appendProfile,
	credentialValueProblem,
	profileNameProblem,
} from "../../src/core/sharedConfig/appendProfile.ts";
import { signerWords } from "../../src/core/signing/credentialRef.ts";
import { secretIdProblem, secretNameProblem } from "../../src/core/signing/secretsManagerFields.ts";
import { shownAddress } from "../../src/core/signing/signingContext.ts";
import { sha1, sha256 } from "../../src/core/text/digest.ts";
import { KnownTexts, redact } from "../../src/core/text/redact.ts";
import { versionOf } from "../../src/core/text/versionOf.ts";
import { readAccountSettings } from "../../src/core/vocabulary/accountSettings.ts";
import { accessKeyIdProblem, secretProblem } from "../../src/core/vocabulary/keyFormat.ts";
import { redactOutput } from "../../src/remotion/redactOutput.ts";
import { sources } from "../unit/sourceCode.ts";

/** The names of the core's functions and values that `src/vscode`, `src/remotion`, `src/aws` and `src/cli` import, by their files. */
export function coreCalls(): string[] {
	const found = new Set<string>();
	for (const { path, tree } of sources()) {
		if (!/^src\/(?:vscode|remotion|aws|cli)\//.test(path)) continue;
		for (const statement of tree.body) {
			if (statement.type !== "ImportDeclaration" && statement.type !== "ExportNamedDeclaration") continue;
			const from = String(statement.source?.value ?? "");
			const target = posix.join(posix.dirname(path), from);
			// Data is no call.
			if (!from.startsWith(".") || !target.startsWith("src/core/") || target.endsWith(".json")) continue;
			for (const specifier of statement.specifiers) {
				const name = specifier.type === "ImportSpecifier" ? specifier.imported : specifier.local;
				if (name?.type === "Identifier") found.add(`${target.slice("src/core/".length, -".ts".length)}#${name.name}`);
			}
		}
	}
	return [...found].sort();
}

/** A way of a text to where people, programs or logs see it. */
export interface Channel {
	/** The functions that it goes through. */
	readonly through: readonly string[];
	/** any: whatever the secret looks like. shaped: where nothing but its shape can tell, as in the place of a name. */
	readonly secrets: "any" | "shaped";
	/** What comes out. */
	readonly out: (text: string, known: readonly string[], line: string) => unknown;
}

const about = { region: "us-east-1", isOptInRegion: false, isTemporary: false } as const;
const ofSecret = { ...about, action: "read", name: "n", who: "the profile" } as const;
/** On a line of its own: in front of what a width has broken it would make the first line wider than that. */
const awsError = "Could not resolve credentials using profile: [x] in configuration/credentials file(s). @aws-sdk\n";

/** What a workspace is made of, with a text in each of its places. */
function inputs(text: string, line: string): ExplainInput[] {
	const base = { cwd: "/w", home: "/h", platform: "posix", environment: {} } as const;
	const of = (
		files: Record<string, string>,
		environment = {},
		runtime: ExplainInput["runtime"] = "next",
	): ExplainInput => ({
		...base,
		environment,
		runtime,
		readFile: (path) => files[path],
	});
	const quoted = `"${text.replaceAll('"', "'")}"`;
	return [
		of({ "/w/.env": text }),
		of(
			{
				"/w/.env": `REMOTION_AWS_PROFILE=${quoted}\nAWS_REGION=${quoted}\nAWS_KEY_1=${quoted}\nAWS_ENDPOINT_URL=${quoted}`,
			},
			{},
			"remotion-cli",
		),
		of({
			"/h/.aws/credentials": text,
			"/h/.aws/config": `[profile a]\nregion = ${line}\nsource_profile = ${line}\n[profile ${line}]\n`,
		}),
		of({}, { AWS_PROFILE: text, AWS_REGION: text, AWS_SHARED_CREDENTIALS_FILE: text, AWS_ACCESS_KEY_ID: text }),
	];
}

/** What is shown of an explanation. What a fix writes is text of the file that it changes. */
function shownOf(explanation: Explanation): unknown {
	const { findings, ...others } = explanation;
	return {
		...others,
		findings: findings.map(({ fixes, ...finding }) => ({ ...finding, fixes: fixes.map(({ title }) => title) })),
	};
}

/** A project whose scripts say a text in each of their places, with their answers. */
function launchesWith(text: string, line: string) {
	const [input] = inputs(text, line);
	// So that the shell hands the line over as it is.
	const word = `'${line.replaceAll("'", "'\\''")}'`;
	const scripts = {
		[line]: `AWS_PROFILE=${word} node a.mjs`,
		deploy: `cross-env AWS_REGION=${word} node a.mjs`,
	};
	const quoted = JSON.stringify(line);
	const env = { AWS_PROFILE: line, AWS_REGION: line, [line]: line };
	const files: Record<string, string> = {
		"/w/.vscode/tasks.json": JSON.stringify({
			tasks: [{ label: line, command: "node", args: ["a.mjs"], options: { env } }],
		}),
		"/w/.vscode/launch.json": JSON.stringify({
			configurations: [{ name: line, type: "node", request: "launch", program: "a.mjs", env, envFile: line }],
		}),
		"/w/compose.yaml": `services:\n  ${quoted}:\n    build: .\n    environment: ${JSON.stringify(env)}\n    env_file: ${quoted}\n`,
		"/w/Dockerfile": `FROM node\nENV AWS_PROFILE=${line}\nCMD node a.mjs`,
		"/w/.devcontainer.json": JSON.stringify({ name: line, remoteEnv: env, runArgs: ["-e", `AWS_REGION=${line}`] }),
		"/w/package.json": JSON.stringify({ dependencies: { "@remotion/lambda": "4.0.0" }, scripts }),
		"/w/a.mjs": 'import { getFunctions } from "@remotion/lambda";\nawait getFunctions({});\n',
	};
	const readFile = (path: string) => files[path] ?? input?.readFile(path);
	const whole = { ...(input as ExplainInput), readFile };
	const launches = findLaunches({ ...whole, readCode: readFile });
	return { whole, explained: [...explainEach(whole, launches, createParseCache())] };
}

/** Profiles that sign in, whose token caches have a text in each of their places, and as a whole. */
function signedIn(text: string): ExplainInput[] {
	const session = `${sha1("s")}.json`;
	const login = `${sha256("l")}.json`;
	const config =
		"[profile a]\nsso_session = s\nsso_account_id = 1\nsso_role_name = r\n[sso-session s]\nsso_region = eu-west-1\nsso_start_url = u\n";
	const ofToken = ["accessToken", "clientId", "clientSecret", "refreshToken", "idToken", "dpopKey", text];
	const all = Object.fromEntries(ofToken.map((name) => [name, text]));
	const keys = { accessKeyId: text, secretAccessKey: text, sessionToken: text, accountId: text };
	const expiresAt = "2026-06-01T20:00:00Z";
	const caches = [
		["a", text],
		["a", JSON.stringify({ ...all, expiresAt: text, registrationExpiresAt: text })],
		["b", JSON.stringify({ ...all, accessToken: { ...keys, expiresAt } })],
		["b", JSON.stringify({ ...all, dpopKey: undefined, accessToken: { ...keys, expiresAt } })],
	] as const;
	return caches.map(([profile, cache]): ExplainInput => {
		const files: Record<string, string> = {
			"/h/.aws/config": `${config}[profile b]\nlogin_session = l\n`,
			[`/h/.aws/sso/cache/${session}`]: cache,
			[`/h/.aws/login/cache/${login}`]: cache,
		};
		const base = { cwd: "/w", home: "/h", platform: "posix", runtime: "node" } as const;
		const now = Date.parse("2026-06-01T12:00:00Z");
		return { ...base, now, environment: { AWS_PROFILE: profile }, readFile: (path) => files[path] };
	});
}

function everyHover(input: ExplainInput): unknown {
	const project = resolveProject(input, createParseCache());
	const names = [
		"REMOTION_AWS_PROFILE",
		"AWS_PROFILE",
		"AWS_REGION",
		"AWS_KEY_1",
		"AWS_ACCESS_KEY_ID",
		"AWS_SECRET_ACCESS_KEY",
	];
	const places = [project.aws.credentials, project.aws.config].flatMap((file) =>
		(file?.sections ?? []).map(({ headingRange }) =>
			describeAwsPlace(
				project,
				file?.path ?? "",
				({ start, end }) => start <= headingRange.start && headingRange.start <= end,
			),
		),
	);
	return [names.map((name) => [describeVariable(project, "/w/.env", name), describeInCode(project, name)]), places];
}

/** A journey with the text as the names of launch, loader, composition, and account. Where its clicks lead is a path. */
function everyPicture(input: ExplainInput, line: string): unknown {
	const launch = {
		id: "a",
		label: line,
		kind: "script",
		runtime: input.runtime,
		cwd: "/w",
		place: "here",
		layers: [{ kind: "hidden", by: line, names: [] }],
		callsLambda: "yes",
	} as const;
	const journey = journeyOf({
		folder: "/w",
		home: "/h",
		textOf: input.readFile,
		launch,
		runtime: input.runtime,
		explanation: explain(input),
		canAsk: true,
		identity: { kind: "verified", account: line, arn: `arn:aws:iam::1:user/${line}` },
		render: { composition: line, when: "now", words: line, ok: true, functionName: line, region: line },
	});
	const stations = journey.stations.map(({ origin: _, ...station }) => station);
	return [journey.title, journey.launch, stations, journeySvg(journey), journeyHtml(journey, "p")];
}

function everyLint(text: string): unknown {
	const facts = {
		scripts: { a: "remotion lambda render" },
		setInEnvFiles: [],
		credentialsOnlyIn: [],
		loadsEnv: false,
		holdsSecret: () => true,
	};
	const quoted = JSON.stringify(text);
	const files = {
		"/w/a.ts": `import {renderMediaOnLambda} from "@remotion/lambda/client";\nprocess.env.AWS_SECRET_ACCESS_KEY = ${quoted};\nconst c = { accessKeyId: "AKIAFAKE000000000000", secretAccessKey: ${quoted} };`,
		"/w/vercel.json": `{"env":{"AWS_SECRET_ACCESS_KEY":${quoted},${quoted}:"x"}}`,
		"/w/package.json": `{"scripts":{"a":${JSON.stringify(`AWS_SECRET_ACCESS_KEY=${text} AKIAFAKE000000000000`)}}}`,
		"/w/.vscode/launch.json": `{"configurations":[{"type":"node","envFile":${quoted},"console":"integratedTerminal","env":{"AWS_SECRET_ACCESS_KEY":${quoted}}}]}`,
		"/w/compose.yml": `services:\n  a:\n    environment:\n      AWS_SECRET_ACCESS_KEY: ${quoted}\n`,
		"/w/Dockerfile": `FROM a\nENV AWS_SECRET_ACCESS_KEY=${text}\n`,
		"/w/.github/workflows/a.yml": `jobs:\n  a:\n    env:\n      AWS_SECRET_ACCESS_KEY: ${quoted}\n`,
	};
	return Object.entries(files).map(([path, content]) => {
		const kind = lintKind(path) ?? "code";
		return lintText(content, { path, kind, facts }).map(({ fixes: _, ...finding }) => finding);
	});
}

/** Every way that is searched. */
export const channels: readonly Channel[] = [
	{ through: ["text/redact#redact"], secrets: "any", out: (text) => redact(text) },
	{ through: ["text/redact#KnownTexts"], secrets: "any", out: (text, known) => redact(text, new KnownTexts(known)) },
	{ through: ["remotion"], secrets: "any", out: (text, known) => redactOutput(text, known) },
	{
		through: [
			"errorGuide/index#explainError",
			"errorGuide/page#toMarkdown",
			"errorGuide/index#isFromAws",
			"awsAccount/agentAnswers#errorAnswer",
		],
		secrets: "any",
		out: (text) => {
			const last = { at: "17:17", isLocal: false, outcome: { kind: "failed", title: text } } as const;
			const explained = explainError(awsError + text, undefined, { fromAws: true, last });
			return explained && [explained, toMarkdown(explained), errorAnswer(explained)];
		},
	},
	{
		through: ["awsAccount/agentAnswers#healthAnswer"],
		secrets: "any",
		out: (text) => {
			const none = { ok: false, original: text } as const;
			const identity = { ok: true, value: { account: "111122223333" } } as const;
			const facts = { functions: none, storage: none, concurrency: none, identity, isRegionOff: false };
			return healthAnswer({ region: "us-east-1", clientVersion: undefined, ...facts });
		},
	},
	{
		through: ["awsAccount/agentAnswers#keysAnswer", "awsAccount/agentAnswers#permissionsAnswer"],
		secrets: "shaped",
		out: (text) => [
			keysAnswer({ profile: text, accessKeyId: text }),
			permissionsAnswer({ account: "111122223333", arn: text, permissions: [], policy: "{}", version: undefined }),
		],
	},
	{
		through: ["errorGuide/verifying#identityWords", "errorGuide/secretsManager#secretWords"],
		secrets: "any",
		out: (text) => {
			const failure = failureOf(new Error(text), []);
			return [failure, identityWords(failure, about), secretWords(failure, ofSecret)];
		},
	},
	{
		through: ["errorGuide/testRender#refusalWords"],
		secrets: "any",
		out: (text) => refusalWords(redactOutput(text, [])),
	},
	{
		through: [
			"index#explain",

			"explain#explainInTurns",
			"precedence/answer#answerText",
			"precedence/answer#projectAnswer",
		],
		secrets: "shaped",
		out: (text, _, line) =>
			inputs(text, line).map((input) => {
				const explanation = explain(input);
				return [shownOf(explanation), answerText(explanation.active), projectAnswer(explanation)];
			}),
	},
	{
		through: [
			"precedence/validityWords#activeValidity",
			"precedence/validityWords#endsSoon",
			"precedence/validityWords#endsSoonText",
			"precedence/validityWords#nextChange",
			"precedence/validityWords#profileArgument",
			"precedence/validityWords#validityLine",
			"precedence/validityWords#validityOf",
			"precedence/validityWords#validityText",
		],
		secrets: "any",
		out: (text) =>
			signedIn(text).map((input) => {
				const explanation = explain(input);
				const { validities = [] } = explanation;
				const validity = activeValidity(explanation);
				const words = [validityText(validity), validityLine(validity), validityOf(explanation, "a")];
				const command = [profileArgument("a"), validity && endsSoon(validity), validity && endsSoonText(validity)];
				return [shownOf(explanation), words, command, nextChange(validities, input.now ?? 0)];
			}),
	},
	{
		through: [
			"explainLaunches#explainEach",
			"explainLaunches#mergeFindings",
			"explainLaunches#carryFindings",
			"launches/typedCommand#typedCommand",
		],
		secrets: "shaped",
		out: (text, _, line) => {
			const { whole, explained } = launchesWith(text, line);
			const merged = mergeFindings(whole, explained);
			const [main] = explained;
			const carried = main ? carryFindings(main.explanation.findings, merged, main.launch, () => true) : [];
			const messages = [...merged, ...carried].map(({ message, related }) => [message, related]);
			return explained.map(({ launch, explanation }) => {
				return [launch.label, typedCommand(launch)?.text, shownOf(explanation), messages];
			});
		},
	},
	{
		through: [
			"launchPictures/matrix#launchMatrix",
			"launchPictures/matrix#prepareMatrix",
			"launchPictures/shownTexts#shownTexts",
			"launchPictures/matrixHtml#matrixHtml",
			"launchPictures/matrixMarkdown#matrixMarkdown",
		],
		secrets: "shaped",
		out: (text, _, line) => {
			const { explained } = launchesWith(text, line);
			// A label is masked already where it is made; here the picture has to do it.
			const launches = explained.map(({ launch, explanation }) => {
				return { launch: { ...launch, id: text, label: `npm run ${text}` }, explanation };
			});
			const picture = {
				project: text,
				launches,
				agreement: undefined,
				hidden: 1,
				lineOf: () => 1,
				shown: shownTexts(),
			};
			for (const _ of prepareMatrix(picture));
			const matrix = launchMatrix(picture);
			return [matrix, matrixHtml(matrix).html, matrixMarkdown(matrix)];
		},
	},
	{
		through: [
			"launchPictures/journey#journeyOf",
			"launchPictures/journeySvg#journeySvg",
			"launchPictures/journeyHtml#journeyHtml",
		],
		secrets: "shaped",
		// A project's own file, and the shell: what else an explanation says is searched above.
		out: (text, _, line) => {
			const [, file, , shell] = inputs(text, line);
			return [file, shell].map((input) => everyPicture(input as ExplainInput, line));
		},
	},
	{
		through: ["report#report"],
		secrets: "shaped",
		out: (text, _, line) => {
			const [input] = inputs(text, line);
			const explanation = explain(input as ExplainInput);
			const project = { name: text, folder: text, runtime: "next", explanation, codeFindings: [] } as const;
			return report({ projects: [project], versions: [], home: "/h", textOf: () => undefined });
		},
	},
	{
		through: [
			"environmentReport/write#environmentReport",
			"explain#explain",
			"environmentReport/read#readReport",
			"environmentReport/read#cleanText",
			"environmentReport/asLaunch#launchOf",
			"environmentReport/asLaunch#explanationIn",
			"explainReport#explainReport",
			"environmentReport/differences#differences",
		],
		secrets: "shaped",
		out: (text, _, line) =>
			inputs(text, line).map((input) => {
				const report = environmentReport({
					input,
					explanation: explain(input),
					place: {},
					createdAt: new Date(0),
					createdBy: { name: "a", version: "1" },
					textOf: () => undefined,
				});
				const read = readReport(JSON.stringify(report));
				const parts = { id: "terminal:1", label: cleanText(text), kind: "terminal", cwd: "/", place: "here" } as const;
				if (!read.ok) return [report, read];
				const { answer: _, ...bare } = read.report;
				const brought = explainReport(read.report, parts);
				const own = explainReport(bare, parts);
				const differing = [brought, own].map(({ explanation: reported }) =>
					differences({ reported, expected: explain(input), place: "a server" }),
				);
				return [report, launchOf(read.report, parts), explanationIn(read.report, "/h"), brought, own, differing];
			}),
	},
	{
		through: [
			"languageFeatures/envHover#describeVariable",
			"languageFeatures/envHover#describeInCode",
			"languageFeatures/sharedConfigHover#describeAwsPlace",
			"project/resolve#resolveProject",
		],
		secrets: "shaped",
		out: (text, _, line) => inputs(text, line).map(everyHover),
	},
	{
		through: [
			"languageFeatures/envCompletion#completeDotenv",
			"languageFeatures/sharedConfigCompletion#completeAwsFile",
		],
		secrets: "any",
		out: (text) => [
			completeDotenv(`${text}\n`, text.length + 1, []),
			completeAwsFile(`[a]\n${text}\n`, text.length + 5, "credentials", { profiles: [], ssoSessions: [] }),
		],
	},
	{ through: ["rules/code/facts#lintFacts", "code/kind#lintKind"], secrets: "any", out: everyLint },
	{
		through: [
			"vocabulary/keyFormat#accessKeyIdProblem",
			"vocabulary/keyFormat#secretProblem",
			"sharedConfig/appendProfile#credentialValueProblem",
			"sharedConfig/appendProfile#profileNameProblem",
			"signing/secretsManagerFields#secretIdProblem",
			"signing/secretsManagerFields#secretNameProblem",
			"text/versionOf#versionOf",
		],
		secrets: "any",
		out: (text) => [
			accessKeyIdProblem(text),
			secretProblem(text),
			credentialValueProblem(text),
			profileNameProblem(text),
			secretIdProblem(text),
			secretNameProblem(text),
			versionOf(text),
		],
	},
	{
		through: ["sharedConfig/appendProfile#appendProfile"],
		secrets: "any",
		out: (text) => {
			const result = appendProfile("", { name: "a", accessKeyId: text, secretAccessKey: text });
			return result.ok ? undefined : result;
		},
	},
	{
		through: ["signing/signingContext#shownAddress"],
		secrets: "shaped",
		out: (text) => shownAddress(`https://a:${text.replace(/\s/g, "")}@b/`),
	},
	{
		through: ["vocabulary/accountSettings#readAccountSettings"],
		secrets: "shaped",
		out: (text) => readAccountSettings([{ [text]: { name: "a" }, "111122223333": { name: text } }], text),
	},
	{ through: ["signing/credentialRef#signerWords"], secrets: "any", out: () => signerWords("a") },
];

const explained = "what it is given is part of an explanation, which is searched";
const given = "it is given what AWS or the project's client said by itself: names, numbers, policies";
const written = "it makes the text of a file or of a process's environment, in which the secret is meant to be";
const plain = "it says nothing of what it is given: a constant, a number, yes or no, which of several";
const agreed =
	"what a person agrees to is shown whole but for passwords, which test/unit/core/signing/consentValue.test.ts holds";
const whole = "it changes how a text is shown, not what of it: who calls it has masked it";

/** Why the others are not searched. */
export const others: Readonly<Record<string, string>> = Object.fromEntries(
	Object.entries({
		[explained]:
			"accountPool/phrases#completeWords precedence/answer#answerReason precedence/answer#outlookOf precedence/reasons#findsNothing precedence/reasons#startUpFileWins project/otherReaders#PackageFiles project/otherReaders#sharedWith report#runtimeWords accountPool/phrases#loopWords accountPool/phrases#unreachedWords precedence/answer#isLeftToRotation precedence/deploymentVerdict#verdictDetails precedence/deploymentVerdict#verdictSentences credentialProviders/profileProblems#problemInShort precedence/foldSteps#foldSteps launchPictures/journeyWords#loaderTexts precedence/foldSteps#rowLabel precedence/foldSteps#unsetLabel precedence/deploymentVerdict#verdictLabel precedence/deploymentVerdict#verdictOf precedence/reasons#place signing/credentialRef#signerName signing/workspaceInfluence#broughtByWorkspace signing/workspaceInfluence#chosenByWorkspace runtimes/packageJson#readPackage runtimes/deploymentFiles#platformsIn index#maskAccessKeyId environmentReport/write#shortPath",
		[given]:
			"accountPool/phrases#factsProblem accountPool/phrases#factsWords accountPool/phrases#sumWords accountPool/totals#sumOf accountPool/totals#twinsOf awsAccount/consoleLinks#logsPage awsAccount/checkRow#summaryOf awsAccount/checkRow#worstOf awsAccount/functions#functionLabel awsAccount/functions#rankFunctions awsAccount/functions#siteProblem awsAccount/health#healthRows awsAccount/health#mayBeOff awsAccount/permissions#judgePermissions awsAccount/permissions#permissionRows awsAccount/permissions#permissionsMarkdown awsAccount/permissions#permissionsRemedy awsAccount/permissions#permissionsWords awsAccount/permissions#readPolicy awsAccount/renderPrice#priceWords awsAccount/renderPrice#roughPrice awsAccount/renderPrice#usualWork awsAccount/renderRecord#compareWords awsAccount/renderRecord#lastBefore awsAccount/renderRecord#outcomeWords awsAccount/rolePolicy#rolePolicyName awsAccount/rolePolicy#roleSteps errorGuide/secretsManager#undoWords vocabulary/arn#callerLabel vocabulary/arn#formatAccount vocabulary/arn#nameInArn vocabulary/functionNames#parseFunctionName signing/secretsManagerFields#regionInArn signing/secretsManagerFields#likelyIds vocabulary/arn#accountInFull vocabulary/arn#accountName project/accountOf#accountOfProfile precedence/accountWords#unexpectedAccountLine precedence/accountWords#unexpectedAccountText precedence/accountWords#unexpectedAccount precedence/accountWords#wrongAccountWords",
		[written]:
			"explainLaunches#deployedInput accountPool/accountsInFile#withoutGaps dotenv/copyCredentials#copyCredentials accountPool/edits#addAccount accountPool/edits#removeAccount accountPool/edits#renumberAccounts dotenv/keyPair#isSamePair dotenv/keyPair#leaveComment dotenv/keyPair#leaveProfile dotenv/keyPair#pairIn dotenv/setVariable#clearVariable dotenv/setVariable#setVariable index#Secret text/secret#Secret project/secretsOf#secretsOf signing/secretsManagerFields#pairOf signing/secretsManagerFields#plainFields signing/secretsManagerFields#readContent signing/secretsManagerFields#secretText signing/signingContext#signingOf signing/signingContext#withKeys signing/signingContext#stsEndpoint vocabulary/sessionVariables#sessionVariables text/edits#apply text/edits#replaceMiddle launches/vscode/variables#piecesOf codeTemplates/loadingCode#loadingCode codeTemplates/rotationCode#rotationCode text/shellLine#batchScript text/shellLine#posixScript text/shellLine#scriptLine dotenv/parse#lastAssignments dotenv/parse#parseDotenv environment/profileForRun#environmentForProfile environment/profileForRun#environmentWithProfile codeTemplates/oidcRole#oidcCode codeTemplates/oidcRole#oidcSteps codeTemplates/reportCode#reportCode",
		[plain]:
			"vocabulary/remoteWindows#remoteHome text/job#atOnce text/similarNames#nearest text/redact#secretPlaces awsAccount/consoleLinks#concurrencyQuota awsAccount/consoleLinks#isConsole accountPool/edits#freeNumber project/otherReaders#foreignPackageFiles project/otherReaders#installedFolders launches/otherSdkFiles#mayNameSdk launches/otherSdkFiles#otherSdkFiles vocabulary/variables#keyVariables vocabulary/variables#profileVariables vocabulary/variables#regionVariables dotenv/parse#dotenvDialect index#createParseCache rules/index#ruleOf runtimes/deploymentFiles#deploymentFiles runtimes/index#checkedFileNames runtimes/index#defaultRuntime launches/agreement#agreement runtimes/index#isPlatform runtimes/index#isRuntime runtimes/index#platformOf runtimes/index#platforms runtimes/index#programs runtimes/index#runtimes signing/credentialRef#isInSecret signing/credentialRef#isSameSigner signing/secretsManagerFields#documentedFields signing/signingContext#isLoopback text/paths#otherComputer text/readText#fileProblem text/secret#dots vocabulary/awsVariables#isCredentialSource vocabulary/awsVariables#isForProfiles vocabulary/awsVariables#isInChain vocabulary/awsVariables#isTuning vocabulary/keyFormat#isTemporary vocabulary/remotionVersions#ignoredEndpoints vocabulary/remotionVersions#isPresent vocabulary/remotionVersions#loginSessions vocabulary/regions#isEnabledByDefault vocabulary/regions#regions vocabulary/regions#regionsOf vocabulary/rotationNames#rotationName vocabulary/rotationNames#rotationNames vocabulary/variables#skipVariable launches/listedFolders#listedFolderNames project/launchFiles#namedFiles text/clock#timeWords text/parseCache#createParseCache code/kind#longestText precedence/stateLabels#stateLabels rules/env/env-file-elsewhere#envFileElsewhere rules/env/ignored-env-file#ignoredEnvFile rules/env/unexpected-account#unexpectedAccount launches/agreement#isSameAnswer environmentReport/typedChange#changesEnvironment text/shellLine#shellKindOf environment/profileForRun#debugTypes environment/profileForRun#startsProgram precedence/accountWords#isProduction text/readText#longestEnvFile vocabulary/variables#profileVariable project/hostCommands#hostCommands codeTemplates/oidcHosts#oidcHosts codeTemplates/oidcRole#ownerAndProjectProblem environmentReport/read#longestReport",
		[agreed]: "signing/consentValue#consentValue",
		[whole]:
			"text/markdown#escapeMarkdown text/notification#firstThatFits text/notification#namesThatFit text/notification#sentencesThatFit text/plainText#plainLabel text/plainText#plainText text/plainText#visible text/plainText#withoutIcons",
	}).flatMap(([why, names]) => names.split(" ").map((name) => [name, why] as const)),
);
