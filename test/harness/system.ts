/**
 * What must come from the operating system. Debian as root: installed here; elsewhere: named exactly. Ubuntu is taken for Debian, and lacks
 * two of these packages (Chromium and its headless shell): apt-get says so.
 */
import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { findChrome } from "../local-aws/sandbox/chrome.ts";
import { lock } from "./lock.ts";
import { HarnessError, say, seconds, withSignsOfLife } from "./log.ts";
import { cacheFolder, ensureFolder } from "./paths.ts";
import { run } from "./processes.ts";

/** What can be missing: how to see it, Debian's packages for it, and what to tell people elsewhere. */
interface Need {
	name: string;
	present: () => boolean;
	debian: string[];
	elsewhere: string;
}

function onPath(...commands: string[]): string | undefined {
	return allOnPath(...commands)[0];
}

function allOnPath(...commands: string[]): string[] {
	const folders = (process.env.PATH ?? "").split(delimiter);
	const files = commands.flatMap((command) => folders.map((folder) => join(folder, command)));
	return files.filter((file) => {
		try {
			accessSync(file, constants.X_OK);
			return true;
		} catch {
			return false;
		}
	});
}

/** The first AWS CLI on the PATH that is a version 2: version 1 cannot list profiles. */
export function findAwsCli(): string | undefined {
	return allOnPath("aws").find((file) => {
		const { stdout } = spawnSync(file, ["--version"], { encoding: "utf8", timeout: 30_000 });
		return /^aws-cli\/2\./.test(stdout ?? "");
	});
}

/** The system's Python with the AWS CLI 2 and with boto3, as far as it has them, and another one on the PATH that has boto3. */
export function awsPythons(): (readonly [python: string, program: "awscli" | "boto3"])[] {
	const imports = (python: string, program: "awscli" | "boto3") => {
		const code = `import ${program}, sys; sys.exit(not ("${program}" == "boto3" or ${program}.__version__.startswith("2.")))`;
		return spawnSync(python, ["-c", code], { stdio: "ignore", timeout: 60_000 }).status === 0;
	};
	const system = "/usr/bin/python3";
	const other = allOnPath("python3").find((file) => file !== system && file !== "/bin/python3");
	const all = [[system, "awscli"], [system, "boto3"], ...(other ? [[other, "boto3"] as const] : [])] as const;
	return all.filter(([python, program]) => imports(python, program));
}

const macBrowsers = ["Google Chrome", "Chromium", "Microsoft Edge"].map(
	(name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
);

/** The Chromium that is the window of the server build: `RLC_CHROMIUM`, else the first known place. */
export function findBrowser(): string | undefined {
	const named = process.env.RLC_CHROMIUM;
	if (named !== undefined && named !== "") return existsSync(named) ? named : undefined;
	if (process.platform === "darwin") return macBrowsers.find((file) => existsSync(file));
	return onPath("chromium-headless-shell", "chromium", "google-chrome", "google-chrome-stable", "chromium-browser");
}

/** As findBrowser, but an error that says what to do where there is none. */
export function requireBrowser(): string {
	const found = findBrowser();
	if (found !== undefined) return found;
	const named = process.env.RLC_CHROMIUM;
	throw new HarnessError(
		named
			? `RLC_CHROMIUM names ${named}, and there is no such file.`
			: "No Chromium found. Install Chromium or Google Chrome, or name its executable in RLC_CHROMIUM.",
	);
}

const needs = {
	browser: {
		name: "Chromium",
		present: () => findBrowser() !== undefined,
		debian: ["chromium-headless-shell", "fonts-dejavu-core"],
		elsewhere: "Chromium or Google Chrome (or set RLC_CHROMIUM to its executable)",
	},
	renderer: {
		name: "a headless Chrome for renders",
		present: () => process.platform !== "linux" || findChrome() !== undefined,
		debian: ["chromium-headless-shell"],
		elsewhere: "chrome-headless-shell (set LOCAL_AWS_CHROME to its executable)",
	},
	compiler: {
		name: "a C++ compiler, make and Python 3",
		present: () => ["make", "g++", "python3"].every((command) => onPath(command) !== undefined),
		debian: ["make", "g++", "python3"],
		elsewhere: "make, a C++ compiler and Python 3 (macOS: xcode-select --install)",
	},
	aws: {
		name: "the AWS CLI 2",
		present: () => findAwsCli() !== undefined,
		debian: ["awscli"],
		elsewhere: "the AWS CLI 2",
	},
	pythons: {
		name: "the AWS CLI's and boto3's Python packages",
		present: () => awsPythons().length >= 2,
		debian: ["awscli", "python3-boto3"],
		elsewhere: "the Python packages of the AWS CLI 2 and boto3, as Debian 12 has them",
	},
	direnv: {
		name: "direnv",
		present: () => onPath("direnv") !== undefined,
		debian: ["direnv"],
		elsewhere: "direnv",
	},
	compose1: {
		name: "docker-compose 1",
		present: () => existsSync("/usr/lib/python3/dist-packages/compose/__init__.py"),
		debian: ["docker-compose"],
		elsewhere: "docker-compose 1.29 for Python 3, as Debian 12 packages it",
	},
	docker: {
		name: "docker's command line",
		present: () => onPath("docker") !== undefined,
		debian: ["docker.io"],
		elsewhere: "docker's command line",
	},
	wine: {
		name: "Wine for 64 bits",
		present: () => onPath("wine") !== undefined,
		debian: ["wine", "wine64"],
		elsewhere: "Wine for 64 bits",
	},
	podman: { name: "podman", present: () => onPath("podman") !== undefined, debian: ["podman"], elsewhere: "podman" },
	kerberos: {
		name: "the Kerberos headers",
		present: () =>
			process.platform !== "linux" ||
			["/usr/include/gssapi/gssapi.h", "/usr/include/gssapi.h"].some((file) => existsSync(file)),
		debian: ["libkrb5-dev"],
		elsewhere: "the Kerberos development headers (Fedora: krb5-devel, Arch: krb5)",
	},
} satisfies Record<string, Need>;

export type NeedName = keyof typeof needs;

function isDebian(): boolean {
	try {
		return /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(readFileSync("/etc/os-release", "utf8"));
	} catch {
		return false;
	}
}

/**
 * Makes sure of the named needs. Debian and its kin as root: installs what is missing. Elsewhere: throws a HarnessError
 * naming all that is missing at once.
 */
export async function ensureSystem(...names: NeedName[]): Promise<void> {
	// A package that another process is just installing looks as if it were there.
	const unlock = await lock(join(ensureFolder(cacheFolder), "system.lock"), "installing system packages");
	try {
		await install(names.map((name) => needs[name]).filter((need: Need) => !need.present()));
	} finally {
		unlock();
	}
}

async function install(missing: readonly Need[]): Promise<void> {
	if (missing.length === 0) return;
	if (process.env.RLC_CHROMIUM && missing.includes(needs.browser)) requireBrowser();
	if (isDebian() && process.getuid?.() === 0 && onPath("apt-get") !== undefined) {
		await aptInstall(missing.flatMap((need) => need.debian));
		const still = missing.filter((need) => !need.present());
		if (still.length === 0) return;
		throw new HarnessError(
			`apt-get ran, but this is still missing: ${still.map((need) => need.elsewhere).join("; ")}.`,
		);
	}
	const packages = missing.flatMap((need) => need.debian).join(" ");
	throw new HarnessError(
		`Missing on this machine: ${missing.map((need) => need.elsewhere).join("; ")}.` +
			(isDebian() ? `\n  Install it with: sudo apt-get install ${packages}` : ""),
	);
}

/** Installs Debian packages, waiting for another apt-get to end, with a sign of life. */
async function aptInstall(packages: string[]): Promise<void> {
	const started = Date.now();
	say(`Installing system packages (about a minute): ${packages.join(" ")} …`);
	const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
	const aptGet = (...args: string[]) => {
		const patience = ["-o", "DPkg::Lock::Timeout=300", "-o", "Acquire::Retries=3"];
		return withSignsOfLife("apt-get is still at it", () => run("apt-get", [...patience, ...args], { cwd: "/", env }));
	};
	const update = await aptGet("update");
	const outcome = await aptGet("install", "-y", "--no-install-recommends", ...packages);
	if (outcome.code !== 0)
		throw new HarnessError(
			`apt-get install ${packages.join(" ")} failed:\n${update.code === 0 ? "" : update.output}${outcome.output}`,
		);
	say(`System packages installed in ${seconds(started)}`);
}
