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

	/** Every profile of either file. */
	names(): string[] {
		return [...new Set([...this.#sections.config.keys(), ...this.#sections.credentials.keys()])];
	}

	/** The section of a profile in one of the files, by its number; undefined: the AWS CLI finds none there. */
	section(name: string, file: AwsFileKind): number | undefined {
		return this.#sections[file].get(name);
	}

	/** What a profile has in one of the files, with what it inherits there. */
	settingsIn(name: string, file: AwsFileKind): ReadonlyMap<string, CliOption> | undefined {
		const section = this.section(name, file);
		return section === undefined ? undefined : this.#files[file]?.settings(section);
	}

	/** The settings of a profile: those of the credentials file count. Undefined: there is no such profile. */
	settings(name: string): Map<string, CliSetting> | undefined {
		const both = (["config", "credentials"] as const).flatMap((file) => {
			const own = this.settingsIn(name, file);
			return own === undefined ? [] : [[...own.values()].map((option) => [option.name, { option, file }] as const)];
		});
		return both.length === 0 ? undefined : new Map(both.flat());
	}

	/** The access keys of a profile: those of the credentials file if it has an ID there, else those of the config file. */
	keys(name: string): CliKeys | undefined {
		for (const file of ["credentials", "config"] as const) {
			const settings = this.settingsIn(name, file);
			const id = settings?.get("aws_access_key_id");
			if (!settings || !id) continue;
			const secret = settings.get("aws_secret_access_key");
			const token = cliTokens.map((token) => settings.get(token)).find((option) => option !== undefined);
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
