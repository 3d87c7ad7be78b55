/** What somebody's settings say of AWS accounts: names for people, and the account that a project expects. Nothing in it is secret. */
export interface AccountSettings {
	/** By the account's ID, 12 digits. */
	readonly names: Readonly<Record<string, NamedAccount>>;
	/** The ID of the account that the project expects; absent: any will do. */
	readonly expected?: string;
}

export interface NamedAccount {
	readonly name: string;
	/** People are asked twice before something costs money or is deleted there. */
	readonly isProduction?: true;
}
