#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# What an index says does not depend on how its lists came into it.
. "$SOURCE/tests/index/lib.sh"

lists 600
build "$W/clean" 0 a b c
tool dump "$W/clean" >"$W/expected"

build "$W/other" 7 c a b
whole "lists in another order, seven mails a commit, are the same" "$W/other" "$W/expected"

for upto in 50 51 200 100000; do
	for list in b c a; do
		tool add "$W/mixed" $list "$W/$list.git" 13 $upto
	done
done
whole "lists that grow in turns are the same" "$W/mixed" "$W/expected"

for list in c b a; do
	tool bulk "$W/bulk" $list "$W/$list.git" 7
done
whole "lists that are large beside the index are the same" "$W/bulk" "$W/expected"

for upto in 50 200 100000; do
	for list in b c a; do
		tool bulk "$W/parts" $list "$W/$list.git" 13 $upto
		tool add "$W/parts" $list "$W/$list.git" 13 $((upto + 20))
	done
done
whole "and so are those that grow by much and by little" "$W/parts" "$W/expected"

# Other mails, of which some have versions by the dozen.
for seed in 7 9 10; do
	rm -rf "$W"/{a,b,c}.git "$W/clean" "$W/other"
	"$SOURCE/tests/index/make-lists" "$W" 700 $seed
	build "$W/clean" 0 a b c && tool dump "$W/clean" >"$W/expected"
	build "$W/other" $((seed * 4)) c a b
	whole "so are those made by the number $seed" "$W/other" "$W/expected"
done

shared=$(grep -c '^place ' "$W/expected")
mails=$(grep '^place ' "$W/expected" | cut -d ' ' -f 2 | sort -u | wc -l)
[ "$shared" -gt $((mails + 200)) ]
say "mails that went to several lists are one message"
! tool dump "$W/none" 2>"$W/err" && grep -q 'there is no index' "$W/err"
say "a reader of what is not there is told so"

python3 - "$W/other" <<-'PY'
	import sqlite3, sys
	db = sqlite3.connect(sys.argv[1])
	db.executescript('PRAGMA user_version = 1; CREATE VIRTUAL TABLE old USING fts5(x)')
PY
! tool dump "$W/other" 2>"$W/err" && grep -q "tidings sync" "$W/err"
say "a reader of an older index is told what to run"
build "$W/other" 0 b c a 2>"$W/err" && grep -q 'too old' "$W/err"
say "a writer empties an older index and says so"
whole "and fills it again" "$W/other" "$W/expected"

python3 - "$W/other" <<-'PY'
	import sqlite3, sys
	sqlite3.connect(sys.argv[1]).executescript('PRAGMA user_version = 1000')
PY
! tool add "$W/other" a "$W/a.git" 2>"$W/err" && grep -q 'newer tidings' "$W/err"
say "a newer index is left alone"

finish
