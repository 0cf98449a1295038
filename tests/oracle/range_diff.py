#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""tidings diff beside git range-diff, on pairs of versions found in an archive.

No tree is needed: for each patch a parent is made up whose files hold what the hunks
expect, in their order, with lines of no meaning in between, so that git's diff of the two
is the one that was mailed. Parents are merges, which range-diff leaves out, so that no
patch has to fit the one before it. The name that a hunk header carries stands in a line
above it which only a diff driver of our own takes for a function.

With --tree both versions go by git am on the project's own tree instead (range_tree.py),
where they do; what tidings diff says of the mails alone and with -C is held beside what git
range-diff says of the commits."""
import argparse
import collections
import difflib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

import range_tree

ENV = dict(os.environ, LC_ALL="C.UTF-8", GIT_CONFIG_NOSYSTEM="1", HOME="/nonexistent",
           GIT_CEILING_DIRECTORIES="/", XDG_DATA_HOME="/nonexistent", TZ="UTC")
MARK = b"~function~ "
HUNK = re.compile(rb"@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@ ?(.*)$", re.S)
HEAD = re.compile(rb"^( *(?:\d+|-)):  (?:[0-9a-f]{7,40}|-{7,40}) ([=!<>]) ( *(?:\d+|-)):  (?:[0-9a-f]{7,40}|-{7,40}) ")


class Unfit(Exception):
    """A patch for which no parent can be made up."""


def facts(args):
    words = ["--until", args.until] if args.until else ["--last", str(args.last)]
    out = subprocess.Popen([args.tidings, "parse", args.archive, *words],
                           stdout=subprocess.PIPE, env=ENV)
    for line in out.stdout:
        mail = json.loads(line)
        if mail["kind"] in ("patch", "cover") and mail["class"] == "human":
            yield mail
    out.wait()


def key_of(mail):
    title = re.sub(r"\s+", " ", mail["title"] or "").lower().strip()
    return (mail["from"]["address"] or "").lower(), title


def find_series(args):
    """{(sender, title of the head): {version: [mails 1..n]}}, whole series only."""
    covers, members, found = {}, collections.defaultdict(dict), collections.defaultdict(dict)
    for mail in facts(args):
        version, total = mail["version"], mail["total"]
        if mail["kind"] == "cover":
            covers[mail["message_id"]] = mail
        elif not total or total == 1:
            found[key_of(mail)].setdefault(version, [mail])
        else:
            refs = (mail["references"] or []) + (mail["in_reply_to"] or [])
            root = refs[-1] if refs else ""
            if mail["number"] == 1 and root not in covers:
                root = mail["message_id"]
            members[(mail["from"]["address"], version, total, root)].setdefault(mail["number"], mail)
    for (sender, version, total, root), got in members.items():
        if sorted(got) != list(range(1, total + 1)) or total > args.largest:
            continue
        head = covers.get(root, got[1])
        found[key_of(head)].setdefault(version, [got[i] for i in sorted(got)])
    return found


def find_pairs(args):
    pairs = []
    for versions in find_series(args).values():
        order = sorted(versions)
        pairs += [(versions[a], versions[b]) for a, b in zip(order, order[1:])]
    pairs.sort(key=lambda pair: pair[1][0]["received"] or "", reverse=True)
    singles = [p for p in pairs if max(len(p[0]), len(p[1])) == 1]
    longer = [p for p in pairs if max(len(p[0]), len(p[1])) > 1]
    room = max(args.limit - len(longer), args.limit // 5) if args.limit else len(singles)
    return longer[:args.limit or None] + singles[:room]


def read_mails(archive, pairs):
    wanted = sorted({m["commit"] for pair in pairs for side in pair for m in side})
    out = subprocess.run(["git", "-C", archive, "cat-file", "--batch", "--buffer"], check=True,
                         input="".join(c + ":m\n" for c in wanted).encode(), stdout=subprocess.PIPE).stdout
    mails, at = {}, 0
    for commit in wanted:
        end = out.index(b"\n", at)
        size = int(out[at:end].split()[2])
        mails[commit] = out[end + 1:end + 1 + size]
        at = end + 1 + size + 1
    return mails


def mailinfo(mail, tmp):
    run = subprocess.run(["git", "mailinfo", "--scissors", tmp + "/msg", tmp + "/patch"], input=mail,
                         stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=ENV, cwd=tmp)
    if run.returncode:
        raise Unfit("mailinfo")
    info = dict(line.split(b": ", 1) for line in run.stdout.split(b"\n") if b": " in line)
    if not info.get(b"Author") or not info.get(b"Email"):
        raise Unfit("no author")
    with open(tmp + "/msg", "rb") as file:
        body = file.read()
    with open(tmp + "/patch", "rb") as file:
        patch = file.read()
    message = subprocess.run(["git", "stripspace"], input=info.get(b"Subject", b"") + b"\n\n" + body,
                             stdout=subprocess.PIPE, env=ENV).stdout
    return info[b"Author"], info[b"Email"], message, patch


def read_hunk(lines, at, old, new):
    """Lines of a hunk, as (sign, bytes with LF or without at the end of the file)."""
    hunk = []
    while old > 0 or new > 0 or (at < len(lines) and lines[at].startswith(b"\\ ")):
        if at >= len(lines):
            raise Unfit("hunk is cut short")
        line = lines[at]
        sign = line[:1] or b" "
        at += 1
        if sign == b"\\":
            if not hunk:
                raise Unfit("hunk")
            hunk[-1] = (hunk[-1][0], hunk[-1][1].rstrip(b"\n"))
            continue
        if sign not in (b" ", b"+", b"-"):
            raise Unfit("hunk is damaged")
        old -= sign != b"+"
        new -= sign != b"-"
        hunk.append((sign, line[1:] + b"\n"))
    if old or new:
        raise Unfit("hunk is damaged")
    return hunk, at


def read_patch(patch):
    """Files of a diff: dicts with old, new (None for none), modes, hunks, binary."""
    lines = patch.split(b"\n")
    files, at = [], 0
    while at < len(lines):
        line = lines[at]
        at += 1
        if not line.startswith(b"diff --git "):
            if line.startswith(b"--- ") and at < len(lines) and lines[at].startswith(b"+++ "):
                raise Unfit("not git's diff")
            continue
        if b'"' in line:
            raise Unfit("quoted name")
        names = line[len(b"diff --git "):]
        half = len(names) // 2
        file = {"old": None, "new": None, "modes": [None, None], "hunks": [], "binary": False, "rename": False}
        # "a/" and "b/", or "i/" and "w/" of diff.mnemonicPrefix.
        if names[1:2] == b"/" and names[half:half + 1] + names[half + 2:half + 3] == b" /" and \
                names[2:half] == names[half + 3:]:
            file["old"] = file["new"] = names[2:half]
        is_new = is_deleted = False
        while at < len(lines):
            line = lines[at]
            if line.startswith((b"@@ ", b"diff --git ")) or not line:
                break
            if line.startswith(b"-- "):
                break
            if line.startswith(b"new file mode "):
                is_new, file["modes"][1] = True, line[14:20]
            elif line.startswith(b"deleted file mode "):
                is_deleted, file["modes"][0] = True, line[18:24]
            elif line.startswith(b"old mode "):
                file["modes"][0] = line[9:15]
            elif line.startswith(b"new mode "):
                file["modes"][1] = line[9:15]
            elif line.startswith((b"rename from ", b"copy from ")):
                file["rename"] = True
                file["old"] = line.split(b" from ", 1)[1]
                if line.startswith(b"copy"):
                    raise Unfit("copy")
            elif line.startswith(b"rename to "):
                file["new"] = line[10:]
            elif line.startswith((b"GIT binary patch", b"Binary files ")):
                file["binary"] = True
            elif line.startswith(b"index ") and line.endswith(b" 160000"):
                raise Unfit("submodule")
            at += 1
        if b"160000" in file["modes"]:
            raise Unfit("submodule")
        if file["old"] is None or file["new"] is None:
            raise Unfit("names")
        for name in (file["old"], file["new"]):
            if re.search(rb'[\x00-\x1f"\\\x7f]', name) or b".." in name:
                raise Unfit("odd name")
        while at < len(lines) and lines[at].startswith(b"@@ "):
            head = HUNK.match(lines[at])
            if not head:
                raise Unfit("hunk header")
            old = int(head[2]) if head[2] is not None else 1
            new = int(head[4]) if head[4] is not None else 1
            hunk, at = read_hunk(lines, at + 1, old, new)
            file["hunks"].append((int(head[1]), head[5], hunk))
        if is_new:
            file["old"] = None
        if is_deleted:
            file["new"] = None
        files.append(file)
    seen = [f["new"] or f["old"] for f in files]
    if len(set(seen)) != len(seen):
        raise Unfit("a file twice")
    return files


def filler(number, count):
    return [b"~filler %d %d %s\n" % (number, i, b"x" * (i % 7)) for i in range(count)]


def images(file):
    """The file before and after."""
    old, new = [], []
    context = 3
    for n, (start, function, hunk) in enumerate(file["hunks"]):
        signs = [sign for sign, _ in hunk]
        lead = next((i for i, s in enumerate(signs) if s != b" "), len(signs))
        trail = next((i for i, s in enumerate(reversed(signs)) if s != b" "), len(signs))
        context = trail
        if max(lead, trail) > 3:
            raise Unfit("more than three lines of context")
        if not (n == 0 and start <= 1):
            if lead < 3:
                raise Unfit("less than three lines of context")
            between = filler(n, 12) + [MARK + function + b"\n"]
            old += between
            new += between
        old += [line for sign, line in hunk if sign != b"+"]
        new += [line for sign, line in hunk if sign != b"-"]
        if trail < 3 and n + 1 < len(file["hunks"]):
            raise Unfit("less than three lines of context")
    if file["hunks"] and context == 3 and file["old"] and file["new"]:
        if not (old[-1].endswith(b"\n") and new[-1].endswith(b"\n")):
            context = 0
        else:
            old += filler(99999, 12)
            new += filler(99999, 12)
    if file["rename"]:
        # git must see that it is one file: its content is its name, many times over.
        same = filler(100000 + sum(file["old"]), 40 + 4 * len(old) + 4 * len(new))
        mark = [MARK + b"\n"] if file["hunks"] else []
        if file["hunks"] and file["hunks"][0][0] <= 1:
            if context < 3:
                raise Unfit("rename of a short file")
            old, new = old + same, new + same
        else:
            old, new = same + mark + old, same + mark + new
    before, after = b"".join(old), b"".join(new)
    if file["binary"]:
        before, after = b"\0before" + (file["old"] or b""), b"\0after" + (file["new"] or b"")
        if file["rename"]:
            raise Unfit("binary rename")
    elif not file["hunks"] and not file["rename"]:
        before = after = b"" if not (file["old"] and file["new"]) else b"same\n"
    return before, after


class Store:
    """The stream for git fast-import."""

    def __init__(self, out):
        self.out, self.mark, self.time = out, 0, 1600000000
        self.root = self.commit("refs/heads/root", b"root", [], {})

    def commit(self, ref, message, parents, tree, author=(b"A", b"a@example.org")):
        self.mark += 1
        self.time += 1
        w = self.out.write
        name = author[0].replace(b"<", b"").replace(b">", b"")
        mail = author[1].replace(b"<", b"").replace(b">", b"")
        w(b"commit %s\nmark :%d\n" % (ref.encode(), self.mark))
        w(b"author %s <%s> %d +0000\n" % (name, mail, self.time))
        w(b"committer C <c@example.org> %d +0000\n" % self.time)
        w(b"data %d\n" % len(message) + message + b"\n")
        for i, parent in enumerate(parents):
            w(b"%s :%d\n" % (b"merge" if i else b"from", parent))
        w(b"deleteall\n")
        for path, (mode, data) in sorted(tree.items()):
            w(b"M %s inline %s\ndata %d\n" % (mode, path, len(data)) + data + b"\n")
        w(b"\n")
        return self.mark

    def series(self, name, patches):
        """Makes refs base-NAME and tip-NAME."""
        last = None
        for author, mail, message, files in patches:
            before, after = {}, {}
            for file in files:
                old, new = images(file)
                modes = file["modes"]
                if file["old"]:
                    before[file["old"]] = (modes[0] or modes[1] or b"100644", old)
                if file["new"]:
                    after[file["new"]] = (modes[1] or modes[0] or b"100644", new)
            parents = [last, self.root] if last else [self.root]
            ref = "refs/heads/tip-" + name if last else "refs/heads/base-" + name
            parent = self.commit(ref, b"parent", parents, before)
            if not last:
                self.out.write(b"reset refs/heads/tip-%s\nfrom :%d\n\n" % (name.encode(), parent))
            last = self.commit("refs/heads/tip-" + name, message, [parent], after, (author, mail))


def prepare(args, pairs, mails, repo, tmp, tally):
    """Imports what can be made into commits; the pairs that could."""
    subprocess.run(["git", "init", "-q", "--bare", repo], check=True, env=ENV)
    with open(repo + "/info/attributes", "w") as file:
        file.write("* diff=made\n")
    for name, value in (("diff.made.xfuncname", "^" + MARK.decode() + "(.*)$"), ("core.abbrev", "12"), ("gc.auto", "0"),
                        ("diff.renameLimit", "5000"), ("core.quotePath", "false")):
        subprocess.run(["git", "-C", repo, "config", name, value], check=True, env=ENV)
    done, kept = {}, []
    with open(tmp + "/stream", "wb") as out:
        store = Store(out)
        for n, pair in enumerate(pairs):
            try:
                sides = [[(author, mail, message, read_patch(patch))
                          for author, mail, message, patch in (mailinfo(mails[m["commit"]], tmp) for m in side)]
                         for side in pair]
                for side in sides:
                    for patch in side:
                        if not patch[3]:
                            raise Unfit("no diff")
                        for file in patch[3]:
                            images(file)
            except Unfit as why:
                tally["not made: %s" % why] += 1
                continue
            for letter, side in zip("ab", sides):
                store.series("%d%s" % (n, letter), side)
            kept.append(n)
    with open(tmp + "/stream", "rb") as stream:
        subprocess.run(["git", "-C", repo, "fast-import", "--quiet"], stdin=stream, check=True, env=ENV)
    return kept


def timed(command):
    start = time.monotonic()
    run = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENV)
    return run.stdout, run.stderr, time.monotonic() - start


def write_maildir(path, side, mails):
    for sub in ("cur", "new", "tmp"):
        os.makedirs(path + "/" + sub)
    for i, m in enumerate(side):
        with open("%s/cur/%05d:2,S" % (path, i), "wb") as file:
            file.write(mails[m["commit"]])


def mask(text):
    return [HEAD.sub(rb"\1:  ID \2 \3:  ID ", re.sub(rb"\s+$", b"", line)) for line in text.split(b"\n")]


def lines_of(args, text):
    if args.color:
        return [re.sub(rb"(?<=:  )[0-9a-f]{12}|(?<=:  )-{12}", b"ID", line) for line in text.split(b"\n")]
    return mask(text)


def pairs_of(lines):
    return [m.group(0) for m in map(HEAD_MASKED.match, lines) if m]


HEAD_MASKED = re.compile(rb"^ *(\d+|-):  ID [=!<>] +(\d+|-):  ID ")


def patch_ids(text):
    out = subprocess.run(["git", "patch-id", "--stable"], input=text, stdout=subprocess.PIPE, env=ENV).stdout
    return [line.split()[0] for line in out.splitlines()]


# What the senders' git may have been told, and ours is then told, too.
WAYS = {
    "": [],
    "histogram": ["-c", "diff.algorithm=histogram"],
    "patience": ["-c", "diff.algorithm=patience"],
    "minimal": ["-c", "diff.algorithm=minimal"],
    "no indent heuristic": ["-c", "diff.indentHeuristic=false"],
    "no renames": ["-c", "diff.renames=false"],
}


def find_way(repo, n, pair, mails, tmp):
    """How git must be told to diff, that the commits' diffs are those of the mails."""
    mailed = [[patch_ids(mailinfo(mails[m["commit"]], tmp)[3]) for m in side] for side in pair]
    for name, options in WAYS.items():
        for letter, side in zip("ab", mailed):
            log = subprocess.run(["git", "-C", repo, *options, "log", "-p", "--no-merges", "--reverse",
                                  "--date-order", "base-%d%s..tip-%d%s" % (n, letter, n, letter)],
                                 stdout=subprocess.PIPE, env=ENV).stdout
            if patch_ids(log) != [ids[0] for ids in side if ids]:
                break
        else:
            return name
    return None


def compare(args, n, pair, mails, repo, tmp, tally):
    color = "always" if args.color else "never"
    ranges = ["base-%da..tip-%da" % (n, n), "base-%db..tip-%db" % (n, n)]
    git, err, git_time = timed(["git", "-C", repo, "range-diff", "--color=" + color] +
                               ([] if args.color else ["--no-dual-color", "--no-color"]) + ranges)
    for letter, side in zip("ab", pair):
        shutil.rmtree(tmp + "/" + letter, ignore_errors=True)
        write_maildir(tmp + "/" + letter, side, mails)
    ours, our_err, our_time = timed([args.tidings, "diff", "--quiet", "--no-pager", "--color", color,
                                     tmp + "/a", tmp + "/b"])
    tally["ms of git"] += git_time * 1000
    tally["ms of tidings"] += our_time * 1000
    if err or our_err:
        return "failed", (err + our_err).decode("utf-8", "replace").split("\n")
    theirs, mine = lines_of(args, git), lines_of(args, ours)
    tally["patches"] += len(pair[0]) + len(pair[1])
    if theirs == mine:
        return "equal", []
    way = find_way(repo, n, pair, mails, tmp)
    if way:
        git, _, _ = timed(["git", "-C", repo, *WAYS[way], "range-diff", "--color=" + color, "--diff-algorithm=default",
                           "--indent-heuristic"] + ([] if args.color else ["--no-dual-color", "--no-color"]) + ranges)
        theirs = lines_of(args, git)
        if theirs == mine:
            return "equal, as git diffs with " + way, []
    else:
        # What git makes of the commits instead, mailed: then both judge the same diffs.
        for letter in "ab":
            shutil.rmtree(tmp + "/" + letter)
            subprocess.run(["git", "-C", repo, "format-patch", "-q", "-o", tmp + "/" + letter + "/cur",
                            "base-%d%s..tip-%d%s" % (n, letter, n, letter)], check=True, env=ENV)
            for sub in ("new", "tmp"):
                os.mkdir(tmp + "/" + letter + "/" + sub)
        again, _, _ = timed([args.tidings, "diff", "--quiet", "--no-pager", "--color", color, tmp + "/a", tmp + "/b"])
        if lines_of(args, again) == lines_of(args, git):
            return "equal, on the diffs that git makes, not on those mailed", []
    kind = "different" if pairs_of(theirs) == pairs_of(mine) else "other pairs"
    if way is None:
        kind += ", the mailed diff is none that git makes"
    theirs, mine = [[line.decode("utf-8", "replace") for line in lines] for lines in (theirs, mine)]
    return kind, list(difflib.unified_diff(theirs, mine, "git", "tidings", lineterm="", n=1))


def diff_lines(args, tmp, *words):
    """What tidings says of both versions, and what it complains of."""
    out, err, _ = timed([args.tidings, "diff", "--quiet", "--no-pager", "--color", "never", *words,
                         tmp + "/a", tmp + "/b"])
    return mask(out), err.decode("utf-8", "replace").strip()


def on_tree(tree, args, pair, mails, tmp):
    """(kind, kind with -C, what differs); None where not both versions apply."""
    ranges = []
    for letter, side in zip("ab", pair):
        shutil.rmtree(tmp + "/" + letter, ignore_errors=True)
        write_maildir(tmp + "/" + letter, side, mails)
        ranges.append(tree.commits(side, tmp + "/" + letter))
    if None in ranges:
        return None
    spans = ["%s..%s" % (base, tip) for base, tip, _ in ranges]
    theirs = mask(tree.git("range-diff", "--no-dual-color", "--no-color", *spans))
    ours, err = diff_lines(args, tmp)
    kind = "failed: " + err if err else range_tree.how_they_differ(theirs, ours)
    with_tree, err = diff_lines(args, tmp, "-C", tree.repository)
    tree_kind = "refused" if err else \
        range_tree.how_they_differ(theirs, with_tree)
    shown = []
    if kind != "equal":
        shown = difference(theirs, ours)
        for letter, span in zip("ab", spans):
            shutil.rmtree(tmp + "/" + letter)
            tree.git("format-patch", "-q", "-o", tmp + "/" + letter + "/cur", span)
            for sub in ("new", "tmp"):
                os.mkdir(tmp + "/" + letter + "/" + sub)
        again, _ = diff_lines(args, tmp)
        if again == theirs:
            kind += "; equal on what git makes of the commits"
    elif tree_kind != "equal":
        shown = [err] if err else difference(theirs, with_tree)
    if any(how for _, _, how in ranges):
        kind, tree_kind = kind + " (am -3)", tree_kind + " (am -3)"
    return kind, tree_kind, shown


def difference(theirs, ours):
    theirs, ours = [[line.decode("utf-8", "replace") for line in lines] for lines in (theirs, ours)]
    return list(difflib.unified_diff(theirs, ours, "git", "tidings", lineterm="", n=1))


def compare_on_tree(args, pairs, mails, tmp):
    tree = range_tree.Tree(args.tree, tmp, ENV)
    alone, with_tree, shown = collections.Counter(), collections.Counter(), collections.Counter()
    count = collections.Counter()
    for pair in pairs:
        if not all(tree.owns(side, mails) for side in pair):
            count["of another project"] += 1
            continue
        found = on_tree(tree, args, pair, mails, tmp)
        if not found:
            count["not both apply"] += 1
            continue
        count["compared"] += 1
        count["patches"] += len(pair[0]) + len(pair[1])
        kind, tree_kind, example = found
        alone[kind] += 1
        with_tree[tree_kind] += 1
        if example and shown[kind, tree_kind] < args.examples:
            shown[kind, tree_kind] += 1
            print("-- %s; with -C %s: <%s> <%s>" %
                  (kind, tree_kind, pair[0][0]["message_id"], pair[1][0]["message_id"]))
            print("\n".join("   " + line for line in example[:40]), flush=True)
    print("range-diff %s on %s: %s" % (args.archive, args.tree,
                                      ", ".join("%d %s" % (n, name) for name, n in count.items())))
    for title, kinds in (("on the mails alone", alone), ("with -C", with_tree)):
        print(title)
        for name, n in kinds.most_common():
            print("%7d  %s" % (n, name))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archive", help="a bare repository of public-inbox v2")
    parser.add_argument("--tidings", default="build/tidings")
    parser.add_argument("--last", type=int, default=20000, help="mails that are looked at")
    parser.add_argument("--until", help="all mails that came before that day, instead")
    parser.add_argument("--tree", help="a repository of the project: pairs go on it by git am")
    parser.add_argument("--limit", type=int, default=400, help="at most so many pairs, the newest")
    parser.add_argument("--largest", type=int, default=40, help="patches of a series")
    parser.add_argument("--examples", type=int, default=2, help="shown of each kind of difference")
    parser.add_argument("--color", action="store_true", help="compare colours, too")
    args = parser.parse_args()
    tally, shown = collections.Counter(), collections.Counter()
    with tempfile.TemporaryDirectory(dir="/dev/shm") as tmp:
        pairs = find_pairs(args)
        mails = read_mails(args.archive, pairs)
        if args.tree:
            compare_on_tree(args, pairs, mails, tmp)
            return
        kept = prepare(args, pairs, mails, tmp + "/repo", tmp, tally)
        results = collections.Counter()
        for n in kept:
            kind, example = compare(args, n, pairs[n], mails, tmp + "/repo", tmp, tally)
            results[kind] += 1
            if example and shown[kind] < args.examples:
                shown[kind] += 1
                print("-- %s: <%s> <%s>" % (kind, pairs[n][0][0]["message_id"], pairs[n][1][0]["message_id"]))
                print("\n".join("   " + line for line in example[:40]))
    print("range-diff %s: %d pairs found, %d made into commits, %d patches" %
          (args.archive, len(pairs), len(kept), tally["patches"]))
    for name, count in sorted(results.items()):
        print("%7d  %s" % (count, name))
    for name, count in sorted(tally.items()):
        if name.startswith("not made"):
            print("%7d  %s" % (count, name))
    print("%7.1f  ms a pair, git range-diff" % (tally["ms of git"] / max(len(kept), 1)))
    print("%7.1f  ms a pair, tidings diff" % (tally["ms of tidings"] / max(len(kept), 1)))
    sys.exit(0 if all("none that git" in kind or kind.startswith("equal") for kind in results) else 1)


if __name__ == "__main__":
    main()
