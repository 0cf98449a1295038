# SPDX-License-Identifier: GPL-2.0-or-later
"""The mails of a public-inbox v2 inbox, as git has them."""
import os
import re
import subprocess

VIA = re.compile(rb"(?im)^from:.*via")
INSIDE = re.compile(rb"(?is)\ncontent-type:\s*message/rfc822[^\n]*\r?\n(?:[^\r\n][^\n]*\n)*\r?\n")


def mails(inbox):
    """The bytes of each, an epoch after the other, oldest first; what is no mail is left out."""
    folder = os.path.join(inbox, "git")
    for name in sorted(os.listdir(folder)):
        git = ["git", "--git-dir", os.path.join(folder, name)]
        revs = subprocess.run(git + ["rev-list", "--reverse", "HEAD"], capture_output=True,
                              check=True, text=True).stdout.split()
        data = subprocess.run(git + ["cat-file", "--batch", "--buffer"], capture_output=True,
                              input="".join(one + ":m\n" for one in revs).encode()).stdout
        at = 0
        while at < len(data):
            end = data.index(b"\n", at)
            head = data[at:end].split()
            at = end + 1
            if len(head) == 3 and head[1] == b"blob":
                yield data[at:at + int(head[2])]
                at += int(head[2]) + 1


def wrapped_mail(mail):
    """The mail that Mailman put whole into one of its own, as its bytes stand there; None."""
    head, _, body = mail.replace(b"\r\n", b"\n").partition(b"\n\n")
    head = re.sub(rb"\n[ \t]+", b" ", head)
    boundary = re.search(rb'(?im)^content-type:\s*multipart/mixed;.*boundary="?([^"\s;]+)', head)
    begin = INSIDE.search(body)
    if not VIA.search(head) or not boundary or not begin:
        return None
    return body[begin.end():].partition(b"\n--" + boundary.group(1))[0] + b"\n"
