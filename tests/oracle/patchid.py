#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Our patch-ids beside those of git patch-id --stable, over an archive."""
import subprocess

import cases

SEEN_AS_NEXT = "0" * 40


def ask_one(patch):
    out = subprocess.run(["git", "patch-id", "--stable"], input=patch, check=True,
                         stdout=subprocess.PIPE, cwd="/", env=cases.ENV).stdout
    return [line.split()[0].decode() for line in out.splitlines()]


def ask(patches):
    """The ids that git prints for each. All go in one stream, each under a line "From" with
    its number; a patch that names commits itself is asked alone."""
    stream = b"".join(b"From %040x\n" % (i + 1) + patch + (b"" if patch.endswith(b"\n") else b"\n")
                      for i, patch in enumerate(patches))
    out = subprocess.run(["git", "patch-id", "--stable"], input=stream, check=True,
                         stdout=subprocess.PIPE, cwd="/", env=cases.ENV).stdout
    answers = [[] for _ in patches]
    odd = False
    at = None
    for line in out.splitlines():
        patch_id, name = line.decode().split()
        if name != SEEN_AS_NEXT:
            number = int(name, 16)
            if number > len(patches):
                odd = True
                break
            at = number - 1
        answers[at].append(patch_id)
    return [ask_one(patch) for patch in patches] if odd else answers


def main():
    args = cases.options(__doc__)
    tally = cases.Tally(args.examples)
    wanted = [(name, patch) for name, _, _, patch in cases.cases(args)]
    for start in range(0, len(wanted), 200):
        chunk = wanted[start:start + 200]
        theirs = ask([patch for _, patch in chunk])
        for (name, _), git, our in zip(chunk, theirs, cases.ours(args, "patch-id", chunk)):
            our = our.decode().split()
            if our != git[:1]:
                tally.add("different", "%s: git %s, we %s" % (name, git, our))
            elif not git:
                tally.add("equal: none")
            elif len(git) > 1:
                tally.add("equal to the first of several")
            else:
                tally.add("equal")
    cases.finish(tally.report("patch-id " + args.archive,
                              ["equal", "equal: none", "equal to the first of several"]))


if __name__ == "__main__":
    main()
