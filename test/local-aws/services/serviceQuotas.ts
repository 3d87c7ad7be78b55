/** Service Quotas: how many functions may run at once (JSON protocol). */
import { AwsError } from "../errors.ts";
import type { Operation, Service, WireRequest } from "../types.ts";
import { json, jsonOf } from "../wire.ts";

/** Lambda's "Concurrent executions". */
const CONCURRENCY = "L-B99A9384";
const DEFAULT_CONCURRENCY = 1000;

/** The service Service Quotas. */
export function serviceQuotas(): Service {
	return {
		name: "servicequotas",
		route(request: WireRequest): Operation {
			const name = (request.headers.get("x-amz-target") ?? "").replace("ServiceQuotasV20190624.", "");
			const action = `servicequotas:${name}`;
			switch (name) {
				case "GetServiceQuota":
					return { name, action, run: ({ principal }) => quota(request, principal?.account.concurrencyLimit ?? 0) };
				case "GetAWSDefaultServiceQuota":
					return { name, action, run: () => quota(request, DEFAULT_CONCURRENCY) };
				case "ListRequestedServiceQuotaChangeHistoryByQuota":
					return { name, action, run: ({ principal }) => requested(principal?.account.requestedConcurrency) };
				default:
					throw new AwsError(400, "UnknownOperationException", `${name} is not part of the local AWS.`);
			}
		},
	};
}

const JSON_TYPE = { "content-type": "application/x-amz-json-1.1" };

function requested(DesiredValue: number | undefined) {
	const RequestedQuotas =
		DesiredValue === undefined
			? []
			: [
					{
						Id: "0",
						ServiceCode: "lambda",
						QuotaCode: CONCURRENCY,
						DesiredValue,
						Status: "PENDING",
						Created: 1_790_000_000,
					},
				];
	return json(200, { RequestedQuotas }, JSON_TYPE);
}

function quota(request: WireRequest, value: number) {
	const { ServiceCode, QuotaCode } = jsonOf(request);
	if (ServiceCode !== "lambda" || QuotaCode !== CONCURRENCY)
		throw new AwsError(
			400,
			"NoSuchResourceException",
			"The request failed because the specified quota does not exist.",
		);
	const name = "Concurrent executions";
	return json(200, { Quota: { ServiceCode, QuotaCode, QuotaName: name, Value: value, Adjustable: true } }, JSON_TYPE);
}
