import { basename } from "node:path";
import {
	type Active,
	type ErrorCode,
	type Explanation,
	maskAccessKeyId,
	type Origin,
	type Step,
} from "../core/index.ts";
import type { Texts } from "./texts.ts";

/** What the views say, in one place, so that tree, status bar and hovers say the same. */

/** `.env:3`, `shell`, `terminal`; the line counts from 1. */
export function originText(origin: Origin, texts: Texts): string {
	if (origin.layer !== "file" || origin.path === undefined) return origin.layer;
	const line = origin.range ? texts.lines(origin.path)?.position(origin.range.start).line : undefined;
	return line === undefined ? basename(origin.path) : `${basename(origin.path)}:${line + 1}`;
}

const errors: Readonly<Record<ErrorCode, string>> = {
	"no-access-key-id": "No credentials: no access key ID",
	"no-secret-access-key": "No credentials: no secret access key",
	"profile-not-found": "Profile not found",
	"profile-unusable": "Profile does not work",
	"no-credentials": "No credentials",
};

/** The answer in a few words: what Remotion will sign with. */
export function answerText(active: Active): string {
	switch (active.kind) {
		case "keys":
			return `Keys ${maskAccessKeyId(active.accessKeyId)}${active.hasSessionToken ? " with session token" : ""}`;
		case "profile":
			return `Profile ${active.profile}`;
		case "chain":
			return active.next === "web-identity" ? "Web identity" : "Container or instance role";
		case "error":
			return errors[active.code];
	}
}

/** What follows the answer: masked key, origin, region. */
export function answerDetails({ active, region, steps }: Explanation, texts: Texts): string {
	const signing = steps.find(({ state, id }) => state === "active" && id !== "skip-check" && id !== "inside-lambda");
	const parts: string[] = [];
	if (active.kind === "profile" && active.accessKeyId !== undefined) parts.push(maskAccessKeyId(active.accessKeyId));
	const origin = signing?.origins[0];
	if (origin) parts.push(originText(origin, texts));
	if (region.value !== null) parts.push(region.problem ? `${region.value.trim()} (not a region)` : region.value);
	return parts.join(" · ");
}

/** What stands behind a step's label. */
export function stepDetails(step: Step, texts: Texts): string {
	const parts: string[] = [];
	if (step.profile !== undefined) parts.push(step.profile);
	if (step.accessKeyId !== undefined) parts.push(maskAccessKeyId(step.accessKeyId));
	const origin = step.origins[0];
	if (origin) parts.push(originText(origin, texts));
	return parts.join(" · ");
}
