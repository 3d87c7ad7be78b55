/** A secret of its own in everything the extension reads: found somewhere, it tells where it came from. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** By where they are planted. 40 characters as AWS's, and with what Base64 and URLs write otherwise. */
export const canaries: Record<string, string> = {};

function plant(place: string): string {
	const canary = `notAReal/+${place.replace(/\W/g, "")}`.padEnd(40, "0").slice(0, 40);
	canaries[place] = canary;
	return canary;
}

const pair = (name: string, prefix: string) =>
	`${prefix}AWS_ACCESS_KEY_ID=AKIAFAKE${name.toUpperCase().padEnd(12, "0").slice(0, 12)}\n${prefix}AWS_SECRET_ACCESS_KEY=${plant(name)}\n`;

/** Texts of `.env`, by project. */
const projects: Record<string, string> = {
	prefixed: `${pair("prefixed", "REMOTION_")}REMOTION_AWS_SESSION_TOKEN=${plant("prefixedtoken")}\n`,
	plain: `${pair("plain", "")}AWS_SESSION_TOKEN='${plant("plaintoken")}'\nAWS_REGION=us-east-1 \n`,
	commented: `# AWS_SECRET_ACCESS_KEY=${plant("comment")}\nREMOTION_AWS_PROFILE=gone\n`,
	swallowed: `REMOTION_AWS_PROFILE="remotion\nAWS_SECRET_ACCESS_KEY=${plant("swallowed")}\nAWS_REGION="\n`,
	region: `AWS_REGION='mars\n${plant("swallowedregion")}'\n${pair("inregion", "REMOTION_")}`,
	mixed: `REMOTION_AWS_ACCESS_KEY_ID=AKIAFAKEMIXED0000000\nAWS_SECRET_ACCESS_KEY=${plant("mixed")}\n`,
	swapped: `REMOTION_AWS_ACCESS_KEY_ID=${plant("swapped")}\nREMOTION_AWS_SECRET_ACCESS_KEY=AKIAFAKESWAPPED00000\n`,
	malformed: `REMOTION_AWS_ACCESS_KEY_ID=AKIAFAKEMALFORMED000\nREMOTION_AWS_SECRET_ACCESS_KEY=${plant("malformed")}#cut\n`,
	misspelled: `AWS_SECRET_KEY=${plant("misspelled")}\nREMOTION_ACCESS_KEY_ID=AKIAFAKEMISSPELLED00\n`,
	public: `NEXT_PUBLIC_AWS_SECRET_ACCESS_KEY=${plant("public")}\nVITE_AWS_SESSION_TOKEN=${plant("vite")}\n`,
	pool: `AWS_KEY_1=AKIAFAKEPOOL00000001\nAWS_SECRET_1=${plant("poolone")}\nAWS_KEY_2=AKIAFAKEPOOL00000002\nAWS_SECRET_2=${plant("pooltwo")}\nAWS_KEY_3=AKIAFAKEPOOL00000003\n`,
	others: `DATABASE_URL=postgres://u:${plant("database")}@db/x\nSTRIPE_SECRET_KEY=${plant("stripe")}\nREMOTION_AWS_PROFILE=remotion\n`,
	reference: `MY_SECRET=${plant("referred")}\nREMOTION_AWS_SECRET_ACCESS_KEY=$MY_SECRET\nREMOTION_AWS_ACCESS_KEY_ID=AKIAFAKEREFERENCE000\n`,
	malformedLine: `export\nthis is no line ${plant("line")}\nREMOTION_AWS_SECRET_ACCESS_KEY "${plant("noequals")}"\n`,
	duplicate: `${pair("first", "REMOTION_")}${pair("second", "REMOTION_")}`,
};

const awsFiles = () => ({
	".aws/credentials": `[default]
aws_access_key_id = AKIAFAKEDEFAULT00001
aws_secret_access_key = ${plant("default")}
[remotion]
aws_access_key_id = ASIAFAKEREMOTION0001
aws_secret_access_key = ${plant("profile")}
aws_session_token = ${plant("profiletoken")}
my_own_secret = ${plant("unknownkey")}
# old = ${plant("awscomment")}
[half]
aws_secret_access_key = ${plant("half")}
this line is none ${plant("awsline")}
[my spare one]
aws_secret_access_key = ${plant("unseen")}
[swapped]
aws_access_key_id = ${plant("awsswapped")}
aws_secret_access_key = AKIAFAKEAWSSWAPPED00
`,
	".aws/config": `[profile process]
credential_process = echo ${plant("process")}
[profile role]
role_arn = arn:aws:iam::111122223333:role/x
source_profile = remotion
external_id = no-secret-says-aws
[profile mfa]
role_arn = arn:aws:iam::111122223333:role/x
source_profile = remotion
mfa_serial = arn:aws:iam::111122223333:mfa/x
[profile sso]
sso_session = company
sso_account_id = 111122223333
sso_role_name = x
[sso-session company]
sso_region = us-east-1
sso_start_url = https://company.example/start
`,
});

/** What the person types, has on the clipboard, and pastes. */
export const typed = {
	secret: plant("typedsecret"),
	token: plant("typedtoken"),
	clipboard: `InvalidSignatureException: AWS_SECRET_ACCESS_KEY=${plant("clipboard")}`,
	pasted: `UnrecognizedClientException: {"secretAccessKey":"${plant("pasted")}"} ${plant("pastedalone")}`,
};

/** What the shell brings: `suite.json` says the same. */
for (const [name, value] of Object.entries(process.env))
	if (value?.startsWith("notARealShell")) canaries[`the shell's ${name}`] = value;

/** Plants them all, and gives the projects' folders. */
export function plantAll(folder: string, home: string): string[] {
	const write = (path: string, text: string) => {
		mkdirSync(dirname(path), { recursive: true });
		writeFileSync(path, text, { mode: 0o600 });
	};
	for (const [name, text] of Object.entries(awsFiles())) write(join(home, name), text);
	for (const [name, text] of Object.entries(projects)) {
		write(join(folder, name, ".env"), text);
		const isNext = name === "reference" || name === "others";
		const dependencies = {
			...(isNext && { next: "16.0.0" }),
			"@remotion/lambda": "4.0.527",
			...(!isNext && { "@remotion/cli": "4.0.527" }),
		};
		write(join(folder, name, "package.json"), JSON.stringify({ name, dependencies }));
		write(
			join(folder, name, "node_modules/@remotion/lambda/package.json"),
			`{"name":"@remotion/lambda","version":"4.0.527","exports":{"./client":"./client.js",".":"./client.js"}}`,
		);
		// The worst client there can be: it prints and throws all it was given.
		write(
			join(folder, name, "node_modules/@remotion/lambda/client.js"),
			"const all = () => JSON.stringify(process.env); process.stderr.write(all());\nmodule.exports = new Proxy({}, { get: (_, name) => name === '__esModule' ? true : name === 'then' ? undefined : async () => { process.stderr.write(all()); throw new Error(all()); } });\n",
		);
	}
	return Object.keys(projects).map((name) => join(folder, name));
}
