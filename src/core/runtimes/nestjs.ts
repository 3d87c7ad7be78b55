import { dotenvDialect } from "../dotenv/parse.ts";
import type { ProgramRow } from "./runtime.ts";

/** A server of NestJS whose `ConfigModule` loads `.env`. Source: @nestjs/config 12.0.1, run. */
export const nestjs: ProgramRow = {
	id: "nestjs",
	label: "NestJS",
	loads: ({ cwd, paths, codeLoadsEnv }) => [...new Set([...codeLoadsEnv, paths.join(cwd, ".env")])],
	dialect: () => dotenvDialect(),
	layers:
		"NestJS sees the shell's variables and then what ConfigModule.forRoot() loads: .env, unless it is told other files.",
	layersInShort: "Shell, then .env or what ConfigModule is told",
	regionVariables: [],
	neverReads: {
		reader: "NestJS",
		remedy: "ConfigModule.forRoot() reads .env alone: name the file in its envFilePath.",
	},
	startsHere: ({ dependencies }) => (dependencies.includes("@nestjs/config") ? "framework" : undefined),
};
