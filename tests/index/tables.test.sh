#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# A table of posts that follows the index is the one that would be made anew.
. "$SOURCE/tests/index/lib.sh"

lists 600

# follows NAME INDEX STEP LEAST: with no difference, and at least so often without being
# made anew
follows() {
	tool follow "$2" "$3" a "$W/a.git" b "$W/b.git" c "$W/c.git" >"$W/said" 2>&1 &&
		[ "$(sed -n 's/^\([0-9]*\) times up to date.*/\1/p' "$W/said")" -ge "$4" ]
	say "$1"
	sed 's/^/# /' "$W/said"
}

follows "a mail at a time" "$W/one" 1 2000
follows "several at a time" "$W/some" '~20' 100
follows "many at a time" "$W/many" 200 15

tool rewind "$W/many" b "$W/b.git" 100 && tool drop "$W/many" c
say "a list is made shorter, another one is taken out"
follows "and they grow again" "$W/many" 50 20

finish
