/** What a file is to `lintText()`. Apart from it, so that whoever asks need not load the parsers. */
export type LintKind =
	| "code"
	| "vercel"
	| "workflow"
	/** Files of Docker Compose. */
	| "compose"
	/** Dockerfiles. */
	| "docker"
	/** Shell scripts, and every other text with # for comments in which a key may be written: YAML, TOML, Terraform, systemd, make. */
	| "shell"
	/** package.json, and what VS Code reads: tasks, settings, dev containers. */
	| "json"
	/** VS Code's launch configurations. */
	| "launch"
	/** The Serverless Framework's serverless.yml. */
	| "serverless"
	/** A template of AWS SAM or CloudFormation. */
	| "sam"
	/** netlify.toml */
	| "netlify-toml"
	/** Amplify Hosting's build specification. */
	| "amplify";

/** What is read by the parser of YAML. */
export const yamlKinds: ReadonlySet<LintKind> = new Set(["workflow", "compose", "serverless", "sam", "amplify"]);

/** A parser of YAML takes about 15 µs for each character of the worst; workflows that people write have a few thousand. */
export const longestWorkflow = 100_000;

/** Longer texts are bundles and data, not code that somebody writes. */
export const longestText = 500_000;

const code = /\.[cm]?[jt]sx?$/i;
const notOwn = /[\\/](?:node_modules|\.next|\.git|\.vercel|\.turbo)[\\/]|\.d\.[cm]?ts$|\.min\.js$/i;

const others: readonly (readonly [RegExp, LintKind])[] = [
	[/[\\/](?:package|\.?devcontainer)\.json$|[\\/]\.vscode[\\/](?:tasks|settings)\.json$/, "json"],
	[/\.(?:ba|z)?sh$/, "shell"],
	[/[\\/]\.vscode[\\/]launch\.json$|\.code-workspace$/, "launch"],
	[/[\\/](?:docker-)?compose(?:\.[\w.-]{1,60})?\.ya?ml$/, "compose"],
	[/[\\/]serverless\.ya?ml$/, "serverless"],
	[/[\\/]template\.ya?ml$/, "sam"],
	[/[\\/]netlify\.toml$/, "netlify-toml"],
	[/[\\/]amplify\.ya?ml$/, "amplify"],
	[/[\\/](?:Dockerfile|Containerfile)(?:\.[\w-]{1,60})?$|\.Dockerfile$/i, "docker"],
	[/[\\/][\w-]{0,60}task-?def(?:inition)?[\w.-]{0,60}\.json$|[\\/]railway\.json$/i, "json"],
	[/\.(?:ya?ml|toml|tf|tfvars|ps1|bat|cmd|fish|service)$|[\\/](?:Makefile|Procfile|Jenkinsfile)$/, "shell"],
];

/** What a file is, by its path; undefined: nothing to look at. */
export function lintKind(path: string): LintKind | undefined {
	if (notOwn.test(path)) return undefined;
	if (code.test(path)) return "code";
	if (/[\\/]vercel\.json$/.test(path)) return "vercel";
	if (/[\\/]\.github[\\/]workflows[\\/][^\\/]+\.ya?ml$/.test(path)) return "workflow";
	return others.find(([pattern]) => pattern.test(path))?.[1];
}
