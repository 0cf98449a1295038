# SPDX-License-Identifier: GPL-2.0-or-later
"""Why lei answers otherwise than we do, mail by mail, and asked of lei itself: with the
query, or the mail, changed in one thing, it must say what we say. The changed mails of one
cause are put into an inbox of their own, which public-inbox-index indexes."""
import collections
import email
import email.header
import email.utils
import html.parser
import os
import quopri
import re
import subprocess
import time

import inbox as inbox_of
from flowed import FLOWED, MARK, unflowed

HUNK = re.compile(rb"@@ -\S+ \+\S+ @@")
# Characters of writers without blanks: each is a word here, a run of them, and of letters
# beside them, is one there.
UNSPACED = re.compile("([\u0e00-\u0e7f\u1100-\u11ff\u2e80-\u2fdf\u3000-\u9fff\ua960-\ua97f"
                      "\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef])")
ADDRESS = re.compile(r"[\w.+~=-]+@[\w.-]+\w")


class Text(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.text = []
        self.quotes = 0

    def handle_starttag(self, tag, attrs):
        self.quotes += tag == "blockquote"

    def handle_endtag(self, tag):
        self.quotes -= tag == "blockquote" and self.quotes > 0

    def handle_data(self, data):
        if self.quotes:
            data = "".join("> %s\n" % line for line in data.splitlines() if line.strip())
        self.text.append(data)


def as_plain(part, text):
    """The part says that text, and is nothing else."""
    for name in ("Content-Type", "Content-Transfer-Encoding", "Content-Disposition"):
        del part[name]
    part["Content-Type"] = "text/plain; charset=utf-8"
    part["Content-Transfer-Encoding"] = "8bit"
    part.set_payload(text.encode("utf-8", "replace").decode("ascii", "surrogateescape"))


def text_of(part):
    raw = part.get_payload(decode=True) or b""
    for charset in ("utf-8", part.get_content_charset() or "latin-1", "latin-1"):
        try:
            return raw.decode(charset)
        except (LookupError, UnicodeDecodeError):
            pass
    return ""


def with_parts(mail, wanted, change):
    """The mail with change(text) for the text of each part that is wanted; None for none."""
    message, any_part = email.message_from_bytes(mail), False
    for part in message.walk():
        if not part.is_multipart() and wanted(part):
            text = text_of(part)
            new = change(text)
            if "\0" not in new and (new != text or part.get_content_type() != "text/plain"):
                as_plain(part, new)
                any_part = True
    return message.as_bytes() if any_part else None


def not_flowed(mail):
    if not FLOWED.search(mail):
        return None
    return unflowed(mail, True).replace(MARK + b"\n", b"\n")


def attached(mail):
    return with_parts(mail, lambda part: part.get_content_maintype() in ("application", "message"),
                      lambda text: text)


def without_tags(mail):
    def strip(text):
        parser = Text()
        parser.feed(text)
        return "\n".join(parser.text)
    return with_parts(mail, lambda part: part.get_content_type() == "text/html", strip)


def unwrapped(mail):
    """Of a mail that a list put into one of its own the text alone, under the list's header."""
    inside = inbox_of.wrapped_mail(mail)
    if not inside:
        return None
    content = re.compile(rb"(?im)^content-[^\n]*\n(?:[ \t][^\n]*\n)*")
    head = mail.replace(b"\r\n", b"\n").partition(b"\n\n")[0] + b"\n"
    own, _, body = inside.partition(b"\n\n")
    return content.sub(b"", head) + b"".join(content.findall(own + b"\n")) + b"\n" + body


def one_text(mail):
    """All of its body as one text, for parts within parts that none can tell apart."""
    head, _, body = mail.partition(b"\n\n")
    if not re.search(rb"(?im)^content-type:\s*multipart/", head):
        return None
    parser = Text()
    parser.feed(quopri.decodestring(body).decode("utf-8", "replace"))
    head = re.sub(rb"(?im)^content-type:.*\n(?:[ \t].*\n)*", b"", head + b"\n")
    return head + b"\n" + "\n".join(parser.text).encode()


def is_plain(part):
    return part.get_content_maintype() == "text" and part.get_content_subtype() != "html"


def whole_diff(mail):
    """Its diffs as git wrote them: no CR, blanks in empty lines of context (and in those that
    a mailer wrapped), a name on both sides, and a "diff --git"."""
    def mend(text):
        lines, out, in_hunk = text.replace("\r\n", "\n").split("\n"), [], False
        for i, line in enumerate(lines):
            if HUNK.match(line.strip().encode()):
                in_hunk = True
            elif line == "-- " or line.startswith("diff "):
                in_hunk = False
            old = re.match(r"--- (\S+)", line)
            new = re.match(r"\+\+\+ (\S+)", lines[i + 1]) if old and i + 1 < len(lines) else None
            if new:
                in_hunk = False
                name = old.group(1) if new.group(1) == "/dev/null" else new.group(1)
                name = name.partition("/")[2] or name
                if not any(one.startswith("diff --git") for one in lines[max(i - 8, 0):i]):
                    out.append("diff --git a/%s b/%s" % (name, name))
            if line.startswith("+++ /dev/null"):
                line = "+++ b/" + lines[i - 1].split()[1].partition("/")[2]
            out.append(" " + line if in_hunk and line[:1] not in tuple(" +-@\\") else line)
        return "\n".join(out)
    return with_parts(mail, is_plain, mend)


def no_diff(mail):
    return with_parts(mail, is_plain,
                      lambda text: re.sub(r"(?m)^(diff|index|---|\+\+\+) ", r"_ ", text))


def one_line(mail):
    """Lines that are added, or taken away, one below the other as one: a phrase may go over them."""
    def join(text):
        out = []
        for line in text.split("\n"):
            sign = line[:1]
            if sign in ("+", "-") and out and out[-1][:1] == sign and \
                    not out[-1].startswith((sign * 3 + " ", "-- ")):
                out[-1] += " " + line[1:]
            else:
                out.append(line)
        return "\n".join(out)
    return with_parts(mail, is_plain, join)


def no_dev_null(mail):
    return with_parts(mail, is_plain, lambda text: re.sub(r"(?m)^--- /dev/null\r?$", "--- a/x", text))


def spaced(mail):
    return with_parts(mail, is_plain, lambda text: UNSPACED.sub(r" \1 ", text))


def decoded_header(value):
    try:
        return str(email.header.make_header(email.header.decode_header(str(value))))
    except (LookupError, ValueError, email.errors.HeaderParseError):
        return str(value)


def simple_headers(mail):
    """People as "words" <address>, in UTF-8, whatever they were."""
    message = email.message_from_bytes(mail)
    for name in ("From", "To", "Cc", "Subject"):
        values = [decoded_header(one) for one in message.get_all(name, [])]
        if not values:
            continue
        text = " ".join(" ".join(values).split())
        if name != "Subject":
            words = " ".join(re.findall(r"\w+", ADDRESS.sub(" ", text)))
            found = ADDRESS.findall(text)
            text = ", ".join(['"%s" <%s>' % (words, one) for one in found[:1]] +
                             ["<%s>" % one for one in found[1:]])
        del message[name]
        message[name] = email.header.Header(text, "utf-8", maxlinelen=10 ** 6)
    return message.as_bytes()


MAILS = [
    ("as it is", lambda mail: mail),
    ("format=flowed", not_flowed),
    ("attached", attached),
    ("HTML", without_tags),
    ("what a list puts around a mail", unwrapped),
    ("a diff that is not git's", whole_diff),
    ("over lines of a diff", no_diff),
    ("over added or removed lines", one_line),
    ("words of --- /dev/null", no_dev_null),
    ("writing without blanks", spaced),
    ("parts that are broken", one_text),
    ("a header that is broken", simple_headers),
]


def all_at_once(mail):
    for _, change in MAILS[1:5] + MAILS[8:10] + MAILS[11:] + MAILS[5:6]:
        mail = change(mail) or mail
    return mail


def other_queries(query):
    """(cause, the query in other words)"""
    if re.fullmatch(r"d:\d{4}-\d\d-\d\d", query):
        yield "d: two days", "%s..%s" % (query, query[2:])
    plus = re.sub(r'\b(\w+:)([^\s"()]*\+[^\s"()]*@[^\s"()]+)', r'\1"\2"', query)
    if plus != query:
        yield "a+b@c is a phrase", plus
    if re.fullmatch(r"[0-9a-f]{7,}", query):
        yield "a name of a blob", '"%s"' % query


def computed(kind, query, mail, started):
    """What lei counts otherwise, reckoned: the answers that it may give by that."""
    if kind == "z: range":
        low, high = (int(one) for one in query[2:].split(".."))
        return "z: counts lines", {low <= len(mail) + mail.count(b"\n") <= high}
    if kind == "rt: range":
        head = re.split(rb"\r?\n\r?\n", mail, maxsplit=1)[0]
        first = re.search(rb"(?im)^received:(?:.*\r?\n[ \t])*.*;\s*([^;]*?)$", head)
        when = first and email.utils.parsedate_tz(first.group(1).decode("latin-1").strip())
        if when:
            # git's reading of a day: with the time of day that it is while lei is asked.
            low, high = (time.mktime(time.strptime(one, "%Y-%m-%d")) - time.timezone +
                         started % 86400 for one in query[3:].split(".."))
            at = email.utils.mktime_tz(when)
            return "rt: of Received, from now's time of day", \
                {low + late <= at <= high + late for late in (0, 1800)}
    return None


class Inbox:
    """One of changed mails."""

    def __init__(self, folder, name, mails):
        self.path = os.path.join(folder, name)
        env = dict(os.environ, HOME=folder, PI_CONFIG=folder + "/pi-config", PI_DIR=folder)
        run = dict(env=env, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        subprocess.run(["public-inbox-init", "-V2", "-L", "full", name, self.path,
                        "http://example.org/" + name, name + "@example.org"], **run)
        epoch = self.path + "/git/0.git"
        if not os.path.isdir(epoch):
            subprocess.run(["git", "init", "-q", "--bare", "-b", "master", epoch], **run)
        stream = []
        for mail in mails:
            stream.append(b"commit refs/heads/master\ncommitter x <x@example.org> 1700000000 +0000\n"
                          b"data 1\nm\nM 100644 inline m\ndata %d\n%s\n" % (len(mail), mail))
        subprocess.run(["git", "-C", epoch, "symbolic-ref", "HEAD", "refs/heads/master"], **run)
        subprocess.run(["git", "-C", epoch, "fast-import", "--quiet"], input=b"".join(stream), **run)
        subprocess.run(["public-inbox-index", "-L", "full", self.path], **run)


def message_id_of(mail):
    head = re.split(rb"\r?\n\r?\n", mail, maxsplit=1)[0]
    found = re.search(rb"(?im)^message-id:\s*(?:<([^>]*)>|(\S+))", head)
    return (found.group(1) or found.group(2)).decode("utf-8", "replace") if found else ""


def load_mails(inbox, wanted):
    """Of the inbox, by Message-ID: each different one, in order."""
    found = collections.defaultdict(list)
    for mail in inbox_of.mails(inbox):
        name = message_id_of(mail)
        if name in wanted and mail not in found[name]:
            found[name].append(mail)
    return found


def explain(differences, inbox, lei_of, folder, started):
    """differences: of (kind, query, Message-ID, whether we have it, lei's error). Gives for
    each the cause, None for none. started: when lei was asked, seconds. lei_of(path) asks lei of that inbox alone."""
    why = [None] * len(differences)
    mails = load_mails(inbox, {one[2] for one in differences})
    asked = {}

    def hits(name, path, query):
        if (name, query) not in asked:
            asked[name, query] = lei_of(path).ask(query)[0]
        return asked[name, query]

    for i, (kind, query, name, ours, error) in enumerate(differences):
        if kind == "references:":
            why[i] = "a prefix that lei 1.9 has not"
        elif "wildcard" in kind and ("Wildcard" in error or "expands to more" in error):
            why[i] = "lei gives up past 100 words"
        for cause, other in other_queries(query):
            if (name in hits("", inbox, other)) == ours:
                why[i] = why[i] or cause
        told = computed(kind, query, mails[name][0], started) if mails[name] else None
        if told and (not ours) in told[1]:
            why[i] = told[0]
    left = {one[2] for i, one in enumerate(differences) if not why[i]}
    for cause, change in MAILS[1:] + [("several of these", all_at_once)] + MAILS[:1]:
        changed = {name: change(mails[name][0]) for name in sorted(left) if mails[name]}
        changed = {name: mail for name, mail in changed.items() if mail}
        if not changed:
            continue
        path = Inbox(folder, re.sub(r"\W", "-", cause), changed.values()).path
        for i, (_, query, name, ours, _) in enumerate(differences):
            if why[i] or name not in changed:
                continue
            if (name in hits(cause, path, query)) == ours:
                why[i] = cause if cause != "as it is" else "lei itself, among other mails"
    twins = [name for name in left if len(mails[name]) > 1]
    if twins:
        several = [mail.replace(name.encode(), b"%s.%d" % (name.encode(), i), 1)
                   for name in twins for i, mail in enumerate(mails[name])]
        path = Inbox(folder, "twins", several).path
        for i, (_, query, name, ours, _) in enumerate(differences):
            if not why[i] and name in twins:
                found = hits("twins", path, query)
                if any("%s.%d" % (name, k) in found for k in range(len(mails[name]))) == ours:
                    why[i] = "several mails of one Message-ID"
    return why
