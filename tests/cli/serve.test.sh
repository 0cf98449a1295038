#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# tidings serve: what every page has in common, and what the server does about its world.
. "${SOURCE:?the source tree}/tests/cli/lib.sh"
. "$SOURCE/tests/cli/serve-lib.sh"

sample v2 "$W/list"
succeeds 'a list is added' tidings add tern "$W/list"
cover=20260302-queue-limit-v1-0-5b7e21aa90c4@harbour.example.com

fails 'an address that is none' 64 'is no address to listen on' \
	tidings serve --listen nowhere:http
fails 'a site that is no address' 64 'is no http or https address' \
	tidings serve --base-url 'ftp://x'
fails 'too many workers' 64 'a number up to' tidings serve --workers 1000
fails 'a word too many' 64 'is too much' tidings serve tern

export GIT_CONFIG_GLOBAL=$W/gitconfig
git config --global user.name y
serve_start --workers 2
tasks=$(grep -h ^Seccomp: /proc/"$server"/task/*/status | sort -u)
if nm -D "$TIDINGS" | grep -q '__[at]san_init'; then
	skip 'all threads gave up system calls' 'a sanitizer looks on'
else
	is 'all threads gave up system calls' 'Seccomp:	2' "$tasks"
fi
get 'the lists' 200 /
holds 'are named' '<a href="/tern/">tern</a>'
header 'nothing runs in a page that is not the site'"'s" "^content-security-policy: default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'\$"
header 'types are what they are said to be' '^x-content-type-options: nosniff$'
header 'nobody is told where a reader came from' '^referrer-policy: same-origin$'
etag=$(sed -n 's/^etag: //Ip' "$W/head" | tr -d '\r')
get 'who has a page is told so' 304 / -H "If-None-Match: $etag"
is 'and gets nothing else' '' "$(cat "$W/out")"
get 'HEAD has no body' 200 / -I
fails 'a port that is taken' 74 'cannot listen on' tidings serve --listen "${url#http://}"

get 'a mail as its list has it' 200 "/tern/$cover/raw"
sed '1d;$d' "$W/out" >"$W/mail"
same 'byte for byte' "$corpus/sample/03-cover.eml" "$W/mail"
header 'in its own charset' '^content-type: text/plain; charset=utf-8$'
get 'an escaped id is the same' 200 "/tern/${cover/@/%40}/raw"
get 'in all lists' 200 "/all/$cover/raw"
get 'compressed where that is taken' 200 "/tern/$cover/raw" -H 'Accept-Encoding: br, gzip;q=0.5'
header 'which is said' '^content-encoding: gzip$'
gzip -dc <"$W/out" | sed '1d;$d' >"$W/mail"
same 'and it is the same mail' "$corpus/sample/03-cover.eml" "$W/mail"
get 'not where it is refused' 200 "/tern/$cover/raw" -H 'Accept-Encoding: gzip;q=0'
header 'then it is as long as it is' "^content-length: $(stat -c %s "$W/out")\$"

get 'a list without its slash is sent there' 301 /tern
header 'by a whole address' "^location: $url/tern/\$"
get 'a mail at the root is sent to its list' 301 "/$cover" -I
header 'which is named' "^location: $url/tern/$cover/\$"
get 'help' 200 /tern/_/text/help/
get 'help as plain text' 200 /tern/_/text/help/raw
is 'that a telephone shows without scrolling' 0 "$(grep -cE '.{42}' "$W/out")"

get 'no such list' 404 /nolist/description
get 'no such mail' 404 /tern/none@example.org/raw
get 'no such mail anywhere' 404 /all/none@example.org/raw
holds 'is told in words that mean it' '^no list here has the mail <none@example.org>$'
get 'nothing there' 404 /tern/a/b/c/d
get 'a way out of the path' 400 /tern/%2e%2e/raw --path-as-is
get 'a NUL' 400 /tern/a%00b/raw
get 'half an escape' 400 /tern/a%4/raw
get 'bytes that are no UTF-8' 400 /tern/%ff/raw
get 'another method' 405 "/tern/$cover/raw" -X DELETE
header 'is told which there are' '^allow: GET, HEAD$'
get 'a body that is too large' 413 / -X POST -H 'Content-Length: 1048577' -d x
get 'one whose length is not said' 200 '/tern/?x=m' -X POST -H 'Transfer-Encoding: chunked' \
	-d "q=mid:$cover"
head -c 2000000 /dev/zero | tr '\0' x >"$W/much"
get 'and goes on for too long is not heard to its end' 000 '/tern/?x=m' -X POST \
	-H 'Transfer-Encoding: chunked' -H 'Expect:' --data-binary "@$W/much"
get 'an address that is too long' 414 "/$(printf 'a%.0s' {1..60000})"
get 'a part that is too long' 413 "/$(printf 'a%.0s' {1..4000})"
get 'markup in an address' 404 '/tern/%3Cscript%3Ealert(1)%3C%2Fscript%3E/nothing'
lacks 'stays text' '<script'

# Somebody else writes.
before=$(ask / && cat "$W/head")
"$corpus/make-archive" "$W/other" >/dev/null
tidings add gull "$W/other" >/dev/null
get 'a list that came later is there' 200 /gull/_/text/help/
kill -HUP "$server"
for ((i = 0; i < 8; i++)); do
	ask /gull/_/text/help/
done >"$W/statuses"
is 'for every worker' 200200200200200200200200 "$(cat "$W/statuses")"
ask / >/dev/null
lacks 'a page that is known is known no longer' "$(printf %s "$before" | sed -n 's/^etag: W.//Ip' | tr -d '\r"')" "$W/head"
# What stands in git's own file is looked for when the server is told. It is written where it
# lies: another one in its place is not among those that it may open.
told() { # NAME STATUS: all workers answer so, once they looked
	local i got=
	kill -HUP "$server"
	for ((i = 0; i < 100; i++)); do
		got=$(for _ in {1..8}; do ask /gull/_/text/help/; done)
		[ "$got" != "$(printf "$2%.0s" {1..8})" ] || break
		sleep 0.1
	done
	[ $i -lt 100 ]
	say "$1" || echo "$got" | note
}
cp "$W/gitconfig" "$W/git.before"
printf '[list "gull"]\n\tprivate = true\n' >>"$W/gitconfig"
told 'a list that is private by a file of git is so when the server is told' 401
cat "$W/git.before" >"$W/gitconfig"
told 'and is open again' 200
git config --file "$W/new" user.name x
mv "$W/new" "$W/gitconfig"
kill -HUP "$server"
sleep 0.2
for ((i = 0; i < 8; i++)); do
	ask /gull/_/text/help/
done >"$W/statuses"
is 'a file of git that was replaced ends nothing' 200200200200200200200200 "$(cat "$W/statuses")"
rm "$XDG_DATA_HOME/tidings/index.sqlite"*
get 'without an index it says not now' 503 "/tern/$cover/raw"
header 'and when to ask again' '^retry-after: '
get 'in a page' 503 "/tern/$cover/"
get 'which has its style' 200 "$(grep -oE '/_/style\.css\?[0-9]+' "$W/out")"
tidings sync >/dev/null
get 'an index that was made anew is used' 200 "/tern/$cover/raw"

# What is under way is finished.
exec 3<>"/dev/tcp/127.0.0.1/${url##*:}"
printf 'GET /tern/%s/raw HTTP/1.1\r\nHost: x\r\n' "$cover" >&3
sleep 0.2
serve_stop
say 'a signal ends it well'
exec 3>&-
is 'it had nothing else to say' "listening on $url/" "$(cat "$W/serve.out")"

serve_start --base-url https://lists.example.org/mail/
get 'a site that is told its name' 301 /tern
header 'uses it' '^location: https://lists.example.org/mail/tern/$'
serve_stop
git config --file "$XDG_CONFIG_HOME/tidings/config" serve.baseUrl http://other.example.org
git config --file "$XDG_CONFIG_HOME/tidings/config" serve.workers 1
serve_start
get 'or finds it in the configuration' 301 /tern
header 'where it stands' '^location: http://other.example.org/tern/$'
serve_stop
say 'ends well'
finish
