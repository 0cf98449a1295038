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
import shutil
import tempfile

import compare
import project


def apply(work, base, box):
    """(patches that apply, whether all do, tree, what the commits say)"""
    fine = project.apply(compare.ENV, work, base, box)
    says = project.git(work, compare.ENV, "log", "--reverse", "--format=%an%x01%ae%x01%at%x01%B%x02",
                       base + "..HEAD").stdout
    tree = project.git(work, compare.ENV, "rev-parse", "HEAD^{tree}").stdout.strip()
    return says.count(b"\2"), fine, tree, says


def judge(tree, work, path):
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
    base, committed = tree.base(title, email.utils.mktime_tz(date))
    if base is None or not tree.owns(base, [mail["patch"] for mail in mails]):
        return "of another project", name
    which = "committed" if committed else "not committed"
    n, fine, files, says = apply(work, base, ours)
    their_n, their_fine, their_files, their_says = apply(work, base, theirs)
    if fine and their_fine:
        if files != their_files:
            return which + ": both apply, another tree", name
        same = "the same commits" if says == their_says else "the same tree, other words"
        return which + ": both apply, " + same, name
    if fine != their_fine:
        return which + ": only %s applies" % ("ours" if fine else "b4's"), name
    if n == their_n and files == their_files:
        return which + ": neither applies, both stop at the same patch", name
    return which + ": neither applies, ours stops after %d, b4's after %d" % (n, their_n), name


def start(folder, where):
    global PROJECT, WORK
    compare.settings_of_b4()
    PROJECT = project.Project(folder, compare.ENV)
    WORK = tempfile.mkdtemp(prefix="am-apply-", dir=where)
    PROJECT.clone(WORK)


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
    folder = os.path.join(compare.HERE, args.folder)
    paths = [os.path.join(folder, name[:-5])
             for name in sorted(os.listdir(folder)) if name.endswith(".head")]
    classes = collections.defaultdict(list)
    try:
        with multiprocessing.Pool(args.jobs, start, (os.path.join(compare.HERE, args.repository), where)) as pool:
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
