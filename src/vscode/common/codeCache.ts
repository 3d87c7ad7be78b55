import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Script } from "node:vm";
import { readFileNow } from "../../files/readNow.ts";
import { nextTurn } from "./turns.ts";

/** Increased when the layout of the files changes. */
const layout = 1;

/** Numbers before what a file holds: the layout, and the lengths in bytes of the V8 that wrote it, of the bundle and of the code. */
const headerLength = 4 * Uint32Array.BYTES_PER_ELEMENT;

/** A bundle that V8 had to compile. */
interface Compiled {
	readonly script: Script;
	readonly source: Buffer;
}

/**
 * Loads this extension's own bundles with what V8 compiled of them at an earlier start: half of the time of a start goes into that. It is kept
 * for these bundles alone, through `vm.Script`; no switch of the extension host is turned. What is kept counts only for the same bundle, byte by byte,
 * and the same V8; otherwise the bundle is compiled as ever. It holds code and its literals, and nothing of what the code was run on.
 */
export class CodeCache {
	readonly #bundles: string;
	readonly #storage: string;
	readonly #require: (id: string) => unknown;
	readonly #exports = new Map<string, unknown>();
	readonly #compiled = new Map<string, Compiled>();

	/**
	 * @param bundles the folder of the bundles
	 * @param storage a folder of this extension's own; it need not be there
	 * @param require loads everything else, such as `vscode`
	 */
	constructor(bundles: string, storage: string, require: (id: string) => unknown) {
		this.#bundles = bundles;
		this.#storage = storage;
		this.#require = require;
	}

	/**
	 * Returns what a bundle exports; it is run once.
	 * @param name such as `features`, for `features.cjs`
	 * @throws what running it throws, and an error where it is not there
	 */
	load(name: string): unknown {
		if (this.#exports.has(name)) return this.#exports.get(name);
		const file = join(this.#bundles, `${name}.cjs`);
		const source = readFileNow(file).bytes;
		const cachedData = this.#kept(name, source);
		// The same wrapper as Node's own for CommonJS.
		const text = `(function (exports, require, module, __filename, __dirname) { ${source.toString("utf8")}\n});`;
		const script = new Script(text, { filename: file, ...(cachedData && { cachedData }) });
		if (script.cachedDataRejected !== false) this.#compiled.set(name, { script, source });
		const module = { exports: {} };
		script.runInThisContext().call(module.exports, module.exports, this.#requireFrom, module, file, this.#bundles);
		this.#exports.set(name, module.exports);
		return module.exports;
	}

	/** The loaded bundles that V8 had to compile, as nothing was kept of them, or nothing that counts. */
	get compiled(): string[] {
		return [...this.#compiled.keys()];
	}

	/**
	 * Keeps what V8 has compiled of these until now.
	 * @throws the system's error where the folder cannot be written to
	 */
	async keep(): Promise<void> {
		for (const [name, { script, source }] of this.#compiled) {
			// Each takes V8 some milliseconds.
			await nextTurn();
			this.#compiled.delete(name);
			await replaceFile(this.#fileOf(name), layOut(source, script.createCachedData()));
		}
	}

	/** Bundles load each other by `./NAME.cjs`. */
	readonly #requireFrom = (id: string): unknown => {
		const own = /^\.\/([\w-]+)\.cjs$/.exec(id)?.[1];
		return own === undefined ? this.#require(id) : this.load(own);
	};

	#fileOf(name: string): string {
		return join(this.#storage, "code", `${name}.bin`);
	}

	#kept(name: string, source: Buffer): Buffer | undefined {
		try {
			return codeIn(readFileNow(this.#fileOf(name)).bytes, source);
		} catch {
			// There is none, or it cannot be read: the bundle is compiled.
			return undefined;
		}
	}
}

/** The V8 whose code it is. V8 compares its version and its switches, too, but not the processor's kind. */
const engine = Buffer.from(`${process.versions.v8} ${process.platform} ${process.arch}`);

/**
 * The code twice, as V8 does not see whether it is whole, and ends the process over code that is not. To compare takes a small part of what a
 * checksum takes.
 */
function layOut(source: Buffer, code: Buffer): Buffer[] {
	const header = Buffer.alloc(headerLength);
	for (const [index, number] of [layout, engine.length, source.length, code.length].entries())
		header.writeUInt32LE(number, index * Uint32Array.BYTES_PER_ELEMENT);
	// V8 copies code that does not begin at a multiple of eight.
	return [header, code, code, engine, source];
}

/** The code in a file that `layOut` made; undefined where it is of another V8 or another bundle, or not whole. */
function codeIn(bytes: Buffer, source: Buffer): Buffer | undefined {
	const number = (index: number) => bytes.readUInt32LE(index * Uint32Array.BYTES_PER_ELEMENT);
	if (bytes.length < headerLength || number(0) !== layout) return undefined;
	const [engineLength, sourceLength, length] = [number(1), number(2), number(3)];
	if (bytes.length !== headerLength + 2 * length + engineLength + sourceLength) return undefined;
	const part = (start: number, size: number) => bytes.subarray(start, start + size);
	const code = part(headerLength, length);
	const isWhole = code.equals(part(headerLength + length, length));
	const isSameEngine = engine.equals(part(headerLength + 2 * length, engineLength));
	const isSame = isWhole && isSameEngine && source.equals(part(headerLength + 2 * length + engineLength, sourceLength));
	return isSame ? code : undefined;
}

/** Puts a file in the place of another in one step: two windows may do so at once. */
async function replaceFile(file: string, parts: readonly Buffer[]): Promise<void> {
	await mkdir(dirname(file), { recursive: true });
	const fresh = `${file}.${process.pid}`;
	try {
		await writeFile(fresh, parts, { mode: 0o600, flush: true });
		await rename(fresh, file);
	} catch (error) {
		await rm(fresh, { force: true });
		throw error;
	}
}
