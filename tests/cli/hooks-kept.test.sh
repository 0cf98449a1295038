#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Webhooks: what waits stays in order, a receiver that is slow or gone keeps no other one
# waiting, and neither kill -9 nor an index or a history made anew loses or invents anything.
. "${SOURCE:?the source tree}/tests/cli/lib.sh"
. "$SOURCE/tests/cli/hooks-lib.sh"

# of EXPRESSION [ADDRESS]: of Python, about g, what was received there (/ci), and its bodies b
of() {
	python3 -c 'import json, re, sys
g = [json.loads(line) for line in open(sys.argv[2], encoding="utf-8")]
g = [one for one in g if sys.argv[3] in ("all", one["path"])]
b = [json.loads(one["body"]) for one in g]
ids = [int(one["headers"]["X-Tidings-Delivery"]) for one in g]
keys = [one["headers"]["Idempotency-Key"] for one in g]
print(eval(sys.argv[1]))' "$1" "$W/got" "${2:-/ci}" 2>&1 | tail -n 1
}

# once MODE: one look while the receiver is like that
once() {
	echo "$1" >"$W/mode"
	tidings hooks --once >"$W/out" 2>"$W/err"
}

head_is() { # COMMIT: of the archive
	git -C "$repository" update-ref "$(git -C "$repository" symbolic-ref HEAD)" "$1"
}

grow_to() { # COMMIT
	head_is "$1"
	tidings sync >/dev/null 2>&1
}

sample v2 "$W/list"
mapfile -t commits <"$W/list.ids"
cp -r "$W/list" "$W/early"
repository=$W/early/git/0.git
head_is "${commits[6]}"
tidings add tern "$W/early" >/dev/null 2>&1
receive
conf hook.ci.url "http://127.0.0.1:$port/ci"
conf hook.ci.secret s3cret
: >"$W/got"
once ok

# Later ones do not pass by one that waits.
grow_to "${commits[9]}"
once fail
is 'the first one fails' 1 "$(wc -l <"$W/got")"
grow_to "${commits[12]}"
once ok
is 'what happened since waits with it' 1 "$(wc -l <"$W/got")"
later
once ok
is 'they arrive in order' True "$(of 'ids[1:] == sorted(ids[1:]) and ids[0] == ids[1] and len(set(ids[1:])) == len(ids) - 1')"
is 'all of them' 0 "$(ledger 'SELECT count(*) FROM delivery WHERE due IS NOT NULL')"
is 'over one connection' 1 "$(of 'len(set(one["client"] for one in g[1:]))')"

# The receiver is away, each look is killed; it comes back, and the sender is killed when
# the receiver has it and before that is noted, again and again. Another hook sees the same
# in peace.
conf hook.calm.url "http://127.0.0.1:$port/calm"
conf hook.calm.secret other
once ok
: >"$W/got"
hooks_kill
for at in 14 16 18 20; do
	grow_to "${commits[at]}"
	later
	"$TIDINGS" hooks --once >/dev/null 2>&1 &
	pid=$!
	sleep "0.0$((at % 9))"
	{ kill -KILL $pid && wait $pid; } 2>/dev/null
done
receive "$port"
echo ok >"$W/mode.calm"
for ((i = 0; i < 5; i++)); do
	later
	echo kill >"$W/mode"
	{ bash -c 'echo $$ >"$1"; exec "$2" hooks --once' - "$W/sender" "$TIDINGS"; } >/dev/null 2>&1
done
is 'what was killed before it noted the answer sends the same again' '5 1 1 1' \
	"$(of '"%d %d %d %d" % (len(g), len(set(ids)), len(set(keys)), len(set(one["body"] for one in g)))')"
# One that was killed while the receiver was away may have tried, too.
is 'and says each time that it is one try more' True \
	"$(of '[int(one["headers"]["X-Tidings-Attempt"]) - int(g[0]["headers"]["X-Tidings-Attempt"]) for one in g] == [0, 1, 2, 3, 4]')"
later
once ok
later
once ok
is 'with the same ids' True "$(of 'ids[5] == ids[0] and keys[5] == keys[0]')"
is 'then each of the others comes once, in order' True \
	"$(of 'len(ids) > 10 and ids[5:] == sorted(set(ids[5:])) and len(set(keys)) == len(set(ids))')"
is 'which are those that one in peace is told of' "$(of 'sorted(set(k for k in keys if "-state-" not in k))' /calm)" \
	"$(of 'sorted(set(k for k in keys if "-state-" not in k))')"
is 'no event was queued under two names' True \
	"$(of 'len(set((one["event"], one["series"]["head"]["message_id"], one.get("comment", {}).get("message_id"), one.get("before"), one.get("after")) for one in b if "series" in one)) == len(set(one["key"] for one in b if "series" in one))')"
is 'and nothing waits' 0 "$(ledger 'SELECT count(*) FROM delivery WHERE due IS NOT NULL')"
is 'keys name list, mail and event' True \
	"$(of 'all(re.fullmatch("tern-([0-9a-f]{20}-[a-z-]+|state-[0-9a-f]{16}-[0-9]+-[0-9]+)", key) for key in keys)')"
conf --remove-section hook.calm

# A receiver that is slow keeps none but its own waiting.
conf hook.slow.url "http://127.0.0.1:$port/slow"
conf hook.slow.secret other
conf hooks.timeout 3
once ok
: >"$W/got"
echo hang >"$W/mode.slow"
echo ok >"$W/mode.ci"
grow_to "${commits[23]}"
once ok
is 'who is slow is asked once, who is not gets all' True \
	"$(of 'sum(one["path"] == "/slow" for one in g) == 1 and sum(one["path"] == "/ci" for one in g) > 1' all)"

# An answer without an end is an answer; one that is refused for ever keeps none waiting.
: >"$W/got"
echo flood >"$W/mode.slow"
later
once ok
is 'an answer without an end is read to no end' True \
	"$(of 'len(g) > 0 and ids == sorted(set(ids))' /slow)"
rm "$W/mode.slow" "$W/mode.ci"
: >"$W/got"
grow_to "${commits[25]}"
once gone
is 'each is refused' True "$(of 'len(g) > 2 and len(set(zip(ids, (one["path"] for one in g)))) == len(g)' all)"
is 'and is given up' 0 "$(ledger 'SELECT count(*) FROM delivery WHERE due IS NOT NULL')"
conf --remove-section hook.slow

# How long it waits, and when it gives up.
grow_to "${commits[28]}"
once fail
is 'the second try is after 30 seconds' 30 "$(ledger 'SELECT due - since FROM pause')"
for ((i = 0; i < 12; i++)); do
	later
	once fail
done
is 'the 13th six hours after the 12th' True \
	"$(python3 -c 'import sys, time; print(21500 <= int(sys.argv[1]) - time.time() <= 21600)' "$(ledger 'SELECT due FROM pause')")"
ledger 'UPDATE delivery SET made = made - 700000 WHERE due IS NOT NULL'
waiting=$(ledger 'SELECT count(*) FROM delivery WHERE due IS NOT NULL')
later
once fail
is 'an old one waits on while the receiver was not asked for long' "$waiting" \
	"$(ledger 'SELECT count(*) FROM delivery WHERE due IS NOT NULL')"
ledger 'UPDATE pause SET since = since - 700000, due = 0'
once fail
is 'after a week one is given up' $((waiting - 1)) \
	"$(ledger 'SELECT count(*) FROM delivery WHERE due IS NOT NULL')"
is 'and the next one is tried soon' 30 \
	"$(python3 -c 'import sys, time; print(round((int(sys.argv[1]) - time.time()) / 10) * 10)' "$(ledger 'SELECT due FROM pause')")"
later
once ok
is 'what is left arrives' 0 "$(ledger 'SELECT count(*) FROM pause')"

# An index that is made anew tells nothing of what it says meanwhile.
: >"$W/got"
head_is "${commits[12]}"
rm -f "$XDG_DATA_HOME"/tidings/index.sqlite*
tidings sync >/dev/null 2>&1
head_is "${commits[28]}"
once ok
holds 'that it is being made is said' "'tern' is being indexed" "$W/err"
tidings sync >/dev/null 2>&1
once ok
is 'nothing is told of what was before' 0 "$(wc -l <"$W/got")"

# A history without one of its mails, and with a new one: as long as before.
previous=
for ((i = 0; i <= 30; i++)); do
	[ $i -eq 3 ] || [ $i -eq 4 ] && continue
	previous=$(GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@example.org GIT_COMMITTER_NAME=a \
		GIT_COMMITTER_EMAIL=a@example.org git -C "$repository" commit-tree \
		"${commits[i]}^{tree}" ${previous:+-p "$previous"} <<<m)
done
expected=$(ledger 'SELECT position FROM cursor')
grow_to "$previous"
once ok
is 'a history that was rewritten loses no event' True "$(of 'len(g) > 0')"
is 'and is no longer than before' "$expected" "$(ledger 'SELECT position FROM cursor')"

# Many.
: >"$W/got"
python3 - "$ledger" <<'END'
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
db.executemany("INSERT INTO delivery(hook, key, kind, body, made, tries, due)"
               " VALUES('ci', ?, 'comment', '{}', 1, 0, 1)",
               [("many-%d" % i,) for i in range(500)])
db.commit()
END
once ok
is 'five hundred arrive, each once, in order' 'True 500' "$(of 'ids == sorted(set(ids)), len(ids)' | tr -d '(),')"
finish
