#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# A private list is for those alone who show its token: nobody else sees it in any page,
# search, feed or manifest, and who tries to find its mails by their ids finds none.
. "${SOURCE:?the source tree}/tests/cli/lib.sh"
. "$SOURCE/tests/cli/serve-lib.sh"

mapfile -t mails < <(printf '%s\n' "$corpus"/sample/*.eml)
cover=20260302-queue-limit-v1-0-5b7e21aa90c4@harbour.example.com
cat >"$W/secret.eml" <<END
From: Mia Sato <mia@example.net>
To: board@example.org
Subject: the embargoed flaw
Date: Mon, 2 Mar 2026 15:00:00 +0000
Message-ID: <embargo-1@example.net>
In-Reply-To: <$cover>
References: <$cover>

Nobody must know of xyzzyword.
END
"$corpus/make-archive" "$W/tern" "${mails[@]}" >/dev/null
single=20260302093015.18420-1-mei.tanaka@chips.example.net
sed -e 's/\[PATCH\]/[PATCH v2]/' -e 's/^Message-ID: .*/Message-ID: <embargo-v2@example.net>/' \
	-e 's/^Date: Mon, 2/Date: Tue, 3/' "${mails[1]}" >"$W/v2.eml"
"$corpus/make-archive" "$W/board" "${mails[2]}" "$W/secret.eml" "$W/v2.eml" >/dev/null
tidings add tern "$W/tern" >/dev/null
tidings add board "$W/board" >/dev/null
git config --file "$XDG_CONFIG_HOME/tidings/config" list.board.private true
git config --file "$XDG_CONFIG_HOME/tidings/config" --add list.board.token first-token
git config --file "$XDG_CONFIG_HOME/tidings/config" --add list.board.token second-token
serve_start --workers 2
secret=embargo-1@example.net

for path in /board/ "/board/$secret/" "/board/$secret/raw" "/board/$secret/t.mbox.gz" \
	/board/description /board/manifest.js.gz /board/git/0.git/info/refs \
	/board/0/git-upload-pack '/board/?q=xyzzyword' /board/_/text/mirror/raw; do
	post=()
	[[ $path != */git-upload-pack ]] || post=(-X POST)
	get "without a token: $path" 401 "$path" "${post[@]}"
	lacks 'tells nothing' 'embargoed|xyzzyword'
done
header 'says how to show one' '^www-authenticate: Basic '
get 'a search there' 401 '/board/?x=m&q=xyzzyword' -X POST

get 'the first page' 200 /
lacks 'does not know it' board
get 'by its id at the root' 404 "/$secret"
get 'with /r/' 404 "/r/$secret/"
get 'one that both have' 301 "/$cover"
header 'leads to the list that may be read' "^location: .*/tern/$cover/"
get 'in all lists' 404 "/all/$secret/raw"
get 'its thread' 404 "/all/$secret/t.mbox.gz"
get 'a search in all' 404 '/all/?x=m&q=xyzzyword' -X POST
get 'with threads' 200 "/all/?x=m&t=1&q=mid:$cover" -X POST
gzip -dc <"$W/out" >"$W/mbox"
lacks 'has no mail of it' 'xyzzyword' "$W/mbox"
holds 'has what may be read' '^Subject: .PATCH 1/3. queue' "$W/mbox"
get 'the thread of a mail that both have' 200 "/all/$cover/t.mbox.gz"
gzip -dc <"$W/out" >"$W/mbox"
lacks 'neither' 'xyzzyword' "$W/mbox"
holds 'has the rest' '^Subject: .PATCH 1/3. queue' "$W/mbox"
get 'in the other list' 200 "/tern/$cover/t/"
lacks 'as a page' 'xyzzyword|embargo'
lacks 'without a link there' '/board/'
holds 'has the other mails' 'queue: count the bytes that wait'
get 'a patch with a newer version there' 200 "/tern/$single/"
lacks 'does not say so' 'embargo|is newer|superseded'
holds 'shows it' 'log: flush before the file is renamed'
get 'its thread' 200 "/tern/$single/t/"
lacks 'neither' 'embargo|is newer|superseded'
get 'a series with an answer there' 200 "/tern/$cover/"
lacks 'does not say how it stands' 'facts versions'
holds 'shows its cover letter' 'queue: bounded memory'
get 'an id that begins so' 404 '/tern/embargo-1/'
lacks 'is guessed by nobody' 'embargo-1@example'
get 'all manifests' 200 /manifest.js.gz
gzip -dc <"$W/out" >"$W/manifest"
lacks 'leave it out' board "$W/manifest"
get 'nor a page of a person' 401 '/_/person/?a=mia@example.net'
get 'its feed' 200 '/_/person/atom?a=mia@example.net'
lacks 'leaves it out' 'embargo'
get 'the feed of a thread' 200 "/tern/$cover/t.atom"
lacks 'too' 'embargo|xyzzyword'
holds 'has what may be read' 'queue: bounded memory'
get 'nor what clients of patchwork ask' 401 /api/1.2/patches/
get 'a page of all lists is not made for who may not see all' 401 /all/

token=(-H 'Authorization: Bearer first-token')
get 'with a token' 200 "/board/$secret/raw" "${token[@]}"
holds 'it is there' xyzzyword
get 'with another' 200 "/board/$secret/raw" -H 'Authorization: Bearer second-token'
get 'as a password' 200 "/board/$secret/raw" -u anybody:first-token
get 'a wrong one' 401 "/board/$secret/raw" -H 'Authorization: Bearer third-token'
get 'a part of one' 401 "/board/$secret/raw" -H 'Authorization: Bearer first'
get 'none' 401 "/board/$secret/raw" -H 'Authorization: Bearer'
get 'odd ones' 401 "/board/$secret/raw" -H 'Authorization: Basic ::::'
get 'the first page' 200 / "${token[@]}"
holds 'knows it then' board
get 'and again without' 200 /
lacks 'not' board
get 'a search in all' 200 '/all/?x=m&q=xyzzyword' -X POST "${token[@]}"
get 'a patch with a newer version' 200 "/tern/$single/" "${token[@]}"
holds 'leads there' '<a href="/tern/embargo-v2@example.net/_/series/">v2</a> is newer'
get 'its series' 200 "/tern/$cover/" "${token[@]}"
holds 'says how it stands' 'facts versions'
get 'by its id' 301 "/$secret" "${token[@]}"
get 'one that both have' 301 "/$cover" "${token[@]}"
header 'leads to the first of them then' "^location: .*/board/$cover/"
get 'all lists as one' 200 /all/ "${token[@]}"
git -c http.extraHeader='Authorization: Bearer first-token' clone -q --mirror "$url/board/0" \
	"$W/clone" 2>"$W/err"
is 'git clones it' "$(git -C "$W/board/git/0.git" rev-parse HEAD)" \
	"$(git -C "$W/clone" rev-parse HEAD 2>&1)"

# What was shown to everybody is not shown from what was kept.
config=$XDG_CONFIG_HOME/tidings/config
statuses() {
	local i
	for ((i = 0; i < 12; i++)); do
		ask "/board/$secret/"
	done
}
git config --file "$config" list.board.private false
is 'a list that is open to everybody now' "$(printf '200%.0s' {1..12})" "$(statuses)"
git config --file "$config" list.board.private true
is 'is private from the next request on' "$(printf '401%.0s' {1..12})" "$(statuses)"
git config --file "$config" list.board.private false
kill -HUP "$server"
sleep 0.3
statuses >/dev/null
git config --file "$config" list.board.private true
kill -HUP "$server"
sleep 0.3
is 'also when the server is told' "$(printf '401%.0s' {1..12})" "$(statuses)"

# A bundle of its patches, made while it was open, is there for nobody who may not read it.
git config --file "$config" list.board.private false
kill -HUP "$server"
sleep 0.3
user="Authorization: Token $(tidings token ann)"
of_board=$(ask '/api/patches/?project=board' >"$W/status" && json 'd[0]["id"]' "$W/out")
of_tern=$(ask '/api/patches/?project=tern' >"$W/status" && json 'd[0]["id"]' "$W/out")
get 'a bundle of the list while all may read it' 201 /api/bundles/ -H "$user" \
	-d "name=hush&public=true&patches=$of_board"
hush=$(json 'd["id"]' "$W/out")
get 'and one of another' 201 /api/bundles/ -H "$user" -d "name=loud&public=true&patches=$of_tern"
get 'are both there' 200 /api/bundles/
is 'for all' "['hush', 'loud']" "$(json '[b["name"] for b in d]' "$W/out")"
git config --file "$config" list.board.private true
kill -HUP "$server"
sleep 0.3
for path in /api/bundles/ "/api/bundles/$hush/" /bundle/ann/hush/ /bundle/ann/hush/mbox/; do
	get "when it is private: $path" 401 "$path" -H "$user"
	lacks 'nobody learns of it' 'hush"|board|embargo'
done
tidings sync >/dev/null 2>&1
for who in '' "$user"; do
	get 'with an index of open lists' 200 /api/bundles/ -H "$who"
	is 'there is the other alone' "['loud']" "$(json '[b["name"] for b in d]' "$W/out")"
	get 'also by search' 200 '/api/bundles/?q=hush' -H "$who"
	is 'and nothing else' '[]' "$(cat "$W/out")"
	get 'by number' 404 "/api/bundles/$hush/" -H "$who"
	get 'as a page' 404 /bundle/ann/hush/ -H "$who"
	get 'as an mbox' 404 /bundle/ann/hush/mbox/ -H "$who"
	get 'the other is read' 200 /bundle/ann/loud/mbox/ -H "$who"
done
get 'nor is it changed' 404 "/api/bundles/$hush/" -X PATCH -d public=false -H "$user"
get 'nor its patches taken' 400 /api/bundles/ -H "$user" -d "name=x&patches=$of_board"
get 'who may read the list' 200 /bundle/ann/hush/mbox/ "${token[@]}"
holds 'has the bundle' '^X-Patchwork-Id: '

# Nor is a private mail found by an address in another one.
sed -e 's/<embargo-1/<pointer/' -e '/^In-Reply-To/d' -e '/^References/d' -e 's/embargoed flaw/weather/' \
	-e 's,^Nobody.*,See https://lore.kernel.org/r/embargo-1@example.net and https://lore.kernel.org/r/pointer@example.net,' \
	"$W/secret.eml" >"$W/pointer.eml"
"$corpus/make-archive" "$W/pointer" "$W/pointer.eml" >/dev/null
tidings add pointer "$W/pointer" >/dev/null 2>&1
serve_stop
serve_start --workers 2
get 'a mail that names one of them' 200 /pointer/pointer@example.net/
holds 'leads to what is here' '<a class="local" href="/pointer/pointer@example.net/">'
lacks 'and not to what is nobody'"'"'s' 'href="/[a-z]*/embargo-1@example.net/"'
get 'in its thread' 200 /pointer/pointer@example.net/t/
lacks 'neither' 'href="/[a-z]*/embargo-1@example.net/"'

# What was said of a patch of a private list is not told beside the same mail of an open one.
"$corpus/make-archive" "$W/copy" "${mails[1]}" >/dev/null
tidings add copy "$W/copy" >/dev/null 2>&1
number=$(ask '/api/patches/?project=copy' >"$W/status" && json 'd[0]["id"]' "$W/out")
get 'a state for one of two lists' 200 "/api/patches/$number/" -X PATCH -d state=deferred -H "$user"
get 'while it is open' 200 "/all/$single/"
holds 'is told' 'in copy</span>|deferred'
get 'and not by the other' 200 "/tern/$single/"
lacks 'list' deferred
git config --file "$config" list.copy.private true
git config --file "$config" list.copy.token copy-token
kill -HUP "$server"
sleep 0.3
ask "/all/$single/" >"$W/status"
lacks 'of all lists it is told no more, before a sync' 'deferred|copy'
tidings sync >/dev/null 2>&1
get 'nor after it' 200 "/all/$single/"
lacks 'at all' 'deferred|copy'
get 'nor by the other' 200 "/tern/$single/"
lacks 'list' 'deferred|copy'
get 'who may read it' 200 "/copy/$single/" -H 'Authorization: Bearer copy-token'
holds 'is told' deferred
serve_stop
say 'the server ends well'
finish
