#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# An index of an older tidings is made again beside it: readers have the old one until the new
# one is whole, a server takes up the new one by itself, and whoever is killed or out of
# room leaves one of the two.
. "${SOURCE:?the source tree}/tests/cli/lib.sh"
. "$SOURCE/tests/cli/serve-lib.sh"

cover=20260302-queue-limit-v1-0-5b7e21aa90c4@harbour.example.com
sample v2 "$W/list"
index=$XDG_DATA_HOME/tidings/index.sqlite
facts() {
	python3 "$SOURCE/tests/cli/index-facts" "$index"
}

# older [STEP]: the index says that it is of the schema before
older() {
	python3 - "$index" "${1:--1}" <<'END'
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
version = db.execute("PRAGMA user_version").fetchone()[0]
db.execute("PRAGMA user_version = %d" % (version + int(sys.argv[2])))
db.close()
END
}
# sql QUESTION...: the answers, a word each
sql() {
	python3 - "$index" "$@" <<'END'
import sqlite3, sys
db = sqlite3.connect("file:%s?mode=ro" % sys.argv[1], uri=True)
print(*(db.execute(question).fetchone()[0] for question in sys.argv[2:]))
END
}
version() {
	sql 'PRAGMA user_version'
}

tidings add tern "$W/list" >/dev/null 2>&1
now=$(version)
facts >"$W/whole"

# A reader of the old one, which was there before: what it has open stays what it was.
older
python3 - "$index" "$W/go" >"$W/reader" <<'END' &
import os, sqlite3, sys, time
db = sqlite3.connect("file:%s?mode=ro" % sys.argv[1], uri=True)
ask = lambda: db.execute("SELECT count(*), max(id) FROM message").fetchone()
before = ask()
while not os.path.exists(sys.argv[2]):
    assert ask() == before
    time.sleep(0.01)
time.sleep(0.2)
print("same" if ask() == before and db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
      else "other")
END
reader=$!
# A server that finds an older one says that it is not the time, and has the new one later.
serve_start --workers 2
get 'an older index is nothing to serve yet' 503 /tern/
header 'with a word on when to come again' '^Retry-After: [0-9]+$'
lacks 'and no path in it' "$index" "$W/out"
tidings search queue >/dev/null 2>"$W/err"
holds 'a command says what to do' "older tidings: run 'tidings sync'" "$W/err"
lacks 'once' 'doctor. says what to do' "$W/err"
tidings sync >"$W/out" 2>"$W/err"
say 'it is made again by sync'
holds 'which says so' 'it is made again from the archives' "$W/err"
[ "$(version)" = "$now" ]
say 'it is of this schema then'
facts | cmp -s - "$W/whole"
say 'and says the same as before'
get 'the server has it, without another start' 200 "/tern/$cover/"
touch "$W/go"
wait $reader
grep -qx same "$W/reader"
say 'who had the old one open saw nothing of it'
[ "$(find "$XDG_DATA_HOME/tidings" -name 'index.sqlite*' | sed 's/.*index.sqlite//' | sort | tr '\n' ' ')" = \
	" .$now .$now-shm .$now-wal .lock " ]
say 'nothing of the old one is left' || find "$XDG_DATA_HOME/tidings" | note

# What comes later is written to the new one, and served.
git -C "$W/list/git/0.git" update-ref "$(git -C "$W/list/git/0.git" symbolic-ref HEAD)" HEAD~3
tidings sync >/dev/null 2>&1
tidings search --ids --limit 0 '*' 2>/dev/null | sort >"$W/ids"
gone=$(head -n 3 "$W/list.ids" >/dev/null; git -C "$W/list/git/0.git" rev-list --count HEAD)
[ "$(wc -l <"$W/ids")" -le "$gone" ]
say 'sync goes on with it'
get 'so does the server' 200 /tern/

# The file of a newer tidings in its place: a server goes on with what it has, also those of its
# workers whom nobody asked for anything yet.
serve_stop
serve_start --workers 3
cp "$index.$now" "$index.$((now + 1))"
saved=$index
index=$index.$((now + 1)) older 1
index=$saved
ln -s "index.sqlite.$((now + 1))" "$index.new"
mv -T "$index.new" "$index"
for i in 1 2 3 4 5 6; do
	ask "/tern/$cover/t/" >"$W/status.$i" &
	asking[i]=$!
done
wait "${asking[@]}"
get 'an older server goes on with the older index' 200 "/tern/$cover/t/"
kill -HUP "$server"
sleep 0.2
get 'on a signal, too' 200 "/tern/$cover/t/"
! tidings sync >/dev/null 2>"$W/err" && grep -q 'newer tidings' "$W/err"
say 'an older sync writes nothing to a newer index'
serve_stop
say 'it ends well'
rm "$index"*
tidings sync >/dev/null 2>&1

# Killed at any moment: the old one, or the new one; and the next call makes it whole.
git -C "$W/list/git/0.git" update-ref "$(git -C "$W/list/git/0.git" symbolic-ref HEAD)" \
	"$(tail -n 1 "$W/list.ids")"
tidings sync >/dev/null 2>&1
facts | sort >"$W/whole"
mails='SELECT count(*) FROM message'
count=$(sql "$mails")
bad=0
old=0
for ((i = 0; i < 24; i++)); do
	if [ "$(version)" = "$now" ]; then older; fi
	"$TIDINGS" sync >/dev/null 2>&1 &
	pid=$!
	sleep "0.$(printf %03d $((i * 4)))"
	kill -KILL $pid 2>/dev/null
	wait $pid 2>/dev/null
	read -r found rest <<<"$(sql 'PRAGMA user_version' "$mails" 'PRAGMA integrity_check')"
	[ "$found" = "$now" ] || old=$((old + 1))
	[ "$rest" = "$count ok" ] || bad=$((bad + 1))
done 2>/dev/null
[ $bad -eq 0 ]
say 'killed at any moment it leaves one whole index' || echo "$bad of $i are not" | note
[ $old -gt 0 ]
say 'some were killed before the new one was whole'
tidings sync >/dev/null 2>&1
facts | sort | cmp -s - "$W/whole"
say 'the next sync makes it as it would have been'

# No room: the old one stays, and is told of.
older
! (
	ulimit -f 64
	trap '' XFSZ
	"$TIDINGS" sync >"$W/out" 2>"$W/err"
) && grep -q 'the index of an older tidings stays' "$W/err"
say 'without room it says so' || note <"$W/err"
[ "$(sql 'PRAGMA user_version' "$mails" 'PRAGMA integrity_check')" = "$((now - 1)) $count ok" ]
say 'the old one is what it was'
tidings sync >/dev/null 2>&1
facts | sort | cmp -s - "$W/whole"
say 'with room again the next one makes it'

[ "$(find "$XDG_DATA_HOME/tidings" -name 'index.sqlite*' -links 1 | wc -l)" -le 5 ] &&
	[ -e "$(readlink -f "$index")" ] &&
	[[ $(basename "$(readlink -f "$index")") =~ ^index\.sqlite\.[0-9]+$ ]]
say 'however often, it is one file beside its link' || find "$XDG_DATA_HOME/tidings" | note

# The reader's own link to another disk stays.
mkdir "$W/disk"
mv "$(readlink -f "$index")" "$W/disk/index.sqlite"
rm -f "$index"*
ln -s "$W/disk/index.sqlite" "$index"
older
tidings sync >/dev/null 2>&1
[ "$(readlink "$index")" = "$W/disk/index.sqlite" ] && [ -L "$W/disk/index.sqlite" ] &&
	facts | sort | cmp -s - "$W/whole"
say "a link of the reader's own stays"

# A list that cannot be read any more is no reason to wait for ever.
"$corpus/make-archive" "$W/other" >/dev/null
tidings add gull "$W/other" >/dev/null 2>&1
older
mv "$W/other" "$W/away"
tidings sync >/dev/null 2>"$W/err"
[ "$(version)" = "$now" ] && grep -q 'gull.*left out' "$W/err"
say 'a list that is gone is left out, and told of' || note <"$W/err"
finish
