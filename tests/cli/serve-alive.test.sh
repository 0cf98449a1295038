#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# While clients ask without a pause, others write: mails come, lists are added and removed,
# the configuration changes, signals come, the index is made anew. No request fails that
# could be answered, and a server that ends finishes what is under way.
. "${SOURCE:?the source tree}/tests/cli/lib.sh"
. "$SOURCE/tests/cli/serve-lib.sh"

cover=20260302-queue-limit-v1-0-5b7e21aa90c4@harbour.example.com
sample v2 "$W/list"
mapfile -t commits <"$W/list.ids"
repository=$W/list/git/0.git
head_is() {
	git -C "$repository" update-ref "$(git -C "$repository" symbolic-ref HEAD)" "$1"
}
config=$XDG_CONFIG_HOME/tidings/config
head_is "${commits[12]}"
tidings add tern "$W/list" >/dev/null
serve_start --workers 2

paths=(/ /tern/ "/tern/$cover/" "/tern/$cover/raw" "/tern/$cover/t/" "/tern/$cover/t.mbox.gz"
	"/tern/$cover/_/series/" '/tern/?q=queue' /tern/_/update/ /tern/_/series/ /tern/_/stats/
	/tern/new.atom /all/ /api/patches/ /tern/all.mbox.gz /manifest.js.gz)

ask_on() {
	rm -f "$W/stop" "$W/stop.begun"
	"$SOURCE/tests/cli/steady-clients" "$url" "$W/stop" "${paths[@]}" >"$W/answers" 2>&1 &
	asking=$!
	while [ ! -e "$W/stop.begun" ] && kill -0 $asking; do
		sleep 0.05
	done
}

ask_no_more() {
	touch "$W/stop"
	wait $asking
}

# until PATH STATUS: waits until that is what it says
until_is() {
	local i
	for ((i = 0; i < 600; i++)); do
		[ "$(ask "$1")" = "$2" ] && return
		sleep 0.05
	done
}

"$corpus/make-archive" "$W/other" >/dev/null
ask_on
for at in 14 17 20 23 26 29 31; do
	head_is "${commits[at]}"
	tidings sync >/dev/null 2>&1
done
get 'what came is there' 200 "/tern/$(tidings search --ids --limit 1 '*' 2>/dev/null | head -n 1)/raw"
tidings add gull "$W/other" >/dev/null 2>&1
until_is /gull/ 200
get 'so is a list that was added' 200 /gull/
git config --file "$config" list.gull.private true
until_is /gull/ 401
get 'which is private when that is said' 401 /gull/
git config --file "$config" list.gull.private false
# It lies where a server that shut itself in before may not read, if the kernel keeps it from that.
printf '%s\n' 'From: Ann <ann@example.org>' 'Subject: [PATCH] far' 'Message-ID: <far@example.org>' '' \
	'Far is far.' '' 'Signed-off-by: Ann <ann@example.org>' '---' 'diff --git a/far.c b/far.c' '--- a/far.c' \
	'+++ b/far.c' '@@ -1 +1 @@' '-near' '+far' >"$W/far.eml"
"$corpus/make-archive" "$W/far" "$W/far.eml" >/dev/null
tidings add far "$W/far" >/dev/null 2>&1
until_is /far/ 200
if grep -q landlock "$W/serve.err" || [ "$(ask /far/far@example.org/raw)" = 200 ]; then
	skip 'a mail that the server may not read' 'the server is not shut in'
else
	for path in far@example.org/ far@example.org/raw far@example.org/t.mbox.gz \
		far@example.org/t.mbox far@example.org/_/am all.mbox.gz manifest.js.gz; do
		get "a mail that the server may not read: $path" 503 "/far/$path"
		holds 'says that' 'an archive cannot be read by this server now'
	done
	get 'as found' 503 '/far/?x=m&q=s:far' -X POST
	get 'and a thread of it' 503 '/all/?x=m&t=1&q=s:far' -X POST
	grep -q 'Permission denied (a server reads what was added in another folder once it is started again)' "$W/serve.err"
	say 'and its log says why' || note <"$W/serve.err"
	get 'its title is known' 200 /far/far@example.org/T/
fi
tidings remove far >/dev/null 2>&1
for i in {1..5}; do
	kill -HUP "$server"
	sleep 0.1
done
git config --file "$config" class.quiet.from ann@example.org
tidings sync >/dev/null 2>&1
tidings remove gull >/dev/null 2>&1
until_is /gull/ 404
get 'a list that was removed is not there' 404 /gull/
ask_no_more
grep -qE '^200:[0-9]+( 401:[0-9]+)? slowest' "$W/answers"
say 'no request failed meanwhile' || cat "$W/answers" "$W/serve.err" | note

# Tables that are kept between requests are of the index as it is held: lists that come and
# go within milliseconds are the test of that.
all=("${paths[@]}")
paths=(/api/patches/ /api/series/)
ask_on
for i in {1..40}; do
	tidings add gull "$W/other" >/dev/null 2>&1
	tidings remove gull >/dev/null 2>&1
done
ask_no_more
grep -qE '^200:[0-9]+ slowest' "$W/answers"
say 'nor where lists come and go' || cat "$W/answers" "$W/serve.err" | note
paths=("${all[@]}")

# One that is made anew, for whatever reason: not now is true, not there is not.
ask_on
rm "$XDG_DATA_HOME/tidings/index.sqlite"*
sleep 0.2
tidings sync >/dev/null 2>&1
until_is /tern/ 200
python3 - "$XDG_DATA_HOME/tidings/index.sqlite" <<'END'
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
version = db.execute("PRAGMA user_version").fetchone()[0]
db.execute("PRAGMA user_version = %d" % (version - 1))
END
tidings sync >/dev/null 2>"$W/err"
holds 'an index of an older version is made anew' 'it is made again' "$W/err"
until_is /tern/ 200
get 'an index of another version is made anew' 200 "/tern/$cover/raw"
ask_no_more
grep -qE '^200:[0-9]+ 503:[0-9]+ slowest' "$W/answers"
say 'nobody was told that there is no such thing' || cat "$W/answers" "$W/serve.err" | note

# SIGTERM: who was asked answers; who asks after it finds nobody.
ask_on
serve_stop
say 'it ends while clients ask'
ask_no_more
holds 'who had an answer had a good one' '^(BadStatusLine:[0-9]+ |[A-Z][A-Za-z]+:[0-9]+ )*(200:[0-9]+)|^200:[0-9]+ ' "$W/answers"
lacks 'and none had half of one' 'IncompleteRead|503|500' "$W/answers"

# Requests that lie at a server which has not looked yet when it is told to end.
serve_start --workers 2
get 'it is there again' 200 /tern/
python3 - "$server" "$url" >"$W/answers" <<'END'
import os, signal, socket, sys, urllib.parse
server, at = int(sys.argv[1]), urllib.parse.urlsplit(sys.argv[2])
os.kill(server, signal.SIGSTOP)
clients = [socket.create_connection((at.hostname, at.port), 10) for _ in range(20)]
for one in clients:
    one.sendall(b'GET /tern/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')
os.kill(server, signal.SIGTERM)
os.kill(server, signal.SIGCONT)
for one in clients:
    try:
        whole = b''.join(iter(lambda: one.recv(65536), b''))
        print(whole[9:12].decode(), whole.endswith(b'</html>\n'))
    except OSError as e:
        print(type(e).__name__)
END
wait "$server"
server=
is 'what was sent before the end is answered' '20 200 True' "$(sort "$W/answers" | uniq -c | sed 's/^ *//')"

# Requests that have come in part by then, a first one and a second one of a connection; who
# asks for nothing holds up nothing, and who never ends what he began not for long.
# parts HOW: what became of them, and how long it took to end
parts() {
	serve_start --workers 2
	get "it is there once more ($1)" 200 /tern/
	python3 - "$server" "$url" "$1" >"$W/answers" <<-'END'
		import os, signal, socket, sys, time, urllib.parse
		server, at, how = int(sys.argv[1]), urllib.parse.urlsplit(sys.argv[2]), sys.argv[3]
		asked = b'GET /tern/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'
		posted = (b'POST /tern/?q=s:queue&x=m HTTP/1.1\r\nHost: x\r\nConnection: close\r\n'
		          b'Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 7\r\n\r\nx=m&t=1')
		def connect():
		    return socket.create_connection((at.hostname, at.port), 10)
		idle = connect()
		clients = [(connect(), request, cut) for request, cut in (
		    (asked, 1), (asked, 9), (asked, 30), (asked, len(asked) - 1), (posted, len(posted) - 3))]
		again = connect()
		again.sendall(b'GET /robots.txt HTTP/1.1\r\nHost: x\r\n\r\n')
		again.recv(65536)
		clients.append((again, asked, 12))
		for one, request, cut in clients:
		    one.sendall(request[:cut])
		time.sleep(0.3)
		began = time.monotonic()
		os.kill(server, signal.SIGTERM)
		time.sleep(0.5)
		for one, request, cut in clients:
		    if how == 'ended':
		        try:
		            one.sendall(request[cut:])
		        except OSError:
		            pass
		for one, *_ in clients:
		    try:
		        print('answer', b''.join(iter(lambda: one.recv(65536), b''))[9:12].decode())
		    except OSError as e:
		        print('answer', type(e).__name__)
		while os.path.exists('/proc/%d/stat' % server) and \
		        open('/proc/%d/stat' % server).read().rsplit(')', 1)[1].split()[0] != 'Z':
		    time.sleep(0.05)
		print('took', 'short' if time.monotonic() - began < 8 else 'long')
	END
	wait "$server"
	server=
}
parts ended
is 'what had come in part is answered' '6 answer 200' \
	"$(grep answer "$W/answers" | sort | uniq -c | sed 's/^ *//')"
parts left
is 'what never came whole is not waited for' 'took short' "$(grep took "$W/answers")"
finish
