#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""How series stand, beside what git log says became of their patches.

states_tree.py [-v] TIDINGS LIST=REPOSITORY[:PATTERN]...: of each list that was added, all
series are asked for (those whose title or tags the pattern finds, as a list may be of several
projects), and each patch is looked for in the repository, by the words of its title, as a commit
that was made in the 500 days after. No label is needed, and no rule of ours made the commits. What a
commit does not show: that a mail says so, and what was applied under another title.

The table has, for each state, how many series are there whole, in part and not at all. With -v
follow those that wait though the tree has them all and somebody else said a word of it: each with
the sentence. It was written for ltp=linux-test-project/ltp, util-linux=util-linux/util-linux,
selinux=SELinuxProject/selinux:'libse|libsep|polic|python|secilc|mcstrans|restorecond',
linux-btrfs=kdave/btrfs-progs:btrfs-progs, linux-erofs=erofs/erofs-utils:erofs-utils,
linux-bluetooth=bluez/bluez:'(?i)bluez', linux-gpio=brgl/libgpiod:'(?i)libgpiod',
linux-man=mkerrisk/man-pages, linux-nvme=linux-nvme/nvme-cli:'(?i)nvme-cli',
linux-raid=md-raid-utilities/mdadm:'(?i)mdadm', linux-modules=kmod-project/kmod:'(?i)kmod',
kexec=horms/kexec-tools, b.a.t.m.a.n=open-mesh-mirror/batctl:'(?i)batctl'.
"""
import collections
import datetime
import email
import json
import re
import subprocess
import sys

DAY = 86400
WAITING = ("new", "updated", "resent", "rfc", "reviewed", "changes requested")
DEED = re.compile(r"\b(merged?|pushed?|applied|apply|committed|queued?|picked|added)\b", re.I)


def run(*words):
    return subprocess.run(words, stdout=subprocess.PIPE, check=True).stdout.decode("utf-8", "replace")


def key(title):
    return " ".join(re.findall(r"[a-z0-9]+", (title or "").lower()))


def commits_of(repository):
    """By the words of the title: when written, when committed."""
    found = collections.defaultdict(list)
    for line in run("git", "-C", repository, "log", "--all", "--format=%at %ct %s").split("\n"):
        fields = line.split(" ", 2)
        if len(fields) == 3:
            found[key(fields[2])].append((int(fields[0]), int(fields[1])))
    return found


def is_there(title, sent, commits):
    words = key(title)
    bare = words.split(" ", 1)[-1]
    return any(sent - 3 * DAY <= committed <= sent + 500 * DAY and
               sent - 600 * DAY <= written <= sent + 3 * DAY
               for form in {words, bare} for written, committed in commits.get(form, ()))


def own_words(raw):
    """What the writer says himself, a sentence a line."""
    message = email.message_from_string(raw)
    text = ""
    for part in message.walk():
        if part.get_content_type() == "text/plain":
            text += (part.get_payload(decode=True) or b"").decode("utf-8", "replace")
    lines = []
    for line in text.split("\n"):
        if line.startswith(("-- ", "diff ")):
            break
        lines.append("" if re.match(r"[>+@]|.*(wrote|schrieb):$", line) else line.strip())
    for paragraph in re.split(r"\n\s*\n", "\n".join(lines)):
        yield from re.split(r"(?<=[.!?])\s+", " ".join(paragraph.split()))


verbose = "-v" in sys.argv
tidings, *pairs = [word for word in sys.argv[1:] if word != "-v"]
total = collections.Counter()
for pair in pairs:
    name, where = pair.split("=", 1)
    repository, _, pattern = where.partition(":")
    commits = commits_of(repository)
    newest = max(committed for times in commits.values() for _, committed in times)
    count = collections.Counter()
    missed = []
    for series in json.loads(run(tidings, "series", name, "-n", "0", "--json"))["series"]:
        sent = datetime.datetime.fromisoformat(series["sent"].replace("Z", "+00:00")).timestamp()
        text = "%s %s" % (series["title"], series["tags"])
        if sent > newest - 120 * DAY or (pattern and not re.search(pattern, text)):
            continue
        whole = json.loads(run(tidings, "series", "--json", "<%s>" % series["message_id"]))
        titles = [m["title"] for m in whole["members"] if m["number"] > 0 or not series["cover"]]
        here = sum(is_there(title, sent, commits) for title in titles)
        truth = "whole" if titles and here == len(titles) else "in part" if here else "not"
        count[series["state"], truth] += 1
        if truth == "whole" and series["state"] in WAITING:
            missed.append((series, whole))
    total += count
    print("%s: %d series" % (name, sum(count.values())))
    for state in sorted({state for state, _ in count}):
        print("    %-18s whole %5d  in part %5d  not %5d" % (
            state, count[state, "whole"], count[state, "in part"], count[state, "not"]))
    for series, whole in missed if verbose else ():
        for answer in whole["answers"]:
            if answer["from"]["address"] == series["author"]["address"]:
                continue
            raw = run(tidings, "show", "--raw", "<%s>" % answer["message_id"])
            for sentence in own_words(raw):
                if DEED.search(sentence):
                    print("    %s <%s> %s: %s" % (series["state"], series["message_id"],
                                                 answer["from"]["name"], sentence[:200]))
there = sum(n for (state, truth), n in total.items() if truth == "whole" and state != "superseded")
heard = total["applied", "whole"] + total["partly applied", "whole"]
print("of %d that a tree has whole, and nothing superseded, %d are known to be applied (%.1f %%)" % (
    there, heard, 100 * heard / max(there, 1)))
