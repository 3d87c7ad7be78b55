/**
 * The inside of a process that asks AWS. A process of its own, because the SDK reads `process.env`, remembers files and clients as long as
 * the process lives, and may run a credential_process that hangs. It ends when the extension is gone.
 */
import { resolve } from "node:path";
import { fromIni } from "@aws-sdk/credential-provider-ini";
import { externalDataInterceptor } from "@smithy/shared-ini-file-loader";
import type { Failed, FromChild, PlainSource, Setup, ToChild } from "../protocol.ts";
import { failureOf } from "./failure.ts";

/** Answers every question that comes; what is thrown becomes a failure without secrets. */
export function answerAll<Question extends { readonly source: PlainSource }, Answer>(
	answer: (question: Question, setup: Setup) => Promise<Answer>,
	/** Secrets of the question itself, beyond those of its source. */
	secrets: (question: Question) => string[] = () => [],
): void {
	let setup: Setup = { environment: {}, files: {}, region: "us-east-1" };
	const say = (message: FromChild<Answer | Failed>) => process.send?.(message);
	const find = async (question: Question): Promise<Answer | Failed> => {
		try {
			return await answer(question, setup);
		} catch (error) {
			return { ok: false, ...failureOf(error, [...secretsOf(question.source, setup), ...secrets(question)]) };
		}
	};
	process.on("message", (message: ToChild<Question>) => {
		if (message.type === "ask") void find(message.question).then((found) => say({ type: "answer", answer: found }));
		else {
			setup = message.setup;
			prepare(setup);
		}
	});
	process.on("disconnect", () => {
		// A credential_process may be running: it is of the same process group.
		try {
			if (process.platform !== "win32") process.kill(-process.pid, "SIGKILL");
		} catch {}
		process.exit();
	});
	say({ type: "ready" });
}

/** As Remotion makes its clients: keys, `fromIni` with nothing but a name, or nothing, which is the SDK's default chain. */
export function credentialsOf(source: PlainSource) {
	if (source.kind === "chain") return {};
	if (source.kind === "profile") return { credentials: fromIni({ profile: source.profile }) };
	const { accessKeyId, secretAccessKey, sessionToken } = source;
	return { credentials: { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) } };
}

/**
 * The project's environment takes the place of this process's own, and the explained texts the place of the AWS files: what is verified is
 * what is shown, and a file that changes after the person was asked changes nothing.
 */
function prepare(wanted: Setup): void {
	for (const name of Object.keys(process.env)) if (!(name in wanted.environment)) delete process.env[name];
	Object.assign(process.env, wanted.environment);
	// cmd.exe would look for a credential_process's program in the project's folder first.
	if (process.platform === "win32") process.env.NoDefaultCurrentDirectoryInExePath = "1";
	for (const [path, text] of Object.entries(wanted.files)) externalDataInterceptor.interceptFile(path, text);
	// The SDK asks for a path as the variable has it.
	for (const name of ["AWS_SHARED_CREDENTIALS_FILE", "AWS_CONFIG_FILE"]) {
		const path = process.env[name];
		const text = path && wanted.files[resolve(path)];
		if (path && text !== undefined) externalDataInterceptor.interceptFile(path, text);
	}
}

/** Every secret this process was given, for the case that a message repeats one. */
function secretsOf(source: PlainSource, setup: Setup): string[] {
	const named = Object.entries(setup.environment).flatMap(([name, value]) =>
		/SECRET|TOKEN/i.test(name) ? [value] : [],
	);
	const inFiles = Object.values(setup.files).flatMap((text) =>
		[...text.matchAll(/(?:secret_access_key|session_token)[ \t]*=[ \t]*(\S+)/g)].map(([, value]) => value ?? ""),
	);
	const own = source.kind === "keys" ? [source.secretAccessKey, source.sessionToken ?? ""] : [];
	return [...named, ...inFiles, ...own];
}
