#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Our counts of lines and files beside those of git apply --numstat, over an archive."""
import multiprocessing
import re
import subprocess

import cases


def ask(patch):
    run = subprocess.run(["git", "apply", "--numstat", "-z"], input=patch, cwd="/",
                         env=cases.ENV, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    return run.returncode, run.stdout, run.stderr.decode(errors="replace")


def reason(error):
    found = re.search(r"^error: .*", error, re.M)
    line = found.group(0) if found else error[:70]
    line = re.sub(r"at line \d+.*", "at line N", line)
    return re.sub(r"(file) .* (depends|still)", r"\1 X \2", re.sub(r"\d+", "N", line))[:70]


def compare(tally, name, git, our):
    code, out, error = git
    corrupt = our.startswith(b"corrupt\n")
    if corrupt:
        our = our[len(b"corrupt\n"):]
    if corrupt and "binary patch" in error:
        tally.add("equal: damaged binary part: git stops there, we go on")
    elif code and "No valid patches" in error:
        if our or corrupt:
            tally.add("no patch for git, one for us", "%s %r" % (name, our[:200]))
        else:
            tally.add("equal: no patch")
    elif code:
        if corrupt or not our:
            tally.add("equal: refused: " + reason(error))
        else:
            tally.add("refused by git, fine for us",
                      "%s: %s %r" % (name, error.strip(), our[:200]))
    elif corrupt:
        tally.add("fine for git, corrupt for us", "%s %s" % (name, error.strip()))
    elif out != our:
        tally.add("other counts", "%s: git %r, we %r" % (name, out[:300], our[:300]))
    else:
        tally.add("equal")


def main():
    args = cases.options(__doc__)
    tally = cases.Tally(args.examples)
    wanted = [(name, patch) for name, _, _, patch in cases.cases(args)]
    our = cases.ours(args, "numstat", wanted)
    with multiprocessing.Pool(args.jobs) as pool:
        theirs = pool.imap(ask, (patch for _, patch in wanted), chunksize=32)
        for (name, _), git, answer in zip(wanted, theirs, our):
            compare(tally, name, git, answer)
    good = [kind for kind in tally.counts if kind.startswith("equal")]
    cases.finish(tally.report("numstat " + args.archive, good))


if __name__ == "__main__":
    main()
