#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""That an index says the same whatever the way to it was.

index_orders.py INDEX_TOOL FOLDER [-q] ARCHIVE...: indexes each archive at once and in other
ways (small commits, commits of random sizes, parts taken out and read again), then each two
neighbours in either order and in turns, and compares all that the indexes say. FOLDER gets
the indexes, and for each difference its lines. -q leaves out what takes long.
"""
import pathlib
import random
import subprocess
import sys
import time

tool, folder = sys.argv[1], pathlib.Path(sys.argv[2])
quick = "-q" in sys.argv
archives = [pathlib.Path(a) for a in sys.argv[3:] if a != "-q"]
if len({a.name for a in archives}) < len(archives):
    sys.exit("index_orders.py: two archives have one name, and so would their lists")
rng = random.Random(11)
differences = 0


def run(*arguments):
    return subprocess.run([tool, *map(str, arguments)], check=True, stdout=subprocess.PIPE).stdout


def remove(path):
    for name in path.parent.glob(path.name + "*"):
        name.unlink()


def size_of(archive):
    return sum(int(subprocess.run(["git", "--git-dir", str(one), "rev-list", "--count", "HEAD"],
                                  check=True, stdout=subprocess.PIPE).stdout)
               for one in sorted((archive / "git").glob("*.git")) or [archive])


def build(name, steps):
    """steps: of (command, list's archive, arguments...); gives the sorted lines of a dump."""
    path = folder / name
    remove(path)
    started = time.monotonic()
    for command, archive, *arguments in steps:
        where = [] if command == "drop" else [archive]
        run(command, path, archive.name, *where, *arguments)
    run("check", path)
    lines = run("dump", path).decode().split("\n")
    remove(path)
    return lines, time.monotonic() - started


def compare(name, expected, steps):
    global differences
    found, took = build("other", steps)
    if found == expected:
        print(f"{name}: equal, {len(found) - 1} lines, {took:.0f} s", flush=True)
        return
    differences += 1
    for file, lines in ("expected", expected), ("found", found):
        (folder / file).write_text("\n".join(lines))
    out = folder / (name.replace(" ", "-").replace("/", "-") + ".diff")
    with open(out, "w") as diff:
        subprocess.run(["diff", folder / "expected", folder / "found"], stdout=diff, check=False)
    only = len(set(expected) ^ set(found))
    print(f"{name}: {only} lines differ, see {out}", flush=True)


def again(archive, size):
    """Taken out from a random position on and read again, some times."""
    steps = [("add", archive, "0")]
    for _ in range(3):
        steps += [("rewind", archive, rng.randrange(size // 3, size)), ("add", archive, "~400")]
    return steps


def in_turns(archives, sizes):
    steps = []
    for part in 1, 3, 4, 7, 9, 10:
        for archive in archives:
            steps.append(("add", archive, "~300", sizes[archive] * part // 10))
    return steps


folder.mkdir(parents=True, exist_ok=True)
sizes = {archive: size_of(archive) for archive in archives}
for archive in archives:
    expected, took = build("whole", [("add", archive, "0")])
    size = sizes[archive]
    print(f"{archive.name}: {size} commits, {len(expected) - 1} lines, at once {took:.0f} s", flush=True)
    for step in ["~50", "500"] if quick else ["7", "50", "500", "~20", "~2000"]:
        compare(f"{archive.name} {step} a commit", expected, [("add", archive, step)])
    compare(f"{archive.name} the last 1,000 one by one", expected,
            [("add", archive, "0", size - 1000), ("add", archive, "1")])
    compare(f"{archive.name} taken out and read again", expected, again(archive, size))
for pair in zip(archives, archives[1:]):
    expected, _ = build("whole", [("add", archive, "0") for archive in pair])
    names = " and ".join(archive.name for archive in pair)
    compare(f"{names} in the other order", expected, [("add", a, "0") for a in reversed(pair)])
    compare(f"{names} in turns", expected, in_turns(pair, sizes))
    compare(f"{names} without and with the first", expected,
            [("add", pair[0], "0"), ("add", pair[1], "~900"), ("drop", pair[0]), ("add", pair[0], "0")])
sys.exit(differences != 0)
