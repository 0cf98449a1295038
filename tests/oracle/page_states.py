#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The page of a range that knows the past beside the table of series: both must say the same.

page_states.py TIDINGS [-r RANGE] NAME...: lists that were added; RANGE ends at their last mail. `update
--history` and `series` are asked for the state of each series of the range, and `update` for the version before,
which is to be one of those that `series MESSAGE` lists. A Message-ID that two series have is left out."""
import argparse
import collections
import json
import subprocess


def ask(program, *words):
    return json.loads(subprocess.run([program, *words], check=True, stdout=subprocess.PIPE).stdout)


def by_id(series):
    """Those whose Message-ID no other has."""
    count = collections.Counter(one["message_id"] for one in series)
    return {one["message_id"]: one for one in series if count[one["message_id"]] == 1}


def chain(program, message):
    """What `series` lists for it: None where it follows nothing, else all versions."""
    page = ask(program, "series", message, "--json")
    own = [one for one in page["versions"] if one["message_id"] == message]
    follows = own and own[0]["follows"]["rule"] and not own[0]["follows"]["partly"]
    return {one["message_id"] for one in page["versions"]} if follows else None


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("program", metavar="TIDINGS")
    parser.add_argument("-r", "--range", default="HEAD~2000..")
    parser.add_argument("--versions", action="store_true", help="ask for each series' versions, too")
    parser.add_argument("names", nargs="+", metavar="NAME")
    args = parser.parse_args()
    sums = collections.Counter()
    for name in args.names:
        page = by_id(ask(args.program, "update", name, args.range, "--history", "--peek", "--format", "json",
                         "--class", "all", "--parts", "series")["series"])
        table = by_id(ask(args.program, "series", name, "--json", "--limit", "0", "--stale", "0")["series"])
        both = [one for one in page if one in table]
        count = collections.Counter(series=len(both))
        for one in both:
            said, stands = page[one]["status"], table[one]["state"]
            if said != stands and stands != "pull request":
                count["states"] += 1
                print(f"{name}: <{one}> {said}, {stands} by <{table[one]['evidence']}>: {page[one]['title']}")
            previous = page[one]["previous"] and page[one]["previous"]["message_id"]
            known = chain(args.program, one) if args.versions and previous else None
            if args.versions and previous and previous not in (known or ()):
                count["versions"] += 1
                print(f"{name}: <{one}> follows <{previous}>, not so by its versions")
        print(f"{name}: {count['series']} series, {count['states']} differ in state, {count['versions']} in versions")
        sums += count
    print(f"all: {sums['series']} series, {sums['states']} differ in state, {sums['versions']} in versions")


main()
