#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# A range of an index says what a temporary index of that range says.
. "$SOURCE/tests/index/lib.sh"

lists 600
build "$W/index" 50 a b c
RANDOM=5
for list in a b c; do
	last=$(git -C "$W/$list.git" rev-list --count master)
	different=0
	for i in {1..15}; do
		first=$((RANDOM % last + 1))
		end=$((first + RANDOM % (last - first + 1)))
		[ "$i" -gt 1 ] || { first=1 end=$last; }
		if ! tool range "$W/$list.git" "$list" "$first" "$end" >"$W/expected" ||
			! tool view "$W/index" "$list" "$first" "$end" >"$W/view" 2>/dev/null ||
			! cmp "$W/expected" "$W/view"; then
			different=$((different + 1))
			echo "$first to $end differ" | note
		fi
	done
	is "ranges of list $list" 0 $different
done
finish
