#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The reviews that series counts are those that am puts into the patches.

counted.py [-v] LIST [STRIDE [LIMIT]]: $PROGRAM is the program (tidings), which has the
list. Of every so many series the mbox of am goes through git mailsplit and mailinfo;
people who neither wrote nor sent the series are counted by key and address. What am takes
from a newer version, when it is asked for an older one, series does not count for that.
"""
import json
import os
import re
import subprocess
import sys
import tempfile

program = os.environ.get("PROGRAM", "tidings")
verbose = "-v" in sys.argv
words = [word for word in sys.argv[1:] if word != "-v"]
stride = int(words[1]) if len(words) > 1 else 20
limit = int(words[2]) if len(words) > 2 else 300
KEYS = ["reviewed", "acked", "tested"]
TRAILER = re.compile(r"^(Reviewed|Acked|Tested)-by:\s*(.*)$", re.I)


def ask(*arguments):
    return subprocess.run([program, *arguments], stdout=subprocess.PIPE, check=False,
                          stderr=subprocess.PIPE)


def address_of(value):
    found = re.search(r"<([^>]*@[^>]*)>", value) or re.search(r"(\S*@\S*)", value)
    return (found.group(1) if found else value).strip().lower()


def people_of(mbox):
    """By key the addresses that an mbox's patches name."""
    people = {key: set() for key in KEYS}
    with tempfile.TemporaryDirectory() as work:
        subprocess.run(["git", "mailsplit", "-o" + work, mbox], check=False,
                       stdout=subprocess.DEVNULL)
        for name in sorted(os.listdir(work)):
            with open(f"{work}/{name}", "rb") as file:
                info = subprocess.run(["git", "mailinfo", work + "/msg", work + "/patch"],
                                      stdin=file, cwd=work, stdout=subprocess.PIPE,
                                      check=False)
            author = re.search(rb"^Email: (.*)$", info.stdout, re.M)
            own = author.group(1).decode("utf-8", "replace").lower() if author else ""
            with open(work + "/msg", encoding="utf-8", errors="replace") as file:
                for line in file:
                    found = TRAILER.match(line.strip())
                    who = address_of(found.group(2)) if found else own
                    if who != own:
                        people[found.group(1).lower()].add(who)
    return people


def given_later(said, version):
    """What am says that it took from newer versions alone."""
    taken = {key: set() for key in KEYS}
    here = {key: set() for key in KEYS}
    line = None
    for row in said.decode("utf-8", "replace").split("\n"):
        found = re.match(r"    [+=] (.*)", row)
        if found:
            line = TRAILER.match(found.group(1))
        elif line:
            newer = re.search(r" given to v(\d+), where", row)
            later = newer and int(newer.group(1)) > version
            (taken if later else here)[line.group(1).lower()].add(address_of(line.group(2)))
            line = None
    return {key: taken[key] - here[key] for key in KEYS}


listed = json.loads(ask("series", words[0], "--json", "--limit=0", "--stale=0").stdout)
same = different = 0
for series in [s for s in listed["series"] if s["received"] > 0][::stride][:limit]:
    if series["minor"] or not series["version"]:
        continue
    with tempfile.TemporaryDirectory() as folder:
        mbox = folder + "/mbox"
        run = ask("am", series["message_id"], f"--version={series['version']}", "--partial",
            "--no-cover", "--no-partial-reroll", "-o", mbox)
        if not os.path.exists(mbox):
            print("am gives nothing:", series["message_id"])
            continue
        people = people_of(mbox)
    later = given_later(run.stderr, series["version"])
    people = {key: sorted(all - later[key] - {series["author"]["address"].lower()})
              for key, all in people.items()}
    counts = {key: series[key] for key in KEYS}
    if counts == {key: len(all) for key, all in people.items()}:
        same += 1
        continue
    different += 1
    if verbose:
        print(series["message_id"], series["version"], counts, people)
print(f"{words[0]}: {same} of {same + different} series count what am adds")
