"""Writes otherSdkCases.json: environments for Remotion's SDKs in other languages. `files`: whether the AWS files are there."""
import itertools
import json
import pathlib

KEYS = {
    "none": {},
    "pair": {"AWS_ACCESS_KEY_ID": "AKIAFAKEENVIRONMENT1", "AWS_SECRET_ACCESS_KEY": "not-a-real-secret"},
    "token": {
        "AWS_ACCESS_KEY_ID": "AKIAFAKEENVIRONMENT1",
        "AWS_SECRET_ACCESS_KEY": "not-a-real-secret",
        "AWS_SESSION_TOKEN": "not-a-real-token",
    },
    "id": {"AWS_ACCESS_KEY_ID": "AKIAFAKEENVIRONMENT1"},
    "secret": {"AWS_SECRET_ACCESS_KEY": "not-a-real-secret"},
    "empty": {"AWS_ACCESS_KEY_ID": "AKIAFAKEENVIRONMENT1", "AWS_SECRET_ACCESS_KEY": ""},
}
PROFILES = [None, "", "default", "studio", "nosuch", "half", "nothing", "role", "process", "sso", "mixed"]
REMOTION = [
    {"REMOTION_AWS_ACCESS_KEY_ID": "AKIAFAKEREMOTION0001", "REMOTION_AWS_SECRET_ACCESS_KEY": "not-a-real-secret"},
    {"REMOTION_AWS_PROFILE": "studio"},
    {"REMOTION_SKIP_AWS_CREDENTIALS_CHECK": "1"},
    {"AWS_ACCESS_KEY": "AKIAFAKEMISSPELLED01", "AWS_SECRET_KEY": "not-a-real-secret"},
    {**KEYS["pair"], "AWS_SECURITY_TOKEN": "not-a-real-token"},
    {**KEYS["pair"], "AWS_REGION": "eu-central-1"},
    {**KEYS["pair"], "AWS_DEFAULT_REGION": "eu-central-1", "REMOTION_AWS_REGION": "eu-central-1"},
    {**KEYS["pair"], "AWS_REGION": ""},
]

cases = []
for profile, keys, files in itertools.product(PROFILES, KEYS.values(), [False, True]):
    cases.append(({**keys, **({} if profile is None else {"AWS_PROFILE": profile})}, files))
for default, profile, keys in itertools.product(["", "studio", "nosuch"], [None, "default", "nosuch"], ["none", "pair"]):
    named = {} if profile is None else {"AWS_PROFILE": profile}
    cases.append(({**KEYS[keys], **named, "AWS_DEFAULT_PROFILE": default}, True))
for remotion, more, files in itertools.product(REMOTION, [{}, {"AWS_PROFILE": "studio"}], [False, True]):
    cases.append(({**remotion, **more}, files))

path = pathlib.Path(__file__).with_name("otherSdkCases.json")
rows = ",\n".join("\t\t" + json.dumps({"environment": environment, "files": files}) for environment, files in cases)
files = {
    "credentials": "\n".join(
        [
            "[default]\naws_access_key_id = AKIAFAKEDEFAULT00001\naws_secret_access_key = not-a-real-secret",
            "[studio]\naws_access_key_id = AKIAFAKESTUDIO000001\naws_secret_access_key = not-a-real-secret\naws_session_token = not-a-real-token",
            "[half]\naws_access_key_id = AKIAFAKEHALF00000001",
            "[mixed]\naws_access_key_id = AKIAFAKEMIXED0000001\naws_secret_access_key = not-a-real-secret",
        ]
    ),
    "config": "\n".join(
        [
            "[profile nothing]\nregion = eu-central-1",
            "[profile role]\nrole_arn = arn:aws:iam::123456789012:role/render\nsource_profile = studio",
            '[profile process]\ncredential_process = echo \'{"Version":1,"AccessKeyId":"AKIAFAKEPROCESS00001","SecretAccessKey":"not-a-real-secret"}\'',
            "[profile sso]\nsso_start_url = https://example.invalid/start\nsso_region = us-east-1\nsso_account_id = 123456789012\nsso_role_name = render",
            "[profile mixed]\nsso_start_url = https://example.invalid/start\nsso_region = us-east-1\nsso_account_id = 123456789012\nsso_role_name = render",
        ]
    ),
}
head = ",\n".join(f"\t\t{json.dumps(name)}: {json.dumps(text)}" for name, text in files.items())
path.write_text(f'{{\n\t"files": {{\n{head}\n\t}},\n\t"cases": [\n{rows}\n\t]\n}}\n')
print(len(cases))
