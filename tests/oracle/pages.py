#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""That a page of an archive is the same with an index and without.

pages.py TIDINGS FOLDER [-n RANGES] [-s SEED] INBOX...: adds all inboxes to one index (kept
in FOLDER, so that a second run need not fill it again), so mails that they share are there
once. Then `update` is asked for ranges of all sizes, in all formats and with all kinds of
options, of the list and of its folder where nothing was ever added, and the bytes and what
is said on stderr are compared. A page that differs is kept in FOLDER. Exit 1 if there is one.
"""
import argparse
import collections
import os
import pathlib
import random
import subprocess
import sys

FORMATS = ["text", "classic", "markdown", "html", "json", "mbox", "atom"]
OPTIONS = [[], [], [], ["--class", "all"], ["--order", "replies"], ["--order", "date"], ["--top", "0"],
           ["--parts=-messages"], ["--parts", "series,waiting,threads"], ["--parts", "discussions"],
           ["--subject", "fix"],
           ["--author", "gmail"], ["--path", "drivers"], ["--path", "*.c"], ["--waiting", "1"]]


def commits_of(inbox):
    """All commits in the order of arrival, each with its time."""
    epochs = sorted((inbox / "git").glob("*.git"), key=lambda path: int(path.stem))
    found = []
    for epoch in epochs:
        out = subprocess.run(["git", "--git-dir", str(epoch), "rev-list", "--first-parent", "--reverse",
                              "--no-commit-header", "--format=%H %ct", "HEAD"],
                             check=True, text=True, capture_output=True).stdout
        found += [(line.split()[0], int(line.split()[1])) for line in out.splitlines()]
    return found


def range_of(commits, rng):
    """Of one mail, some, or many; by ids, counted from the newest, by times or by number."""
    size = min(int(10 ** rng.uniform(0, 3.6)), len(commits) - 1)
    first = rng.randrange(len(commits) - size)
    kind = rng.choice(["ids", "heads", "times", "since", "last"])
    if kind == "last":
        return ["-n", str(size)]
    if kind == "heads":
        newest = len(commits) - 1 - first - size
        return ["HEAD~%d..HEAD~%d" % (newest + size, newest)]
    if kind == "since":
        return ["--since", "@%d" % commits[-size][1]]
    if kind == "times":
        since, until = sorted((commits[first][1], commits[first + size][1]))
        return ["--since", "@%d" % since, "--until", "@%d" % until]
    return ["%s..%s" % (commits[first][0], commits[first + size][0])]


class Reader:
    """Somebody with settings and an index of his own."""

    def __init__(self, program, home):
        self.program, self.home = program, home
        home.mkdir(parents=True, exist_ok=True)
        self.env = dict(os.environ, HOME=str(home), XDG_DATA_HOME=str(home), XDG_CONFIG_HOME=str(home),
                        GIT_CONFIG_NOSYSTEM="1", TZ="UTC", LC_ALL="C.UTF-8")

    def run(self, *arguments):
        done = subprocess.run([self.program, *arguments], env=self.env, capture_output=True,
                              stdin=subprocess.DEVNULL)
        return done.stdout, done.stderr, done.returncode


def keep(folder, number, pages):
    for name, page in zip(("indexed", "bare"), pages):
        for stream, data in zip(("out", "err"), page):
            (folder / ("%d.%s.%s" % (number, name, stream))).write_bytes(data)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("tidings")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("inboxes", nargs="+", type=pathlib.Path)
    parser.add_argument("-n", "--ranges", type=int, default=60)
    parser.add_argument("-s", "--seed", type=int, default=1)
    arguments = parser.parse_args()
    rng = random.Random(arguments.seed)
    program = os.path.abspath(arguments.tidings)
    folder = arguments.folder.absolute()
    member, stranger = Reader(program, folder / "member"), Reader(program, folder / "stranger")
    inboxes = [inbox.absolute() for inbox in arguments.inboxes]
    for inbox in inboxes:
        member.run("add", inbox.name, str(inbox))
    if member.run("sync", "-q")[2] != 0:
        sys.exit("the index could not be filled")
    commits = {inbox: commits_of(inbox) for inbox in inboxes}
    differ, empty, sizes = [], 0, collections.Counter()
    for number in range(1, arguments.ranges + 1):
        inbox = inboxes[number % len(inboxes)]
        form = FORMATS[number % len(FORMATS)]
        options = rng.choice(OPTIONS) if form not in ("classic", "mbox") else []
        rest = [*range_of(commits[inbox], rng), "-f", form, *options]
        pages = [member.run("update", inbox.name, *rest),
                 stranger.run("update", str(inbox), "--name", inbox.name, *rest)]
        empty += not pages[0][0]
        sizes[form] += len(pages[0][0])
        if pages[0] != pages[1]:
            differ.append(number)
            keep(folder, number, pages)
            print("%d: update %s %s differs" % (number, inbox.name, " ".join(rest)), flush=True)
    print("%d ranges of %d archives (%d of them without any mail to show); bytes: %s; %d differ" % (
        arguments.ranges, len(inboxes), empty,
        ", ".join("%s %d" % (form, sizes[form]) for form in FORMATS), len(differ)))
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main())
