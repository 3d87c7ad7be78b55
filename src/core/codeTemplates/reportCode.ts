import { fillTemplate } from "./fillTemplate.ts";

/** The real files of `media/` that the code is put together from. */
export interface ReportTemplates {
	/** `media/reportEnvironment.ts`. */
	readonly base: string;
	/** `media/reportEnvironment/aws.ts`; absent: AWS isn't asked who the credentials are. */
	readonly aws?: string;
	/** The file of `media/reportEnvironment` for the place that answers requests. */
	readonly place: string;
}

/**
 * Returns one TypeScript file, as an ES module, whose route or handler reports the environment of a deployed app. It exports what the place
 * wants and nothing else: Next.js takes no other names in a route.
 * @param eol the line ends of the file it goes into
 * @throws Error where the files have come apart
 */
export function reportCode({ base, aws, place }: ReportTemplates, eol = "\n"): string {
	const parts = [
		fillTemplate(place, [['import { answerReportRequest } from "../reportEnvironment.ts";\n', ""]]),
		fillTemplate(base, [
			["export async function answerReportRequest", "async function answerReportRequest"],
			["export function reportEnvironment", "function reportEnvironment"],
			...(aws === undefined ? [] : [[standIn, ""] as const]),
		]),
		...(aws === undefined
			? []
			: [
					fillTemplate(aws, [
						[identity, ""],
						["export async function askAws", "async function askAws"],
					]),
				]),
	];
	const imports = parts.flatMap((part) => part.match(importLine) ?? []);
	const [own = "", ...others] = parts.map((part) => part.replace(importLine, "").trim());
	const [about = "", ...rest] = others.join("\n\n").split(/(?<= \*\/\n)/);
	const code = [about.trimEnd(), `\n${[...new Set(imports)].sort().join("")}\n${own}\n\n`, rest.join("").trim(), "\n"];
	return code.join("").replaceAll("\n", eol);
}

const importLine = /^import .*;\n/gm;

/** What the base has in the place of AWS's part. */
const standIn = `/** Asks AWS who the credentials are; undefined: AWS isn't asked. */
const askAws: (() => Promise<Identity | undefined>) | undefined = undefined;

`;

/** What AWS's part repeats of the base. */
const identity = `type Identity =
	| { ok: true; account: string; arn: string; userId?: string }
	| { ok: false; code: string; message: string };

`;
