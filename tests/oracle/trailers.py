#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Our trailers of commit messages beside those of git interpret-trailers --parse."""
import multiprocessing
import subprocess

import cases


def ask(message):
    return subprocess.run(["git", "interpret-trailers", "--parse"], input=message, cwd="/",
                          env=cases.ENV, stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL).stdout


def main():
    args = cases.options(__doc__)
    tally = cases.Tally(args.examples)
    wanted = [(name, title + b"\n\n" + message)
              for name, title, message, _ in cases.cases(args)]
    our = cases.ours(args, "trailers", wanted)
    with multiprocessing.Pool(args.jobs) as pool:
        theirs = pool.imap(ask, (message for _, message in wanted), chunksize=32)
        for (name, _), git, answer in zip(wanted, theirs, our):
            if git != answer:
                tally.add("different", "%s: git %r, we %r" % (name, git[-200:], answer[-200:]))
            else:
                tally.add("equal" if git else "equal: none")
    cases.finish(tally.report("trailers " + args.archive, ["equal", "equal: none"]))


if __name__ == "__main__":
    main()
