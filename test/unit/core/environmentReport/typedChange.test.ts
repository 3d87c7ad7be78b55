import assert from "node:assert/strict";
import { changesEnvironment } from "../../../../src/core/environmentReport/typedChange.ts";

const changing = [
	"export AWS_PROFILE=staging",
	" export AWS_PROFILE",
	"export -n AWS_PROFILE",
	"export OTHER=1 REMOTION_AWS_PROFILE='a b'",
	"ls; export AWS_PROFILE=staging",
	"true && export AWS_PROFILE=staging",
	"AWS_PROFILE=staging",
	"AWS_REGION+=x",
	"A=1 AWS_PROFILE=staging",
	"unset AWS_PROFILE",
	"unset -v OTHER AWS_SECRET_ACCESS_KEY",
	"declare -x AWS_PROFILE=staging",
	"typeset -x AWS_PROFILE=staging",
	"builtin export AWS_PROFILE=staging",
	'export "AWS_PROFILE=staging"',
	"set -x AWS_PROFILE staging",
	"set -gx AWS_PROFILE staging",
	"set -e AWS_PROFILE",
	"set AWS_PROFILE=staging",
	"set aws_profile=staging",
	'set "AWS_PROFILE=staging"',
	"setenv AWS_PROFILE staging",
	'$env:AWS_PROFILE = "staging"',
	'$Env:AWS_PROFILE="staging"',
	'$\u007Benv:AWS_PROFILE} = "staging"',
	"Remove-Item Env:AWS_PROFILE",
	"Remove-Item Env:\\AWS_PROFILE",
	"Set-Item -Path Env:AWS_PROFILE -Value staging",
	"source .env",
	". ./setup.sh",
	'eval "$(aws configure export-credentials --format env)"',
	"direnv allow",
	"cd ../other",
	"exec zsh",
	"if true\nexport AWS_PROFILE=staging\nend",
];
const others = [
	"",
	"ls -la",
	"npm run dev",
	"AWS_PROFILE=staging npm run dev",
	"export OTHER=1",
	"unset OTHER",
	"set -o pipefail",
	"echo export AWS_PROFILE=staging",
	'echo "; export AWS_PROFILE=staging"',
	"git commit -m 'export AWS_PROFILE=staging'",
	"printenv AWS_PROFILE",
	"echo $AWS_PROFILE",
	"grep -r AWS_PROFILE .",
	"$env:OTHER = 1",
	" sh /tmp/rlc-aBcDeF/check",
	"exec",
	"export AWS_PROFILES_OF_MINE=1",
];

describe("a line that was typed in a terminal", () => {
	for (const line of changing)
		it(`may change the credentials: ${JSON.stringify(line)}`, () => assert.ok(changesEnvironment(line)));
	for (const line of others) it(`changes none: ${JSON.stringify(line)}`, () => assert.ok(!changesEnvironment(line)));
});
