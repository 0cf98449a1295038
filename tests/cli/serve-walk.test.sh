#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Every address that there is, of a site with a private list that has the next version of a
# public series, answers to it and a copy of its cover letter with headers of its own:
# without a token no answer has a word, an id or a name of it.
. "${SOURCE:?the source tree}/tests/cli/lib.sh"
. "$SOURCE/tests/cli/serve-lib.sh"

sample=$corpus/sample
cover=20260302-queue-limit-v1-0-5b7e21aa90c4@harbour.example.com
mkdir "$W/mails"
for name in 17-v2-cover 18-v2-1 19-v2-2 20-v2-3 21-v2-reviewed 22-v2-tested 23-v2-acked \
	31-applied-subset; do
	sed -e 's/20260304-queue-limit-v2/boardid-v2/g; s/^Message-ID: </&boardid-/I' \
		-e 's/boardid-boardid/boardid/; s/^From: [^<]*</From: Boardword </' \
		-e 's/-by: [^<]*</-by: Boardword </' \
		"$sample/$name.eml" >"$W/mails/$name.eml"
done
sed '1i List-Id: <boardword.example.org>\nX-Way: through boardword' "$sample/03-cover.eml" \
	>"$W/mails/00-cover.eml"
cat >"$W/mails/40-answer.eml" <<END
From: Boardword Sato <boardword@example.net>
To: board@example.org
Subject: Re: [PATCH 1/3] queue: count the bytes that wait
Date: Mon, 2 Mar 2026 15:00:00 +0000
Message-ID: <boardid-answer@example.net>
In-Reply-To: <20260302-queue-limit-v1-1-5b7e21aa90c4@harbour.example.com>

Nobody must know of boardword.

Reviewed-by: Boardword Sato <boardword@example.net>
END
"$corpus/make-archive" "$W/board" "$W"/mails/*.eml >/dev/null
mapfile -t public < <(printf '%s\n' "$sample"/*.eml | grep -v -e '-v2-' -e applied-subset)
"$corpus/make-archive" "$W/tern" "${public[@]}" >/dev/null
tidings add board "$W/board" >/dev/null
tidings add tern "$W/tern" >/dev/null
git config --file "$XDG_CONFIG_HOME/tidings/config" list.board.private true
git config --file "$XDG_CONFIG_HOME/tidings/config" --add list.board.token board-token
serve_start --workers 1
v1=20260302-queue-limit-v1
ids=("$cover" "$v1-1-5b7e21aa90c4@harbour.example.com"
	boardid-v2-0-5b7e21aa90c4@harbour.example.com boardid-answer@example.net)

# Questions: forms, feeds and the interface for programs.
questions() {
	local list id what
	for list in tern all; do
		for id in "${ids[@]}"; do
			printf "/$list/%s\n" "$cover/_/compare/?from=$cover&to=$id" \
				"$cover/_/compare/?from=$id&to=$cover" "?q=mid:$id" \
				"?q=mid:$id&x=A" "$id/?q=boardword"
		done
		printf "/$list/%s\n" '?q=boardword' '?q=s:queue' '?q=f:boardword&x=A' \
			'?q=a:boardword@example.net' '_/series/?author=Boardword' \
			'_/series/?version=2' '_/series/?order=activity' '_/series/?path=src' \
			'_/path.atom?p=src/queue.c' '_/update/2026-03-02/' '_/stats/?days=9999'
	done
	printf '/_/person/%s\n' '?a=boardword@example.net' 'atom?a=boardword@example.net'
	for what in '' people/ projects/ projects/board/ projects/tern/ users/ bundles/ \
		patches/ covers/ series/ events/ {patches,covers,series}/{1,2,3,4,5,6}00{1,2}/ \
		{patches,covers}/{3,4}00{1,2}/comments/ patches/4002/checks/ \
		{patches,covers,series,events}/?project={board,tern} 'patches/?q=queue' \
		'patches/?project=tern&state=superseded'; do
		printf "/api/%s/$what\n" 1.0 1.3
	done
}

# leaks: what tells of the private list, each line with the address that gave it; an answer
# may repeat what it was asked for.
leaks() {
	awk '/^ADDRESS / { address = $0; asked = $3; next }
		tolower($0) ~ /boardword/ && asked !~ /[Bb]oardword/ ||
		/must know|Boardword Sato/ ||
		/boardid/ && asked !~ /boardid/ { print address ": " $0 }'
}

{ routes tern,board "${ids[@]}"; questions; } | sort -u >"$W/addresses"
walk "$W/addresses" >"$W/told"
is 'every address has an answer' "$(wc -l <"$W/addresses")" \
	"$(grep -c '^ADDRESS [234]' "$W/told")"
is 'and tells nothing of the private list' '' "$(leaks <"$W/told" | cut -c 1-300)"
is 'the page of a mail is there' 'ADDRESS 200' \
	"$(grep -F " /tern/$cover/" "$W/told" | head -n 1 | cut -d ' ' -f 1-2)"
walk "$W/addresses" -H 'Authorization: Bearer board-token' >"$W/told"
is 'with a token every address has one too' "$(wc -l <"$W/addresses")" \
	"$(grep -c '^ADDRESS [234]' "$W/told")"
[ "$(leaks <"$W/told" | wc -l)" -gt 100 ]
say 'and the private list is there'
is 'what was made for a token goes to nobody else' '' \
	"$(walk "$W/addresses" | leaks | cut -c 1-300)"
get 'a page of a list has its own copy' 200 "/tern/$cover/raw" -H 'Authorization: Bearer board-token'
lacks 'and not that of another' 'boardword'
state_of() { # of the first version, in the list of series of the last answer
	grep -oE '<span class="chip [a-z ]*">[^<]*</span>.*<a href="/[a-z]*/'"$cover"'/_/series/"' "$W/out" |
		sed 's/.*chip [a-z ]*">//; s/<.*//' | head -n 1
}
get 'before the next sync the list of series' 401 /tern/_/series/
get 'what is new in a list' 401 /tern/
get 'and a question for states' 401 '/tern/?x=m&q=state:superseded' -X POST
lacks 'tell nobody without a token what private mail has a share in' superseded
get 'which a question for words has not' 200 "/tern/?x=m&q=mid:$cover" -X POST
serve_stop
say 'the server ends well'

# From the next sync on there is an index that private mail was never in. Who has no token
# gets from it what a site without the private list says, to the byte: states, trailers and
# counts, too, and all lists at once.
is 'a sync makes the index of open lists' '' "$(tidings sync 2>&1)"
[ -s "$XDG_DATA_HOME/tidings/index.sqlite.open" ]
say 'which lies beside the other'
rm -f "$XDG_DATA_HOME/tidings/ledger.sqlite"
serve_start --workers 1
walk "$W/addresses" >"$W/told"
is 'every address has an answer' "$(wc -l <"$W/addresses")" "$(grep -c '^ADDRESS [234]' "$W/told")"
is 'and tells nothing of the private list' '' "$(leaks <"$W/told" | cut -c 1-300)"
get 'the series' 200 /tern/_/series/
public_state=$(state_of)
get 'all lists as one' 200 /all/
get 'with a token' 200 /tern/_/series/ -H 'Authorization: Bearer board-token'
is 'the series stands as private mail says' superseded "$(state_of)"
get 'and without' 200 /tern/_/series/
is 'as public mail does' "$public_state" "$(state_of)"
[ "$public_state" != superseded ]
say 'which is another state'
get 'the page of the series' 200 "/tern/$cover/_/series/"
lacks 'has no version after it' 'is newer|boardid'
get 'and what git am gets' 200 "/tern/$cover/_/am"
get 'with a token' 200 "/tern/$cover/_/am" -H 'Authorization: Bearer board-token'
get 'what clients of patchwork ask' 200 '/api/1.3/series/?project=tern'
get 'the private list' 401 /board/
get 'and it alone, by a word' 301 /board

# Who has the token of one of two private lists reads it, and all else as everybody does.
"$corpus/make-archive" "$W/cove" "$sample/32-announce.eml" >/dev/null
tidings add cove "$W/cove" >/dev/null
git config --file "$XDG_CONFIG_HOME/tidings/config" list.cove.private true
get 'until a sync one that became private is in the way' 401 /tern/_/series/
tidings sync >/dev/null 2>&1
get 'then all is as before' 200 /tern/_/series/
get 'with one of two tokens' 200 /board/_/series/ -H 'Authorization: Bearer board-token'
git config --file "$XDG_CONFIG_HOME/tidings/config" serve.strict true
get 'where that is asked for, not how its series stand' 401 /board/_/series/ -H 'Authorization: Bearer board-token'
get 'which the other private one may have a share in' 401 /board/_/stats/ -H 'Authorization: Bearer board-token'
get 'but its mails' 200 /board/new.html -H 'Authorization: Bearer board-token'
get 'and what is open to everybody' 200 /tern/_/series/ -H 'Authorization: Bearer board-token'
git config --file "$XDG_CONFIG_HOME/tidings/config" --unset serve.strict
get 'a list of all' 200 /tern/_/series/ -H 'Authorization: Bearer board-token'
is 'is what everybody sees' "$public_state" "$(state_of)"
get 'and the other private one' 401 /cove/ -H 'Authorization: Bearer board-token'
# The index of open lists has it only after the next sync.
git config --file "$XDG_CONFIG_HOME/tidings/config" list.cove.private false
get 'a list that is open again is read at once' 200 "/cove/87y0jzdw4v.fsf@example.org/raw"
git config --file "$XDG_CONFIG_HOME/tidings/config" list.cove.private true
get 'and closed again' 401 "/cove/87y0jzdw4v.fsf@example.org/raw"
tidings remove cove
get 'without it' 200 /tern/_/series/ -H 'Authorization: Bearer board-token'
is 'the one token opens all' superseded "$(state_of)"
serve_stop
say 'the server ends well'
git config --file "$XDG_CONFIG_HOME/tidings/config" list.board.private false
tidings sync >/dev/null 2>&1
[ -z "$(find "$XDG_DATA_HOME/tidings" -name '*.open*')" ]
say 'without a private list the other index is taken away'

sums() { # FILE: what each answer says, without what is the server's own
	awk '/^ADDRESS / { if ($3 ~ /^(\/project)?\/board/) skip = 1; else skip = 0 } !skip' "$1" |
		grep -aviE '^(etag|date|last-modified|content-length): ' | sed "s|$url|URL|g"
}
sums "$W/told" >"$W/with"
export XDG_DATA_HOME=$W/alone/data XDG_CONFIG_HOME=$W/alone/config
mkdir -p "$XDG_DATA_HOME" "$XDG_CONFIG_HOME"
tidings add tern "$W/tern" >/dev/null
[ ! -e "$XDG_DATA_HOME/tidings/index.sqlite.open" ]
say 'a site without a private list has one index'
serve_start --workers 1
walk "$W/addresses" >"$W/told"
sums "$W/told" >"$W/without"
is 'all is as on a site that has no private list' '' "$(diff "$W/without" "$W/with" | head -n 20)"
serve_stop
say 'the server ends well'
finish
