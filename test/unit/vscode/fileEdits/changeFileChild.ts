/**
 * A program that changes a file with `changeFile` and is killed on the way: `changeFileChild.ts FILE TEXT [STEP]`. A step is a call to the
 * file system; at the given one the process dies: before it, or half-way through where it writes.
 */
import { promises, readFileSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";

const [file = "", text = "", dieAt = "-1"] = process.argv.slice(2);
let step = 0;

function count(): void {
	if (step++ === Number(dieAt)) process.kill(process.pid, "SIGKILL");
}

const open = promises.open;
for (const name of ["mkdir", "realpath", "readFile", "stat", "chmod", "rename", "rm"] as const) {
	const original: (...args: never[]) => unknown = promises[name];
	Object.assign(promises, {
		[name]: async (...args: never[]) => {
			count();
			const result = await Reflect.apply(original, promises, args);
			count();
			return result;
		},
	});
}
/** Writing takes a while: here the process dies when half is written. */
const { copyFile, writeFile } = promises;
Object.assign(promises, {
	copyFile: async (from: string, to: string) => {
		count();
		if (step++ === Number(dieAt)) {
			await writeFile(to, readFileSync(from).subarray(0, 100));
			process.kill(process.pid, "SIGKILL");
		}
		await copyFile(from, to);
		count();
	},
	writeFile: async (to: string, data: string | Uint8Array) => {
		count();
		if (step++ === Number(dieAt)) {
			await writeFile(to, data.slice(0, data.length / 2));
			process.kill(process.pid, "SIGKILL");
		}
		await writeFile(to, data);
	},
	open: async (...args: Parameters<typeof open>) => {
		count();
		const handle = await open(...args);
		count();
		const { writeFile, sync, close } = handle;
		handle.writeFile = async (data, options) => {
			count();
			if (step++ === Number(dieAt)) {
				await writeFile.call(handle, String(data).slice(0, String(data).length / 2), options);
				process.kill(process.pid, "SIGKILL");
			}
			await writeFile.call(handle, data, options);
		};
		handle.sync = async () => {
			count();
			await sync.call(handle);
			count();
		};
		handle.close = async () => {
			await close.call(handle);
			count();
		};
		return handle;
	},
});
syncBuiltinESMExports();

const { changeFile } = await import("../../../../src/vscode/fileEdits/credentialsFile.ts");
await changeFile(file, (before) => before + text).catch((error) => {
	process.stdout.write(String(error.code ?? error.message));
	process.exit(2);
});
process.stdout.write(`${step} steps`);
