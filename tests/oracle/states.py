#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""How series stand, beside what a reader of their threads says.

states.py [-v]: $PROGRAM is the program (tidings), whose lists are those of states.tsv.
That file has the verdicts: 25 series a list of people's own, 14 drawn at random from all
and 11 from those that nothing superseded. "tune" was looked at while rules were mended,
"held" once they stood; "unseen" are of other lists, 10 and 7 of each. "fresh" and "last"
are of two other lists each, 20 and 10, then 13 and 7 of each: labelled before they were
asked for, the last ones once all was mended that the fresh ones taught. "third",
"fourth" and "fifth" are of three others each, labelled in the same way, 20, 10 and 10 of
each but for stable's own. "sixth" are of seven lists of other customs, "seventh" of
two more, drawn when what the sixth ones taught was mended. "eighth" are of nine
lists more, 5 of each but for stable's own. "ninth" are of four (batman, openwrt,
uboot-stm32, wireless), 10 of each but for stable's own. "tenth" are of five (kexec, um,
live-patching, modules, alsa-devel), 10 of each drawn from all, "eleventh" of three
(pwm, parisc, keyrings), 8 of each, drawn when what the tenth taught was mended.
"twelfth" are of four (kvmarm, iommu, ceph, ath10k), 10 of each drawn from all, "thirteenth" of linux-sh,
drawn when what the twelfth taught was mended. "fourteenth" are of six (spice, apparmor, efi, fpga,
remoteproc, wpan), 10 of each drawn from all, "fifteenth" of two (cluster-devel, audit), 15 of each, drawn
when what the fourteenth taught was mended. "sixteenth" are of six (nvme, mips, i2c, virtualization, s390,
rockchip), 14 of each drawn from all, "seventeenth" of tegra and cgroups, 12 of each, drawn when what the
sixteenth taught was mended. "eighteenth" are of six (riscv, amlogic, target, unionfs, gvt, v9fs), "nineteenth"
of three (hardening, kasan, drbd), 12 of each drawn from all. "twentieth" are of eight (sparclinux, fbdev, kvm-ppc,
bcache, serial, omap, samsung-soc, renesas-soc), 6 of each drawn from all and 6 "waiting": from those that
were new or updated and had an answer by somebody else, where what is not heard hides. "twenty-first" are of
eight more (mediatek, rpi, afs, lvs, alpha, csky, acpi, scsi), 4 and 4 of each, drawn when what the twentieth
taught was mended; "twenty-second" of five (ia64, reiserfs, ecryptfs, sctp, hexagon), 4 and 4 of each, after those.
"twenty-third" are of ten (aspeed, fscrypt, i3c, ntfs, util-linux, freedreno, clang-built-linux, linux-api,
intel-wired-lan, linaro-mm-sig), some five and five of each. "twenty-fourth" are of ten more that none named before
(ide, nouveau, bridge, kernel-janitors, etnaviv, driverdev-devel, block, pci, pm, xtensa), 6 and 6 of each, but
for xtensa, where nothing waits with an answer: labelled before they were asked for. "twenty-fifth" are of ten more
(ieee1394, jfs, ntb, nbd, tipc, cachefs, samba, linux-arm-kernel, linuxppc, usb), 6 and 6 of each where so many wait,
by a reader who neither knew the rules of words nor mended any. "twenty-sixth" are of ten more (arch, cocci, openrisc,
nilfs, autofs, kgdb, arc, hams, openipmi, iscsi), 3 and 3 of each, read by the same before what the twenty-fifth taught
was mended; one that two of these lists have is labelled once. "twenty-seventh" are of lists that few labels had
(crypto, spi, input, mtd, clk, sparse, erofs, parisc, hwmon, b43, xdp-newbies), four and four of each where so many wait,
labelled before they were asked for. "twenty-eighth" are waiting ones of ten (kbuild, security-module, industrypack,
ibm-acpi, spdx, acpica, orangefs, dccp, ppp, uvc), "twenty-ninth" of five (io-uring, stm32, tboot, wcn36xx, squashfs),
40 drawn evenly and 40 of those that waited, the latter by the rules from before the twenty-eighth; "thirtieth" are
of those that waited by these on five that few labels had (scsi, wireless, dm-devel, nvme, leds), eight of each.
"""
import collections
import json
import os
import pathlib
import subprocess
import sys

program = os.environ.get("PROGRAM", "tidings")
verbose = "-v" in sys.argv
rows = [line.rstrip("\n").split("\t")
        for line in open(pathlib.Path(__file__).parent / "states.tsv", encoding="utf-8")
        if not line.startswith("#")]
confused = collections.Counter()
for half in ("tune", "held", "unseen", "fresh", "last", "third", "fourth",
             "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
             "eleventh", "twelfth", "thirteenth", "fourteenth",
             "fifteenth", "sixteenth", "seventeenth", "eighteenth",
             "nineteenth", "twentieth", "twenty-first",
             "twenty-second", "twenty-third", "twenty-fourth", "twenty-fifth", "twenty-sixth",
             "twenty-seventh", "twenty-eighth", "twenty-ninth", "thirtieth"):
    count = collections.Counter()
    for mail, states, named, name, drawn, its_half in rows:
        if its_half != half:
            continue
        run = subprocess.run([program, "series", "--json", "--stale=0", mail],
                             stdout=subprocess.PIPE, check=False)
        said = {"state": "absent", "evidence": ""}
        if run.returncode == 0:
            said = json.loads(run.stdout)["series"]
        count["all"] += 1
        if said["state"] in states.split(","):
            count["right"] += 1
            if named != "-" and said["evidence"]:
                count["named"] += 1
                count["evidence"] += said["evidence"] in named.split(",")
                if verbose and said["evidence"] not in named.split(","):
                    print(half, name, mail, said["state"], "rests on", said["evidence"])
        else:
            confused[states, said["state"]] += 1
            if verbose:
                print(half, name, drawn, mail, "is", states, "said", said["state"],
                      said["evidence"])
    print(f"{half}: {count['right']} of {count['all']} series, "
          f"{100 * count['right'] / count['all']:.1f} %; of {count['named']} the mail is named, "
          f"right {count['evidence']}")
for (states, said), n in confused.most_common():
    print(f"   {n} {states}: {said}")
