# SPDX-License-Identifier: GPL-2.0-or-later
"""Damage to patches such as mail does and does not do, for the oracles' --mutate."""
import random
import re

LINES = [
    b"", b" ", b"-- ", b"--- a/x", b"+++ b/x", b"--- /dev/null", b"+++ /dev/null",
    b"--- x.orig\t2001-02-03 04:05:06.000000000 +0100", b"+++ x\t2001-02-03 04:05:06 +01:00",
    b"--- x\t1970-01-01 01:00:00.000000000 +0100", b"--- x\t1969-12-31 19:00:00 -05:00",
    b"+++ a b/c d 2001-02-03", b"--- Makefile", b"+++ Makefile", b"@@ -1 +1 @@", b"@@ -0,0 +1 @@",
    b"@@ -1,2 @@", b"@@ -1,99999999999999999999 +1,2 @@", b"@@ -1, 2 +1,-2 @@", b"\\ No newline at end of file",
    b"\\ Kein Zeilenumbruch", b"\\", b"diff --git a/x b/x", b"diff --git a/x y b/x y", b"diff --git x x",
    b'diff --git "a/\\303\\244" "b/\\303\\244"', b'diff --git "a/q" b/q', b'diff --git a/q "b/q"',
    b'--- "a/\\303\\244"', b'+++ "b/\\303\\244"', b'+++ "b/\\9"', b"diff -up a/x b/x", b"Index: x",
    b"index 1234567..89abcde 100644", b"index 1234567..89abcde", b"index 12..34 1006x",
    b"old mode 100644", b"new mode 100755", b"new file mode 100644", b"deleted file mode 100644",
    b"rename from x", b"rename to y", b"copy from a/x", b"copy to b/x y", b"rename old x",
    b"similarity index 90%", b"dissimilarity index 9%", b"GIT binary patch", b"literal 3",
    b"delta 3", b"KcmZQzU|?i`U|?hb0RR910RR", b"Binary files a/x and b/x differ", b"Files x and y differ",
    b"From 0123456789012345678901234567890123456789 Mon Sep 17", b"commit 0123456789012345678901234567890123456789",
    b"0123456789012345678901234567890123456789", b"+++ b//x//y", b"--- a/x\r", b"new mode", b"old mode 1x",
    b"--- /dev/null\t1970", b"+++ b/x\ttab", b"rename from a//b\r", b"diff --git a/ b/", b"diff --git /a /a",
]


def one(lines, rng):
    at = rng.randrange(len(lines))
    kind = rng.randrange(9)
    if kind == 0:
        del lines[at]
    elif kind == 1:
        lines.insert(at, rng.choice(LINES))
    elif kind == 2:
        lines[at] = rng.choice(LINES)
    elif kind == 3:
        lines[at] = re.sub(rb"\d", lambda m: b"%d" % rng.randrange(10), lines[at], count=rng.randrange(1, 4))
    elif kind == 4:
        lines[at] = lines[at][1:]
    elif kind == 5:
        lines[at] += rng.choice([b"\r", b" ", b"\t", b"x"])
    elif kind == 6:
        to = rng.randrange(len(lines))
        lines[at], lines[to] = lines[to], lines[at]
    elif kind == 7:
        cut = rng.randrange(len(lines[at]) + 1)
        lines[at:at + 1] = [lines[at][:cut], lines[at][cut:]]
    else:
        del lines[at:at + rng.randrange(1, 5)]
    if not lines:
        lines.append(b"")


def damage(patch, seed):
    """The same damage for the same seed; more often in the lines that are no hunk's."""
    rng = random.Random(seed)
    lines = patch[:20000].split(b"\n")
    heads = [i for i, line in enumerate(lines) if re.match(rb"diff |index |---|\+\+\+|@@|new |del|ren", line)]
    for _ in range(rng.randrange(1, 5)):
        if heads and rng.randrange(2):
            at = min(rng.choice(heads), len(lines) - 1)
            part = lines[at:at + 3]
            one(part, rng)
            lines[at:at + 3] = part
        else:
            one(lines, rng)
    text = b"\n".join(lines)
    return text[:-1] if rng.randrange(20) == 0 else text
