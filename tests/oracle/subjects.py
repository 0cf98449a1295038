#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Our reading of subjects beside b4's LoreSubject, over an archive. WORK is the folder of
b4's sources (with src/b4/__init__.py); only that one class is taken from there."""
import ast
import email.header
import os
import re

import cases


def b4_class(folder):
    with open(os.path.join(folder, "src/b4/__init__.py"), encoding="utf-8") as file:
        tree = ast.parse(file.read())
    wanted = [node for node in tree.body
              if isinstance(node, ast.ClassDef) and node.name == "LoreSubject"]

    class LoreMessage:
        @staticmethod
        def clean_header(text):
            return text

    names = {"re": re, "LoreMessage": LoreMessage}
    exec("from typing import *\n" + ast.unparse(ast.Module(wanted, [])), names)
    return names["LoreSubject"]


def subject_of(mail):
    found = re.search(rb"^Subject:[ \t]*(.*(?:\n[ \t].*)*)", mail.split(b"\n\n", 1)[0],
                      re.M | re.I)
    if not found:
        return None
    text = found.group(1).decode(errors="replace")
    try:
        if "=?" in text:
            text = str(email.header.make_header(email.header.decode_header(text)))
    except (LookupError, ValueError, email.errors.HeaderParseError):
        pass
    return re.sub(r"\s+", " ", text).strip()


def differences(b4, answer):
    reply, patch, rfc, resend, version, _, numbered, number, total = map(int, answer[:9])
    if bool(reply) != b4.reply:
        yield "reply"
    if bool(patch) != b4.patch:
        yield "patch"
    if bool(rfc) != b4.rfc:
        yield "rfc"
    if bool(resend) != b4.resend:
        yield "resend"
    if version != b4.revision:
        yield "version"
    if bool(numbered) == b4.counters_inferred:
        yield "numbered"
    elif numbered and (number != b4.counter or total != max(b4.expected, b4.counter)):
        yield "number"
    # b4 keeps Re: where no bracket follows it.
    if answer[10] != re.sub(r"^((Re|Aw|Fwd):\s*)+", "", b4.subject, flags=re.I):
        yield "title"


def main():
    args = cases.options(__doc__)
    tally = cases.Tally(args.examples)
    lore_subject = b4_class(args.work)
    names = cases.mail_names(args.archive, args.stride, args.limit)
    subjects = [text for _, mail in cases.mails(args.archive, names)
                if (text := subject_of(mail)) is not None]
    wanted = [(str(i), text.encode(errors="replace")) for i, text in enumerate(subjects)]
    for text, answer in zip(subjects, cases.ours(args, "subject", wanted)):
        answer = answer.decode(errors="replace").rstrip("\n").split("\t")
        kind = " ".join(differences(lore_subject(text), answer))
        tally.add(kind or "equal", "%s => %s" % (text, " | ".join(answer)))
    cases.finish(tally.report("subjects " + args.archive, ["equal"]))


if __name__ == "__main__":
    main()
