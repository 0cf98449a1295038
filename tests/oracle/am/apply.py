#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Series as tidings am and b4 am give them, through git am, on the project's own tree.

apply.py FOLDER REPOSITORY reads what am_all wrote of the project's list. A series goes on
the parent of the commit that it became: the first one, from two days before it was sent
on, with the title of its first patch; where there is none on what was the tree's head when
it was sent. Series that touch nothing of that tree are another project's and are left out.
What git am makes of both mboxes is compared: how many patches apply, the trees, and the
commits' authors, dates and messages."""
import argparse
import collections
import email.utils
import multiprocessing
import os
import re
import shutil
import subprocess
import tempfile

import compare

DAY = 86400
# The last 200 days: who was late with a series is looked for so long.
LATE = 200 * DAY


def git(folder, *args, data=None):
    return subprocess.run(["git", "-C", folder, *args], input=data, env=compare.ENV, check=False,
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)


class Project:
    """A repository, its commits by title and by time."""

    def __init__(self, folder):
        self.folder = folder
        self.titles = collections.defaultdict(list)
        self.line = []
        log = git(folder, "log", "--format=%H %P%x00%ct%x00%s", "HEAD").stdout
        for row in log.decode("utf-8", "replace").split("\n"):
            if row.count("\0") != 2:
                continue
            names, time, title = row.split("\0")
            names = names.split()
            if len(names) == 2:
                self.titles[title.lower()].append((int(time), names[1]))
        for row in git(folder, "log", "--first-parent", "--format=%ct %H", "HEAD").stdout.split(b"\n"):
            if row:
                self.line.append((int(row.split()[0]), row.split()[1].decode()))

    def base(self, title, sent):
        """Where a series goes, and whether it was committed."""
        late = [one for one in self.titles[title.lower()] if sent - 2 * DAY <= one[0] <= sent + LATE]
        if late:
            return min(late)[1], True
        for time, name in self.line:
            if time <= sent:
                return name, False
        return None, False


def paths_of(patch):
    old = re.findall(rb"^--- a/([^\t\n\r]+)", patch, re.M)
    new = re.findall(rb"^\+\+\+ b/([^\t\n\r]+)", patch, re.M)
    return [p.decode("utf-8", "replace") for p in old], [p.decode("utf-8", "replace") for p in new]


def belongs(project, base, mails):
    """It changes a file that is there, or adds one to a folder that is."""
    for mail in mails:
        old, new = paths_of(mail["patch"])
        for path in old + [os.path.dirname(p) for p in new if os.path.dirname(p)]:
            if git(project.folder, "cat-file", "-e", base + ":" + path).returncode == 0:
                return True
    return False


def apply(work, base, box):
    """(patches that apply, whether all do, tree, what the commits say)"""
    git(work, "am", "--abort")
    git(work, "reset", "--hard", "-q", base)
    git(work, "clean", "-fdxq")
    run = git(work, "am", "-q", data=box)
    if run.returncode:
        git(work, "am", "--quit")
        git(work, "reset", "--hard", "-q")
    says = git(work, "log", "--reverse", "--format=%an%x01%ae%x01%at%x01%B%x02",
               base + "..HEAD").stdout
    tree = git(work, "rev-parse", "HEAD^{tree}").stdout.strip()
    return says.count(b"\2"), run.returncode == 0, tree, says


def judge(project, work, path):
    with open(path + ".head", encoding="utf-8", errors="replace") as file:
        name, version, minor = file.read().split()[:3]
    with open(path + ".mbox", "rb") as file:
        ours = file.read()
    theirs, _ = compare.ask_b4(compare.read_mails(path + ".mails"), int(version))
    if not ours or not theirs or minor != "0":
        return "neither or only one has it", name
    mails = sorted(compare.read_mbox(ours).values(), key=lambda one: one["order"])
    title = mails[0].get("Subject", b"").decode("utf-8", "replace")
    date = email.utils.parsedate_tz(mails[0].get("Date", b"").decode("ascii", "replace"))
    if date is None:
        return "no date", name
    base, committed = project.base(title, email.utils.mktime_tz(date))
    if base is None or not belongs(project, base, mails):
        return "of another project", name
    which = "committed" if committed else "not committed"
    n, fine, tree, says = apply(work, base, ours)
    their_n, their_fine, their_tree, their_says = apply(work, base, theirs)
    if fine and their_fine:
        if tree != their_tree:
            return which + ": both apply, another tree", name
        same = "the same commits" if says == their_says else "the same tree, other words"
        return which + ": both apply, " + same, name
    if fine != their_fine:
        return which + ": only %s applies" % ("ours" if fine else "b4's"), name
    if n == their_n and tree == their_tree:
        return which + ": neither applies, both stop at the same patch", name
    return which + ": neither applies, ours stops after %d, b4's after %d" % (n, their_n), name


def start(folder, where):
    global PROJECT, WORK
    compare.settings_of_b4()
    PROJECT = Project(folder)
    WORK = tempfile.mkdtemp(prefix="am-apply-", dir=where)
    subprocess.run(["git", "clone", "-q", "--shared", "--no-tags", folder, WORK], check=True,
                   env=compare.ENV)
    with open(WORK + "/.git/info/attributes", "w", encoding="utf-8") as file:
        file.write("* -text\n")


def work_on(path):
    return judge(PROJECT, WORK, path)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder")
    parser.add_argument("repository")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--work", default="/dev/shm", help="where the trees are")
    args = parser.parse_args()
    where = tempfile.mkdtemp(prefix="am-apply-", dir=args.work)
    paths = [os.path.abspath(os.path.join(args.folder, name[:-5]))
             for name in sorted(os.listdir(args.folder)) if name.endswith(".head")]
    classes = collections.defaultdict(list)
    try:
        with multiprocessing.Pool(args.jobs, start, (os.path.abspath(args.repository), where)) as pool:
            for kind, name in pool.imap_unordered(work_on, paths, chunksize=1):
                classes[kind].append(name)
    finally:
        shutil.rmtree(where)
    for kind in sorted(classes, key=lambda k: -len(classes[k])):
        print("%-60s %6d" % (kind, len(classes[kind])))
        if "only" in kind or "another tree" in kind or "stops" in kind or "other words" in kind:
            for name in classes[kind][:8]:
                print("    " + name)


if __name__ == "__main__":
    main()
