/** Runs in a process of its own, see remotionClient.ts: name and arguments in, result or error out. */
import { createRequire } from "node:module";

const client: Record<string, (...args: unknown[]) => unknown> = createRequire(import.meta.url)(
	"@remotion/lambda-client",
);

process.on("message", ({ id, name, args }: { id: number; name: string; args: unknown[] }) => {
	Promise.resolve()
		.then(() => client[name]?.(...args))
		.then(
			(value) => process.send?.({ id, value }),
			(error: unknown) =>
				process.send?.({ id, error: error instanceof Error ? `${error.name}: ${error.message}` : String(error) }),
		);
});
process.on("disconnect", () => process.exit());
