# SPDX-License-Identifier: GPL-2.0-or-later
"""Two versions of a series as real commits: both by git am on the project's own tree.

Each goes on the parent of the commit that it became, on its base-commit, or on what was the
tree's head when it was sent: the first of these on which all of it applies, with git am -3
at last. git range-diff of both ranges is then held beside tidings diff, once of the mails
alone and once with -C."""
import calendar
import os
import pathlib
import re
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent / "am"))
import project  # noqa: E402

VIA = re.compile(rb"Author: .* via .* <")
HEAD = re.compile(rb"^ *(\d+|-):  (?:ID|[0-9a-f]{7,40}|-{7,40}) ([=!<>]) +(\d+|-):  (?:ID|[0-9a-f]{7,40}|-{7,40}) ")


def sent(mail):
    when = mail["sent"] or mail["received"] or "1970-01-01T00:00:00Z"
    seconds = calendar.timegm(time.strptime(when[:19], "%Y-%m-%dT%H:%M:%S"))
    zone = re.search(r"([+-])(\d\d):(\d\d)$", when)
    if zone:
        seconds -= (60 * int(zone[2]) + int(zone[3])) * (60 if zone[1] == "+" else -60)
    return seconds


class Tree:
    """The tree, and a work tree of ours."""

    def __init__(self, repository, tmp, env):
        self.env = dict(env, GIT_CONFIG_GLOBAL=tmp + "/gitconfig")
        with open(tmp + "/gitconfig", "w", encoding="utf-8") as file:
            file.write("[user]\n\tname = Max\n\temail = max@example.org\n"
                       "[core]\n\tabbrev = 12\n\tquotePath = false\n[gc]\n\tauto = 0\n"
                       "[diff]\n\trenameLimit = 5000\n")
        self.repository = os.path.abspath(repository)
        self.project = project.Project(self.repository, self.env)
        self.work = tmp + "/work"
        self.project.clone(self.work)

    def bases(self, side):
        when = sent(side[0])
        parent = self.project.parent(side[0]["title"] or "", when)
        found = [parent] if parent else []
        found += [m["base_commit"] for m in side if m["base_commit"] and
                  self.project.has(m["base_commit"])][:1]
        found += [head for head in [self.project.head(when)] if head]
        return found

    def owns(self, side, mails):
        bases = self.bases(side)
        return bool(bases) and self.project.owns(bases[0], [mails[m["commit"]] for m in side])

    def commits(self, side, folder):
        """(base, tip, how); None where it does not apply."""
        bases = self.bases(side)
        for words in ((), ("-3",)):
            for base in bases:
                if project.apply(self.env, self.work, base, None, "--scissors", *words, folder):
                    tip = project.git(self.work, self.env, "rev-parse", "HEAD").stdout.decode().strip()
                    return base, tip, " ".join(words)
        return None

    def git(self, *words):
        return project.git(self.work, self.env, *words).stdout


def head_lines(lines):
    return [m.groups() for m in map(HEAD.match, lines) if m]


def how_they_differ(theirs, ours):
    if theirs == ours:
        return "equal"
    if len(theirs) == len(ours) and \
            all(a == b or VIA.search(a) for a, b in zip(theirs, ours)):
        return "the same, but who is behind a list that took From for itself"
    theirs, ours = head_lines(theirs), head_lines(ours)
    if theirs == ours:
        return "the same pairs and marks, another body"
    if [(old, new) for old, _, new in theirs] == [(old, new) for old, _, new in ours]:
        return "the same pairs, another mark"
    return "other pairs"
