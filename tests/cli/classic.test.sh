#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# The classic layout, to the byte.
. "${SOURCE:?the source tree}/tests/cli/lib.sh"

# The project's own list: the page with its commits is in expected/.
sample v2 "$W/sample"
to=$(tail -n 1 "$W/sample.ids")
from=$(head -n 1 "$W/sample.ids")
succeeds 'a classic page is made of the sample' \
	tidings update "$W/sample" "$from..$to" -f classic
same 'it is the page that is expected' "$SOURCE/tests/cli/expected/sample.classic" "$W/out"

# A real update and the real mails it was made from, where they are at hand.
window=${TIDINGS_SHARED:-$SOURCE/../shared}/seed-window
if [ ! -x "$window/build-archive" ]; then
	skip 'the page of the seed window is the one of old' 'no seed window beside the sources'
else
	eval "$("$window/build-archive" "$W/kvm" | grep -E '^(FROM|TO)=[0-9a-f]+$')"
	# shellcheck disable=SC2153
	sed "s/@FROM@/${FROM:0:9}/; s/@TO@/${TO:0:9}/" "$window/expected-classic.txt.in" \
		>"$W/expected"
	succeeds 'a classic page is made of the seed window' \
		tidings update "$W/kvm" "$FROM..$TO" -f classic
	same 'it is the page of old' "$W/expected" "$W/out"
	succeeds 'so it is with one thread' \
		tidings update "$W/kvm" "$FROM..$TO" -f classic --jobs 1
	same 'and the same bytes come' "$W/expected" "$W/out"
fi
finish
