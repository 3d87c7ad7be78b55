/** The real `@remotion/lambda-client` in a process of its own: it keeps clients and files of its first call for good. */
import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import type * as LambdaClient from "@remotion/lambda-client";

type Api = typeof LambdaClient;
type Functions = { [Name in keyof Api as Api[Name] extends (...args: never[]) => unknown ? Name : never]: Api[Name] };
type Input<F> = F extends (...args: infer A) => unknown ? A : never;
type Output<F> = F extends (...args: never[]) => infer R ? Awaited<R> : never;

export interface RemotionClient {
	/** Calls a function of the client; rejects with the error's message. */
	call<Name extends keyof Functions>(name: Name, ...args: Input<Functions[Name]>): Promise<Output<Functions[Name]>>;
	end(): void;
}

/** `environment` is all the process gets, besides the way to its programs. */
export function startRemotionClient(environment: Record<string, string>): RemotionClient {
	const child: ChildProcess = fork(join(import.meta.dirname, "remotionClientProcess.ts"), [], {
		execArgv: [],
		env: { PATH: process.env.PATH ?? "", AWS_EC2_METADATA_DISABLED: "true", ...environment },
		serialization: "advanced",
	});
	const waiting = new Map<number, { resolve(value: never): void; reject(error: Error): void }>();
	let last = 0;
	child.on("message", (message: { id: number; value: never; error?: string }) => {
		const call = waiting.get(message.id);
		waiting.delete(message.id);
		if (message.error === undefined) call?.resolve(message.value);
		else call?.reject(new Error(message.error));
	});
	child.on("exit", (code) => {
		for (const { reject } of waiting.values()) reject(new Error(`The client's process ended with ${code}.`));
	});
	return {
		call(name, ...args) {
			last += 1;
			const id = last;
			return new Promise((resolve, reject) => {
				waiting.set(id, { resolve, reject });
				child.send({ id, name, args });
			});
		},
		end() {
			child.kill();
		},
	};
}
