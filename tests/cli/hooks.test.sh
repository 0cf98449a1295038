#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Webhooks: each thing that happens is told once, to a receiver that fails, hangs, goes and
# comes back, by a program that is killed meanwhile.
. "${SOURCE:?the source tree}/tests/cli/lib.sh"
. "$SOURCE/tests/cli/hooks-lib.sh"

# of EXPRESSION: of Python, about g, what was received, and its bodies b
of() {
	python3 -c 'import hashlib, hmac, json, sys
g = [json.loads(line) for line in open(sys.argv[2], encoding="utf-8")]
b = [json.loads(one["body"]) for one in g]
print(eval(sys.argv[1]))' "$1" "$W/got" 2>&1 | tail -n 1
}

# once MODE: one look while the receiver is like that
once() {
	echo "$1" >"$W/mode"
	tidings hooks --once >"$W/out" 2>"$W/err"
}

# waits NAME SECONDS COMMAND...: it is tried again after so long
waits() {
	local before=$EPOCHSECONDS due
	"${@:3}"
	due=$(ledger 'SELECT due FROM pause')
	[ $((due - before)) -ge "$2" ] && [ $((due - EPOCHSECONDS)) -le "$2" ]
	say "$1" || echo "asked from $before to $EPOCHSECONDS, due at $due" | note
}

sample v2 "$W/list"
mapfile -t commits <"$W/list.ids"
early=$W/early
cp -r "$W/list" "$early"
repository=$early/git/0.git
git -C "$repository" update-ref "$(git -C "$repository" symbolic-ref HEAD)" "${commits[15]}"
succeeds 'a list is added while it is short' tidings add tern "$early"
fails 'without a hook there is nothing to do' 64 'none is configured' tidings hooks --once
receive
: >"$W/got"
conf hook.ci.url "http://127.0.0.1:$port/hook"
fails 'a hook without a secret' 64 'hook.ci.secret' tidings hooks --once
conf hook.ci.secret s3cret
conf hook.ci.event nonsense
fails 'an event that is none' 64 "'nonsense' is none of what can happen" tidings hooks --once
for event in series-new series-version series-complete series-state comment patch-state \
	patch-delegate check; do
	conf hook.ci.event $event
	succeeds "$event is one" tidings hooks --status
done
conf --unset hook.ci.event
conf hook.ci.url ftp://example.org/
fails 'an address that is none' 64 'an http or https address is needed' tidings hooks --once
conf hook.ci.url "http://127.0.0.1:$port/hook"
conf hooks.retry 100
conf serve.baseUrl http://lists.example.org/

once ok
is 'a new hook is told nothing of what was before' 0 "$(wc -l <"$W/got")"
known=$(stat -c %y "$ledger")
once ok
is 'and where nothing came nothing is written' "$known" "$(stat -c %y "$ledger")"
git -C "$repository" update-ref "$(git -C "$repository" symbolic-ref HEAD)" "${commits[-1]}"
tidings sync >/dev/null 2>&1
waits 'one that fails is asked again, but not at once' 100 once fail
is 'it is asked once' 1 "$(wc -l <"$W/got")"
holds 'which is said' "hook 'ci': .* answers with status 500" "$W/err"
succeeds 'how it stands can be asked' tidings hooks --status
holds 'all is waiting' '0 delivered, [0-9]+ waiting, 0 given up: .*status 500'
waiting=$(sed -n 's/.* \([0-9]*\) waiting.*/\1/p' "$W/out")
once ok
is 'and not before it is time' 1 "$(wc -l <"$W/got")"
later
conf hooks.timeout 1
waits 'one that hangs is let alone for twice as long' 200 once hang
conf --unset hooks.timeout
is 'and not waited for' 2 "$(wc -l <"$W/got")"
later
waits 'one that sends elsewhere for twice that' 400 once redirect
is 'it is not sent elsewhere' '/hook' "$(of 'g[-1]["path"]')"
hooks_kill
later
waits 'one that is gone for twice that' 800 once ok
holds 'nobody there' "hook 'ci': .*(refused|[Cc]ould ?n.t connect)" "$W/err"
receive "$port"
later
once ok
is 'when it is back it gets all' "$waiting" "$(of 'sum(one["mode"] == "ok" for one in g)')"
is 'each once' True "$(of 'len(set(x["headers"]["Idempotency-Key"] for x in g if x["mode"] == "ok")) == sum(x["mode"] == "ok" for x in g)')"
is 'a try again has the same id' 1 "$(of 'len(set(x["headers"]["X-Tidings-Delivery"] for x in g[:4]))')"
is 'and says how often it was tried' "['1', '2', '3', '5']" "$(of '[x["headers"]["X-Tidings-Attempt"] for x in g[:4]]')"
is 'signed' True "$(of 'all(hmac.new(b"s3cret", (s.split(",")[0][2:] + "." + x["body"]).encode(), hashlib.sha256).hexdigest() == s.split("v1=")[1] for x in g for s in [x["headers"]["X-Tidings-Signature"]])')"
is 'what happened' "['comment', 'series-complete', 'series-new', 'series-state', 'series-version']" "$(of 'sorted(set(one["event"] for one in b))')"
is 'a state says from what to what, and why' "superseded 20260304-queue-limit-v2-0-5b7e21aa90c4@harbour.example.com" \
	"$(of '[one["after"] + " " + one["evidence"]["message_id"] for one in b if one["event"] == "series-state" and "limit-v1-0" in one["series"]["head"]["message_id"]][-1]')"
is 'what is as it was at first is no other state' '[]' \
	"$(of '[one["after"] for one in b if one["event"] == "series-state" and one["after"] in ("new", one["before"])]')"
is 'with where it is read' True "$(of 'all(one["series"]["head"]["url"].startswith("http://lists.example.org/tern/") for one in b if "series" in one)')"
# All that a body has, of an event about two mails.
of '[x["body"] for x, one in zip(g, b) if one.get("comment", {}).get("message_id") == "875x7bgk0p.fsf@example.org"][0]' |
	python3 -m json.tool >"$W/comment"
same 'an event has enough in it that nobody need ask again' \
	"$SOURCE/tests/cli/expected/hook-comment.json" "$W/comment"
: >"$W/got"
once ok
is 'nothing is told twice' 0 "$(wc -l <"$W/got")"

# What readers do is told, too.
token=$(tidings token ann)
. "$SOURCE/tests/cli/serve-lib.sh"
trap 'hooks_kill; serve_kill; chmod -R u+rwX "$W"; rm -rf "$W"' EXIT
serve_start --workers 1
id=$(ask /api/patches/ >"$W/status" && json 'd[0]["id"]' "$W/out")
ask "/api/patches/$id/" -X PATCH -d state=rejected -d delegate=1 -H "Authorization: Token $token" >/dev/null
ask "/api/patches/$id/checks/" -d 'state=fail&context=ci' -H "Authorization: Token $token" >/dev/null
once ok
is 'who did what' "['check ann', 'patch-delegate ann', 'patch-state ann']" "$(of 'sorted(one["event"] + " " + one["by"] for one in b)')"
is 'to which patch of which series' "{($id, $id)}" \
	"$(of 'set((one["patch"]["id"], one["series"]["head"]["id"]) for one in b)')"
is 'to whom it was given' 'None ann' "$(of '["%s %s" % (one["before"], one["after"]) for one in b if one["event"] == "patch-delegate"][0]')"
is 'and what a check says' "{'id': 1, 'state': 'fail', 'context': 'ci', 'target_url': '', 'description': ''}" \
	"$(of '[one["check"] for one in b if one["event"] == "check"][0]')"

# Killed at any moment, it neither loses nor repeats what arrived and was noted.
cp -r "$W/list" "$W/more"
tidings add more "$W/more" >/dev/null 2>&1
: >"$W/got"
once ok
rm -rf "$W/more" "$W/empty"
is 'a list that is new is told nothing of what was before either' 0 "$(wc -l <"$W/got")"
git -C "$repository" update-ref "$(git -C "$repository" symbolic-ref HEAD)" "${commits[15]}"
tidings sync >/dev/null 2>&1
once ok
git -C "$repository" update-ref "$(git -C "$repository" symbolic-ref HEAD)" "${commits[-1]}"
conf hook.second.url "http://127.0.0.1:$port/second"
conf hook.second.secret other
conf hook.second.list tern
conf hook.few.url "http://127.0.0.1:$port/few"
conf hook.few.secret other
conf hook.few.event comment
conf --add hook.few.event series-version
conf hook.none.url "http://127.0.0.1:$port/none"
conf hook.none.secret other
conf hook.none.list more
once ok
tidings sync >/dev/null 2>&1
: >"$W/got"
echo ok >"$W/mode"
for ((i = 0; i < 12; i++)); do
	"$TIDINGS" hooks --once >/dev/null 2>&1 &
	pid=$!
	sleep "0.0$((i * 3 % 10))"
	{ kill -KILL $pid && wait $pid; } 2>/dev/null
done
once ok
tidings hooks --status >"$W/status"
is 'killed again and again, it told all that was to be told' \
	"$(sed -n 's/^second.*\t\([0-9]*\) delivered, 0 waiting, 0 given up$/\1/p' "$W/status")" \
	"$(of 'len(set(x["headers"]["Idempotency-Key"] for x in g if x["path"] == "/second"))')"
is 'which is as much as last time or nearly so, as states were told before' True \
	"$(of 'sum(x["path"] == "/second" for x in g) >= 15')"
is 'and what arrived twice can be told by its key' True \
	"$(of 'all(len(set(x["body"] for x in g if x["headers"]["Idempotency-Key"] == k and x["path"] == "/second")) == 1 for k in set(x["headers"]["Idempotency-Key"] for x in g if x["path"] == "/second"))')"
is 'a hook that wants two kinds of events gets no others' "['comment', 'series-version']" \
	"$(of 'sorted(set(one["event"] for x, one in zip(g, b) if x["path"] == "/few"))')"
is 'and one for another list gets none' 0 "$(of 'sum(x["path"] == "/none" for x in g)')"

# It goes on by itself.
both() { # what waits, or comes, is told to both
	for ((i = 0; i < 600; i++)); do
		[ "$(wc -l <"$W/got")" -ge 2 ] && break
		sleep 0.1
	done
}
: >"$W/got"
ask "/api/patches/$id/" -X PATCH -d state=deferred -H "Authorization: Token $token" >/dev/null
"$TIDINGS" hooks --interval 1 2>"$W/err" &
pid=$!
both
is 'one that stays begins with what waits' "['/hook', '/second']" "$(of 'sorted(x["path"] for x in g)')"
fails 'two at once would tell it twice' 128 'another one runs already' tidings hooks --once
: >"$W/got"
ask "/api/patches/$id/" -X PATCH -d state=accepted -H "Authorization: Token $token" >/dev/null
both
is 'what happens meanwhile is told to both' "['/hook', '/second']" "$(of 'sorted(x["path"] for x in g)')"
kill -TERM $pid
wait $pid
is 'and it ends when it is asked to' 0 $?
echo gone >"$W/mode"
ask "/api/patches/$id/" -X PATCH -d state=rejected -H "Authorization: Token $token" >/dev/null
once gone
succeeds 'a receiver that is gone' tidings hooks --status
holds 'is given up' '1 given up: .*status 410'
serve_stop
say 'it ends'
finish
