#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""check_schema.py SCHEMA PROGRAM: the JSON of every model obeys the schema (TAP)."""
import json
import subprocess
import sys

import jsonschema

with open(sys.argv[1], encoding="utf-8") as file:
    schema = json.load(file)
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
models = ["busy", "empty", "hostile"]
failed = False
print(f"1..{len(models) + 1}")
for number, model in enumerate(models, 1):
    text = subprocess.run([sys.argv[2], "json", model], check=True, capture_output=True)
    report = json.loads(text.stdout.decode("utf-8"))
    errors = list(validator.iter_errors(report))
    for error in errors[:5]:
        print("#", error.json_path, error.message[:200])
    print("not ok" if errors else "ok", number, "the schema describes", model)
    failed |= bool(errors)
report["series"][0]["status"] = "lost"
refused = not validator.is_valid(report)
print("ok" if refused else "not ok", len(models) + 1, "the schema refuses another status")
sys.exit(failed or not refused)
