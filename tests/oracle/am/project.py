# SPDX-License-Identifier: GPL-2.0-or-later
"""A project's own tree: where a series that was mailed goes on it."""
import collections
import os
import re
import subprocess

DAY = 86400
# The last 200 days: who was late with a series is looked for so long.
LATE = 200 * DAY


def git(folder, env, *args, data=None):
    return subprocess.run(["git", "-C", folder, *args], input=data, env=env, check=False,
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)


class Project:
    """A repository, its commits by title and by time."""

    def __init__(self, folder, env):
        self.folder = folder
        self.env = env
        self.titles = collections.defaultdict(list)
        self.line = []
        log = git(folder, env, "log", "--format=%H %P%x00%ct%x00%s", "HEAD").stdout
        for row in log.decode("utf-8", "replace").split("\n"):
            if row.count("\0") != 2:
                continue
            names, time, title = row.split("\0")
            names = names.split()
            if len(names) == 2:
                self.titles[title.lower()].append((int(time), names[1]))
        for row in git(folder, env, "log", "--first-parent", "--format=%ct %H",
                       "HEAD").stdout.split(b"\n"):
            if row:
                self.line.append((int(row.split()[0]), row.split()[1].decode()))

    def parent(self, title, sent):
        """The parent of the commit that the patch became; None where it became none."""
        late = [one for one in self.titles[title.lower()] if sent - 2 * DAY <= one[0] <= sent + LATE]
        return min(late)[1] if late else None

    def head(self, sent):
        """What was the tree's head then."""
        return next((name for time, name in self.line if time <= sent), None)

    def base(self, title, sent):
        """Where a series goes, and whether it was committed."""
        parent = self.parent(title, sent)
        return (parent, True) if parent else (self.head(sent), False)

    def has(self, commit, path=None):
        return git(self.folder, self.env, "cat-file", "-e",
                   commit + (":" + path if path else "^{commit}")).returncode == 0

    def owns(self, base, patches):
        """It changes a file that is there, or adds one to a folder that is."""
        for patch in patches:
            old, new = paths_of(patch)
            for path in old + [os.path.dirname(p) for p in new if os.path.dirname(p)]:
                if self.has(base, path):
                    return True
        return False

    def clone(self, work):
        """A work tree in which files are what the commits say."""
        subprocess.run(["git", "clone", "-q", "--shared", "--no-tags", self.folder, work],
                       check=True, env=self.env)
        with open(work + "/.git/info/attributes", "w", encoding="utf-8") as file:
            file.write("* -text\n")


def paths_of(patch):
    old = re.findall(rb"^--- a/([^\t\n\r]+)", patch, re.M)
    new = re.findall(rb"^\+\+\+ b/([^\t\n\r]+)", patch, re.M)
    return [p.decode("utf-8", "replace") for p in old], [p.decode("utf-8", "replace") for p in new]


def apply(env, work, base, data, *words):
    """git am of an mbox or of files; whether all of it applies."""
    git(work, env, "am", "--abort")
    git(work, env, "reset", "--hard", "-q", base)
    git(work, env, "clean", "-fdxq")
    run = git(work, env, "am", "-q", *words, data=data)
    if run.returncode:
        git(work, env, "am", "--quit")
        git(work, env, "reset", "--hard", "-q")
    return run.returncode == 0
