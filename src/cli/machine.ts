import { existsSync } from "node:fs";

/** Variables that only a server, a container or a CI job has. */
const elsewhere = [
	"AWS_EXECUTION_ENV",
	"CI",
	"CODESPACES",
	"KUBERNETES_SERVICE_HOST",
	"REMOTE_CONTAINERS",
	"SSH_CONNECTION",
	"container",
];

/** What a container's engine leaves in it: Docker, Podman. */
const containerFiles = ["/.dockerenv", "/run/.containerenv"];

/** Returns whether this machine may be a container or an instance that a role belongs to, and not a person's own computer. */
export function mayHaveRole(environment: NodeJS.ProcessEnv): boolean {
	return elsewhere.some((name) => environment[name]) || containerFiles.some((path) => existsSync(path));
}

/** What tells of the place: a variable that is set there, and what people call it. The first that is set counts. */
const places: readonly (readonly [variable: string, name: string])[] = [
	["GITHUB_ACTIONS", "GitHub Actions"],
	["GITLAB_CI", "GitLab CI/CD"],
	["CODEBUILD_BUILD_ID", "AWS CodeBuild"],
	["VERCEL", "Vercel"],
	["NETLIFY", "Netlify"],
	["AWS_LAMBDA_FUNCTION_NAME", "AWS Lambda"],
	["ECS_CONTAINER_METADATA_URI_V4", "Amazon ECS"],
	["KUBERNETES_SERVICE_HOST", "Kubernetes"],
	["CODESPACES", "GitHub Codespaces"],
];

/** Returns what people call this place; undefined: nothing tells. */
export function placeName(environment: NodeJS.ProcessEnv): string | undefined {
	return places.find(([variable]) => environment[variable])?.[1];
}
