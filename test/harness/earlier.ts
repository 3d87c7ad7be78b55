/**
 * What passed before and need not run again, as `go test` does it: a part of the run is passed over where nothing that it could read has
 * changed since it passed. What it could read is taken widely: every file of the repository that Git tracks or would, but for the tests of other
 * parts, and what no test reads. A part is a suite, or one file of a suite that runs file by file.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { lstatSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ensureFolder } from "./paths.ts";

/** Longer ago than this many milliseconds it counts no more: machines change, too. */
const longest = 24 * 3_600_000;

/** What no part reads: what people read, benches, screenshots. */
const unread =
	/^[^/]+\.md$|^LICENSE$|^\.github\/|^\.ci\/|^test\/bench\/|^test\/(?:unit|local-aws)\/.*\.md$|\.screens\.ts$/;

export interface Part {
	/** Such as "host:demo" or "test/ui/checks.test.ts". */
	name: string;
	/** How the paths of its own test files begin, from the repository's root. */
	own: string;
}

interface Passed {
	hash: string;
	passed: number;
	/** Milliseconds since 1970. */
	at: number;
}

export class Earlier {
	readonly #root: string;
	readonly #file: string;
	readonly #programs: () => readonly (string | undefined)[];
	readonly #hashes = new Map<string, { seen: string; hash: string }>();
	/** What every file was when the run began: what was built then is what is tested, whatever is changed meanwhile. */
	readonly #atStart: ReadonlyMap<string, string> | undefined;

	/**
	 * @param root the repository
	 * @param file where it is kept
	 * @param programs what else a run depends on, by path: where one changes, nothing counts any more
	 */
	constructor(root: string, file: string, programs: () => readonly (string | undefined)[] = () => []) {
		this.#root = root;
		this.#file = file;
		this.#programs = programs;
		this.#atStart = this.#files();
	}

	/** How many tests passed in the part's last run; undefined: it has to run. */
	passed(part: Part): number | undefined {
		const last = this.#read()[part.name];
		if (last === undefined || Math.abs(Date.now() - last.at) > longest) return undefined;
		return last.hash === this.#hash(part, this.#files()) ? last.passed : undefined;
	}

	/** A part has passed, with so many tests. It counts only where no file was changed since the run began. */
	keep(part: Part, passed: number): void {
		const hash = this.#hash(part, this.#files());
		if (hash === undefined || hash !== this.#hash(part, this.#atStart)) return;
		const all = { ...this.#read(), [part.name]: { hash, passed, at: Date.now() } };
		ensureFolder(dirname(this.#file));
		writeFileSync(`${this.#file}.part`, JSON.stringify(all));
		renameSync(`${this.#file}.part`, this.#file);
	}

	#read(): Record<string, Passed | undefined> {
		try {
			return JSON.parse(readFileSync(this.#file, "utf8"));
		} catch {
			return {};
		}
	}

	/** What a part could read, as one value; undefined: that cannot be told. */
	#hash({ own }: Part, files: ReadonlyMap<string, string> | undefined): string | undefined {
		if (files === undefined) return undefined;
		const hash = createHash("sha256").update(this.#machine());
		for (const [path, contents] of files)
			if (!path.endsWith(".test.ts") || path.startsWith(own)) hash.update(`\0${path}\0${contents}`);
		return hash.digest("hex");
	}

	/** Every file that any part could read, and what is in it; undefined where Git does not tell. */
	#files(): Map<string, string> | undefined {
		const listed = spawnSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
			cwd: this.#root,
			encoding: "utf8",
			maxBuffer: 64 * 1024 * 1024,
		});
		if (listed.status !== 0) return undefined;
		const paths = [...new Set(listed.stdout.split("\0"))].filter((path) => path !== "" && !unread.test(path));
		return new Map(paths.sort().map((path) => [path, this.#contents(path)]));
	}

	#machine(): string {
		const programs = this.#programs().map((path) => {
			const stat = path === undefined ? undefined : statSync(path, { throwIfNoEntry: false });
			return [path, stat?.size, stat?.mtimeMs];
		});
		return JSON.stringify([process.version, process.platform, process.arch, programs]);
	}

	#contents(path: string): string {
		const file = join(this.#root, path);
		const stat = lstatSync(file, { throwIfNoEntry: false });
		if (!stat?.isFile()) return stat === undefined ? "absent" : "no file";
		const seen = `${stat.ino} ${stat.size} ${stat.mtimeMs} ${stat.ctimeMs} ${stat.mode}`;
		const known = this.#hashes.get(path);
		if (known?.seen === seen) return known.hash;
		const hash = createHash("sha256").update(`${stat.mode}`).update(readFileSync(file)).digest("hex");
		this.#hashes.set(path, { seen, hash });
		return hash;
	}
}
