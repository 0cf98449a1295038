# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
#
# For tests that ask a server: sourced after lib.sh. curl asks; a server that was started
# is stopped when the test ends.
#
#	serve_start [OPTION...]      tidings serve on a free port; $url has no slash at its end
#	get NAME STATUS PATH [...]   a claim: that status; body in $W/out, headers in $W/head
#	header NAME PATTERN          a claim about a header of the last answer
#	serve_stop                   ends it, and says how it ended
#	routes, walk                 every address that there is, and what is answered there

server=
url=
trap 'serve_kill; chmod -R u+rwX "$W"; rm -rf "$W"' EXIT

serve_kill() {
	[ -z "$server" ] || kill -KILL "$server" 2>/dev/null
	server=
}

serve_start() {
	local i
	rm -f "$W/serve.out"
	"$TIDINGS" serve --listen 127.0.0.1:0 "$@" >"$W/serve.out" 2>"$W/serve.err" </dev/null &
	server=$!
	url=
	for ((i = 0; i < 400 && ${#url} == 0; i++)); do
		url=$(sed -n 's/^listening on \(.*\)\/$/\1/p' "$W/serve.out" 2>/dev/null)
		[ -n "$url" ] || sleep 0.05
	done
	[ -n "$url" ] || { echo 'the server does not start'; cat "$W/serve.err"; } | note
}

# The exit status of the server.
serve_stop() {
	local status
	kill -TERM "$server"
	wait "$server"
	status=$?
	server=
	return $status
}

# ask PATH [CURL-OPTION...]: prints the status
ask() {
	: >"$W/out"
	curl -sS --max-time 60 -o "$W/out" -D "$W/head" -w '%{http_code}' "${@:2}" "$url$1" 2>"$W/err"
}

# get NAME STATUS PATH [CURL-OPTION...]
get() {
	local got
	got=$(ask "${@:3}")
	[ "$got" = "$2" ]
	say "$1" || { echo "status $got, not $2: $3"; cat "$W/err" "$W/head"; head -c 500 "$W/out"; } | note
}

# header NAME PATTERN: a line of the headers of the last answer, without its CR
header() {
	tr -d '\r' <"$W/head" | grep -qiE -- "$2"
	say "$1" || { echo "no header like: $2"; cat "$W/head"; } | note
}

# routes LIST,... ID...: all lines of routes.inc, with each list and id in their places; also
# "all" lists.
routes() {
	local route list id lists
	IFS=, read -r -a lists <<<"$1,all"
	shift
	sed -n 's/^TD_ROUTE([^"]*"\([^"]*\)".*/\1/p' "$SOURCE/src/serve/routes.inc" |
		while read -r route; do
			for list in "${lists[@]}"; do
				for id; do
					printf '%s\n' "$route" | sed -e "s|{list}|$list|; s|{id}|$id|" \
						-e 's|{stretch}|2026-W10|; s|{key}|help|; s|{epoch}|0|' \
						-e 's|{file}|style.css|; s|{number}|3002|'
				done
			done
		done
}

# walk FILE [CURL-OPTION...]: all answers, each after a line with its status and address.
walk() {
	local path status n=0
	rm -rf "$W/answers"
	mkdir "$W/answers"
	# Parts of an address that curl would take for its own: none, so -g.
	awk -v url="$url" -v out="$W/answers/" '{
		printf "url = \"%s%s\"\noutput = \"%s%d\"\n", url, $0, out, NR
	}' "$1" >"$W/curl"
	curl -sS -g -i --max-time 60 -w '%{http_code}\n' "${@:2}" -K "$W/curl" >"$W/statuses" 2>"$W/err"
	while read -r path && read -r status <&3; do
		n=$((n + 1))
		printf 'ADDRESS %s %s\n' "$status" "$path"
		grep -avi '^location:' "$W/answers/$n"
		# The headers end at an empty line; what follows may be compressed.
		sed '1,/^\r$/d' "$W/answers/$n" | gzip -dc 2>/dev/null
		echo
	done <"$1" 3<"$W/statuses" | tr -d '\000'
}
