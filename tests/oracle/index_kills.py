#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""That an index stays whole, whatever happens to those that write it, over a real archive.

index_kills.py TIDINGS INDEX_TOOL FOLDER [-n ROUNDS] [-s SEED] [--most MAILS] [--anew SHARE]
ARCHIVE: a copy of a bare epoch
or of a v2 inbox's newest one grows by some mails a round, now and then its history is cut back
or the index deleted, and `tidings sync` follows: killed by SIGKILL at a random moment, on a
disk that gets full (a tmpfs; root only), or as one of two at once, of which one may be killed.
After each round the file must be whole (SQLite's own check); after each 20th a sync that nobody
disturbs must lead to what a clean build says. With --most 40000 --anew 0.4 runs are large: several
commits, secondary indexes at their end, a thread that empties SQLite's log. Prints how often what happened; exit 1 at the
first round that fails, with all that it left in FOLDER.
"""
import argparse
import collections
import os
import pathlib
import random
import shutil
import subprocess
import sys
import time

EACH = 20  # rounds to a comparison


class Stage:
    """A list called "list", in an archive that the rounds move, and its index."""

    def __init__(self, arguments):
        self.tidings, self.tool = map(os.path.abspath, (arguments.tidings, arguments.index_tool))
        self.folder = arguments.folder.absolute()
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self.git = self.folder / "list.git"
        epochs = sorted((arguments.archive / "git").glob("*.git"), key=lambda path: int(path.stem))
        source = epochs[-1] if epochs else arguments.archive
        subprocess.run(["git", "clone", "-q", "--mirror", str(source), str(self.git)], check=True)
        self.commits = self.ask_git("rev-list", "--first-parent", "--reverse", "HEAD").split()
        self.branch = self.ask_git("symbolic-ref", "HEAD").strip()
        self.index = self.folder / "index"
        self.env = dict(os.environ, HOME=str(self.folder), XDG_DATA_HOME=str(self.folder),
                        XDG_CONFIG_HOME=str(self.folder), GIT_CONFIG_NOSYSTEM="1")
        self.now = 0
        self.took = 0.1
        self.most, self.anew = arguments.most, arguments.anew

    def ask_git(self, *words):
        return subprocess.run(["git", "--git-dir", str(self.git), *words], check=True, text=True,
                              stdout=subprocess.PIPE).stdout

    def move(self, to):
        self.now = max(1, min(to, len(self.commits)))
        self.ask_git("update-ref", self.branch, self.commits[self.now - 1])

    def start(self, index=None, command="sync"):
        words = [self.tidings, command, "-q", "--index", str(index or self.index)]
        if command == "add":
            words += ["list", str(self.git)]
        return subprocess.Popen(words, env=self.env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)

    def sync(self, index=None, command="sync"):
        """Undisturbed; how long it took is what the moments of kills are taken from."""
        began = time.monotonic()
        process = self.start(index, command)
        said = process.communicate()[1].decode()
        self.took = 0.8 * self.took + 0.2 * (time.monotonic() - began)
        return process.returncode, said

    def check(self, index=None):
        done = subprocess.run([self.tool, "check", str(index or self.index)], text=True, capture_output=True)
        said = done.stdout + done.stderr
        return "" if done.returncode == 0 or "there is no" in said or "nothing is in" in said else said

    def dump(self, index):
        done = subprocess.run([self.tool, "dump", str(index)], check=True, stdout=subprocess.PIPE)
        return sorted(done.stdout.split(b"\n"))

    def forget(self, index):
        for path in index.parent.glob(index.name + "*"):
            path.unlink()


def killed(stage, rng):
    process = stage.start()
    try:
        process.wait(rng.uniform(0, 1.3 * stage.took))
        return "done before the kill"
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return "killed"
    finally:
        process.stderr.close()


def two_writers(stage, rng):
    first = stage.start()
    time.sleep(rng.uniform(0, stage.took))
    second = stage.start()
    what = "two writers"
    if rng.random() < .5:
        time.sleep(rng.uniform(0, stage.took))
        first.kill()
        what = "two writers, one killed"
    for process in first, second:
        said = process.communicate()[1].decode()
        if process.returncode not in (0, -9):
            raise RuntimeError("a writer beside another one: " + said)
    return what


def full_disk(stage, rng):
    """The index on a disk with little room left; what is there afterwards goes on."""
    small = stage.folder / "small"
    small.mkdir(exist_ok=True)
    files = [path for path in stage.folder.glob("index*") if not path.name.endswith("-shm")]
    used = sum(path.stat().st_size + 4096 for path in files)
    room = used + rng.randrange(20_000, 15_000 * stage.most)
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=%d" % room, "tmpfs", str(small)], check=True)
    try:
        for path in files:
            shutil.copy2(path, small)
        status, said = stage.sync(small / "index")
        if status != 0 and "full" not in said and "No space left" not in said:
            raise RuntimeError("a full disk is not named: " + said)
        wrong = stage.check(small / "index")
        if wrong:
            raise RuntimeError("on a full disk: " + wrong)
        stage.forget(stage.index)
        for path in small.glob("index*"):
            if not path.name.endswith("-shm"):
                shutil.copy2(path, stage.folder)
    finally:
        subprocess.run(["umount", str(small)], check=True)
    return "disk full" if status != 0 else "disk large enough"


def one_round(stage, rng, counts):
    if rng.random() < stage.anew:
        stage.forget(stage.index)
        counts["index deleted"] += 1
    if rng.random() < .05:
        stage.move(stage.now - rng.randrange(1, 60))
        counts["history cut back"] += 1
    else:
        stage.move(stage.now + int(stage.most ** rng.random()))
    kinds = [killed, killed, killed, killed, killed, two_writers]
    if os.getuid() == 0:
        kinds += [full_disk, full_disk]
    counts[rng.choice(kinds)(stage, rng)] += 1
    wrong = stage.check()
    if wrong:
        raise RuntimeError("not whole: " + wrong)


def compare(stage):
    status, said = stage.sync()
    if status != 0:
        raise RuntimeError("a sync after all that failed: " + said)
    clean = stage.folder / "clean"
    stage.forget(clean)
    status, said = stage.sync(clean)
    if status != 0:
        raise RuntimeError("a clean build failed: " + said)
    found, expected = stage.dump(stage.index), stage.dump(clean)
    if found != expected:
        for name, lines in ("found", found), ("expected", expected):
            (stage.folder / name).write_bytes(b"\n".join(lines))
        raise RuntimeError("another content than a clean build: see found and expected")
    return len(expected) - 1


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("tidings")
    parser.add_argument("index_tool")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("archive", type=pathlib.Path)
    parser.add_argument("-n", "--rounds", type=int, default=300)
    parser.add_argument("-s", "--seed", type=int, default=1)
    parser.add_argument("--most", type=int, default=200, help="mails that come in a round, at most")
    parser.add_argument("--anew", type=float, default=.03, help="rounds that begin without an index, of 1")
    arguments = parser.parse_args()
    rng = random.Random(arguments.seed)
    stage, counts, done = Stage(arguments), collections.Counter(), 0
    stage.move(300)
    stage.sync(command="add")
    try:
        for done in range(1, arguments.rounds + 1):
            one_round(stage, rng, counts)
            if done % EACH == 0 or done == arguments.rounds:
                took = stage.took
                lines = compare(stage)
                stage.took = took
                print("%d rounds: %d mails, %d lines equal those of a clean build" % (
                    done, stage.now, lines), flush=True)
    except RuntimeError as error:
        print("round %d: %s" % (done, error))
        return 1
    print("%d rounds: %s" % (done, ", ".join("%s %d" % pair for pair in sorted(counts.items()))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
