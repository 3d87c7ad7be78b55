"""Runs boto3 in the environments of otherSdkCases.json as Remotion's Python SDK does, and writes boto3.json: what it signs with, or its error.

A server on this machine stands for AWS: it notes the key of each request and gives out a role. Run by hand: python3 test/real-programs/boto3Run.py
"""
import datetime
import http.server
import json
import os
import pathlib
import re
import tempfile
import threading

import boto3
import botocore

here = pathlib.Path(__file__).parent
data = json.loads((here / "otherSdkCases.json").read_text())
seen = []

ROLE = """<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
<AccessKeyId>ASIAFAKEROLE00000001</AccessKeyId><SecretAccessKey>not-a-real-secret</SecretAccessKey>
<SessionToken>not-a-real-token</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials>
</AssumeRoleResult></AssumeRoleResponse>"""


class Server(http.server.BaseHTTPRequestHandler):
    def answer(self):
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length).decode()
        key = re.search(r"Credential=(\w+)/", self.headers.get("Authorization", ""))
        seen.append((key and key.group(1), "X-Amz-Security-Token" in self.headers))
        text = (ROLE if "AssumeRole" in body else "{}").encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    do_GET = do_POST = answer

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server)
threading.Thread(target=server.serve_forever, daemon=True).start()
address = f"http://127.0.0.1:{server.server_port}"

home = tempfile.mkdtemp()
os.makedirs(f"{home}/some/.aws")
os.makedirs(f"{home}/none")
for name, text in data["files"].items():
    pathlib.Path(f"{home}/some/.aws/{name}").write_text(text)

before = dict(os.environ)
results = []
for case in data["cases"]:
    os.environ.clear()
    os.environ.update({"PATH": before["PATH"], **case["environment"], "HOME": f"{home}/{'some' if case['files'] else 'none'}"})
    os.environ.update({"AWS_ENDPOINT_URL": address, "AWS_EC2_METADATA_SERVICE_ENDPOINT": "http://127.0.0.1:1/"})
    seen.clear()
    boto3.DEFAULT_SESSION = None
    try:
        boto3.client("lambda", region_name="us-east-1").list_functions()
        key, has_token = seen[-1]
        results.append(f"{key}{'+token' if has_token else ''}")
    except Exception as error:
        results.append(type(error).__name__)
version = f"boto3 {boto3.__version__}, botocore {botocore.__version__}"
rows = ",\n".join("\t\t" + json.dumps(result) for result in results)
text = f'{{\n\t"program": {json.dumps(version)},\n\t"date": "{datetime.date.today()}",\n\t"seen": [\n{rows}\n\t]\n}}\n'
(here / "boto3.json").write_text(text)
