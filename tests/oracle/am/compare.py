#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""tidings am beside b4 am, series for series, as git reads both.

compare.py FOLDER reads what am_all wrote and asks b4 (Debian's, or the one that PYTHONPATH has; as a module, offline) for
the same version of the same thread. Both mboxes go through git mailsplit and git mailinfo;
author, date, title, message and patch are compared, and each trailer that only one has is
put into a class. docs/trailers.md says what each class means."""
import argparse
import atexit
import collections
import email
import email.utils
import inspect
import logging
import multiprocessing
import os
import re
import shutil
import subprocess
import sys
import tempfile

HOME = tempfile.mkdtemp(prefix="am-oracle-")
atexit.register(shutil.rmtree, HOME, ignore_errors=True)
with open(HOME + "/gitconfig", "w", encoding="utf-8") as settings:
    settings.write("[user]\n\tname = Max Maintainer\n\temail = max@example.org\n")
ENV = dict(os.environ, LC_ALL="C.UTF-8", GIT_CONFIG_NOSYSTEM="1", HOME=HOME,
           GIT_CONFIG_GLOBAL=HOME + "/gitconfig", GIT_CEILING_DIRECTORIES="/")
os.environ.update(ENV)
HERE = os.getcwd()  # a folder that is named is named from here
os.chdir(HOME)

import b4  # noqa: E402

b4.logger.setLevel(logging.CRITICAL + 1)
b4.can_network = False
# From 0.13 on what is given to the cover letter is taken unless asked not to.
COVER = ({"covertrailers": True}
         if "covertrailers" in inspect.signature(b4.LoreSeries.get_am_ready).parameters else {})
USES = ["added", "present", "mismatch", "bot", "odd"]
MATCHES = ["mismatch", "no person", "address", "tag", "subdomain", "name", "mailmap"]


def settings_of_b4():
    config = b4.get_main_config()
    config["attestation-policy"] = "off"


def read_mails(path):
    with open(path, "rb") as file:
        while size := file.readline():
            yield file.read(int(size))


def ask_b4(mails, version):
    """The mbox of b4 am -t, and why there is none."""
    box = b4.LoreMailbox()
    for mail in mails:
        try:
            box.add_message(email.message_from_bytes(mail, policy=b4.emlpolicy))
        except Exception as error:  # noqa: BLE001 - b4 dies of many things
            return None, "b4 dies reading: " + type(error).__name__
    try:
        series = box.get_series(revision=version)
        if series is None:
            return None, "b4 has no such version"
        mails = series.get_am_ready(allowbadchars=True, **COVER)
        out = b""
        for mail in mails:
            out += b"From git@z Thu Jan  1 00:00:00 1970\n"
            out += b4.LoreMessage.get_msg_as_bytes(mail, headers="decode")
        return out, "rerolled" if series.partial_reroll else ""
    except SystemExit:
        return None, "b4 exits"
    except Exception as error:  # noqa: BLE001
        return None, "b4 dies writing: " + type(error).__name__


def git(*args, data=None, cwd=None):
    return subprocess.run(["git", *args], input=data, cwd=cwd, env=ENV, check=False,
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)


def read_mbox(mbox):
    """What git am reads of an mbox: by Message-ID author, date, title, message, patch."""
    found = {}
    with tempfile.TemporaryDirectory(dir="/dev/shm") as work:
        with open(work + "/mbox", "wb") as file:
            file.write(mbox)
        os.mkdir(work + "/split")
        git("mailsplit", "-o" + work + "/split", work + "/mbox")
        for name in sorted(os.listdir(work + "/split")):
            with open(work + "/split/" + name, "rb") as file:
                mail = file.read()
            match = re.search(rb"^Message-Id: *<([^>]*)>", mail, re.M | re.I)
            info = git("mailinfo", work + "/msg", work + "/patch", data=mail, cwd=work)
            one = {"order": len(found)}
            for line in info.stdout.split(b"\n"):
                key, _, value = line.partition(b": ")
                if key:
                    one[key.decode()] = value
            with open(work + "/msg", "rb") as file:
                one["message"] = file.read()
            with open(work + "/patch", "rb") as file:
                one["patch"] = file.read()
            key = match.group(1).decode("utf-8", "replace") if match else name
            if key in found:
                key += "#%d" % one["order"]  # one more of those that were attached to a mail
            found[key] = one
    return found


def diff_lines(patch):
    """The patch from its first diff line on, without what follows the last hunk."""
    match = re.search(rb"^(diff -|--- [^\n]*\n\+\+\+ |Index: |GIT binary)", patch, re.M)
    body = patch[match.start():] if match else b""
    body = re.sub(rb"\n+---\n(?=diff -)", b"\n", body)
    return re.split(rb"\n-- \n|\n-----BEGIN PGP SIGNATURE", body.rstrip(b"\n"))[0].rstrip(b"\n")


def words(text):
    return b" ".join(text.split())


TRAILER = re.compile(rb"^\s*(\w\S+):\s+(\S.*)")


def lines_of(message):
    message = message.replace("\u00a0".encode(), b" ")
    return collections.Counter(re.sub(rb"\s+#[^#]*$", b"", line.strip()).lower()
                               for line in message.split(b"\n") if line.strip())


def read_said(path):
    """Our reasons: by Message-ID of the patch, then by trailer."""
    said = collections.defaultdict(dict)
    with open(path, encoding="utf-8", errors="replace") as file:
        for row in file:
            part = row.rstrip("\n").split("\t")
            if len(part) < 10:
                continue
            key = re.sub(r"\s+#[^#]*$", "", part[8]).lower()
            said[part[0]].setdefault(key, []).append({
                "use": USES[int(part[2])], "match": MATCHES[int(part[3])],
                "slot": int(part[4]), "version": int(part[5]), "below": part[6] == "1",
                "about": part[7], "giver": part[9]})
    return said


def way_is_whole(giver, patch, answers):
    """Each mail between the answer and the patch, or its cover letter, is here."""
    for _ in range(100):
        if giver not in answers:
            return False
        giver = answers[giver]
        if giver == patch or giver is None:
            return giver == patch
    return False


def class_of_ours(line, rows, key, answers, mails):
    if not rows and line.startswith(b"fixes:") and not re.match(rb"fixes:\s*[0-9a-f]{6}", line):
        return "ours: a Fixes of the author's that b4 leaves out"
    if not rows:
        return "ours: text"
    row = next((row for row in rows if row["use"] == "added"), rows[0])
    if row["use"] != "added":
        return "ours: " + row["use"]
    if row["giver"] == key:
        return "ours: answer with the Message-ID of the patch itself"
    if row["about"]:
        return "ours: the reviewer says for which patches"
    if row["version"] and row["slot"] == 0:
        return "ours: given to an older cover letter, patch unchanged"
    if row["version"]:
        return "ours: given to an older version, patch unchanged"
    if row["match"] not in ("address", "no person"):
        return "ours: the sender is known by " + row["match"]
    if re.search(rb":[^<\"]*,[^<\"]*<", line):
        return "ours: a comma in the name"
    if re.search(rb">\s*[\[(]", line):
        return "ours: a comment behind the address"
    if row["giver"] in mails and b"mailto:" in mails[row["giver"]].text:
        return "ours: a mailer put <mailto:...> beside the address"
    if row["giver"] in mails and mails[row["giver"]].behind_list:
        return "ours: the reviewer is behind a list that rewrote From"
    if row["slot"] and not way_is_whole(row["giver"], key, answers):
        return "ours: a mail between answer and patch is missing"
    if row["slot"] == 0:
        return "ours: given to the cover letter"
    return "ours: other"


LOGGED = re.compile(rb"^commit [0-9a-f]{12,40}", re.M)


def class_of_theirs(line, rows, said, ours, answers, mails):
    for row in rows:
        if row["use"] in ("mismatch", "bot", "odd"):
            return "b4: " + row["use"]
        if row["use"] == "present":
            return "b4: same address, spelled otherwise"
    text = line.decode("utf-8", "replace")
    if any(row["about"] for mail in said.values() for row in mail.get(text, [])):
        return "b4: though the reviewer says it is for other patches"
    key = line.partition(b":")[0]
    if key == b"link" and any(line in mail.text and mail.answer for mail in mails.values()):
        return "b4: a link that an answer gives"
    if words(line) in words(ours.lower()):
        return "b4: joins a wrapped line"
    if not TRAILER.match(line):
        return "b4: text"
    if b"<mailto:" in line:
        return "b4: leaves <mailto:...>"
    prose = key == b"fixes" and not re.match(rb"fixes:\s*(commit\s+)?[0-9a-f]{6}", line)
    if prose or not key.endswith(b"-by") and key not in (b"fixes", b"link", b"cc"):
        return "b4: takes a line for a trailer that is none"
    others = [row for mail in said.values() for row in mail.get(text, [])]
    given = {row["giver"] for row in others}
    if any(row["slot"] == 0 for row in others):
        return "b4: given to the cover letter of the set that a changed patch is laid over"
    if any(answers.get(giver) is None for giver in given):
        return "b4: an answer without In-Reply-To is for all patches"
    for facts in mails.values():
        if facts.answer and facts.diffs and line in facts.text:
            return "b4: a trailer of a patch that an answer brings"
        if facts.answer and line in facts.text and LOGGED.search(facts.text):
            return "b4: a trailer of a commit that an answer shows"
    if given:
        return "b4: what answers below it have is given to this patch, too"
    return "b4: other"


def same_date(a, b):
    a, b = [email.utils.parsedate_tz(x.decode("ascii", "replace")) for x in (a, b)]
    return a is not None and a == b


def compare_author(ours, theirs):
    a, b = ours.get("Author", b""), theirs.get("Author", b"")
    if ours.get("Email") != theirs.get("Email"):
        return "author: behind a list that rewrote From" if b" via " in b else "author: other"
    bare = re.sub(rb"\s*\([^)]*\)", b"", a)
    if a != b:
        return "author: b4 drops what is in brackets" if bare == b else "author: name"
    return None


def compare_patch(ours, theirs):
    if ours.rstrip() == theirs.rstrip():
        return None
    a, b = diff_lines(ours), diff_lines(theirs)
    if a == b:
        return "patch: text around the diff"
    if a.replace(b"\r", b"") == b:
        return "patch: CR kept"
    if words(a) == words(b):
        return "patch: blanks"
    if b.startswith(a) and b"\n---" not in b[len(a):]:
        return "patch: b4 has lines of the text below the diff"
    if "\ufffd".encode() in b:
        return "patch: b4 has U+FFFD"
    return "patch: other"


FORMAT_PATCH = re.compile(rb"^>?From [0-9a-f]{40} Mon Sep 17 00:00:00 2001", re.M)
DIFF = re.compile(rb"^(diff -|--- [^\n]*\n\+\+\+ )", re.M)


class Facts:
    """What of a mail as it was sent tells why b4 reads it otherwise."""

    def __init__(self, mail):
        message = email.message_from_bytes(mail)
        parts = [part for part in message.walk() if not part.is_multipart()]
        texts = [part.get_payload(decode=True) or b"" for part in parts]
        self.text = b"\n".join(texts).lower()
        subject = str(message["Subject"] or "")
        self.answer = re.match(r"(?i)\s*re:", subject) is not None
        self.copies = 1
        self.diffs = sum(DIFF.search(text) is not None for text in texts)
        self.attached = len(parts) > 1 and any(DIFF.search(text) for text in texts[1:])
        self.format_patch = any(FORMAT_PATCH.search(text) for text in texts)
        self.changeset = any(text.lstrip().startswith(b"# HG changeset patch") for text in texts)
        self.version = re.search(r"(?i)\[[^]]*\bv\d+\b[^]]*\]", subject) is not None
        self.behind_list = " via " in str(message["From"] or "")
        self.flowed = any(part.get_param("format", "") == "flowed" for part in parts)


def facts_of_mails(path):
    """By Message-ID."""
    found = {}
    for mail in read_mails(path):
        name = re.search(rb"^Message-Id:\s*<([^>]*)>", mail, re.M | re.I)
        if name:
            key = name.group(1).decode("utf-8", "replace")
            if key in found:
                found[key].copies += 1
            else:
                found[key] = Facts(mail)
    return found


def is_half_numbered(mails):
    """Some patches say a version and some none: "[PATCH 2/2 v5]" below "[PATCH 1/2]"."""
    said = {mail.version for mail in mails.values() if not mail.answer}
    return said == {True, False}


QUOTED = re.compile(rb"(wrote|writes)\S{0,4}:\s*\n+>", re.M)


def bare(line):
    """Without blanks, quotes, comments and the <> of an address."""
    return re.sub(rb'\([^)]*\)|[<>"\s]', b"", line)


def same_person(line, other):
    """One key, one address."""
    a, b = (re.match(rb"([\w-]+):.*?([\w.+-]+@[\w.-]+)", one) for one in (line, other))
    return a is not None and b is not None and a.groups() == b.groups()


def compare_message(mail, their_mail, said, key, answers, mails):
    """Yields (class, example)."""
    x, y = mail["message"].strip(), their_mail["message"].strip()
    if x == y:
        return
    if not y and key in mails and mails[key].attached:
        yield "message: b4 has no text of a mail with an attached diff", ""
        return
    if QUOTED.search(y) and not QUOTED.search(x):
        yield "message: b4 has the quoted answer above it", ""
        return
    if re.match(rb"(From|Subject|Date): ", x):
        yield "message: b4 reads in-body headers twice", ""
        return
    a, b = lines_of(x), lines_of(y)
    only_a, only_b = a - b, b - a
    for line in list(only_a):
        for other in list(only_b):
            if bare(line) == bare(other) or same_person(line, other):
                del only_a[line], only_b[other]
                yield "b4: a trailer of the author's, spelled otherwise", line.decode("utf-8", "replace")
                break
    for line in only_a:
        text = line.decode("utf-8", "replace")
        kind = class_of_ours(line, said[key].get(text, []), key, answers, mails)
        if line in their_mail["patch"].lower():
            kind = "ours: b4 has it below the diff"
        if kind == "ours: text" and line in words(y.lower()):
            kind = "b4: joins a wrapped line"
        yield kind, text
    for line in only_b:
        text = line.decode("utf-8", "replace")
        yield class_of_theirs(line, said[key].get(text, []), said, x, answers, mails), text
    if only_a or only_b or a != b:
        return
    if x.split() == y.split():
        yield "message: b4 puts blanks elsewhere", ""
    elif [l for l in x.split(b"\n") if not TRAILER.match(l)] == \
            [l for l in y.split(b"\n") if not TRAILER.match(l)]:
        yield "message: trailers in another order", ""
    else:
        yield "message: b4 moves lines of the text", ""


def compare_mail(ours, theirs, said, key, answers, mails):
    """Yields (class, example)."""
    author = compare_author(ours, theirs)
    if author:
        yield author, "%r b4 %r" % (ours.get("Author"), theirs.get("Author"))
    if ours.get("Subject", b"") != theirs.get("Subject", b""):
        yield "subject", "%r b4 %r" % (ours.get("Subject"), theirs.get("Subject"))
    if ours.get("Date") != theirs.get("Date") and not same_date(
            ours.get("Date", b""), theirs.get("Date", b"")):
        yield "date", "%r b4 %r" % (ours.get("Date"), theirs.get("Date"))
    patch = compare_patch(ours["patch"], theirs["patch"])
    if patch:
        yield patch, ""
    yield from compare_message(ours, theirs, said, key, answers, mails)


def explain(found, facts):
    """One reason for all that differs, where the mail itself tells it."""
    if not facts or not any(kind != "patch: text around the diff" for kind, _ in found):
        return found
    if facts.format_patch:
        return [("mail: a format-patch in it", "")]
    if facts.copies > 1:
        return [("mail: one Message-ID of two mails", "")]
    if facts.changeset:
        return [("mail: a changeset as Mercurial exports it", "")]
    if facts.flowed and any(kind.startswith("patch") for kind, _ in found):
        return [("mail: format=flowed, which b4 leaves as it is", "")]
    if facts.attached and any(kind == "patch: other" for kind, _ in found):
        return [("mail: several attached parts, of which b4 has the last with a diff", "")]
    return found


def read_answers(path):
    """What each mail says that it answers."""
    answers = {}
    for mail in read_mails(path):
        head = re.split(rb"\r?\n\r?\n", mail, maxsplit=1)[0]
        name = re.search(rb"^Message-Id:\s*<([^>]*)>", head, re.M | re.I)
        parent = re.search(rb"^In-Reply-To:\s*<([^>]*)>", head, re.M | re.I)
        if name:
            answers.setdefault(name.group(1).decode("utf-8", "replace"),
                               parent and parent.group(1).decode("utf-8", "replace"))
    return answers


def compare(path):
    """(counter of series and mails, [(class, example)])"""
    tally = collections.Counter()
    seen = []
    with open(path + ".head", encoding="utf-8", errors="replace") as file:
        name, version, minor, total, same, rerolled = file.read().split()
    with open(path + ".mbox", "rb") as file:
        our_box = file.read()
    their_box, why = ask_b4(read_mails(path + ".mails"), int(version))
    ours = read_mbox(our_box) if our_box else {}
    theirs = read_mbox(their_box) if their_box else {}
    said = read_said(path + ".said")
    answers = read_answers(path + ".mails")
    mails = facts_of_mails(path + ".mails")
    tally["series"] += 1
    if their_box is None:
        seen.append(("series: " + why + (", we have it" if ours else ", we neither"), name))
        return tally, seen
    if minor != "0":
        seen.append(("series: v2.1 is v1 to b4", name))
        return tally, seen
    equal = True
    why = ""
    if same != "1":
        why = ", several series of that version in the thread"
    elif rerolled == "rerolled":
        why = ", partial reroll"
    elif is_half_numbered(mails):
        why = ", a version in some subjects of the thread alone"
    if theirs.keys() != ours.keys():
        tally["series with other mails"] += 1
        tally["series with other mails" + why] += 1
        equal = False
    for key in theirs.keys() - ours.keys():
        half = ", the half of one that it cut in two" if key.isdigit() else why
        seen.append(("mail only of b4" + half, name + " " + key))
    for key in ours.keys() - theirs.keys():
        far = ", from another thread" if key not in mails else why
        if "#" in key:
            far = ", one more attached to a mail"
        seen.append(("mail only of ours" + far, name + " " + key))
    for key in ours.keys() & theirs.keys():
        tally["mails"] += 1
        found = explain(list(compare_mail(ours[key], theirs[key], said, key, answers, mails)),
                        mails.get(key))
        around = [c for c, _ in found if c != "patch: text around the diff"]
        tally["mails equal"] += not found
        tally["mails that make the same commit"] += not around
        tally["mails with the same diff"] += not any(c.startswith("patch") for c in around)
        tally["mails with the same trailers"] += not any(
            c.startswith(("ours", "b4", "mail")) for c in around)
        equal = equal and not around
        seen += [(kind, key + " " + text) for kind, text in found]
    if [k for k in ours if k in theirs] != [k for k in theirs if k in ours]:
        seen.append(("order", name))
        equal = False
    tally["series that make the same commits"] += equal
    return tally, seen


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--examples", type=int, default=3)
    parser.add_argument("--only", help="a word of the class to show all of")
    args = parser.parse_args()
    folder = os.path.join(HERE, args.folder)
    paths = [os.path.join(folder, name[:-5]) for name in sorted(os.listdir(folder))
             if name.endswith(".head")]
    tally = collections.Counter()
    classes = collections.defaultdict(list)
    with multiprocessing.Pool(args.jobs, settings_of_b4) as pool:
        for one, seen in pool.imap_unordered(compare, paths, chunksize=4):
            tally.update(one)
            for kind, example in seen:
                classes[kind].append(example)
    for key, count in sorted(tally.items()):
        print("%-60s %6d" % (key, count))
    for kind in sorted(classes, key=lambda k: -len(classes[k])):
        print("%-60s %6d in %d mails" % (
            kind, len(classes[kind]), len({e.split(" ")[0] for e in classes[kind]})))
        limit = None if args.only and args.only in kind else args.examples
        for example in classes[kind][:limit]:
            print("    " + example[:200])


if __name__ == "__main__":
    main()
