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
	readonly kind: "process" | "endpoint" | "aws-file" | "token-file";
	/** The variable or key that says it. */
	readonly name: string;
	/** The command, address or path, whole. */
	readonly value: string;
	readonly origin: Origin;
}

/**
 * Everything the workspace brought to this signing; empty: nothing to ask.
 * @param isOfWorkspace whether an absolute path lies inside a workspace folder
 */
export function broughtByWorkspace(
	{ aws, environment, input }: ResolvedProject,
	{ profiles, files }: Pick<Signing, "profiles" | "files">,
	isOfWorkspace: (path: string) => boolean,
): Brought[] {
	const paths = pathsOf(input.platform);
	const found: Brought[] = [];
	// What a project's scripts set, and the .env files that they load, count as the workspace's wherever they lie.
	const isChosen = ({ layer, path }: Origin) =>
		layer === "file" || layer === "launch" || (path !== undefined && isOfWorkspace(path));
	const broughtVariable = (name: string) => {
		const setting = environment.setting(name);
		return setting?.value && isChosen(setting.origin) ? setting : undefined;
	};

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
		const mover = [name, ...(environment.get(name) === undefined ? homeVariables : [])].find(broughtVariable);
		const setting = mover === undefined ? undefined : broughtVariable(mover);
		if (setting === undefined && !(isOfWorkspace(path) && files[path]?.reveal())) return;
		found.push({
			kind: "aws-file",
			name: mover ?? name,
			value: path,
			origin: setting?.origin ?? { layer: "file", path },
		});
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
			const named = kind === "token-file" ? [value] : kind === "process" ? pathsIn(value) : [];
			if (kind === undefined || !named.some((path) => isOfWorkspace(paths.resolve(input.cwd, path)))) continue;
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

/** Words of a command that name a file by a path: its program, or what starts with a dot. A bare name is looked up in the person's PATH. */
function pathsIn(command: string): string[] {
	const words = [...command.matchAll(/"([^"]+)"|'([^']+)'|(\S+)/g)].map(([, a, b, c]) => a ?? b ?? c ?? "");
	return words.filter(
		(word, index) => /^(\.{1,2}[\\/]|[\\/]|[a-zA-Z]:[\\/])/.test(word) || (index === 0 && /[\\/]/.test(word)),
	);
}
