/** The steps of a program that changes files: its calls to the file system, each told before it, so that anything may happen there. */
import fs, { promises } from "node:fs";
import { syncBuiltinESMExports } from "node:module";

/** Told of each step, by its function and what it was called with; half: `data` is about to be written, of which so much could come on the disk first. */
export type Step = (name: string, args: readonly unknown[], write?: { path: string; half: string | Buffer }) => void;

const asynchronous =
	"mkdir realpath readlink readdir lstat stat chmod rename rm link unlink copyFile readFile writeFile".split(" ");
const synchronous = "openSync readFileSync statSync fstatSync linkSync renameSync".split(" ");

/** Tells every step from now on; the function that is given back ends it. */
export function watchSteps(told: Step): () => void {
	const originals = { promises: { ...promises }, fs: { ...fs } };
	for (const name of asynchronous) {
		const original = Reflect.get(originals.promises, name);
		Reflect.set(promises, name, async (...args: unknown[]) => {
			told(name, args);
			return Reflect.apply(original, promises, args);
		});
	}
	for (const name of synchronous) {
		const original = Reflect.get(originals.fs, name);
		Reflect.set(fs, name, (...args: unknown[]) => {
			told(name, args);
			return Reflect.apply(original, fs, args);
		});
	}
	const { open } = originals.promises;
	promises.open = async (...args) => {
		told("open", args);
		const handle = await open(...args);
		const { writeFile, sync, close } = handle;
		handle.writeFile = async (data, options) => {
			const bytes = typeof data === "string" ? data : Buffer.from(data as Uint8Array);
			told("write", args, { path: String(args[0]), half: bytes.slice(0, bytes.length / 2) });
			await writeFile.call(handle, data, options);
		};
		handle.sync = async () => {
			told("sync", args);
			await sync.call(handle);
		};
		handle.close = async () => {
			told("close", args);
			await close.call(handle);
		};
		return handle;
	};
	syncBuiltinESMExports();
	return () => {
		for (const name of [...asynchronous, "open"]) Reflect.set(promises, name, Reflect.get(originals.promises, name));
		for (const name of synchronous) Reflect.set(fs, name, Reflect.get(originals.fs, name));
		syncBuiltinESMExports();
	};
}
