# SPDX-License-Identifier: GPL-2.0-or-later
"""format=flowed undone as git mailinfo does it, or as RFC 3676 has it for quotes: what a
mail would be that was never flowed. Written anew in Python, to judge message/flowed.c by."""
import base64
import re

BOUNDARY = re.compile(rb"""(?i)boundary=(?:"([^"]*)"|([^; \t\r\n]*))""")
FLOWED = re.compile(rb"""(?i)format="?flowed"?""")
DELSP = re.compile(rb"(?i)delsp=\"?yes")
QUOTE = re.compile(rb"(?:>(?: (?=>))?)*")
MARK = b"%no-end-of-line%"


def decoded(line, encoding):
    """A line of the body as git mailinfo decodes it, each for itself."""
    if encoding == b"quoted-printable":
        line = re.sub(rb"=\n.*|=$", b"", line, flags=re.S)
        return re.sub(rb"=([0-9A-Fa-f]{2})", lambda found: bytes([int(found.group(1), 16)]), line)
    digits = re.sub(rb"[^A-Za-z0-9+/]", b"", line)
    digits = digits[:-1] if len(digits) % 4 == 1 else digits
    return base64.b64decode(digits + b"=" * (-len(digits) % 4))


def depth(line):
    """Marks of a quote at its front, and what it says behind them; RFC 3676 and "> > "."""
    marks = QUOTE.match(line).group(0)
    rest = line[len(marks):]
    return marks.count(b">"), rest[1:] if marks and rest[:1] == b" " else rest


def is_fixed(line):
    """A quoted line on which none goes on: one that says nothing, or a signature's head."""
    marks, said = depth(line)
    return marks > 0 and line.endswith(b"\n") and re.fullmatch(rb"-- | *", said.rstrip(b"\r\n"))


def flowed(body, encoding, delsp, quotes):
    """The lines of a body that git's handle_filter_flowed makes, in Python: what lines of an
    encoded one hold is decoded first, and what was kept of the line before goes to the front
    of the first of them. With quotes: by RFC 3676 a line goes on only in one that is quoted as
    deep, whose marks are not said again, and none goes on in one that is_fixed."""
    out, kept, cut, end = [], b"", b"", b"\n"
    for chunk in body:
        lines = (decoded(chunk, encoding) if encoding else chunk).split(b"\n")
        lines = [one + b"\n" for one in lines[:-1]] + [one for one in lines[-1:] if one]
        for i, line in enumerate(lines):
            line, cut = cut + line, b""
            if encoding and not line.endswith(b"\n"):
                cut = line
                continue
            fixed = quotes and is_fixed(line)
            quoted = quotes and depth(line)[0] > 0
            if quotes and kept:
                if fixed or depth(kept)[0] != depth(line)[0]:
                    out.append(kept + end)
                    kept = b""
                elif depth(line)[0]:
                    line = depth(line)[1]
            if encoding and i == 0:
                line, kept = kept + line, b""
            text = line.rstrip(b"\n")
            text = text[:-1] if text.endswith(b"\r") and line.endswith(b"\n") else text
            rest = line[len(text):]
            if text == b"-- ":
                out.append(kept + line)
                kept = b""
                continue
            text = text[1:] if text[:1] == b" " and not quoted else text
            if text.endswith(b" ") and not fixed:
                kept += text[:-1] if delsp else text
                end = rest or b"\n"
            else:
                out.append(kept + text + rest)
                kept = b""
    if quotes and kept and cut and depth(kept)[0] != depth(cut)[0]:
        kept += end
    return out + [kept + cut] if kept + cut else out


class Part:
    """The header of a mail or of a part of it, as far as it tells how to read what follows."""

    def __init__(self, head):
        text = re.sub(rb"\r?\n[ \t]+", b" ", b"".join(head))
        kind = re.search(rb"(?im)^content-type:(.*)$", text)
        how = re.search(rb"(?im)^content-transfer-encoding:\s*(\S+)", text)
        kind = kind.group(1) if kind else b""
        boundary = BOUNDARY.search(kind)
        self.boundary = boundary and b"--" + (boundary.group(1) or boundary.group(2))
        self.flowed = FLOWED.search(kind) is not None
        self.delsp = DELSP.search(kind) is not None
        how = how.group(1).lower() if how else b""
        self.encoding = how if how in (b"base64", b"quoted-printable") else b""

    def write(self, head, body, out, at_end, quotes):
        if not self.flowed:
            out += head + body
            return
        text = FLOWED.sub(b"format=fixed", b"".join(head))
        if self.encoding:
            text = re.sub(rb"(?im)^(content-transfer-encoding:).*$", rb"\1 8bit", text)
        lines = flowed(body, self.encoding, self.delsp, quotes)
        if lines and not at_end and not lines[-1].endswith(b"\n"):
            lines[-1] += MARK + b"\n"
        out += [text] + lines


def unflowed(mail, quotes):
    """The mail with its flowed lines joined, and so not flowed any more. A MARK and the end of
    that line stand where git would put none."""
    out, boundaries = [], []
    head, body, in_head, part = [], [], True, None
    for line in mail.splitlines(keepends=True) if b"\r" not in mail else re.findall(rb"[^\n]*\n|[^\n]+", mail):
        if in_head:
            head.append(line)
            if line.strip(b"\r\n"):
                continue
            in_head, part = False, Part(head)
            if part.boundary:
                boundaries.append(part.boundary)
            continue
        at = next((b for b in reversed(boundaries) if line.startswith(b)), None)
        if at is None:
            body.append(line)
            continue
        part.write(head, body + [line] if not part.flowed else body, out, False, quotes)
        if part.flowed:
            out.append(line)
        head, body = [], []
        in_head, part = True, None
        if line[len(at):].startswith(b"--"):
            boundaries.remove(at)
            in_head, part = False, Part([])
    (part or Part([])).write(head, body, out, True, quotes)
    return b"".join(out)
