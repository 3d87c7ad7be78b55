import { keyBits, sectionBits, waysBits } from "../../sharedConfig/decidingKeys.ts";

/** Which profiles take the same way to credentials in the AWS CLI and in the AWS SDK for JavaScript, told from their keys alone. */

const keys = keyBits.aws_access_key_id | keyBits.aws_secret_access_key;
const allKeys = keys | keyBits.aws_session_token;
const webIdentity = keyBits.role_arn | keyBits.web_identity_token_file;
const account = keyBits.sso_account_id | keyBits.sso_role_name;
const sso = account | keyBits.sso_session | keyBits.sso_start_url | keyBits.sso_region;

/**
 * Whether a profile's keys belong to one way to credentials, are whole, and each is in one file alone: then there is no order in which one
 * of the two programs may have another mind. "No" may be wrong.
 * @param credentials the bits of its section in the credentials file, of those that both programs read in the same way; 0: it has none
 * @param config the same of the config file
 */
export function isOneWay(credentials: number, config: number): boolean {
	if ((credentials & config & waysBits) !== 0) return false;
	const both = (credentials | config) & waysBits;
	if (both === 0 || both === webIdentity || both === keyBits.credential_process) return true;
	if ((both & ~allKeys) === 0) {
		const isInOne = (credentials & allKeys) === 0 || (config & allKeys) === 0;
		// `aws_security_token` is the session token to one of the two.
		return isInOne && (both & keys) === keys && ((credentials | config) & sectionBits.unknown) === 0;
	}
	if ((both & ~sso) === 0) return (both & account) !== 0;
	return (
		both === (keyBits.role_arn | keyBits.source_profile) || both === (keyBits.role_arn | keyBits.credential_source)
	);
}
