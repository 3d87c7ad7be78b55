/** How a program reads the text of a `.env` file. */
export type Dialect =
	| "dotenv-9"
	| "dotenv-17"
	| "bun"
	| "node-20"
	| "node-22"
	| "env-cmd"
	/** Up to 10.1: comments behind values stay. */
	| "env-cmd-10"
	| "direnv"
	| "mise"
	/** `env_file` of mise's settings, where bad lines are passed over. */
	| "mise-settings"
	| "docker"
	| "podman"
	| "compose-1"
	| "compose-2"
	| "make"
	| "just"
	| "foreman"
	| "godotenv"
	| "deno"
	| "zx"
	/** A POSIX shell that runs the file: `. ./.env`. */
	| "sh"
	/** Its words after `xargs`: `export $(cat .env | xargs)`. */
	| "xargs"
	/** Its words as a shell splits them: `export $(cat .env)`. */
	| "words"
	/** The same without lines that begin with #: `grep -v '^#' .env` in the place of `cat .env`. */
	| "xargs-no-comments"
	| "words-no-comments";

/** How a program replaces variables in values. */
export type Expansion =
	| "next"
	| "bun"
	| "dotenv-cli"
	| "dotenvx"
	| "nest"
	| "nuxt"
	/** Vite's `loadEnv(mode, folder, "")`, which React Router and TanStack Start put into process.env. */
	| "vite"
	| "wrangler"
	/** The packages of Python, PHP, Go and Ruby that load `.env`. */
	| "python-dotenv"
	| "phpdotenv"
	| "godotenv"
	| "ruby-dotenv"
	| "shell"
	/** Yarn 4, of `.env.yarn`: `${NAME}`, and not `$NAME`. */
	| "yarn";
