#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""What an update says that a version changed, beside `tidings diff` of the same two.

changes.py PAGE: PAGE is the JSON of an update of a list that was added. $PROGRAM is the
program (tidings). Prints how many series agree; those that differ are named.
"""
import json
import os
import subprocess
import sys

program = os.environ.get("PROGRAM", "tidings")
with open(sys.argv[1], encoding="utf-8") as page:
    report = json.load(page)
agree = differ = unseen = 0
for series in report["series"] + report.get("earlier", []):
    before = series["previous"]
    if not before:
        continue
    if not before["compared"]:
        unseen += 1
        continue
    run = subprocess.run([program, "diff", "--json", "--summary", before["message_id"],
                          series["message_id"]], stdout=subprocess.PIPE, check=True)
    counts = json.loads(run.stdout)["counts"]
    said = [before[key] for key in ("patches", "changed", "added", "dropped", "reworded",
                                    "rewritten", "reordered")]
    judged = [counts["newer"], counts["changed"] - counts["reworded"] + counts["rewritten"],
              counts["added"], counts["dropped"], counts["reworded"], counts["rewritten"],
              counts["reordered"]]
    if said == judged:
        agree += 1
    else:
        differ += 1
        print(series["message_id"], "update", said, "diff", judged)
print(f"{agree} agree, {differ} differ, {unseen} were not compared")
sys.exit(differ > 0)
