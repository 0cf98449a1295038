#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Versions on the page of a range, which knows its own mails alone, beside the index's chains.

page_versions.py TIDINGS [-r RANGE] NAME...: lists that were added. `update` is asked twice, with
--history, where versions are those of the index (docs/versions.md), and without. Both name the
version before a series; of those that both could know, as both versions lie in the range, it counts
how many the page found, and how many of those that it names the index chains, too."""
import argparse
import json
import subprocess


def page(program, name, revisions, *options):
    out = subprocess.run([program, "update", name, revisions, "--format", "json", "--class", "all", *options],
                         check=True, capture_output=True).stdout
    return {series["message_id"]: series for series in json.loads(out)["series"]}


def before(series):
    return series["previous"] and series["previous"]["message_id"]


def chain(series, start):
    """All that came before, as far as the page has it."""
    found = []
    while start in series and start not in found:
        found.append(start)
        start = before(series[start])
    return found[1:] + [start]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("program", metavar="TIDINGS")
    parser.add_argument("-r", "--range", default="HEAD~4000..")
    parser.add_argument("names", nargs="+", metavar="NAME")
    args = parser.parse_args()
    sums = [0, 0, 0, 0]
    for name in args.names:
        alone = page(args.program, name, args.range, "--no-history")
        known = page(args.program, name, args.range, "--history")
        both = [one for one in alone if one in known]
        expected = [one for one in both if before(known[one]) in alone]
        named = [one for one in both if before(alone[one])]
        found = sum(before(alone[one]) is not None for one in expected)
        right = 0
        for one in named:
            ours = before(alone[one])
            good = ours in chain(known, one) or one in chain(known, ours)
            right += good
            if not good:
                print(f"{name}: {alone[one]['subject']} <{one}> follows <{ours}>")
        print(f"{name}: {len(alone)} series, {found} of {len(expected)} found, {right} of {len(named)} right")
        sums = [a + b for a, b in zip(sums, (found, len(expected), right, len(named)))]
    print("all: %d of %d found (%.1f %%), %d of %d right (%.1f %%)" % (
        sums[0], sums[1], 100 * sums[0] / max(sums[1], 1), sums[2], sums[3], 100 * sums[2] / max(sums[3], 1)))


main()
