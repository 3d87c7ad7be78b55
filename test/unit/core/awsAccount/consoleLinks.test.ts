import assert from "node:assert/strict";
import {
	bucketPage,
	functionPage,
	isConsole,
	logsPage,
	quotaPage,
} from "../../../../src/core/awsAccount/consoleLinks.ts";

const fn = "remotion-render-4-0-527-mem2048mb-disk2048mb-120sec";

describe("addresses in the AWS console", () => {
	const table: [what: string, address: string, expected: string][] = [
		[
			"a function",
			functionPage("us-east-1", fn),
			`https://us-east-1.console.aws.amazon.com/lambda/home?region=us-east-1#/functions/${fn}`,
		],
		[
			"a function in China",
			functionPage("cn-north-1", fn),
			`https://cn-north-1.console.amazonaws.cn/lambda/home?region=cn-north-1#/functions/${fn}`,
		],
		[
			"a bucket",
			bucketPage("eu-central-1", "remotionlambda-a"),
			"https://s3.console.aws.amazon.com/s3/buckets/remotionlambda-a?region=eu-central-1&tab=objects",
		],
		[
			"who may read a bucket in China",
			bucketPage("cn-north-1", "remotionlambda-a", "permissions"),
			"https://cn-north-1.console.amazonaws.cn/s3/buckets/remotionlambda-a?region=cn-north-1&tab=permissions",
		],
		[
			"the concurrency limit in GovCloud",
			quotaPage("us-gov-west-1"),
			"https://us-gov-west-1.console.amazonaws-us-gov.com/servicequotas/home/services/lambda/quotas/L-B99A9384?region=us-gov-west-1",
		],
		[
			"a function's logs",
			logsPage("us-east-1", fn),
			`https://us-east-1.console.aws.amazon.com/cloudwatch/home?region=us-east-1#logsV2:log-groups/log-group/$252Faws$252Flambda$252F${fn}`,
		],
		[
			"a render's logs, as Remotion writes the address",
			logsPage("us-east-1", fn, "a1b2"),
			`https://us-east-1.console.aws.amazon.com/cloudwatch/home?region=us-east-1#logsV2:log-groups/log-group/$252Faws$252Flambda$252F${fn}/log-events$3FfilterPattern$3D$2522renderId$253Da1b2$2522`,
		],
		[
			"a name that is none can't lead elsewhere",
			bucketPage("us-east-1", "a/../b?c#d"),
			"https://s3.console.aws.amazon.com/s3/buckets/a%2F..%2Fb%3Fc%23d?region=us-east-1&tab=objects",
		],
	];
	for (const [what, address, expected] of table) it(`leads to ${what}`, () => assert.equal(address, expected));

	it("are told from others", () => {
		const all = ["us-east-1", "cn-north-1", "us-gov-west-1"].map((region) => quotaPage(region));
		assert.deepEqual(all.map(isConsole), [true, true, true]);
		const others = [
			"http://us-east-1.console.aws.amazon.com/",
			"https://evil.test/console.aws.amazon.com",
			"file:///x",
			"",
		];
		assert.deepEqual(others.map(isConsole), [false, false, false, false]);
	});
});
