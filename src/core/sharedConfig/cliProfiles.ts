import { type CliFile, type CliOption, cliMeaning } from "./cliFile.ts";

/** A setting, and the file it is in. */
export interface CliSetting {
	readonly option: CliOption;
	readonly file: AwsFileKind;
}

type AwsFileKind = "credentials" | "config";

/** The access keys that the AWS CLI takes from a profile's settings, which are all in one file. */
export interface CliKeys {
	readonly file: AwsFileKind;
	readonly id: CliOption;
	/** Absent: the AWS CLI stops there with "Partial credentials found". */
	readonly secret?: CliOption;
	readonly token?: CliOption;
}

/** The ways to credentials that are told apart here. */
export type CliWay = "role" | "web-identity" | "sso" | "static" | "process";

/** The names of a session token, in the order in which the AWS CLI looks for them. */
export const cliTokens = ["aws_security_token", "aws_session_token"] as const;

/**
 * The profiles of both files, as the AWS CLI puts them together. Both files must be ones that it reads.
 *
 * Source: `Session.full_config`, `SharedCredentialProvider` and `ConfigProvider` of botocore 1.29.27 and 1.43.11, the same in AWS CLI 2.9.19.
 */
export class CliProfiles {
	/** By kind: of each name the section that counts. In the config file the last one takes the place of all before it. */
	readonly #sections: Readonly<Record<AwsFileKind, ReadonlyMap<string, number>>>;
	readonly #files: Readonly<Record<AwsFileKind, CliFile | undefined>>;

	constructor(credentials: CliFile | undefined, config: CliFile | undefined) {
		this.#files = { credentials, config };
		this.#sections = { credentials: sectionsOf(credentials, "credentials"), config: sectionsOf(config, "config") };
	}

	/** The section of a profile in one of the files, by its number; undefined: the AWS CLI finds none there. */
	section(name: string, file: AwsFileKind): number | undefined {
		return this.#sections[file].get(name);
	}

	/** Whether the AWS CLI finds a profile of this name. */
	has(name: string): boolean {
		return this.#sections.credentials.has(name) || this.#sections.config.has(name);
	}

	/** What a profile has of a key: what the credentials file says counts. */
	setting(name: string, key: string): CliSetting | undefined {
		for (const file of ["credentials", "config"] as const) {
			const option = this.#option(name, file, key);
			if (option) return { option, file };
		}
		return undefined;
	}

	#option(name: string, file: AwsFileKind, key: string): CliOption | undefined {
		const section = this.section(name, file);
		return section === undefined ? undefined : this.#files[file]?.option(section, key);
	}

	/**
	 * Which way to credentials the AWS CLI takes for a profile, with the setting that decides; undefined: none. `login_session`, which it reads from
	 * version 2.32 on, is not looked at. Source: `ProfileProviderBuilder` and `AssumeRoleProvider` of the same versions.
	 */
	way(name: string): { readonly type: CliWay; readonly by: CliSetting } | undefined {
		const role = this.setting(name, "role_arn");
		const token = this.setting(name, "web_identity_token_file");
		if (role && !token) return { type: "role", by: role };
		if (token && token.option.value() !== "") return { type: "web-identity", by: token };
		const sso = this.setting(name, "sso_account_id") ?? this.setting(name, "sso_role_name");
		if (sso) return { type: "sso", by: sso };
		const keys = this.keys(name);
		const own = keys && { type: "static" as const, by: { option: keys.id, file: keys.file } };
		if (own?.by.file === "credentials") return own;
		const program = this.setting(name, "credential_process");
		return program ? { type: "process", by: program } : own;
	}

	/** The access keys of a profile: those of the credentials file if it has an ID there, else those of the config file. */
	keys(name: string): CliKeys | undefined {
		for (const file of ["credentials", "config"] as const) {
			const find = (key: string) => this.#option(name, file, key);
			const id = find("aws_access_key_id");
			if (!id) continue;
			const secret = find("aws_secret_access_key");
			const token = find(cliTokens[0]) ?? find(cliTokens[1]);
			return { file, id, ...(secret && { secret }), ...(token && { token }) };
		}
		return undefined;
	}
}

function sectionsOf(file: CliFile | undefined, kind: AwsFileKind): Map<string, number> {
	const sections = new Map<string, number>();
	for (let section = 0; file && section < file.count; section++) {
		const meaning = cliMeaning(file.heading(section), kind);
		if (meaning?.kind === "profile") sections.set(meaning.name, section);
	}
	return sections;
}
