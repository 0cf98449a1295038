#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""What public-inbox-httpd answers for an inbox, beside what tidings serve answers.

served.py [-n MAILS] [-s SEED] THEIRS OURS LIST...: asks both sites (http://HOST:PORT, the same
inboxes under the same names) for mails drawn at random: raw, t.mbox.gz and the pages of their
threads; and for each list new.atom, what is found by questions made of its mails (as a feed and
as an mbox) and the manifest. Counts what is the same and names what is not. Exit 1 if there is
any.
"""
import argparse
import collections
import gzip
import json
import random
import re
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request

ENTRY = re.compile(rb"<entry>.*?</entry>", re.S)
LINK = re.compile(rb'<link[^>]*href="([^"]*)"')
UPDATED = re.compile(rb"<updated>([^<]*)</updated>")
ANCHOR = re.compile(rb'id="?(m[0-9a-f]{40})\b')


def ask(url, data=None):
    """Status, body."""
    request = urllib.request.Request(url, data=data)
    try:
        with urllib.request.urlopen(request, timeout=120) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def mails_of(mbox):
    """Of an mboxrd: each, without the line that begins it."""
    return [one.rstrip(b"\n") for one in re.split(rb"(?m)^From [^\n]*\n", mbox)[1:]]


def id_of(mail):
    head = mail.partition(b"\n\n")[0]
    found = re.search(rb"(?im)^message-id:\s*<([^>]*)>", head)
    return found and found.group(1).decode("utf-8", "replace")


def entries(feed):
    """Message-ID and time of each."""
    rows = []
    for entry in ENTRY.findall(feed):
        link, time = LINK.search(entry), UPDATED.search(entry)
        parts = urllib.parse.urlsplit(link.group(1).decode()).path.rstrip("/").rsplit("/", 1)
        rows.append((urllib.parse.unquote(parts[-1]), time.group(1).decode()))
    return rows


class Both:
    """Two sites, and how often they agreed."""

    def __init__(self, theirs, ours):
        self.sites = theirs.rstrip("/"), ours.rstrip("/")
        self.same, self.other = collections.Counter(), collections.defaultdict(list)

    def ask(self, path, data=None):
        return [ask(site + path, data) for site in self.sites]

    def note(self, kind, path, a, b, why=""):
        if a == b:
            self.same[kind] += 1
        else:
            self.other[kind].append((path, why or describe(a, b)))

    def report(self):
        for kind in sorted(set(self.same) | set(self.other)):
            print(f"{kind}: {self.same[kind]} the same, {len(self.other[kind])} not")
            for path, why in self.other[kind][:20]:
                print(f"   {path}\n      {why}")
        return bool(self.other)


def describe(a, b):
    if isinstance(a, list) and isinstance(b, list):
        only_a, only_b = [x for x in a if x not in b], [x for x in b if x not in a]
        if not only_a and not only_b:
            return "another order"
        return f"{len(a)} theirs, {len(b)} ours; theirs alone {only_a[:3]!r:.300}, ours alone {only_b[:3]!r:.300}"
    return f"{a!r:.150} | {b!r:.150}"


def look_at_mail(both, name, message):
    part = "/" + name + "/" + urllib.parse.quote(message, safe="@-._~!$&'()*+,;=:") + "/"
    (code, a), (other, b) = both.ask(part + "raw")
    both.note("raw: status", part, code, other)
    if code == other == 200:
        both.note("raw: mails", part, mails_of(a), mails_of(b))
        both.note("raw: bytes", part, a, b)
    (code, a), (other, b) = both.ask(part + "t.mbox.gz")
    both.note("t.mbox.gz: status", part, code, other)
    if code == other == 200:
        a, b = mails_of(gzip.decompress(a)), mails_of(gzip.decompress(b))
        both.note("t.mbox.gz: which", part, sorted(map(id_of, a), key=str), sorted(map(id_of, b), key=str))
        if len(a) == len(b):
            both.note("t.mbox.gz: order", part, [id_of(one) for one in a], [id_of(one) for one in b])
            both.note("t.mbox.gz: bytes", part, sorted(a), sorted(b))
    for kind in "T", "t":
        (code, a), (other, b) = both.ask(part + kind + "/")
        both.note(kind + ": status", part, code, other)
        a, b = ([x for x in dict.fromkeys(ANCHOR.findall(one))] for one in (a, b))
        both.note(kind + ": which", part, sorted(a), sorted(b))
        if sorted(a) == sorted(b):
            both.note(kind + ": order", part, a, b)


def patch_id(mail):
    out = subprocess.run(["git", "patch-id", "--stable"], input=mail, capture_output=True).stdout.split()
    return out and "patchid:" + out[0].decode()


def questions(rng, mails, n):
    """Made of what is there, so that something is found."""
    for _ in range(n):
        message, text = rng.choice(mails)
        head = text.partition(b"\n\n")[0].decode("utf-8", "replace")
        subject = re.search(r"(?im)^subject:(.*)", head)
        words = re.findall(r"[A-Za-z]{4,}", subject.group(1)) if subject else []
        sender = re.search(r"(?im)^from:.*?([\w.+-]+@[\w.-]+)", head)
        word = rng.choice(words) if words else "patch"
        yield rng.choice(["s:" + word, word, "s:\"" + " ".join(words[:2]) + "\"" if len(words) > 1 else word,
                          "f:" + sender.group(1) if sender else word, "m:" + message,
                          "s:" + word + " AND f:" + sender.group(1) if sender else word,
                          "dfn:" + word, "b:" + word, "nq:" + word, "patch NOT s:" + word,
                          patch_id(text) or word])


def look_at_list(both, name, rng, mails):
    (code, a), (other, b) = both.ask(f"/{name}/new.atom")
    both.note("new.atom: status", name, code, other)
    a, b = entries(a), entries(b)
    both.note("new.atom: which", name, sorted(x for x, _ in a), sorted(x for x, _ in b))
    both.note("new.atom: order", name, [x for x, _ in a], [x for x, _ in b])
    times = dict(b)
    both.note("new.atom: times", name, [t for x, t in a if x in times], [times[x] for x, _ in a if x in times])
    (_, a), (_, b) = both.ask(f"/{name}/manifest.js.gz")
    a, b = (json.loads(gzip.decompress(one)) for one in (a, b))
    both.note("manifest: repositories", name, sorted(a), sorted(b))
    for repository in set(a) & set(b):
        for key in "fingerprint", "modified":
            both.note("manifest: " + key, name + repository, a[repository].get(key), b[repository].get(key))
    for question in questions(rng, mails, 40):
        part = f"/{name}/?q=" + urllib.parse.quote(question) + "&x=A"
        (code, a), (other, b) = both.ask(part)
        both.note("x=A: status", part, code, other)
        a, b = entries(a), entries(b)
        both.note("x=A: which", part, sorted(x for x, _ in a), sorted(x for x, _ in b))
        # Those of one second come in any order.
        both.note("x=A: times", part, [time for _, time in a], [time for _, time in b])
        part = f"/{name}/?q=" + urllib.parse.quote(question) + "&x=m"
        (code, a), (other, b) = both.ask(part, b"")
        both.note("x=m: status", part, code, other)
        if code == other == 200:
            a, b = mails_of(gzip.decompress(a)), mails_of(gzip.decompress(b))
            both.note("x=m: which", part, sorted(map(id_of, a), key=str), sorted(map(id_of, b), key=str))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-n", type=int, default=60)
    parser.add_argument("-s", type=int, default=1)
    parser.add_argument("theirs")
    parser.add_argument("ours")
    parser.add_argument("lists", nargs="+")
    args = parser.parse_args()
    both = Both(args.theirs, args.ours)
    rng = random.Random(args.s)
    for name in args.lists:
        _, everything = ask(f"{both.sites[1]}/{name}/all.mbox.gz")
        mails = [(id_of(one), one) for one in mails_of(gzip.decompress(everything))]
        mails = [(message, one) for message, one in mails if message and "/" not in message]
        for message, _ in rng.sample(mails, min(args.n, len(mails))):
            look_at_mail(both, name, message)
        look_at_list(both, name, rng, mails)
    return both.report()


if __name__ == "__main__":
    sys.exit(main())
