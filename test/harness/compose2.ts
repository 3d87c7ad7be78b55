/** Docker Compose 2: the machine's own, else Debian's package of a release that this machine is not on, unpacked into the cache. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { HarnessError, say } from "./log.ts";
import { cacheFolder, ensureFolder } from "./paths.ts";

/** The release whose package it is: Debian 12 has Docker Compose 1 under this name. */
const release = "forky";
const places = [
	join(homedir(), ".docker/cli-plugins"),
	"/usr/local/lib/docker/cli-plugins",
	"/usr/lib/docker/cli-plugins",
	"/usr/libexec/docker/cli-plugins",
].map((folder) => join(folder, "docker-compose"));

/** Its path. It can be started by itself. */
export function compose2(): string {
	const own = places.find((path) => existsSync(path));
	if (own !== undefined) return own;
	const folder = ensureFolder(join(cacheFolder, `docker-compose-${release}`));
	const unpacked = join(folder, "unpacked/usr/libexec/docker/cli-plugins/docker-compose");
	if (!existsSync(unpacked)) unpack(folder);
	if (!existsSync(unpacked)) throw new HarnessError("Missing on this machine: Docker Compose 2, as docker's plugin.");
	return unpacked;
}

/** apt-get keeps what it knows of that release in the folder, so that the machine's own packages stay those of its release. */
function unpack(folder: string): void {
	say("Unpacking Debian's package of Docker Compose 2 …");
	for (const name of ["state/lists/partial", "cache/archives/partial"])
		mkdirSync(join(folder, name), { recursive: true });
	const sources = join(folder, "sources.list");
	const key = "/usr/share/keyrings/debian-archive-keyring.gpg";
	writeFileSync(sources, `deb [signed-by=${key}] http://deb.debian.org/debian ${release} main\n`);
	const settings = {
		"Dir::State": join(folder, "state"),
		"Dir::State::status": "/var/lib/dpkg/status",
		"Dir::Cache": join(folder, "cache"),
		"Dir::Etc::sourcelist": sources,
		"Dir::Etc::sourceparts": "/dev/null",
	};
	const options = Object.entries(settings).flatMap(([name, value]) => ["-o", `${name}=${value}`]);
	const start = (command: string, ...args: readonly string[]) => spawnSync(command, args, { cwd: folder });
	start("apt-get", ...options, "update");
	start("apt-get", ...options, "download", "docker-compose");
	const file = readdirSync(folder).find((name) => name.endsWith(".deb"));
	if (file !== undefined) start("dpkg-deb", "-x", file, join(folder, "unpacked"));
}
