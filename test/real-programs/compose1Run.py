"""What docker-compose 1 makes of projects: a folder a line on standard input, and a line of JSON for each on standard output, `null` for one
that it rejects. The program's own loader, as a process a project takes seconds. Called by test/conformance/programs/compose.test.ts."""
import json
import sys

from compose import __version__
from compose.config.config import find, load
from compose.config.environment import Environment

print(json.dumps(__version__), flush=True)
for line in sys.stdin:
    folder = line.rstrip("\n")
    try:
        environment = Environment.from_env_file(folder)
        [service] = load(find(folder, None, environment)).services
        print(json.dumps(service.get("environment", {})), flush=True)
    except Exception:
        print("null", flush=True)
