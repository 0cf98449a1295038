#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Our hits beside lei's, query by query, on one archive.

search.py TIDINGS INBOX [-n QUERIES] [-s SEED] [-v] [-k 'KIND|KIND']

INBOX is a public-inbox v2 inbox that public-inbox-index has indexed in full. It is added
to an index of its own (kept in $SEARCH_INDEX where that is set), then queries of all kinds
are made of words that its mails really have, and both programs answer with Message-IDs.
Prints a line for each kind: queries, how many have the same hits, hits of both, of us
alone, of lei alone, and why: each mail that only one has (of more than 40 a query and side
40 that are drawn) is explained by search_causes.py, or named. -v names all. Exit 1 when one
is not explained."""
import argparse
import calendar
import collections
import email
import email.policy
import email.utils
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time

import search_causes

MOST = 40
WORD = re.compile(r"[A-Za-z][A-Za-z0-9]{3,15}")


def mails_of(inbox, count, rng):
    """Some mails of the archive, evenly taken, as email.message objects."""
    folder = os.path.join(inbox, "git")
    epochs = [os.path.join(folder, name) for name in sorted(os.listdir(folder))] \
        if os.path.isdir(folder) else [inbox]
    blobs = []
    for epoch in epochs:
        git = ["git", "--git-dir", epoch]
        commits = subprocess.run(git + ["rev-list", "HEAD"], check=True, text=True,
                                 capture_output=True).stdout.split()
        for commit in rng.sample(commits, min(count, len(commits))):
            blobs.append((git, commit + ":m"))
    for git, name in blobs:
        done = subprocess.run(git + ["cat-file", "blob", name], capture_output=True)
        if done.returncode == 0:
            yield email.message_from_bytes(done.stdout, policy=email.policy.compat32), \
                patch_id_of(git, done.stdout)


def patch_id_of(git, raw):
    if b"\ndiff --git " not in raw:
        return ""
    done = subprocess.run(git + ["patch-id", "--stable"], input=raw, capture_output=True)
    return done.stdout[:40].decode()


def text_of(mail):
    for part in mail.walk():
        if part.get_content_type() == "text/plain":
            raw = part.get_payload(decode=True) or b""
            return raw.decode("utf-8", "replace")
    return ""


def plain(value):
    try:
        return str(email.header.make_header(email.header.decode_header(value or "")))
    except (LookupError, ValueError, email.errors.HeaderParseError):
        return value or ""


class Sample:
    """What queries are made of."""

    def __init__(self, mails):
        self.lists = collections.defaultdict(list)
        for mail, patch_id in mails:
            self.take(mail)
            self.add("patch-id", patch_id)

    def add(self, kind, value):
        if value and '"' not in value and "*" not in value:
            self.lists[kind].append(value)

    def take(self, mail):
        subject = re.sub(r"\s+", " ", plain(mail["Subject"]))
        for word in WORD.findall(subject):
            self.add("subject word", word)
        words = re.sub(r"\[[^]]*\]", "", subject).split()
        if len(words) > 3:
            at = random.Random(subject).randrange(len(words) - 2)
            self.add("subject phrase", " ".join(words[at:at + 3]))
        for header, kind in (("From", "from"), ("To", "to"), ("Cc", "cc")):
            for name, address in email.utils.getaddresses([plain(mail[header])]):
                self.add(kind + " address", address)
                for word in WORD.findall(name):
                    self.add(kind + " word", word)
        mid = (mail["Message-ID"] or "").strip().strip("<>")
        self.add("message-id", mid)
        date = email.utils.parsedate_to_datetime(mail["Date"]) if mail["Date"] else None
        if date and 1995 < date.year < 2030:
            self.add("date", date.strftime("%Y%m%d"))
        self.take_text(text_of(mail))

    def take_text(self, text):
        for line in text.split("\n"):
            line = line.rstrip()
            words = line.lstrip("> ").split()
            if line.startswith(">"):
                kind = "quoted"
            elif re.match(r"(diff --git|index|---|\+\+\+) ", line):
                found = re.match(r"diff --git a/(\S+) b/\S+$", line)
                if found:
                    self.add("path", found.group(1))
                    self.add("path part", random.Random(line).choice(
                        re.findall(r"\w{3,}", found.group(1)) or ["edac"]))
                found = re.match(r"index ([0-9a-f]{7,40})\.\.([0-9a-f]{7,40})", line)
                if found:
                    self.add("pre", found.group(1))
                    self.add("post", found.group(2))
                continue
            elif line.startswith("@@"):
                found = re.match(r"@@ [^@]* @@ .*?(\w{4,})\(", line)
                if found:
                    self.add("hunk word", found.group(1))
                continue
            elif line.startswith("+"):
                kind, words = "added", line[1:].split()
            elif line.startswith("-") and not line.startswith("--"):
                kind, words = "removed", line[1:].split()
            elif line.startswith(" "):
                kind = "context"
            else:
                kind = "own"
            for word in WORD.findall(line):
                self.add(kind + " word", word)
            if len(words) >= 3 and all(re.fullmatch(r"[A-Za-z]{2,12}", w) for w in words[:3]):
                self.add(kind + " phrase", " ".join(words[:3]))


def range_of(rng, sample, form):
    """form makes a bound of YYYYMMDD; the two are in order."""
    first, second = sorted((rng.choice(sample["date"]), rng.choice(sample["date"])))
    return "%s..%s" % (form(first), form(second))


def dashed(day):
    return "%s-%s-%s" % (day[:4], day[4:6], day[6:])


def seconds(day):
    return "%d" % calendar.timegm(time.strptime(day, "%Y%m%d"))


def make_queries(sample, count, rng):
    """(kind, query) pairs; each kind about as often as the others."""
    lists = sample.lists

    def one(kind):
        return rng.choice(lists[kind])

    kinds = {
        "s: word": lambda: "s:" + one("subject word"),
        "s: phrase": lambda: 's:"%s"' % one("subject phrase"),
        "f: word": lambda: "f:" + one("from word"),
        "f: address": lambda: "f:" + one("from address"),
        "t: address": lambda: "t:" + one("to address"),
        "c: address": lambda: "c:" + one("cc address"),
        "c: word": lambda: "c:" + one("cc word"),
        "a: address": lambda: "a:" + one("cc address"),
        "tc: word": lambda: "tc:" + one("to word"),
        "b: word": lambda: "b:" + one("own word"),
        "b: phrase": lambda: 'b:"%s"' % one("own phrase"),
        "bs: word": lambda: "bs:" + one("subject word"),
        "nq: word": lambda: "nq:" + one("own word"),
        "nq: phrase": lambda: 'nq:"%s"' % one("own phrase"),
        "q: word": lambda: "q:" + one("quoted word"),
        "q: phrase": lambda: 'q:"%s"' % one("quoted phrase"),
        "bare word": lambda: one("own word"),
        "bare phrase": lambda: '"%s"' % one("own phrase"),
        "two words": lambda: "%s %s" % (one("own word"), one("subject word")),
        "dfn: path": lambda: "dfn:" + one("path"),
        "dfn: part": lambda: "dfn:" + one("path part"),
        "dfa: word": lambda: "dfa:" + one("removed word"),
        "dfb: word": lambda: "dfb:" + one("added word"),
        "dfb: phrase": lambda: 'dfb:"%s"' % one("added phrase"),
        "dfctx: word": lambda: "dfctx:" + one("context word"),
        "dfhh: word": lambda: "dfhh:" + one("hunk word"),
        "dfpre:": lambda: "dfpre:" + one("pre")[:rng.choice((7, 8, 10, 12))],
        "dfpost:": lambda: "dfpost:" + one("post")[:rng.choice((7, 8, 10, 12))],
        "dfblob:": lambda: "dfblob:" + one("post")[:7],
        "patchid:": lambda: "patchid:" + one("patch-id"),
        "patchid: OR": lambda: "patchid:%s OR patchid:%s" % (
            one("patch-id"), one("patch-id")),
        "bare blob": lambda: one("post")[:10],
        "b4: again": lambda: '(s:"%s" AND f:"%s") AND d:%s..' % (
            one("subject phrase"), one("from address"), one("date")),
        "b4: from": lambda: 'nq:"From: %s"' % one("from address"),
        "hyphens": lambda: "nq:%s-%s" % (one("own word"), one("own word")),
        "s: (a b)": lambda: "s:(%s %s)" % (one("subject word"), one("from word")),
        "m:": lambda: "m:" + one("message-id"),
        "mid:": lambda: "mid:" + one("message-id"),
        "references:": lambda: "references:" + one("message-id"),
        "l:": lambda: "l:linux-edac",
        "d: range": lambda: "d:" + range_of(rng, lists, dashed),
        "d: day": lambda: "d:" + dashed(one("date")),
        "d: open": lambda: "d:" + rng.choice(("..%s", "%s..")) % dashed(one("date")),
        "dt: range": lambda: "dt:" + range_of(rng, lists, lambda d: d + "120000"),
        "rt: range": lambda: "rt:" + range_of(rng, lists, dashed),
        "rt: seconds": lambda: "rt:" + range_of(rng, lists, seconds),
        "z: range": lambda: "z:%d..%d" % tuple(sorted(rng.sample(range(1000, 40000), 2))),
        "OR": lambda: "s:%s OR f:%s" % (one("subject word"), one("from word")),
        "NOT": lambda: "s:%s NOT f:%s" % (one("subject word"), one("from word")),
        "-word": lambda: "b:%s -%s" % (one("own word"), one("own word")),
        "+word": lambda: "+%s +%s" % (one("own word"), one("own word")),
        "parentheses": lambda: "(s:%s OR s:%s) AND f:%s" % (
            one("subject word"), one("subject word"), one("from word")),
        "wildcard": lambda: "s:%s*" % one("subject word")[:5],
        "bare wildcard": lambda: "%s*" % one("own word")[:7],
        "thread:": lambda: "thread:" + one("message-id"),
    }
    names = sorted(kinds)
    for i in range(count):
        kind = names[i % len(names)]
        try:
            yield kind, kinds[kind]()
        except IndexError:  # the mails that were drawn have none
            pass


class Lei:
    """lei of its own, with nothing of the user's."""

    def __init__(self, inbox, home):
        self.inbox = inbox
        self.env = dict(os.environ, HOME=home, XDG_RUNTIME_DIR=home, XDG_CONFIG_HOME=home,
                        XDG_DATA_HOME=home, XDG_CACHE_HOME=home, TZ="UTC")

    def ask(self, query):
        """thread: is not known to lei 1.9, but it has whole threads of hits."""
        threads = []
        if query.startswith("thread:"):
            query, threads = "mid:" + query[len("thread:"):], ["--threads"]
        done = subprocess.run(
            ["lei", "q", "--stdin", "--only", self.inbox, "-f", "jsonl", "-o", "-",
             "-n", "1000000", "--no-save", *threads], input=query, text=True,
            env=self.env, capture_output=True)
        hits = {json.loads(line)["m"] for line in done.stdout.splitlines()
                if line.startswith("{")}
        errors = [line for line in done.stderr.splitlines() if not line.startswith("#")]
        return hits, " ".join(errors)

    def close(self):
        subprocess.run(["lei", "daemon-kill"], env=self.env, capture_output=True)


class Tidings:
    def __init__(self, program, inbox, folder):
        self.program = program
        self.index = os.environ.get("SEARCH_INDEX", os.path.join(folder, "index.sqlite"))
        self.env = dict(os.environ, HOME=folder, XDG_DATA_HOME=folder,
                        XDG_CONFIG_HOME=folder, TZ="UTC")
        config = os.path.join(folder, "tidings")
        os.makedirs(config, exist_ok=True)
        subprocess.run([program, "add", "--index", self.index, "oracle", inbox],
                       env=self.env, check=True, stderr=subprocess.DEVNULL)

    def ask(self, query):
        done = subprocess.run([self.program, "search", "--index", self.index, "--ids",
                               "--limit", "0", "--", query], env=self.env, text=True,
                              capture_output=True)
        error = done.stderr.strip() if done.returncode not in (0, 1) else ""
        return set(done.stdout.split("\n")) - {""}, error


def some(query, names):
    """All that differ, or of many as many as can be asked for."""
    names = sorted(names)
    return names if len(names) <= MOST else random.Random(query).sample(names, MOST)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("tidings")
    parser.add_argument("inbox")
    parser.add_argument("-n", "--queries", type=int, default=470)
    parser.add_argument("-s", "--seed", type=int, default=1)
    parser.add_argument("-k", "--kind")
    parser.add_argument("-v", "--verbose", action="store_true")
    arguments = parser.parse_args()
    rng = random.Random(arguments.seed)
    inbox = os.path.abspath(arguments.inbox)
    sample = Sample(mails_of(inbox, 300, rng))
    totals = collections.defaultdict(lambda: [0, 0, 0, 0, 0])
    differences, started = [], time.time()
    with tempfile.TemporaryDirectory() as folder:
        home = os.path.join(folder, "lei")
        os.makedirs(home, mode=0o700)
        ours, theirs = Tidings(os.path.abspath(arguments.tidings), inbox, folder), \
            Lei(inbox, home)
        for kind, query in make_queries(sample, arguments.queries, rng):
            if arguments.kind and kind not in arguments.kind.split("|"):
                continue
            we, our_error = ours.ask(query)
            they, their_error = theirs.ask(query)
            row = totals[kind]
            row[0] += 1
            row[1] += we == they
            row[2] += len(we & they)
            row[3] += len(we - they)
            row[4] += len(they - we)
            for name in some(query, we - they):
                differences.append((kind, query, name, True, their_error))
            for name in some(query, they - we):
                differences.append((kind, query, name, False, their_error))
            if our_error or (arguments.verbose and their_error):
                print("%s: %s: %s | %s" % (kind, query, our_error, their_error))
        causes = search_causes.explain(differences, inbox, lambda path: Lei(path, home), folder,
                                        started)
        theirs.close()
    print("%-16s %8s %8s %9s %9s %9s" % ("kind", "queries", "same", "both", "ours", "lei's"))
    for kind in sorted(totals):
        found = collections.Counter(cause or "UNEXPLAINED" for cause, one in
                                    zip(causes, differences) if one[0] == kind)
        print("%-16s %8d %8d %9d %9d %9d  %s" % (
            kind, *totals[kind], ", ".join("%s %d" % one for one in found.most_common())))
    for cause, (kind, query, name, we, _) in zip(causes, differences):
        if not cause or arguments.verbose:
            print("%s: %s: %s: %s only %s" % (
                cause or "UNEXPLAINED", kind, query, "ours" if we else "lei's", name))
    queries, same = (sum(row[i] for row in totals.values()) for i in (0, 1))
    print("%d queries, %d with the same hits; %d mails that differ were looked at, %d are "
          "unexplained" % (queries, same, len(differences), causes.count(None)))
    return 1 if None in causes else 0


if __name__ == "__main__":
    sys.exit(main())
