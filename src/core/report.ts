import { answerText } from "./precedence/answer.ts";
import { activeValidity, validityLine, validityOf, validityText } from "./precedence/validityWords.ts";
import { runtimes } from "./runtimes/index.ts";
import { LineIndex } from "./text/lineIndex.ts";
import { plainText, visible } from "./text/plainText.ts";
import { redactShapes, withoutSecretShapes } from "./text/redact.ts";
import { maskAccessKeyId } from "./text/secret.ts";
import type { Explanation, Finding, Launch, Origin, Profile, Runtime } from "./types.ts";

/** What a report tells of. Paths are absolute. */
export interface ReportInput {
	readonly projects: readonly ReportedProject[];
	/** What runs here, such as VS Code, with its version. */
	readonly versions: readonly (readonly [name: string, version: string])[];
	/** The person's home: it is written as `~`. */
	readonly home: string;
	/** The text of a file, for line numbers; undefined: unknown. */
	textOf(path: string): string | undefined;
}

export interface ReportedProject {
	readonly name: string;
	readonly folder: string;
	readonly runtime: Runtime;
	/** Nobody chose the runtime: it was found in package.json. */
	readonly isRuntimeAssumed?: boolean;
	/** The launch that the explanation is of; absent: a runtime was chosen by hand, or none was found. */
	readonly launch?: Launch;
	/** Every launch with its answer; absent: there is one. */
	readonly launches?: readonly {
		readonly launch: Launch;
		readonly explanation: Pick<Explanation, "active">;
		/** Where what was reported of it differs from the project's files. */
		readonly differences?: readonly string[];
	}[];
	readonly remotionVersion?: string;
	readonly explanation: Explanation;
	/** What was found in its open code, beside the explanation's own findings. */
	readonly codeFindings: readonly Finding[];
}

type Lines = (path: string) => LineIndex | undefined;

const states = { active: "✓", broken: "✗", incomplete: "½", shadowed: "⊘", unset: "○", ignored: "–" } as const;

/**
 * The explanation of each project in words, as Markdown, for bug reports and assistants: what signs, the whole ladder with origins and
 * reasons, the profiles' names and troubles, the findings, the versions. No secret is part of it, access key IDs are masked.
 */
export function report(input: ReportInput): string {
	const linesOf = linesIn(input);
	const parts = input.projects.map((project) => projectText(project, linesOf));
	const versions = input.versions.map(([name, version]) => `- ${name} ${version}`);
	return clean([...parts, ["## Versions", ...versions].join("\n")].join("\n\n"), input.home);
}

/** Says which runtime an explanation is for, and whether anybody chose it. */
export function runtimeWords(runtime: Runtime, isAssumed = false): string {
	return `Runtime: ${runtimes[runtime].label}${isAssumed ? " (assumed)" : ""}`;
}

function projectText(
	{ name, folder, runtime, isRuntimeAssumed, launch, launches = [], ...project }: ReportedProject,
	linesOf: Lines,
): string {
	const { remotionVersion, explanation, codeFindings } = project;
	const { active, steps, region, profiles, awsFiles } = explanation;
	const lines = [
		`# Remotion Lambda credentials: ${visible(withoutSecretShapes(name))}`,
		`Folder: ${visible(withoutSecretShapes(folder))} · ${launch ? `Launch: ${visible(withoutSecretShapes(launch.label))} · ` : ""}${runtimeWords(runtime, isRuntimeAssumed)} · Remotion: ${remotionVersion ?? "unknown version"}`,
		`**Active credentials: ${answerText(active)}**${active.kind === "error" ? ` (${active.message})` : ""}`,
		...(activeValidity(explanation) ? [validityLine(activeValidity(explanation))] : []),
		`Region: ${region.value ?? (region.origin.layer === "hidden" ? "cannot be seen from here" : "only what the code passes")}${region.problem ? ` (${region.problem})` : ""}`,
		...launchLines(launches, launch),
		"## Credential sources, in order of precedence",
		steps
			.map(({ state, label, reason, origins, profile, accessKeyId }) => {
				const facts = [
					profile,
					accessKeyId && maskAccessKeyId(accessKeyId),
					...origins.map((origin) => originText(origin, linesOf)),
				];
				const told = facts.filter(Boolean).join(", ");
				return `- ${states[state]} ${label}${told && ` (${told})`}: ${reason}`;
			})
			.join("\n"),
		"## Profiles",
		`Files: ${awsFiles.credentials}, ${awsFiles.config}`,
		profiles.map((profile) => `- ${profile.name}: ${profileWords(profile, explanation)}`).join("\n") || "None.",
		"## Problems",
		[...explanation.findings, ...codeFindings]
			.map(
				({ rule, severity, message, origin }) =>
					`- ${severity} \`${rule}\` at ${originText(origin, linesOf)}: ${message}`,
			)
			.join("\n") || "None.",
	];
	return lines.join("\n\n");
}

function profileWords({ name, type, problem }: Profile, explanation: Explanation): string {
	if (problem !== undefined) return problem;
	const stands = validityText(validityOf(explanation, name));
	return stands === "" ? type : `${type}, ${stands}`;
}

/** What each launch uses, where there are several. */
function launchLines(launches: NonNullable<ReportedProject["launches"]>, shown: Launch | undefined): string[] {
	if (launches.length < 2) return [];
	const lines = launches.map(({ launch, explanation: { active }, differences = [] }) => {
		const note = launch.id === shown?.id ? " (this report)" : "";
		const own = `- ${visible(withoutSecretShapes(launch.label))}${note}: ${answerText(active)}`;
		return [own, ...differences.map(visible)].join(". ");
	});
	return ["## Launches", lines.join("\n")];
}

function originText({ layer, path, range, variable }: Origin, linesOf: Lines): string {
	if (layer !== "file" || path === undefined) return variable === undefined ? layer : `${variable} in the ${layer}`;
	const lines = range && linesOf(path);
	return lines === undefined ? path : `${path}:${lines.lineOf(range?.start ?? 0) + 1}`;
}

/** The lines of each file that is told of, found once. */
function linesIn(input: ReportInput): Lines {
	const known = new Map<string, LineIndex | undefined>();
	return (path) => {
		if (!known.has(path)) {
			const text = input.textOf(path);
			known.set(path, text === undefined ? undefined : new LineIndex(text));
		}
		return known.get(path);
	};
}

/**
 * Nothing in an explanation is secret; what a person wrote in the wrong place, such as a key as a profile's name, is masked here. The
 * sentences are the product's own, in which no value stands beside a name: their words stay. A name makes neither a link nor a line.
 */
function clean(text: string, home: string): string {
	const lines = redactShapes(home.length > 1 ? text.replaceAll(home, "~") : text).split("\n");
	return lines.map(plainText).join("\n");
}
