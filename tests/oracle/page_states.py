#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The page of a range that knows the past beside the table of series: both must say the same.

page_states.py TIDINGS [-r RANGE] NAME...: lists that were added; RANGE ends at their last mail. `update
--history` and `series` are asked for the state of each series of the range, and `update` for the version before,
which is to be one of those that `series MESSAGE` lists. A Message-ID that two series have is left out; what rests on a mail of other lists alone,
which a page of this one cannot know, is counted apart."""
import argparse
import collections
import json
import re
import subprocess


def ask(program, *words):
    return json.loads(subprocess.run([program, *words], check=True, stdout=subprocess.PIPE).stdout)


def by_id(series):
    """Those whose Message-ID no other has."""
    count = collections.Counter(one["message_id"] for one in series)
    return {one["message_id"]: one for one in series if count[one["message_id"]] == 1}


def chain(program, message):
    """What `series` lists for it: None where it follows nothing, else all versions."""
    page = ask(program, "series", "--json", "--", message)
    own = [one for one in page["versions"] if one["message_id"] == message]
    follows = own and own[0]["follows"]["rule"] and not own[0]["follows"]["partly"]
    return {one["message_id"] for one in page["versions"]} if follows else None


def is_of(program, name, message):
    """Whether the mail came over that list."""
    text = subprocess.run([program, "show", "--", message], check=True, stdout=subprocess.PIPE).stdout.decode()
    return re.search(rf"^Lists: .*\b{re.escape(name)}(,|$)", text, re.MULTILINE) is not None


def say(count):
    return (f"{count['series']} series, {count['states']} differ in state, {count['elsewhere']} more by a mail of "
            f"another list, {count['versions']} in versions")


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
            evidence = table[one]["evidence"]
            if said != stands and evidence and not is_of(args.program, name, evidence):
                count["elsewhere"] += 1
            elif said != stands and stands != "pull request":
                count["states"] += 1
                print(f"{name}: <{one}> {said}, {stands} by <{evidence}>: {page[one]['title']}")
            previous = page[one]["previous"] and page[one]["previous"]["message_id"]
            known = chain(args.program, one) if args.versions and previous else None
            if args.versions and previous and previous not in (known or ()):
                count["versions"] += 1
                print(f"{name}: <{one}> follows <{previous}>, not so by its versions")
        print(f"{name}: {say(count)}")
        sums += count
    print(f"all: {say(sums)}")


main()
