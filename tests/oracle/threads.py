#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Our threads beside public-inbox's: the same mails, each below the same one.

threads.py TIDINGS INDEX INBOX [-n THREADS] [-s SEED]

INBOX is a public-inbox v2 inbox that public-inbox-index has indexed, INDEX one of ours with
the same mails. Mails are drawn from it; for the thread of each, threads.pl says what
public-inbox has there (what it joins by subject alone is left out), `tidings thread` what we
have. What a mail answers is the nearest one above it that the archive has. Each difference is
given a name by what the mail says of itself; exit 1 where one has none."""
import argparse
import collections
import json
import os
import random
import re
import subprocess
import sys

import inbox as inbox_of

ID = re.compile(rb"<([^<>\s]+)>")


def heads_of(inbox):
    """By Message-ID the header of each mail."""
    found = {}
    for mail in inbox_of.mails(inbox):
        text = re.split(rb"\r?\n\r?\n", mail, maxsplit=1)[0]
        text = re.sub(rb"\r?\n[ \t]+", b" ", text)
        name = re.search(rb"(?im)^message-id:.*?<([^<>\s]+)>", text)
        if name:
            found.setdefault(name.group(1).decode("utf-8", "replace"), []).append(text)
    return found


def ids_of(head, name):
    found = re.search(rb"(?im)^%s:(.*)$" % name, head)
    return [one.decode("utf-8", "replace") for one in ID.findall(found.group(1))] if found else []


BARE = "it names another without <>, which they do not read"


def is_bare(head):
    """References or In-Reply-To have an id, but no <>."""
    found = re.search(rb"(?im)^(?:references|in-reply-to):[ \t]*([^<>\s]+@[^<>\s]+)[ \t\r]*$", head)
    return found is not None


def ours(program, index, name):
    done = subprocess.run([program, "thread", "--index", index, "--json", name],
                          capture_output=True, text=True)
    if done.returncode:
        return {}
    mails = json.loads(done.stdout)["mails"]
    above = {mail["message_id"]: mail["parent"] for mail in mails}
    there = {mail["message_id"] for mail in mails if not mail["missing"]}
    parents = {}
    for name in there:
        up = above[name]
        while up and up not in there:
            up = above.get(up)
        parents[name] = up or ""
    return parents


def name_difference(name, we, they, heads):
    """Why the mail is below another one in the two."""
    if len(heads.get(name, [])) > 1:
        return "several mails of that Message-ID"
    head = heads[name][0]
    answers, references = ids_of(head, b"in-reply-to"), ids_of(head, b"references")
    if answers and references and answers[-1] != references[-1] and we in answers:
        return "In-Reply-To says another one than References do at their end"
    if not answers and not references and is_bare(head):
        return BARE
    if not answers and not references:
        return "it names no mail: theirs is what other mails claim"
    known = [one for one in references + answers if one in heads]
    if not known:
        return "none that it names is there: where others put those"
    if we in answers + references and they not in answers + references:
        return "ours it names, theirs is what other mails claim"
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tidings")
    parser.add_argument("index")
    parser.add_argument("inbox")
    parser.add_argument("-n", "--threads", type=int, default=300)
    parser.add_argument("-s", "--seed", type=int, default=1)
    arguments = parser.parse_args()
    heads = heads_of(arguments.inbox)
    names = random.Random(arguments.seed).sample(sorted(heads), len(heads))
    here = os.path.dirname(os.path.abspath(__file__))
    pipe = subprocess.Popen(["perl", here + "/threads.pl", arguments.inbox],
                            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    seen, counts, classes = set(), collections.Counter(), collections.defaultdict(list)
    for name in names:
        if counts["threads"] == arguments.threads:
            break
        if name in seen:
            continue
        pipe.stdin.write(name + "\n")
        pipe.stdin.flush()
        theirs = json.loads(pipe.stdout.readline())["parents"]
        we = ours(arguments.tidings, arguments.index, name)
        seen |= theirs.keys() | we.keys()
        # Of a mail alone there is nothing to compare.
        if len(theirs) < 2 and len(we) < 2:
            continue
        counts["threads"] += 1
        counts["mails"] += len(theirs.keys() | we.keys())
        counts["threads with the same mails"] += theirs.keys() == we.keys()
        wrong = [one for one in theirs.keys() & we.keys() if theirs[one] != we[one]]
        counts["mails below the same one"] += len(theirs.keys() & we.keys()) - len(wrong)
        counts["threads that are the same"] += theirs == we
        joins = any(len(ids_of(head, b"in-reply-to")) > 1 and not ids_of(head, b"references")
                    for one in theirs for head in heads.get(one, []))
        bare = any(is_bare(head) for one in we for head in heads.get(one, []))
        for one in sorted(theirs.keys() ^ we.keys()):
            if bare and one in we:
                classes[BARE].append("%s: %s" % (name, one))
                continue
            if joins and one in theirs:
                classes["one answers two mails, whose threads they join"].append(
                    "%s: %s" % (name, one))
                continue
            classes["only in %s thread" % ("their" if one in theirs else "our")].append(
                "%s: %s" % (name, one))
        for one in sorted(wrong):
            kind = name_difference(one, we[one], theirs[one], heads)
            classes[kind or "unexplained"].append(
                "%s: below %s, theirs %s" % (one, we[one] or "nothing", theirs[one] or "nothing"))
    pipe.stdin.close()
    for key, n in counts.items():
        print("%6d %s" % (n, key))
    for kind in sorted(classes):
        print("%6d %s" % (len(classes[kind]), kind))
        for example in classes[kind][:5]:
            print("       " + example)
    return 1 if any(kind.startswith(("unexplained", "only in")) for kind in classes) else 0


if __name__ == "__main__":
    sys.exit(main())
