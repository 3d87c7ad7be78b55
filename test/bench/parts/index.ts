/** Every part of the bench, in the order of the report. */
import type { Part } from "../plan.ts";
import { hostPlan } from "./hosts.ts";
import { picturePlan } from "./pictures.ts";
import { processPlan } from "./processes.ts";
import { heapPlan, sizePlan } from "./sizes.ts";
import { textPlan } from "./texts.ts";
import { windowPlan } from "./window.ts";

export const parts: Readonly<Record<string, Part>> = {
	texts: { plan: textPlan },
	pictures: { plan: picturePlan },
	heap: { plan: heapPlan },
	sizes: { plan: sizePlan },
	processes: { plan: processPlan },
	hosts: { plan: hostPlan, usesVSCode: true },
	window: { plan: windowPlan, usesVSCode: true },
};
