#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Whatever happens while it is written: the index is whole, and the next run goes on.
. "$SOURCE/tests/index/lib.sh"

lists 200
build "$W/clean" 20 a b
tool dump "$W/clean" >"$W/expected"
tool dump "$W/clean" | cmp -s - "$W/expected"
say "a dump is always the same"

# go_on NAME: both lists to their end, then compare
go_on() {
	build "$W/index" 20 a b && whole "$1" "$W/index" "$W/expected"
}

# each_write VARIABLE NAME: a fault at writes of the whole run, every few
each_write() {
	local writes at bad=0
	rm -f "$W"/index*
	writes=$(COUNT=1 tool add "$W/index" a "$W/a.git" 20 2>&1)
	for ((at = 1; at <= writes; at += 1 + writes / 20)); do
		rm -f "$W"/index*
		env "$1=$at" "$INDEX_TOOL" add "$W/index" a "$W/a.git" 20 >/dev/null 2>&1
		tool check "$W/index" >"$W/err" 2>&1 ||
			grep -Eq 'nothing is in|there is no' "$W/err" || bad=$((bad + 1))
		build "$W/index" 20 a b
		tool dump "$W/index" | cmp -s - "$W/expected" || bad=$((bad + 1))
	done
	is "$2" 0 $bad
} 2>/dev/null

# readable FILE: it can be read, or nothing is in it yet; else what was said goes to FILE
readable() {
	tool check "$W/index" >"$W/err" 2>&1 || grep -Eq 'nothing is in|there is no' "$W/err" ||
		cat "$W/err" >>"$1"
}

# none FILE NAME: nothing was said
none() {
	[ ! -e "$1" ] || note <"$1"
	[ ! -e "$1" ]
	say "$2"
}

# A reader cannot roll back what one that was killed had begun, and need not.
for at in {1..24}; do
	rm -f "$W"/index*
	DIE_AT=$at "$INDEX_TOOL" add "$W/index" a "$W/a.git" 20 >/dev/null 2>&1
	readable "$W/unread"
done 2>/dev/null
none "$W/unread" "killed as it makes the file, a reader says that nothing is in it"

# A program that has the file open, as a server has, and only reads, holds up nothing.
rm -f "$W"/index*
tool add "$W/index" a "$W/a.git" 20
python3 - "$W/index" <<-'PY' &
	import sqlite3, sys, time
	db = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
	db.execute("SELECT count(*) FROM message").fetchall()
	open(sys.argv[1] + ".open", "w").close()
	time.sleep(300)
PY
reader=$!
until [ -e "$W/index.open" ]; do sleep 0.05; done
tool add "$W/index" b "$W/b.git" 20 && [ ! -s "$W/index-wal" ]
say "what was written is in the file itself when the writer ends, whoever reads"
kill $reader
wait $reader
rm -f "$W"/index*

each_write DIE_AT "killed in the middle of a write, it is whole and goes on"
each_write FULL_AT "a disk that is full leaves it whole, and it goes on"

# A history that is another one now: whoever reads goes on with what was there until all
# of the new one has been read.
mkdir "$W/other"
"$SOURCE/tests/index/make-lists" "$W/other" 200 2
tool sync "$W/before" a "$W/a.git"
tool dump "$W/before" >"$W/before.dump"
tool sync "$W/after" a "$W/other/a.git"
tool dump "$W/after" >"$W/after.dump"
# again: the index as it was before
again() {
	rm -f "$W"/index*
	cp "$W/before" "$W/index"
}
again
writes=$(COUNT=1 tool sync "$W/index" a "$W/other/a.git" 2>&1)
tool dump "$W/index" >"$W/dump"
same 'a history made anew is followed' "$W/after.dump" "$W/dump"
for fault in DIE_AT FULL_AT; do
	between=0
	old=0
	for ((at = 1; at <= writes; at += 1 + writes / 25)); do
		again
		env "$fault=$at" "$INDEX_TOOL" sync "$W/index" a "$W/other/a.git" >/dev/null 2>&1
		tool check "$W/index" >/dev/null 2>&1 || between=$((between + 1))
		tool dump "$W/index" >"$W/dump" 2>&1
		if cmp -s "$W/dump" "$W/before.dump"; then
			old=$((old + 1))
		else
			cmp -s "$W/dump" "$W/after.dump" || between=$((between + 1))
		fi
		tool sync "$W/index" a "$W/other/a.git" || between=$((between + 1))
		tool dump "$W/index" | cmp -s - "$W/after.dump" || between=$((between + 1))
	done 2>/dev/null
	is "with a fault ($fault) it says what it said before, or all that is new, and goes on" 0 $between
	[ $old -gt 10 ]
	say 'mostly what it said before'
	[ ! -s "$W/index-wal" ]
	say 'and nothing is left beside it'
done

rm -f "$W"/index*
FULL_AT=100 "$INDEX_TOOL" add "$W/index" a "$W/a.git" 20 2>"$W/err"
grep -q 'full' "$W/err"
say "a full disk is named"

rm -f "$W"/index*
for _ in {1..15}; do
	"$INDEX_TOOL" add "$W/index" a "$W/a.git" 5 2>/dev/null &
	writer=$!
	sleep "0.0$((RANDOM % 9))$((RANDOM % 10))"
	kill -9 $writer
	wait $writer
	readable "$W/broken"
done 2>/dev/null
none "$W/broken" "killed at random moments, it is whole each time"
go_on "and the next run goes on"

tool hold "$W/index" 6 >"$W/holding" &
until [ -s "$W/holding" ]; do sleep 0.02; done
start=$(date +%s%N)
tool dump "$W/index" >"$W/dump"
took=$((($(date +%s%N) - start) / 1000000))
[ $took -lt 4500 ] && cmp -s "$W/dump" "$W/expected"
say "a reader does not wait for a writer and sees the old state"
! WAIT=1 tool add "$W/index" c "$W/c.git" 2>"$W/err" && grep -q 'another tidings is writing' "$W/err"
say "a second writer that waited long enough is told why"
tool add "$W/index" c "$W/c.git"
say "a second writer waits for the first one"
wait

if [ "$(id -u)" = 0 ] && mkdir "$W/small" && mount -t tmpfs -o size=600k tmpfs "$W/small" 2>/dev/null; then
	! tool add "$W/small/index" a "$W/a.git" 20 2>"$W/err"
	say "a small disk gets full"
	tool check "$W/small/index"
	say "and the index on it is whole"
	umount "$W/small"
else
	tests=$((tests + 1))
	echo "ok $tests - a small disk # SKIP only root may mount one"
fi

finish
