/**
 * Every call that is made with the project's own client: test renders, permissions, health. Its functions come from a package of any
 * version, so every value is read with `readOutput` before it is believed. `envVariables: {}` always: nothing of the environment may
 * travel in a payload.
 */

import { concurrencyQuota } from "../../core/awsAccount/consoleLinks.ts";
import { readPolicy } from "../../core/awsAccount/permissions.ts";
import { usualWork } from "../../core/awsAccount/renderPrice.ts";
import { parseFunctionName } from "../../core/vocabulary/functionNames.ts";
import { isFields, readOutput, Unexpected } from "../messages.ts";
import {
	type CallName,
	framesOfOneSecond,
	type Input,
	type Output,
	type Progress,
	type RenderInput,
} from "../protocol.ts";
import { download } from "./download.ts";

/** The client, as far as anybody knows before calling it. */
export type Client = Readonly<Record<string, unknown>>;

/** How often a render is told to end before that is given up. */
const mostCancellations = 5;

type Report = (progress: Progress) => void;

async function use(client: Client, name: string, input: object): Promise<unknown> {
	const call = client[name];
	if (typeof call === "function") return call(input);
	throw new Unexpected(`this project's @remotion/lambda has no ${name}(); it might be too old`);
}

/** Every call by its name. Rejects with what the client throws, or with Unexpected. */
export const clientCalls: {
	[Name in CallName]: (client: Client, input: Input<Name>, report: Report) => Promise<Output<Name>>;
} = {
	async listFunctions(client, { region }) {
		const functions = readOutput.listFunctions(
			await use(client, "getFunctions", { region, compatibleOnly: false, logLevel: "error" }),
		);
		return functions.map((fn) => ({
			...fn,
			price: { still: estimate(client, region, fn, "still"), video: estimate(client, region, fn, "video") },
		}));
	},

	async listSites(client, { region }) {
		const value = await use(client, "getSites", { region });
		return readOutput.listSites(isFields(value) ? value.sites : value);
	},

	async listCompositions(client, input) {
		const options = { ...input, inputProps: input.inputProps ?? {}, envVariables: {}, logLevel: "error" };
		return readOutput.listCompositions(await use(client, "getCompositionsOnLambda", options));
	},

	async renderStill(client, { frame, ...input }, report) {
		const started = Date.now();
		report({ step: "rendering", fraction: null });
		const place = { region: input.region, functionName: input.functionName, bucketName: null };
		const result = await use(client, "renderStillOnLambda", {
			...common(input),
			frame,
			imageFormat: "png",
			onInit: (data: unknown) => {
				if (isFields(data) && typeof data.renderId === "string")
					report({ step: "rendering", fraction: null, place: { ...place, renderId: data.renderId } });
			},
		});
		if (!isFields(result)) throw new Unexpected("the still is no object");
		const price = isFields(result.estimatedPrice) ? result.estimatedPrice.accruedSoFar : null;
		return readOutput.renderStill({ ...result, estimatedPrice: price, durationMs: Date.now() - started });
	},

	async renderVideo(client, { fps, durationInFrames, ...input }, report) {
		const started = Date.now();
		report({ step: "rendering", fraction: 0 });
		const frames = framesOfOneSecond({ fps, durationInFrames });
		const begun = await use(client, "renderMediaOnLambda", {
			...common(input),
			codec: "h264",
			imageFormat: "jpeg",
			// Clients before 4.0.515 know neither.
			...(typeof client.cancelRenderOnLambda === "function" && { enableCancellation: true }),
			frameRange: [0, frames - 1],
			// One function for all the frames: cheaper, and it fits an account that may run only ten at once. Remotion wants four at least.
			framesPerLambda: Math.max(4, frames),
		});
		if (!isFields(begun) || typeof begun.renderId !== "string" || typeof begun.bucketName !== "string")
			throw new Unexpected("the render has no id");
		const { renderId, bucketName } = begun;
		const { region, functionName } = input;
		const place = { region, functionName, renderId, bucketName };
		report({ step: "rendering", fraction: 0, place });
		for (;;) {
			await new Promise((resolve) => setTimeout(resolve, pollEvery));
			const progress = await use(client, "getRenderProgress", {
				region,
				functionName,
				renderId,
				bucketName,
				logLevel: "error",
				// Read from S3 instead of asking a function: no cost, and no place taken from the render. It needs the name's convention.
				skipLambdaInvocation: parseFunctionName(functionName) !== undefined,
			});
			if (!isFields(progress)) throw new Unexpected("the progress is no object");
			if (progress.fatalErrorEncountered === true) throw new Error(errorsOf(progress.errors));
			const { overallProgress, done } = progress;
			report({ step: "rendering", fraction: typeof overallProgress === "number" ? overallProgress : null, place });
			if (done !== true) continue;
			return readOutput.renderVideo({
				renderId,
				bucketName: progress.outBucket ?? bucketName,
				outKey: progress.outKey,
				url: progress.outputFile,
				sizeInBytes: progress.outputSizeInBytes,
				estimatedPrice: isFields(progress.costs) ? progress.costs.accruedSoFar : null,
				durationMs: Date.now() - started,
			});
		}
	},

	async download(client, { to, sizeInBytes, ...object }, report) {
		const url = await clientCalls.presign(client, { ...object, expiresInSeconds: 600 }, report);
		await download(url, to, sizeInBytes, (fraction) => report({ step: "downloading", fraction }));
		return { sizeInBytes };
	},

	async presign(client, { outKey, ...input }) {
		return readOutput.presign(await use(client, "presignUrl", { ...input, objectKey: outKey }));
	},

	async deleteRender(client, input) {
		return readOutput.deleteRender(await use(client, "deleteRender", input));
	},

	async cancelRender(client, input) {
		if (typeof client.cancelRenderOnLambda !== "function") return { isCanceled: false };
		for (let tries = 1; ; tries++) {
			try {
				await use(client, "cancelRenderOnLambda", input);
				return { isCanceled: true };
			} catch (error) {
				// A render that has just begun has written nothing yet by which it could be told.
				if (tries === mostCancellations || /enableCancellation/.test(String(error))) throw error;
				await new Promise((resolve) => setTimeout(resolve, pollEvery));
			}
		}
	},

	async simulatePermissions(client, { region }, report) {
		const { user } = await clientCalls.policies(client, { region }, report);
		const all = readPolicy(user).length;
		let done = 0;
		const onSimulation = () => {
			done += 1;
			report({ step: "checking", fraction: Math.min(1, done / all) });
		};
		const value = await use(client, "simulatePermissions", { region, onSimulation });
		return readOutput.simulatePermissions(isFields(value) ? value.results : value);
	},

	async policies(client, input) {
		const user = await use(client, "getUserPolicy", partition(input));
		const role = await use(client, "getRolePolicy", partition(input));
		return readOutput.policies({ user, role });
	},

	async whoSigns(client, { region }) {
		const value = await ask(client, region, "sts", "GetCallerIdentityCommand", {});
		return readOutput.whoSigns({ account: value.Account, arn: value.Arn });
	},

	async listStorage(client, { region }) {
		return readOutput.listStorage(await use(client, "getSites", { region }));
	},

	async concurrency(client, { region }) {
		const quota = { ServiceCode: "lambda", QuotaCode: concurrencyQuota };
		const value = await ask(client, region, "servicequotas", "GetServiceQuotaCommand", quota);
		return readOutput.concurrency({ limit: isFields(value.Quota) ? value.Quota.Value : null });
	},

	async pendingIncrease(client, { region }) {
		const quota = { ServiceCode: "lambda", QuotaCode: concurrencyQuota };
		const command = "ListRequestedServiceQuotaChangeHistoryByQuotaCommand";
		const { RequestedQuotas: all } = await ask(client, region, "servicequotas", command, quota);
		const open = (Array.isArray(all) ? all : [])
			.filter(isFields)
			.find(({ Status }) => Status === "PENDING" || Status === "CASE_OPENED");
		const requested = open?.Created instanceof Date ? open.Created.getTime() : null;
		return readOutput.pendingIncrease({ increase: open ? { desired: open.DesiredValue, requested } : null });
	},

	async isListable(client, { region, bucketName }) {
		const { sdk } = await clientOf(client, region, "s3");
		const { S3Client, ListObjectsV2Command } = sdk;
		if (typeof S3Client !== "function" || typeof ListObjectsV2Command !== "function")
			throw new Unexpected("no S3Client");
		const unsigned = { signer: { sign: async (request: unknown) => request }, credentials: nobody };
		const anonymous: unknown = Reflect.construct(S3Client, [{ region, maxAttempts: 1, ...unsigned }]);
		if (!isFields(anonymous) || typeof anonymous.send !== "function")
			throw new Unexpected("the S3Client sends nothing");
		try {
			const question: unknown = Reflect.construct(ListObjectsV2Command, [{ Bucket: bucketName, MaxKeys: 1 }]);
			await Reflect.apply(anonymous.send, anonymous, [question]);
			return readOutput.isListable({ isListable: true });
		} catch (error) {
			if (isFields(error) && error.name === "AccessDenied") return { isListable: false };
			throw error;
		}
	},
};

/** Of which policies speak: China's ARNs are others. */
function partition({ region }: { region: string }) {
	return { partition: region.startsWith("cn-") ? "aws-cn" : "aws" };
}

/** A call to AWS that Remotion has no function for, with the AWS client that Remotion itself makes (`getAwsClient`). */
async function ask(client: Client, region: string, service: string, command: string, input: object) {
	const { client: own, sdk } = await clientOf(client, region, service);
	const { send } = own;
	const Command = sdk[command];
	if (typeof send !== "function" || typeof Command !== "function") throw new Unexpected(`no ${command}`);
	const value: unknown = await Reflect.apply(send, own, [Reflect.construct(Command, [input])]);
	if (!isFields(value)) throw new Unexpected(`${command} is no object`);
	return value;
}

/** The AWS client that Remotion makes for a service, and the SDK that it is of. */
async function clientOf(client: Client, region: string, service: string) {
	const made = await use(client, "getAwsClient", { region, service });
	if (!isFields(made) || !isFields(made.client) || !isFields(made.sdk))
		throw new Unexpected(`no client for ${service}`);
	return { client: made.client, sdk: made.sdk };
}

/** What the SDK wants even where nothing is signed. */
const nobody = { accessKeyId: "", secretAccessKey: "" };

/** How often progress is asked for, in milliseconds. */
const pollEvery = 500;

function common({ inputProps, ...input }: RenderInput): object {
	return {
		...input,
		inputProps: inputProps ?? {},
		envVariables: {},
		// Only for whoever may read the bucket: a test's picture is nobody else's business.
		privacy: "private",
		// A second try would hide what the first one shows, and cost again.
		maxRetries: 0,
		logLevel: "error",
	};
}

/** The client's own price for the usual work in this region; null where it does not tell. Older clients spell the duration wrongly. */
function estimate(
	client: Client,
	region: string,
	{ memorySizeInMb, diskSizeInMb }: { memorySizeInMb: number; diskSizeInMb: number },
	kind: keyof typeof usualWork,
): number | null {
	const { lambdasInvoked, durationInMilliseconds } = usualWork[kind];
	try {
		const price: unknown =
			typeof client.estimatePrice === "function"
				? client.estimatePrice({
						region,
						memorySizeInMb,
						diskSizeInMb,
						lambdasInvoked,
						durationInMilliseconds,
						durationInMiliseconds: durationInMilliseconds,
					})
				: null;
		return typeof price === "number" ? price : null;
	} catch {
		return null;
	}
}

/** What the fatal errors say; Remotion's own "explanation" first, where it has one. */
function errorsOf(errors: unknown): string {
	const all = (Array.isArray(errors) ? errors : []).filter(isFields);
	const fatal = all.filter(({ isFatal }) => isFatal === true);
	const texts = (fatal.length > 0 ? fatal : all).flatMap(({ explanation, message }) =>
		[explanation, message].filter((text) => typeof text === "string"),
	);
	return texts.length > 0 ? [...new Set(texts)].join("\n") : "The render failed without a reason.";
}
