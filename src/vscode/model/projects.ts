import { readdir } from "node:fs/promises";
import { basename, dirname, join, relative, resolve } from "node:path";
import { RelativePattern, type WorkspaceFolder, workspace } from "vscode";
import type { PlatformRuntime, Runtime } from "../../core/index.ts";
import { listedFolderNames } from "../../core/launches/listedFolders.ts";
import { mayNameSdk, otherSdkFiles } from "../../core/launches/otherSdkFiles.ts";
import {
	foreignPackageFiles,
	installedFolders,
	type PackageFile,
	PackageFiles,
} from "../../core/project/otherReaders.ts";
import { deploymentFiles, platformsIn } from "../../core/runtimes/deploymentFiles.ts";
import { checkedFileNames, defaultRuntime } from "../../core/runtimes/index.ts";
import { readPackage } from "../../core/runtimes/packageJson.ts";
import { isFile } from "../common/uris.ts";
import type { Folders } from "./folders.ts";
import { foldersOfWorkspace, type Texts } from "./texts.ts";

/**
 * A folder Remotion is run in: a package that depends on Remotion, one of another language that depends on Remotion's SDK for it, else the
 * workspace folder itself.
 */
export interface Project {
	/** Absolute. */
	readonly folder: string;
	/** Absolute; the workspace folder that it is in. */
	readonly root: string;
	/** What people read: the workspace folder's name and the way from there. */
	readonly name: string;
	/** Who most likely starts Remotion here. */
	readonly runtime: Runtime;
	/** Where the workspace folder itself is deployed to, as far as its files say, where none of its packages depends on Remotion. */
	readonly deploysTo: readonly PlatformRuntime[];
	/** Absolute paths of the `.env` files its own scripts or its dotenv load. */
	readonly loadsEnv: readonly string[];
	/** Other AWS clients of the project, named for people. */
	readonly otherReaders: readonly string[];
	/** Absolute paths of `.env` files beyond those that every project may have, such as `.env.staging`. */
	readonly otherEnvFiles: readonly string[];
	/** Names of the files in folders that launches are looked for in, by the folder's absolute path. */
	readonly listed: ReadonlyMap<string, readonly string[]>;
	/** Absolute; every folder of the workspace folder that has a package.json. */
	readonly packages: readonly string[];
	/** A folder with packages none of which uses Remotion: it is explained when asked, and left alone otherwise. */
	readonly isQuiet: boolean;
	/** A folder with neither package.json nor remotion.config: nothing but a `.env` file may say that it is meant. */
	readonly isGuess?: boolean;
	/** Whether it depends on Remotion Lambda: then its code is looked at, too. */
	readonly usesLambda: boolean;
	/** The commands of its package.json, by name. */
	readonly scripts: Readonly<Record<string, string>>;
	/** The installed version of Remotion, else the exact one package.json asks for. */
	readonly remotionVersion?: string;
}

/** Far more than any repository has: all of them are looked at. */
const mostPackages = 20_000;

/** Every project of the workspace, in the order of the folders. Reads package.json files only; asks nothing of the network. */
export async function findProjects(texts: Texts): Promise<Project[]> {
	const folders = foldersOfWorkspace();
	const found = await Promise.all(
		(workspace.workspaceFolders ?? []).map((folder) => projectsIn(folder, { texts, folders })),
	);
	const projects = eachOnce(found.flat());
	// With one folder open its name says nothing that tells the projects apart.
	if (found.length > 1) return projects;
	return projects.map((project) => ({ ...project, name: project.name.slice(project.name.indexOf("/") + 1) }));
}

/** Where one workspace folder lies in another, both find its projects: they are the inner one's, which has the shorter way to them. */
function eachOnce(projects: readonly Project[]): Project[] {
	const depth = ({ name }: Project) => name.split("/").length;
	const kept = new Map<string, Project>();
	for (const project of projects) {
		const known = kept.get(project.folder);
		if (!known || depth(project) < depth(known)) kept.set(project.folder, project);
	}
	return projects.filter((project) => kept.get(project.folder) === project);
}

/** What one search for projects reads with: a folder is listed once in it. */
interface Search {
	readonly texts: Texts;
	readonly folders: Folders;
}

async function projectsIn(folder: WorkspaceFolder, search: Search): Promise<Project[]> {
	if (!isFile(folder.uri)) return [];
	const root = folder.uri.fsPath;
	const jsons = await workspace.findFiles(
		new RelativePattern(folder, "**/package.json"),
		"**/{node_modules,.next,.vercel,.turbo,.output}/**",
		mostPackages,
	);
	const packages = await Promise.all(
		jsons.map(async ({ fsPath }) => {
			return { name: "package.json", folder: dirname(fsPath), text: (await readNow(search, fsPath)) ?? "" };
		}),
	);
	const listed = await listedFolders(root);
	const folders = packages.map((one) => one.folder).sort();
	const packageFiles = [...packages, ...(await foreignPackages(folder))];
	const readers = new PackageFiles(packageFiles);
	const known: Known = { name: folder.name, root, readers, shared: { listed, packages: folders } };
	const projects = await Promise.all(packages.map((file) => projectOfPackage(search, known, file)));
	const found = projects.flatMap((project) => project ?? []);
	const taken = new Set(found.map((project) => project.folder));
	const foreign = await foreignProjects(search, known, packageFiles);
	const kept = [...found, ...foreign.filter((one) => !taken.has(one.folder))].sort((a, b) =>
		a.folder.localeCompare(b.folder),
	);
	if (kept.length > 0) return kept;
	const config = await workspace.findFiles(new RelativePattern(folder, "remotion.config.*"), null, 1);
	return [
		{
			folder: root,
			root,
			name: folder.name,
			otherEnvFiles: await otherEnvFiles(search, root),
			listed,
			packages: folders,
			loadsEnv: [],
			otherReaders: readers.readersNear(root),
			runtime: defaultRuntime,
			deploysTo: await deploymentsOf(search, root),
			isQuiet: packages.length > 0 && config.length === 0,
			isGuess: packages.length === 0 && config.length === 0,
			usesLambda: false,
			scripts: {},
		},
	];
}

/** What is known of a workspace folder once its package files are found. */
interface Known {
	readonly name: string;
	/** Absolute. */
	readonly root: string;
	readonly readers: PackageFiles;
	readonly shared: Pick<Project, "listed" | "packages">;
}

async function projectOfPackage(
	search: Search,
	{ name, root, readers, shared }: Known,
	{ folder: at, text }: { readonly folder: string; readonly text: string },
): Promise<Project | undefined> {
	const facts = readPackage(text);
	if (!facts.dependsOnRemotion) return undefined;
	const version = (await installedVersion(search, at, root)) ?? facts.remotionVersion;
	return {
		folder: at,
		root,
		runtime: facts.runtime,
		// The launches of a package tell where it is deployed to.
		deploysTo: [],
		otherEnvFiles: await otherEnvFiles(search, at),
		...shared,
		loadsEnv: facts.loadsEnv.map((file) => resolve(at, file)),
		otherReaders: readers.readersNear(at),
		isQuiet: facts.rendersElsewhere,
		usesLambda: facts.usesLambda,
		scripts: facts.scripts,
		name: nameOf(name, relative(root, at)),
		...(version !== undefined && { remotionVersion: version }),
	};
}

/** The package files of other languages, by their names alone. */
async function foreignPackages(folder: WorkspaceFolder): Promise<PackageFile[]> {
	const found = await workspace.findFiles(
		new RelativePattern(folder, `**/{${foreignPackageFiles.join(",")}}`),
		`**/{${installedFolders.join(",")}}/**`,
		mostPackages,
	);
	return found.map(({ fsPath }) => ({ folder: dirname(fsPath), name: basename(fsPath) }));
}

/** The folders whose package file names Remotion's SDK for another language, for the first of these SDKs. */
async function foreignProjects(
	search: Search,
	{ name, root, readers, shared }: Known,
	files: readonly PackageFile[],
): Promise<Project[]> {
	const names: readonly string[] = Object.values(otherSdkFiles).flat();
	const read = files
		.filter((file) => names.includes(file.name))
		.map(async (file) => ({ at: file.folder, text: (await readNow(search, join(file.folder, file.name))) ?? "" }));
	const folders = new Set((await Promise.all(read)).flatMap(({ at, text }) => (mayNameSdk(text) ? [at] : [])));
	if (folders.size === 0) return [];
	const { namedSdks } = await import("../../core/launches/findLaunches.ts");
	const platform = process.platform === "win32" ? "win32" : "posix";
	const projects = [...folders].map(async (at): Promise<Project[]> => {
		const [runtime] = namedSdks({ cwd: at, platform, readFile: (path) => search.texts.peek(path) });
		if (runtime === undefined) return [];
		const others = { otherEnvFiles: await otherEnvFiles(search, at), otherReaders: readers.readersNear(at) };
		const own = { runtime, deploysTo: [], loadsEnv: [], isQuiet: false, usesLambda: false, scripts: {} };
		return [{ folder: at, root, name: nameOf(name, relative(root, at)), ...shared, ...own, ...others }];
	});
	return (await Promise.all(projects)).flat();
}

/** The workspace folder's name and the way from there. */
function nameOf(folder: string, way: string): string {
	return way === "" ? folder : `${folder}/${way.replaceAll("\\", "/")}`;
}

async function deploymentsOf(search: Search, folder: string): Promise<PlatformRuntime[]> {
	const read = await Promise.all(
		deploymentFiles.map(async (name) => [name, await readNow(search, join(folder, name))] as const),
	);
	return platformsIn(new Map(read.flatMap(([name, text]) => (text === undefined ? [] : [[name, text]]))));
}

/** The folders of a workspace in which every file may start Remotion, whatever its name. */
async function listedFolders(root: string): Promise<ReadonlyMap<string, readonly string[]>> {
	const folders = listedFolderNames.map((names) => join(root, ...names));
	return new Map(
		await Promise.all(folders.map(async (folder) => [folder, await readdir(folder).catch(() => [])] as const)),
	);
}

async function otherEnvFiles({ folders }: Search, folder: string): Promise<string[]> {
	const names = await folders.names(folder);
	return names
		.filter((name) => /^\.env\..+$/.test(name) && !checkedFileNames.includes(name))
		.map((name) => join(folder, name));
}

/** The version in node_modules of the project or of a folder above it, up to the workspace folder (hoisted monorepos). */
async function installedVersion(search: Search, folder: string, root: string): Promise<string | undefined> {
	for (let at = folder; ; at = dirname(at)) {
		for (const name of ["@remotion/cli", "remotion"]) {
			const text = await readNow(search, join(at, "node_modules", name, "package.json"));
			const version = text === undefined ? undefined : readPackage(text).version;
			if (version !== undefined) return version;
		}
		if (at === root || at === dirname(at)) return undefined;
	}
}

async function readNow({ texts, folders }: Search, path: string): Promise<string | undefined> {
	let missed = false;
	const read = () => {
		try {
			return texts.read(path, () => {
				missed = true;
			});
		} catch {
			return undefined;
		}
	};
	const text = read();
	if (!missed) return text;
	await texts.loadAll([path], folders);
	return read();
}
