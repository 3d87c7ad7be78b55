"""Runs python-dotenv's load_dotenv() on files of its own, and writes pythonDotenv.json: what is in the environment then.

Run by hand: python3 test/real-programs/pythonDotenvRun.py
"""
import datetime
import importlib.metadata
import json
import os
import pathlib
import tempfile

from dotenv import load_dotenv

KEY = "AKIAFAKEDOTENV000001"
CASES = [
    (f"X={KEY}", {}),
    (f"export X={KEY}", {}),
    (f"X = '{KEY}' # comment", {}),
    (f'X="{KEY}"\r\nA=a\r\n', {}),
    (f"X={KEY}", {"X": "shell"}),
    (f"X={KEY}", {"X": ""}),
    (f"X=first\nX={KEY}", {}),
    (f"A={KEY}\nX=${{A}}", {}),
    (f"A={KEY}\nX=${{A}}", {"A": "shell"}),
    (f"X=${{A}}\nA={KEY}", {}),
    (f"A={KEY}\nX='${{A}}'", {}),
    (f'A={KEY}\nX="${{A}}-${{A}}"', {}),
    ("A=a\nX=$A", {}),
    ("X=${GONE}", {}),
    ("X=${GONE:-default}", {}),
    ("X=${A:-default}", {"A": ""}),
    ("A=a\nX=${A:-default}", {}),
    ("A=${B}\nB=b\nX=${A}${B}", {}),
    ("X=${A", {"A": "a"}),
    ("# X=1\n\nA=a", {}),
]

before = dict(os.environ)
rows = []
for text, environment in CASES:
    with tempfile.NamedTemporaryFile("w", newline="", suffix=".env", delete=False) as file:
        file.write(text)
    os.environ.clear()
    os.environ.update(environment)
    load_dotenv(file.name)
    seen = {name: os.environ[name] for name in ("A", "B", "X") if name in os.environ}
    rows.append("\t\t" + json.dumps({"text": text, "environment": environment, "seen": seen}))
    os.unlink(file.name)
os.environ.update(before)
program = f"python-dotenv {importlib.metadata.version('python-dotenv')}"
body = ",\n".join(rows)
text = f'{{\n\t"program": "{program}",\n\t"date": "{datetime.date.today()}",\n\t"cases": [\n{body}\n\t]\n}}\n'
pathlib.Path(__file__).with_name("pythonDotenv.json").write_text(text)
