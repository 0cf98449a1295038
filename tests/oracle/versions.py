#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""How well versions of series are chained, on a sample labelled by hand.

versions.py CHAINS INDEX [NAME=ARCHIVE...]: CHAINS is the program built of chains.c. With
archives they are indexed first. versions.tsv holds the verdicts; its half "tune" was
looked at while the weights were found, "held" was not, nor "unseen", which is of
other lists, nor "fresh", which is of seven more, "other", of seven of other customs (openbmc, f2fs,
dm-devel, gpio, xfs, jailhouse, sparse), "later", of two (raid, btrfs), and "newer", of nine (erofs, io-uring,
spi, input, kbuild, crypto, mtd, security-module, stm32); "newest" of four (batman, openwrt,
uboot-stm32, wireless); "latest" of five (kexec, um, live-patching, modules, alsa-devel);
"further" of three (pwm, parisc, keyrings), drawn when what those taught was mended; "unmet" of four
(kvmarm, iommu, ceph, ath10k), "afterwards" of linux-sh, drawn when what those taught was mended; "strange" of six (spice, apparmor, efi,
fpga, remoteproc, wpan). "unheard" are of six (nvme, mips, i2c, virtualization, s390, rockchip), "thereafter" of tegra
and cgroups, drawn when what those taught was mended. "unlooked" are of six (riscv, amlogic, target, unionfs, gvt, v9fs),
"at last" of three (hardening, kasan, drbd); both are the postings of states.tsv's eighteenth and nineteenth.
"untrodden", "hereafter" and "again" are those of its twentieth to twenty-second, but for seven that nobody can say.
"elsewhere" are of five more (freedreno, intel-wired-lan, linux-api, aspeed, linaro-mm-sig): half that are
chained, half that are not, though they have a number or a text with changes or a link.
"unmapped" are of eight that no other label names (bridge, driverdev-devel, etnaviv, kernel-janitors, ext4, rdma,
nouveau, ide): eight of each, drawn evenly from all, patches without a number, too, and what follows them.
"unwalked" are the postings of states.tsv's twenty-fifth, but for two that nobody can say, and what follows them ("next");
"untold" are those of its twenty-sixth, but for three. "uncharted" are of eight that have few labels (ath10k, b43,
clk, input, crypto, xdp-newbies, s390, ceph), half drawn evenly, half of those with a number or a title seen before. "unopened" are of eight without labels (iio, cifs,
mmc, rtc, fscrypt, clang-built-linux, audit, i3c): with a number above 1, sent again or with words of changes; "sealed" of five more
(pm, pci, block, nfc, ppp), half such, half without a number and like what the same person had posted before ("alike");
"unsealed" of five that have few labels (stm32, spi, erofs, rtc, i2c), drawn like these, and some from all others.
What is of a list that is not in the index, or follows a posting of such a list, does not count.
"""
import collections
import pathlib
import subprocess
import sys

here = pathlib.Path(__file__).parent
verbose = "-v" in sys.argv
arguments = [a for a in sys.argv[1:] if a != "-v"]
labels = []
for line in open(here / "versions.tsv", encoding="utf-8"):
    if not line.startswith("#"):
        labels.append(line.rstrip("\n").split("\t"))
asked = {mail for row in labels for mail in [row[0], *row[1].split(",")] if mail != "-"}
run = subprocess.run(arguments, input="".join(mail + "\n" for mail in sorted(asked)), text=True,
                     stdout=subprocess.PIPE, check=True)
answers = {}
for line in run.stdout.split("\n"):
    fields = line.split("\t")
    if len(fields) == 6:
        answers[fields[0]] = fields[1:]


def is_here(row):
    """A request to pull, which is no series, may be what is followed: one of several is enough."""
    return answers[row[0]][1] != "no-series" and (
        row[1] == "-" or any(answers[mail][1] != "no-series" for mail in row[1].split(",")))


for half in ("tune", "held", "unseen", "fresh", "other", "later", "newer",
             "newest", "latest", "further", "unmet",
             "afterwards", "strange", "unheard", "thereafter", "unlooked",
             "at last", "untrodden", "hereafter", "again", "elsewhere", "unmapped", "unwalked", "untold", "uncharted",
             "unopened", "sealed", "unsealed"):
    rows = [row for row in labels if row[4] == half]
    here = [row for row in rows if is_here(row)]
    if len(here) * 2 < len(rows):
        print(f"{half}: of lists that are not in this index")
        continue
    count = collections.Counter()
    rules = collections.Counter()
    for mail, truth, name, drawn, _ in here:
        older, rule, weight, flags, chain = answers[mail]
        accepted = set() if truth == "-" else set(truth.split(","))
        said = set() if older == "-" else set(older.split(","))
        right = bool(accepted & said)
        near = not right and bool(accepted & set(chain.split(",")))
        count["positive"] += bool(accepted)
        count["said"] += bool(said)
        count["right"] += right
        count["in chain"] += right or near
        count["said, in chain"] += bool(said) and (right or near)
        if said:
            rules[rule] += 1
            rules[rule + " wrong"] += not (right or near)
        if verbose and not right and (said or accepted):
            print(half, name, drawn, "NEAR" if near else "WRONG" if said else "MISSED", mail,
                  "truth", truth[:150], "said", older[:100], rule, weight, flags)
    print(f"{half}: {len(here)} of {len(rows)} are here, {count['positive']} have an older posting; "
          f"recall {100 * count['right'] / (count['positive'] or 1):.1f} % exactly that one, "
          f"{100 * count['in chain'] / (count['positive'] or 1):.1f} % in its chain; "
          f"precision {100 * count['right'] / max(count['said'], 1):.1f} % exactly, "
          f"{100 * count['said, in chain'] / max(count['said'], 1):.1f} % of {count['said']} in the chain")
    print("   ", ", ".join(f"{k} {v}" for k, v in sorted(rules.items()) if v))
