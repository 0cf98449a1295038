# SPDX-License-Identifier: GPL-2.0-or-later
"""Mails of an archive as git mailinfo splits them, kept in a work folder; and what the
oracles of patches have in common: options, our answers, the printing of differences."""
import argparse
import collections
import hashlib
import multiprocessing
import os
import subprocess
import sys
import tempfile

import mutate

ENV = dict(os.environ, LC_ALL="C.UTF-8", GIT_CONFIG_NOSYSTEM="1", HOME="/nonexistent",
           GIT_CEILING_DIRECTORIES="/")


def options(what):
    parser = argparse.ArgumentParser(description=what)
    parser.add_argument("archive", help="a bare repository of public-inbox v2")
    parser.add_argument("work", help="folder for what git made of the mails")
    parser.add_argument("--dump", default="build/tests/oracle/facts_of_diffs")
    parser.add_argument("--stride", type=int, default=1, help="every so many mails")
    parser.add_argument("--limit", type=int, default=0, help="at most so many mails")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--examples", type=int, default=3, help="shown of each kind")
    parser.add_argument("--mutate", type=int, default=0, help="damage each case, by this seed")
    return parser.parse_args()


def mail_names(archive, stride, limit):
    """The newest mails first."""
    out = subprocess.run(["git", "-C", archive, "rev-list", "HEAD"], check=True,
                         stdout=subprocess.PIPE).stdout.decode().split()
    chosen = out[::stride]
    return chosen[:limit] if limit else chosen


def mails(archive, names):
    """Yields (commit, bytes) for commits that have a mail."""
    cat = subprocess.Popen(["git", "-C", archive, "cat-file", "--batch", "--buffer"],
                           stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    feeder = multiprocessing.Process(target=feed, args=(cat, names))
    feeder.start()
    cat.stdin.close()
    for name in names:
        head = cat.stdout.readline().split()
        if len(head) != 3:
            continue
        blob = cat.stdout.read(int(head[2]))
        cat.stdout.read(1)
        yield name, blob
    feeder.join()


def feed(cat, names):
    for name in names:
        cat.stdin.write(name.encode() + b":m\n")
    cat.stdin.close()


def split(job):
    """A mail as (name, title, message, patch) of git mailinfo."""
    name, mail = job
    with tempfile.TemporaryDirectory(dir="/dev/shm") as tmp:
        run = subprocess.run(["git", "mailinfo", tmp + "/msg", tmp + "/patch"], cwd=tmp,
                             input=mail, stdout=subprocess.PIPE,
                             stderr=subprocess.DEVNULL, env=ENV)
        if run.returncode:
            return name, b"", b"", b""
        title = b""
        for line in run.stdout.split(b"\n"):
            if line.startswith(b"Subject: "):
                title = line[9:]
        with open(tmp + "/msg", "rb") as file:
            message = file.read()
        with open(tmp + "/patch", "rb") as file:
            patch = file.read()
    return name, title, message, patch


def make_cases(args, path):
    names = mail_names(args.archive, args.stride, args.limit)
    with open(path + ".part", "wb") as out, multiprocessing.Pool(args.jobs) as pool:
        for case in pool.imap(split, mails(args.archive, names), chunksize=16):
            name, title, message, patch = case
            if not patch:
                continue
            head = "%s %d %d %d\n" % (name, len(title), len(message), len(patch))
            out.write(head.encode() + title + message + patch)
    os.rename(path + ".part", path)


def cases(args):
    """Yields (name, title, message, patch) of all mails with a patch; made once."""
    os.makedirs(args.work, exist_ok=True)
    key = hashlib.sha1(os.path.abspath(args.archive).encode()).hexdigest()[:8]
    path = os.path.join(args.work, "cases-%s-%d-%d" % (key, args.stride, args.limit))
    if not os.path.exists(path):
        make_cases(args, path)
    with open(path, "rb") as file:
        while head := file.readline():
            name, *sizes = head.split()
            title, message, patch = [file.read(int(n)) for n in sizes]
            if args.mutate:
                message = mutate.damage(message, name + b"m%d" % args.mutate)
                patch = mutate.damage(patch, name + b"p%d" % args.mutate)
            yield name.decode(), title, message, patch


def ours(args, what, wanted):
    """Our answers to [(name, bytes)], in order."""
    with tempfile.TemporaryFile() as file:
        for name, data in wanted:
            file.write(b"%s %d\n" % (name.encode(), len(data)))
            file.write(data)
        file.seek(0)
        out = subprocess.run([args.dump, what], stdin=file, stdout=subprocess.PIPE,
                             check=True).stdout
    answers = []
    at = 0
    while at < len(out):
        end = out.index(b"\n", at)
        size = int(out[at:end].split()[1])
        answers.append(out[end + 1:end + 1 + size])
        at = end + 1 + size
    assert len(answers) == len(wanted)
    return answers


class Tally:
    """Counts kinds of agreement and difference, with examples."""

    def __init__(self, examples):
        self.counts = collections.Counter()
        self.examples = collections.defaultdict(list)
        self.keep = examples

    def add(self, kind, example=None):
        self.counts[kind] += 1
        if example is not None and len(self.examples[kind]) < self.keep:
            self.examples[kind].append(example)

    def report(self, title, good):
        """Prints all; true where there are only the good kinds."""
        total = sum(self.counts.values())
        print("%s: %d cases" % (title, total))
        for kind, count in self.counts.most_common():
            print("  %7d  %7.3f %%  %s" % (count, 100 * count / max(total, 1), kind))
        for kind, shown in self.examples.items():
            if kind in good:
                continue
            print("-- " + kind)
            for example in shown:
                print("   " + example)
        return not set(self.counts) - set(good)


def finish(good):
    sys.exit(0 if good else 1)
