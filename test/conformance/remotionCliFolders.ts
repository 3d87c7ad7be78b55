/** Random project folders for the real CLI: `.env`, decoys beside and above it, shell, AWS files, region. */
import fc from "fast-check";
import { type Case, CWD, HOME } from "./environments.ts";
import { fileSets, SECRET } from "./remotionClientFiles.ts";

const pair = (prefix: string, id: string) => ({
	[`${prefix}AWS_ACCESS_KEY_ID`]: `AKIAFAKE${id}`,
	[`${prefix}AWS_SECRET_ACCESS_KEY`]: SECRET,
});

/** What one layer may set; `where` tells afterwards whose key it was. */
function layer(where: "SHELL" | "FILE"): fc.Arbitrary<Record<string, string>> {
	const part = (weight: number, ...values: Record<string, string>[]): fc.Arbitrary<Record<string, string>> =>
		fc.oneof({ weight, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: fc.constantFrom(...values) });
	const profiles = ["default", "static", "role", "gone", ""];
	return fc
		.tuple(
			part(1, pair("", `${where}PLAIN`), pair("", `${where}OTHER`)),
			part(2, pair("REMOTION_", `${where}REMOTION`)),
			part(3, { AWS_SESSION_TOKEN: "not-a-real-token==" }, { AWS_SESSION_TOKEN: "" }),
			part(3, { REMOTION_AWS_SESSION_TOKEN: "not-a-real-token/+=" }),
			part(3, ...profiles.map((name) => ({ AWS_PROFILE: name }))),
			part(4, ...profiles.map((name) => ({ REMOTION_AWS_PROFILE: name }))),
			part(8, { REMOTION_AWS_SECRET_ACCESS_KEY: "" }, { AWS_ACCESS_KEY_ID: "" }),
			part(6, { REMOTION_SKIP_AWS_CREDENTIALS_CHECK: "0" }, { REMOTION_SKIP_AWS_CREDENTIALS_CHECK: "" }),
			part(2, { REMOTION_AWS_REGION: "eu-west-1" }, { REMOTION_AWS_REGION: "" }, { REMOTION_AWS_REGION: "us-west-2" }),
			part(1, { AWS_REGION: "ap-south-1" }, { AWS_REGION: "sa-east-1" }, { AWS_REGION: "" }),
			part(9, { AWS_REGION: "us-east-1 " }, { AWS_REGION: "mars-north-1" }),
			part(3, { AWS_DEFAULT_REGION: "eu-west-3" }),
		)
		.map((parts) => Object.assign({}, ...parts));
}

/** Ways to write an assignment; the value is kept by each of them, so white space stands in quotes. */
const spelling = fc.constantFrom<(name: string, value: string) => string>(
	(name, value) => `${name}="${value}"\n`,
	(name, value) => `${name}='${value}' # comment\n`,
	(name, value) => `export ${name}=\`${value}\`\r\n`,
	(name, value) => `${name}: "${value}"\n\n`,
	(name, value) => `${name}=overwritten\n${name} = "${value}"\n`,
	(name, value) => `# ${name}=${value}\n`,
);

const sets = [
	"none",
	"default static",
	"default with token",
	"[default] only in a comment",
	"static only in config",
	"role and source",
	"mfa",
	"half keys",
	"[profile default]",
	"CRLF",
];

const DECOYS = ["AWS_", "REMOTION_AWS_"]
	.map((prefix) => `${prefix}ACCESS_KEY_ID=AKIAFAKEDECOY\n${prefix}SECRET_ACCESS_KEY=${SECRET}\n`)
	.join("");

/** Files of which the CLI must read no credentials. */
const decoys = [`${CWD}/.env.local`, `${CWD}/.env.production`, `${CWD}/.env.development.local`, "/case/.env"];

export const cliFolder: fc.Arbitrary<Case> = fc
	.record({
		shell: layer("SHELL"),
		file: layer("FILE"),
		spellings: fc.array(spelling, { minLength: 3, maxLength: 8 }),
		set: fc.constantFrom(...sets),
		around: fc.subarray(decoys),
		bare: fc.boolean(),
	})
	.map(({ shell, file, spellings, set, around, bare }) => {
		const [credentials, config] = fileSets[set] ?? [null, null];
		const files: Record<string, string> = Object.fromEntries(around.map((path) => [path, DECOYS]));
		if (credentials !== null) files[`${HOME}/.aws/credentials`] = credentials;
		if (config !== null) files[`${HOME}/.aws/config`] = config;
		const write = (at: number) => spellings[at % spellings.length] ?? ((name, value) => `${name}=${value}\n`);
		const dotenv = Object.entries(file)
			.map(([name, value], index) => write(index)(name, value))
			.join("");
		return {
			environment: { ...(bare ? {} : shell), AWS_EC2_METADATA_DISABLED: "true" },
			files,
			directories: [],
			throughTerminal: [],
			dotenv,
		};
	});
