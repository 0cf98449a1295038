#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Who asks /api/ for a list first waits for its table, which is made beside the workers
# (patchwork/stock.h): nobody else of the worker waits meanwhile, whatever the first one asks.
#
# No clock has a say: the thread that makes tables opens an index of its own and reads the
# mailmap for it, which is a pipe here that nobody writes to until others had their answers.
. "${SOURCE:?the source tree}/tests/cli/lib.sh"
. "$SOURCE/tests/cli/serve-lib.sh"

sample v2 "$W/list"
tidings add tern "$W/list" >/dev/null 2>&1
token=$(tidings token ann --email ann@example.org)
git config --file "$XDG_CONFIG_HOME/tidings/config" mailmap.file "$W/mailmap"
git config --file "$XDG_CONFIG_HOME/tidings/config" serve.warm false

serve_start_held() {
	rm -f "$W/mailmap" "$W/began" "$W/go" "$W/first" "$W/first.status"
	: >"$W/mailmap"
	serve_start --workers 1 --no-sandbox
	rm "$W/mailmap"
	mkfifo "$W/mailmap" "$W/go"
	# Opening it waits for who reads it: then a table is being made.
	(
		exec 3>"$W/mailmap"
		: >"$W/began"
		read -r _ <"$W/go"
	) &
	holder=$!
}

# first PATH [CURL-OPTION...]: asks in the background, until the table is being made
first() {
	local i
	curl -sS --max-time 120 -o "$W/first" -w '%{http_code}' "${@:2}" "$url$1" >"$W/first.status" &
	asking=$!
	for ((i = 0; i < 400; i++)); do
		[ ! -e "$W/began" ] || break
		sleep 0.05
	done
	[ -e "$W/began" ]
	say 'a table is made beside the worker'
}

# The table may be made now, and the first one is answered.
release() {
	: >"$W/empty"
	mv "$W/empty" "$W/mailmap"
	: >"$W/go" &
	wait "$asking"
	kill "$holder" $! 2>/dev/null
	is 'then the first one is answered' "$1" "$(cat "$W/first.status")"
}

others() {
	get 'a page' 200 /tern/
	get 'and an index of the interface' 200 /api/
	is 'are answered while the first one waits' '' "$(cat "$W/first.status")"
}

serve_start_held
first '/api/1.2/patches/?order=id'
others
release 200
id=$(json 'd[0]["id"]' "$W/first")
is 'with what it asked for' tern "$(json 'd[0]["project"]["link_name"]' "$W/first")"
serve_stop

serve_start_held
first "/api/1.2/patches/$id/" -X PATCH -H "Authorization: Token $token" -d state=rejected
others
release 200
is 'what it wrote counts' rejected "$(json 'd["state"]' "$W/first")"
get 'and events' 200 "/api/1.2/events/?category=patch-state-changed&patch=$id"
is 'tell of it once' 1 "$(json 'len([e for e in d if e["actor"]])' "$W/out")"
serve_stop

serve_start_held
first "/api/1.2/patches/$id/checks/" -H "Authorization: Token $token" \
	-d state=success -d context=build -d description=fine
others
release 201
get 'the check' 200 "/api/1.2/patches/$id/checks/"
is 'is there once' 1 "$(json 'len(d)' "$W/out")"
serve_stop

serve_start_held
first /api/1.2/bundles/ -H "Authorization: Token $token" -d "name=one&patches=$id"
others
release 201
get 'the bundle' 200 /api/1.2/bundles/ -H "Authorization: Token $token"
is 'is there once' 1 "$(json 'len(d)' "$W/out")"
serve_stop

serve_start_held
printf '<?xml version="1.0"?><methodCall><methodName>patch_get</methodName><params><param><value><int>%s</int></value></param></params></methodCall>' \
	"$id" >"$W/call"
first /xmlrpc/ -H 'Content-Type: text/xml' --data-binary "@$W/call"
others
release 200
holds 'with the patch' '<name>msgid</name>' "$W/first"
serve_stop

# What was asked for in the past is there before anybody asks: nobody could make it any more.
git config --file "$XDG_CONFIG_HOME/tidings/config" serve.warm true
: >"$W/mailmap"
serve_start --workers 1 --no-sandbox
is_idle() { # the thread of tables sleeps
	grep -qs '^State:.*S' "$(dirname "$(grep -lx tables /proc/"$server"/task/*/comm)")/status"
}
for ((i = 0, idle = 0; i < 400 && idle < 5; i++)); do
	is_idle && idle=$((idle + 1)) || idle=0
	sleep 0.05
done
rm "$W/mailmap"
mkfifo "$W/mailmap"
get 'what somebody asked for once is made at the start' 200 '/api/1.2/patches/?order=id' --max-time 60
serve_stop
say 'the server ends well'
finish
