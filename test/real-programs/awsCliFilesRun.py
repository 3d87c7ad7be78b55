"""Reads AWS files with botocore, as the AWS CLI and boto3 do: a line of JSON in, a line of JSON out, until the input ends.

In: {"credentials": text or null, "config": text or null}. Out: what each file comes to, the profiles of both together, for each profile its
access keys, and the provider that takes it. `test/conformance/awsCliFiles.test.ts` starts it: python3 awsCliFilesRun.py PROGRAM, which is `awscli` for the AWS CLI 2 (it has a botocore of its
own) or `boto3`.
"""
import importlib
import json
import os
import platform
import sys
import tempfile

program = importlib.import_module(sys.argv[1])
# After awscli this is the copy of the AWS CLI.
botocore = importlib.import_module("botocore")
configloader, credentials, exceptions, session = (
    importlib.import_module(f"botocore.{name}") for name in ["configloader", "credentials", "exceptions", "session"]
)


def version():
    own = f"AWS CLI {program.__version__}" if sys.argv[1] == "awscli" else f"boto3 {program.__version__}"
    return f"{own}, botocore {botocore.__version__}, Python {platform.python_version()}"


def refusal(error):
    """The class of Python's own error, and the lines that it names."""
    cause = error.__context__
    lines = [line for line, _ in getattr(cause, "errors", [])] or [getattr(cause, "lineno", None)]
    return {"error": type(cause).__name__, "lines": [line for line in lines if line is not None]}


def read(load_file, path):
    try:
        return load_file(path)
    except exceptions.ConfigNotFound:
        return None
    except exceptions.ConfigParseError as error:
        return {"refused": refusal(error)}


def keys_of(profile, paths):
    """The access keys of a profile's settings: by the credentials file, else by the config file."""
    try:
        found = credentials.SharedCredentialProvider(paths["credentials"], profile).load()
        found = found or credentials.ConfigProvider(paths["config"], profile).load()
    except exceptions.PartialCredentialsError as error:
        return {"partial": str(error)[str(error).index("missing: ") + 9 :]}
    return found and [found.access_key, found.secret_key, found.token]


def way_of(profile):
    """The first provider that takes the profile, or fails by it; those that would ask somebody are left out."""
    shared.set_config_variable("profile", profile)
    for provider in credentials.create_credential_resolver(shared).providers:
        if provider.METHOD in ["ec2-credentials-file", "boto-config", "container-role", "iam-role"]:
            continue
        try:
            if provider.load() is not None:
                return provider.METHOD
        except (exceptions.BotoCoreError, OSError, ValueError, AttributeError):
            return provider.METHOD
    return None


def look(case, folder):
    paths = {}
    for kind in ["credentials", "config"]:
        paths[kind] = os.path.join(folder, kind)
        if case[kind] is None:
            if os.path.exists(paths[kind]):
                os.remove(paths[kind])
        else:
            with open(paths[kind], "wb") as file:
                file.write(case[kind].encode())
    seen = {
        "credentials": read(configloader.raw_config_parse, paths["credentials"]),
        "config": read(configloader.load_config, paths["config"]),
    }
    # What was read before is kept there, and a new session takes a while.
    shared._config = None
    shared._profile_map = None
    shared.set_config_variable("profile", None)
    try:
        profiles = shared.full_config["profiles"]
    except exceptions.ConfigParseError:
        return {**seen, "profiles": None, "keys": None, "ways": None}
    keys = {name: keys_of(name, paths) for name in profiles}
    return {**seen, "profiles": profiles, "keys": keys, "ways": {name: way_of(name) for name in profiles}}


# No program is run.
credentials.ProcessProvider._retrieve_credentials_using = lambda self, command: {
    "access_key": "x",
    "secret_key": "x",
    "token": None,
    "expiry_time": None,
}

sys.stdin.reconfigure(encoding="utf-8")
sys.stdout.reconfigure(encoding="utf-8")
print(json.dumps(version()), flush=True)
with tempfile.TemporaryDirectory() as folder:
    os.environ["AWS_SHARED_CREDENTIALS_FILE"] = os.path.join(folder, "credentials")
    os.environ["AWS_EC2_METADATA_DISABLED"] = "true"
    os.environ["AWS_CONFIG_FILE"] = os.path.join(folder, "config")
    shared = session.Session()
    for line in sys.stdin:
        print(json.dumps(look(json.loads(line), folder)), flush=True)
