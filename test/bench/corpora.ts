/** Texts to measure on, made from a seed: the same on every machine and in every run. No key in them is one. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A small generator of numbers that look random (mulberry32); the same seed gives the same numbers. */
export function random(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

const seed = 13;

/** The two AWS files with so many profiles: half of them keys, a quarter roles, a fifth SSO, the rest settings alone; with comments. */
export function awsFiles(profiles: number): { credentials: string; config: string } {
	const next = random(seed);
	const letters = (alphabet: string, length: number) =>
		Array.from({ length }, () => alphabet[Math.floor(next() * alphabet.length)]).join("");
	const credentials: string[] = ["# Made for measuring: no key in here is one.", ""];
	const config: string[] = [];
	for (let session = 0; session < Math.max(1, profiles / 100); session++)
		config.push(
			`[sso-session company-${session}]`,
			`sso_start_url = https://company-${session}.awsapps.com/start#/`,
			"sso_region = us-east-1",
			"",
		);
	for (let index = 0; index < profiles; index++) {
		const name = index === 0 ? "default" : `team-${index % 40}-stage-${index}`;
		const account = String(100_000_000_000 + index);
		const kind = index === 0 ? 0 : next();
		if (next() < 0.1) credentials.push(`# ${name} was rotated on day ${index % 365}; see the wiki`);
		if (kind < 0.5) {
			// A token goes with a temporary key alone: a file of a hundred mistakes is not what is measured.
			const isTemporary = next() < 0.1;
			credentials.push(
				`[${name}]`,
				`aws_access_key_id = ${isTemporary ? "ASIA" : "AKIA"}FAKE${letters("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 12)}`,
				`aws_secret_access_key = notARealSecret/${letters("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+/", 25)}`,
			);
			if (isTemporary)
				credentials.push(`aws_session_token = notARealToken/${letters("abcdefghijklmnop0123456789", 300)}==`);
			credentials.push("");
			if (index === 0) continue;
			config.push(`[profile ${name}]`, "region = eu-central-1", "output = json", "");
		} else if (kind < 0.75)
			config.push(
				`[profile ${name}]`,
				`role_arn = arn:aws:iam::${account}:role/render-${index}`,
				"source_profile = default",
				"region = us-west-2 ; where the functions are",
				"",
			);
		else if (kind < 0.95)
			config.push(
				`[profile ${name}]`,
				`sso_session = company-${Math.floor(index / 100)}`,
				`sso_account_id = ${account}`,
				"sso_role_name = Render",
				"",
			);
		else config.push(`[profile ${name}]`, "region = us-east-1", "s3 =", "  max_concurrent_requests = 20", "");
	}
	return { credentials: credentials.join("\n"), config: config.join("\n") };
}

/** A `.env` of so many lines: an application's variables with comments and blanks, and a key pair that works in the middle. */
export function envFile(lines: number): string {
	const next = random(seed);
	const out: string[] = [];
	const middle = Math.floor(lines / 2);
	for (let index = 0; index < lines; index++) {
		const kind = next();
		if (index === middle) out.push("REMOTION_AWS_ACCESS_KEY_ID=AKIAFAKEBENCHBENCH22");
		else if (index === middle + 1) out.push("REMOTION_AWS_SECRET_ACCESS_KEY=notARealSecret/benchbenchbenchbenchbenc2");
		else if (kind < 0.1) out.push("");
		else if (kind < 0.25) out.push(`# settings of service ${index}`);
		else if (kind < 0.4) out.push(`SERVICE_${index}_URL="https://service-${index}.example.com/path?x=1"`);
		else if (kind < 0.5) out.push(`SERVICE_${index}_TITLE='a title with spaces' # shown at the top`);
		else out.push(`SERVICE_${index}_TOKEN=value-${Math.floor(next() * 1e9)}`);
	}
	return `${out.join("\n")}\n`;
}

/** A program of about so many lines that renders with Remotion Lambda and reads its credentials from the environment under plain names. */
export function codeFile(lines: number): string {
	const next = random(seed);
	const out = [
		'import { renderMediaOnLambda, getRenderProgress } from "@remotion/lambda/client";',
		'import { readFile } from "node:fs/promises";',
		"",
		"const credentials = { id: process.env.AWS_ACCESS_KEY_ID, secret: process.env.AWS_SECRET_ACCESS_KEY };",
	];
	for (let index = 0; out.length < lines; index++) {
		const composition = `composition-${Math.floor(next() * 1000)}`;
		out.push(
			"",
			`/** Renders video ${index}; see the notes on "quotas" and the \`limits\`. */`,
			`export async function render${index}(title: string, frames = ${Math.floor(next() * 900)}): Promise<string> {`,
			`\tconst text = await readFile(\`titles/\${title}-${index}.txt\`, "utf8");`,
			`\tconst short = text.replace(/\\s+"[^"]*"/g, " ").slice(0, frames / 2); // for the table's cell`,
			"\tif (short.length === 0 || credentials.id === undefined) return 'nothing to render';",
			`\tconst { renderId } = await renderMediaOnLambda({ composition: "${composition}", inputProps: { title, short } });`,
			'\treturn [renderId, "of", title].join(" ");',
			"}",
		);
	}
	return `${out.join("\n")}\n`;
}

/** Writes so many projects that use Remotion into a folder, each with its `.env`. */
export function writeProjects(folder: string, count: number): void {
	for (let index = 0; index < count; index++) {
		const at = join(folder, "packages", `video-${index}`);
		mkdirSync(at, { recursive: true });
		const manifest = { name: `video-${index}`, dependencies: { remotion: "4.0.527", "@remotion/cli": "4.0.527" } };
		writeFileSync(join(at, "package.json"), JSON.stringify(manifest));
		writeFileSync(join(at, ".env"), envFile(20));
	}
}

/** Writes the two AWS files into a home. */
export function writeAwsFiles(home: string, profiles: number): { credentials: string; config: string } {
	const texts = awsFiles(profiles);
	mkdirSync(join(home, ".aws"), { recursive: true });
	for (const name of ["credentials", "config"] as const)
		writeFileSync(join(home, ".aws", name), texts[name], { mode: 0o600 });
	return texts;
}

/** A project that is started in so many ways, each with an environment of its own, so that nothing of one is another's. */
export function launchFiles(count: number): { project: Record<string, string>; credentials: string } {
	const all = Array.from({ length: count }, (_, index) => index);
	const scripts = Object.fromEntries(
		all.map((index) => [
			`render-${index}`,
			`cross-env AWS_PROFILE=team-${index} REMOTION_AWS_REGION=eu-west-1 node a.mjs`,
		]),
	);
	const manifest = { name: "launches", dependencies: { "@remotion/lambda": "4.0.527" }, scripts };
	const profiles = all.map(
		(index) => `[team-${index}]\naws_access_key_id=AKIAFAKEBENCH0000${100 + index}\naws_secret_access_key=x\n`,
	);
	const project = {
		"package.json": JSON.stringify(manifest, null, "\t"),
		"a.mjs": 'import { getFunctions } from "@remotion/lambda";\nawait getFunctions({});\n',
		".env": "AWS_ACCESS_KEY_ID=AKIAFAKEBENCH0000001\n",
	};
	return { project, credentials: profiles.join("") };
}

/** Writes that project into a folder, and its profiles into a home. */
export function writeLaunches({ workspace, home }: { workspace: string; home: string }, count: number): void {
	const { project, credentials } = launchFiles(count);
	for (const [name, text] of Object.entries(project)) writeFileSync(join(workspace, name), text);
	mkdirSync(join(home, ".aws"), { recursive: true });
	writeFileSync(join(home, ".aws", "credentials"), credentials, { mode: 0o600 });
}
