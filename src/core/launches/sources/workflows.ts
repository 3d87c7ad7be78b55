import { redact } from "../../text/redact.ts";
import type { Inherited, Program } from "../call.ts";
import { packageAround } from "../commands/likelyCalls.ts";
import type { EnvironmentLayer } from "../launch.ts";
import { baseName } from "../layers.ts";
import type { Outside } from "../outside.ts";
import { originOf } from "../placed.ts";
import type { ShellName } from "../shells/grammar.ts";
import { programsIn } from "../walk.ts";
import { checkedOut } from "../workflows/checkout.ts";
import { configuredAws, isConfigureAws } from "../workflows/configureAws.ts";
import { withoutStandIns, withStandIns, workflowValue } from "../workflows/expressions.ts";
import { mayAskForToken } from "../workflows/permissions.ts";
import { writtenBy } from "../workflows/written.ts";
import type { YamlValue } from "../yaml.ts";
import { different, foundProgram } from "./scripts.ts";
import type { Found, Source } from "./source.ts";

const workflowFolder = [".github", "workflows"] as const;

/** What people call workflows that deploy or render, for where folders cannot be listed. */
const usualNames = ["ci", "deploy", "main", "release", "render", "test", "build", "workflow"].flatMap((name) => [
	`${name}.yml`,
	`${name}.yaml`,
]);

/** A step's name is cut after so many characters. */
const longestLabel = 60;

/**
 * The steps of GitHub's workflows that call Remotion Lambda. Facts: runner 2.336.0, read. The `env` of the workflow, that of the job and what
 * earlier steps leave are one table in which the later counts; the step's own `env` lies above. A runner has no AWS files, no `.env` that Git
 * leaves out, and nothing of this machine. Without `shell` a step is run by bash.
 */
export const workflows: Source = {
	find: (outside) => {
		const folder = outside.paths.join(outside.root, ...workflowFolder);
		const names = [...(outside.names(folder) ?? usualNames)].filter((name) => /\.ya?ml$/.test(name)).sort();
		return names.flatMap((name) => workflowLaunches(outside.paths.join(folder, name), outside));
	},
};

function workflowLaunches(path: string, outside: Outside): Found[] {
	const workflow = outside.yamlValue(path);
	return workflow
		.get("jobs")
		.entries.flatMap(({ key, value }) => new Job(path, key, workflow, value, outside).launches());
}

class Job {
	readonly #path: string;
	readonly #name: string;
	readonly #workflow: YamlValue;
	readonly #job: YamlValue;
	readonly #outside: Outside;
	/** Where steps run that say nothing else. */
	readonly #defaults: (name: string) => string | undefined;
	/** The variables of workflow and job, then what each step leaves for those after it. */
	readonly #table: EnvironmentLayer[];
	readonly #envFiles = new Map<string, EnvironmentLayer>();
	#awsFilesBy: string | undefined;

	constructor(path: string, name: string, workflow: YamlValue, job: YamlValue, outside: Outside) {
		this.#path = path;
		this.#name = name;
		this.#workflow = workflow;
		this.#job = job;
		this.#outside = outside;
		this.#defaults = (key) =>
			job.get("defaults", "run", key).text ?? workflow.get("defaults", "run", key).text ?? undefined;
		this.#table = [job.get("container", "env"), workflow.get("env"), job.get("env")].flatMap((env) =>
			this.#layers(env),
		);
		const machine = job.get("runs-on");
		if ([machine, ...machine.items, ...machine.get("labels").items].some(({ text }) => text === "self-hosted"))
			this.#awsFilesBy = "the self-hosted runner";
	}

	launches(): Found[] {
		return this.#job.get("steps").items.flatMap((step, index) => {
			const uses = step.get("uses");
			if (isConfigureAws(uses.text) && uses.placed) {
				const { layers, writesFiles } = configuredAws(step.get("with"), uses.placed, this.#mayAskForToken(step));
				this.#table.push(...layers);
				if (writesFiles) this.#awsFilesBy = "configure-aws-credentials";
			}
			return this.#runs(step, index + 1);
		});
	}

	/**
	 * A step that may fail, or that is not always done, stops nothing for sure. Where the job has credentials already, or a machine of one's
	 * own, the action assumes the role with those.
	 */
	#mayAskForToken(step: YamlValue): boolean | undefined {
		if (step.get("continue-on-error").isThere || step.get("if").isThere) return undefined;
		const isGithubs = /^(?:ubuntu|windows|macos)-[\w.-]{1,40}$/.test(this.#job.get("runs-on").text ?? "");
		const has = (layer: EnvironmentLayer) =>
			layer.kind !== "variables" ||
			["AWS_ACCESS_KEY_ID", "AWS_PROFILE"].some((name) => Object.hasOwn(layer.values, name));
		const isGiven = this.#awsFilesBy !== undefined || [...this.#table, ...this.#layers(step.get("env"))].some(has);
		if (!isGithubs || isGiven) return undefined;
		return mayAskForToken(this.#workflow, this.#job);
	}

	/** The variables of an `env`, one layer for each, so that each has its place. */
	#layers(env: YamlValue): EnvironmentLayer[] {
		const by = baseName(this.#path);
		return env.entries.flatMap(({ key, place, value }): EnvironmentLayer[] => {
			const { text } = value;
			if (text === undefined) return [];
			return [{ kind: "variables", by, values: { [key]: workflowValue(key, text) }, origin: originOf(place) }];
		});
	}

	#runs(step: YamlValue, number: number): Found[] {
		const { placed } = step.get("run");
		if (!placed) return [];
		const { paths, root } = this.#outside;
		const script = withStandIns(placed);
		const folder = step.get("working-directory").text ?? this.#defaults("working-directory") ?? ".";
		const cwd = paths.resolve(root, folder);
		const written = writtenBy(script);
		for (const [file, layer] of written.envFiles) this.#envFiles.set(paths.resolve(cwd, file), layer);
		if (written.writesAwsFiles) this.#awsFilesBy = `step ${number} of the job ${this.#name}`;
		const shell = shellNamed(step.get("shell").text ?? this.#defaults("shell"));
		const layers = [...this.#table, ...this.#layers(step.get("env"))];
		const inherited: Inherited = { cwd, layers, place: "elsewhere" };
		const owner = packageAround(this.#outside, cwd);
		const programs = shell ? programsIn(script.text, inherited, this.#outside, owner, shell) : [];
		// What a program loads by itself is told behind this step's own lines.
		this.#table.push(...written.forLaterSteps);
		const own = different(programs.filter((program) => this.#isOwn(program)));
		return own.map((program): Found => {
			const { cwd: at } = program.inherited;
			const plain = withoutStandIns(program.inherited.layers, script);
			const files = { envFiles: this.#envFiles, awsFilesBy: this.#awsFilesBy };
			const there = { ...program.inherited, layers: checkedOut(plain, at, files, this.#outside) };
			const id = `workflow:${baseName(this.#path)}#${this.#name}/${number}`;
			const origin = originOf(placed);
			const { launch } = foundProgram(
				{ ...program, inherited: there },
				{ id, label: this.#label(step), kind: "workflow", origin },
			);
			return { launch };
		});
	}

	/**
	 * Whether it calls Lambda, and in this project. A server that a workflow starts is there for tests; of a program that was read and has no
	 * call as far as it was, another step is more likely to be meant.
	 */
	#isOwn({ inherited, callsLambda, server, isPartlyRead }: Program): boolean {
		const { paths, input } = this.#outside;
		const separator = paths.join("a", "b").slice(1, -1);
		const isInside = inherited.cwd === input.cwd || inherited.cwd.startsWith(input.cwd + separator);
		return isInside && (callsLambda === "yes" || (callsLambda === "likely" && server === undefined && !isPartlyRead));
	}

	/** As GitHub calls the step: by its name, else by its first line. */
	#label(step: YamlValue): string {
		const name = step.get("name").text ?? step.get("run").text?.trim().split("\n")[0] ?? "";
		const cut = name.length > longestLabel ? `${name.slice(0, longestLabel - 1)}…` : name;
		return redact(`${baseName(this.#path)}: ${cut}`);
	}
}

/** The shell of a step; undefined: it is none that this reading knows. PowerShell runs plain commands as the others do. */
function shellNamed(written: string | undefined): ShellName | undefined {
	const name = /^[\w-]{1,40}/.exec(written ?? "bash")?.[0];
	if (name === "sh" || name === "cmd") return name;
	return name === "bash" || name === "pwsh" || name === "powershell" ? "bash" : undefined;
}
