import type { Setting } from "../environment/act.ts";
import type { ResolvedProject } from "../project/resolvedProject.ts";
import type { AwsFile } from "../sharedConfig/parse.ts";
import type { AwsProperty } from "../sharedConfig/sections.ts";
import { pathsOf } from "../text/paths.ts";
import type { Origin } from "../types.ts";
import { isAddress, namesCredentialFile } from "../vocabulary/awsVariables.ts";
import type { Signing } from "./signingContext.ts";

/**
 * What a workspace brought to the signing that could run a program, send credentials elsewhere, or make the SDK read files of the
 * workspace's choice. A person must see it before it is used. It is shown as it is written: it may be long, and it may try to look harmless.
 */
export interface Brought {
	readonly kind: "process" | "endpoint" | "aws-file" | "token-file" | "written-file";
	/** The variable or key that says it. */
	readonly name: string;
	/** The command, address or path, whole. */
	readonly value: string;
	readonly origin: Origin;
}

/** What is asked about the disk. */
export interface Disk {
	/** Whether an absolute path lies inside a workspace folder. */
	isOfWorkspace(path: string): boolean;
	/** Whether there is anything at an absolute path. */
	isThere(path: string): boolean;
}

/** Gives a variable's setting where a file of the workspace says it. */
function variables(
	{ environment }: Pick<ResolvedProject, "environment">,
	{ isOfWorkspace }: Pick<Disk, "isOfWorkspace">,
) {
	// What a project's scripts set, and the .env files that they load, count as the workspace's wherever they lie.
	const isChosen = ({ layer, path }: Origin) =>
		layer === "file" || layer === "launch" || (path !== undefined && isOfWorkspace(path));
	return (name: string): Setting | undefined => {
		const setting = environment.setting(name);
		return setting?.value && isChosen(setting.origin) ? setting : undefined;
	};
}

/** The setting of the workspace that decides where an AWS file is; undefined: it lies where the person's own files do. */
function moverOf(
	project: ResolvedProject,
	name: string,
	disk: Pick<Disk, "isOfWorkspace">,
): [string, Setting] | undefined {
	const brought = variables(project, disk);
	const names = [name, ...(project.environment.get(name) === undefined ? homeVariables : [])];
	for (const mover of names) {
		const setting = brought(mover);
		if (setting) return [mover, setting];
	}
	return undefined;
}

/**
 * Whether the workspace has chosen the AWS file at a path that is to be written: by a variable of its files, or as the file lies in it.
 * undefined: it is the person's own.
 */
export function chosenByWorkspace(
	project: ResolvedProject,
	path: string,
	disk: Pick<Disk, "isOfWorkspace">,
): Brought | undefined {
	const name = path === project.aws.paths.credentials ? "AWS_SHARED_CREDENTIALS_FILE" : "AWS_CONFIG_FILE";
	const mover = moverOf(project, name, disk);
	if (!mover && !disk.isOfWorkspace(path)) return undefined;
	const [by = name, setting] = mover ?? [];
	return { kind: "written-file", name: by, value: path, origin: setting?.origin ?? { layer: "file", path } };
}

/** Everything the workspace brought to this signing; empty: nothing to ask. */
export function broughtByWorkspace(
	project: ResolvedProject,
	{ profiles, files }: Pick<Signing, "profiles" | "files">,
	disk: Disk,
): Brought[] {
	const { aws, environment, input } = project;
	const { isOfWorkspace } = disk;
	const paths = pathsOf(input.platform);
	const found: Brought[] = [];
	const broughtVariable = variables(project, disk);

	for (const name of Object.keys(environment.record())) {
		const kind = isAddress(name) ? "endpoint" : namesCredentialFile(name) ? "token-file" : undefined;
		if (kind === undefined) continue;
		const setting = environment.setting(name);
		if (!setting?.value) continue;
		const isInside = kind === "token-file" && isOfWorkspace(paths.resolve(input.cwd, setting.value));
		if (broughtVariable(name) || isInside) found.push({ kind, name, value: setting.value, origin: setting.origin });
	}

	const broughtFiles: AwsFile[] = [];
	const look = (name: string, path: string, file: AwsFile | undefined) => {
		const [mover = name, setting] = moverOf(project, name, disk) ?? [];
		if (setting === undefined && !(isOfWorkspace(path) && files[path]?.reveal())) return;
		found.push({ kind: "aws-file", name: mover, value: path, origin: setting?.origin ?? { layer: "file", path } });
		if (file) broughtFiles.push(file);
	};
	look("AWS_SHARED_CREDENTIALS_FILE", aws.paths.credentials, aws.credentials);
	look("AWS_CONFIG_FILE", aws.paths.config, aws.config);
	if (aws.paths.ssoSessions !== aws.paths.config) look("AWS_CONFIG_FILE", aws.paths.ssoSessions, undefined);

	for (const file of broughtFiles) {
		for (const section of file.sections) {
			const isUsed = section.name !== null && profiles.includes(section.name);
			for (const property of section.properties) {
				const kind = kindOf(property.name, isUsed);
				if (kind) found.push(brought(kind, property, file.path));
			}
		}
	}

	// The person's own file may still point into the workspace.
	for (const profile of profiles) {
		for (const [name, property] of Object.entries(aws.table.settings(profile) ?? {})) {
			const kind = kindOf(name, true);
			const value = property.value.reveal();
			const isInside = (path: string) => isOfWorkspace(paths.resolve(input.cwd, path));
			const isFile = (path: string) => isInside(path) && disk.isThere(paths.resolve(input.cwd, path));
			const points =
				kind === "token-file" ? isInside(value) : kind === "process" && usesFolder(value, { isInside, isFile });
			if (kind === undefined || !points) continue;
			if (!found.some((other) => other.kind === kind && other.value === value))
				found.push(brought(kind, property, aws.table.get(profile)?.origins[0]?.path));
		}
	}
	return found;
}

const homeVariables = ["HOME", "USERPROFILE", "HOMEPATH", "HOMEDRIVE"];

function kindOf(name: string, isUsed: boolean): Brought["kind"] | undefined {
	// The SDK takes endpoints from the config profile and its services section, whichever profile signs: name them all.
	if (/(^|\.)endpoint_url$/.test(name)) return "endpoint";
	if (!isUsed) return undefined;
	if (name === "credential_process") return "process";
	return name === "web_identity_token_file" ? "token-file" : undefined;
}

function brought(kind: Brought["kind"], { name, value, valueRange }: AwsProperty, path: string | undefined): Brought {
	return {
		kind,
		name,
		value: value.reveal(),
		origin: { layer: "file", range: valueRange, ...(path !== undefined && { path }) },
	};
}

/** Programs that run what the working folder tells them to. */
const folderPrograms =
	/^(?:npm|npx|pnpm|pnpx|yarn|bun|bunx|deno|make|gmake|just|task|rake|gradle|gradlew|mvn|poetry|pipenv|uv|uvx|mise|asdf|direnv|devbox|nix|docker-compose|tox|nox|go|cargo|bundle)$/i;
/** What programs find of a name without its end: a program of Windows, a module of Node.js or Python. */
const endings = ["", ".exe", ".cmd", ".bat", ".com", ".ps1", ".js", ".mjs", ".cjs", ".ts", ".py", ".sh", ".rb"];
const mostWords = 200;

/**
 * Whether a command takes something of its working folder, the project's: by a path, by a bare name of a file that is there, or by what its
 * program is. The command is the person's own; what it finds there is not.
 */
function usesFolder(
	command: string,
	{ isInside, isFile }: { isInside(path: string): boolean; isFile(path: string): boolean },
): boolean {
	const words = [...command.matchAll(/"([^"]+)"|'([^']+)'|(\S+)/g)].map(([, a, b, c]) => a ?? b ?? c ?? "");
	if (words.some((word) => folderPrograms.test(word.replace(/^.*[\\/]/, "").replace(/\.(?:exe|cmd)$/i, ""))))
		return true;
	if (words.length > mostWords) return true;
	return words.some((word, index) => {
		// A path leads there whether or not there is a file now.
		if (/^(\.{1,2}[\\/]|[\\/]|[a-zA-Z]:[\\/])/.test(word) || (index === 0 && /[\\/]/.test(word)))
			if (isInside(word)) return true;
		const parts = [word, ...word.split(/[=:,;()$`|&<>"']/)].filter((part) => part !== "" && part.length < 400);
		return parts.some((part) => endings.some((ending) => isFile(part + ending)));
	});
}
