#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Two private lists and a public one, which share threads, series and a mail: who has the
# token of one is told what it says, and nothing that only the other says.
. "${SOURCE:?the source tree}/tests/cli/lib.sh"
. "$SOURCE/tests/cli/serve-lib.sh"

# mail LIST ID SUBJECT [PARENT]: from somebody of that list, an hour after the last one;
# standard input is the body. All that a private list says, and nothing else, has its name
# in it; but for the ids that others name.
hours=0
mail() {
	local parent=${4:-}
	hours=$((hours + 1))
	mkdir -p "$W/mails/$1"
	{
		printf 'From: %s <%sword@example.net>\nTo: %s@example.org\nSubject: %s\n' \
			"${1^}word Sato" "$1" "$1" "$3"
		date -u -R -d "2026-03-02 00:00 UTC + $hours hours" | sed 's/^/Date: /'
		printf 'Message-ID: <%s@example.net>\n' "$2"
		[ -z "$parent" ] || printf 'In-Reply-To: <%s@example.net>\n' "$parent"
		printf '\n'
		cat
	} >"$(last "$1")"
}

# last LIST: the file of the last mail there
last() {
	printf '%s' "$W/mails/$1/$(printf '%03d' "$hours").eml"
}

# by NAME LIST: who the last mail there is from
by() {
	sed -i "s/^From: .*/From: $1 <ann@example.net>/; s/^To: .*/To: all@example.org/" "$(last "$2")"
}

# copy FROM TO: the last mail, as the other list has it
copy() {
	sed "1i X-Way: through $2word" "$(last "$1")" >"$(last "$2")"
}

# patch LIST ID SUBJECT [PARENT]: with a file of its own for each list
patch() {
	mail "$@" <<END
It is done as ${1}word wants it.

Signed-off-by: ${1^}word Sato <${1}word@example.net>
---
 src/$1.c | 2 +-
 1 file changed, 1 insertion(+), 1 deletion(-)

diff --git a/src/$1.c b/src/$1.c
index 1111111..2222222 100644
--- a/src/$1.c
+++ b/src/$1.c
@@ -1,3 +1,3 @@
 one
-two
+$1 $hours
 three
-- 
2.39.2
END
}

review() {
	mail "$@" <<END
So says ${1}word, line $hours of the hedgehog.

Reviewed-by: ${1^}word Sato <${1}word@example.net>
END
}

# A thread of a public patch that goes through both private lists, and comes back.
patch tern ternid-lamp '[PATCH] lamp: dim at night'
review board lamp-1 'Re: [PATCH] lamp: dim boardword' ternid-lamp
review vault lamp-2 'Re: [PATCH] lamp: dim vaultword' lamp-1
mail tern ternid-end 'Re: [PATCH] lamp: the end' lamp-2 <<<'It is dim now, hedgehog.'
# A series that one list has alone, with all that was said of it.
patch board boardid-own '[PATCH] boardword: own'
patch board boardid-own2 '[PATCH v2] boardword: own'
review board boardid-own2-re 'Re: [PATCH v2] boardword: own' boardid-own2
# One whose patch the other list reviewed, and one that it took further.
patch board seen-0 '[PATCH] boardword: seen'
review vault vaultid-seen 'Re: [PATCH] vaultword: seen' seen-0
patch board boardid-old '[PATCH] oldword: change how the key is kept'
by 'Ann Both' board
patch vault vaultid-new '[PATCH v2] oldword: change how the key is kept'
by 'Ann Both' vault
# Answers on each list to what the other one began.
mail vault plan-0 'plan of vaultword' <<<'The vaultword hedgehog.'
mail board boardid-plan 'Re: plan of boardword' plan-0 <<<'The boardword hedgehog.'
mail board idea-0 'idea of boardword' <<<'The boardword hedgehog again.'
mail vault vaultid-idea 'Re: idea of vaultword' idea-0 <<<'The vaultword hedgehog again.'
# One mail that all have, and one that the private lists have, each with headers of its own.
mail tern sharedid 'a word to all' <<<'Read the hedgehog.'
copy tern board
copy tern vault
mail vault bothid 'a word to some' <<<'Read the hedgehog.'
by 'Ann Both' vault
copy vault board
sed -i '1i X-Way: through vaultword' "$(last vault)"

config=$XDG_CONFIG_HOME/tidings/config
for list in board tern vault; do
	"$corpus/make-archive" "$W/$list" "$W/mails/$list"/*.eml >/dev/null
	tidings add "$list" "$W/$list" >/dev/null
done
for list in board vault; do
	git config --file "$config" "list.$list.private" true
	git config --file "$config" --add "list.$list.token" "$list-token"
	git config --file "$config" --add "list.$list.token" both-token
done
names=(lamp-1 lamp-2 boardid-old vaultid-new bothid)
ids=("${names[@]/%/@example.net}")

questions() {
	local list id what
	for list in board vault; do
		printf "/$list/%s\n" '?q=hedgehog' '?q=hedgehog&x=A' '?q=s:plan' '?q=r:boardword' \
			'?q=dfn:src/board.c' '?q=is:reviewed' '?q=state:superseded' \
			'_/series/?state=reviewed' '_/series/?order=activity' '_/path.atom?p=src/board.c' \
			'_/update/2026-03-02/' '_/stats/?days=9999'
		for id in "${ids[@]}"; do
			printf "/$list/%s\n" "$id/?q=hedgehog" "?q=mid:$id" \
				"boardid-old@example.net/_/compare/?from=$id&to=vaultid-new@example.net"
		done
	done
	for what in boardword@example.net vaultword@example.net ann@example.net; do
		printf '/_/person/%s\n' "?a=$what" "atom?a=$what"
	done
	for what in projects/ people/ patches/ covers/ series/ events/ bundles/ \
		{patches,series,events}/?project={board,vault,tern}; do
		printf '/api/1.3/%s\n' "$what"
	done
}

# leaks LIST: what an answer tells of that list, though it was not asked for it
leaks() {
	awk -v list="$1" '/^ADDRESS / { address = $0; asked = $3; next }
		index(tolower($0), list "word") && !index(asked, list "word") ||
		index(tolower($0), list "id") && !index(asked, list "id") ||
		index($0, "/" list "/") && !index(asked, list) { print address ": " $0 }' | cut -c 1-300
}

# as WHO: how curl shows the token of WHO, in $as; none: no token
as() {
	as=()
	[ "$1" = none ] || as=(-H "Authorization: Bearer $1-token")
}

# mails WHO PATH [CURL-OPTION...]: the ids in an mbox; else the status
mails() {
	local status
	as "$1"
	status=$(ask "${@:2}" "${as[@]}")
	[ "$status" = 200 ] || { echo "$status"; return; }
	gzip -dcf <"$W/out" | sed -n 's/^Message-ID: <\(.*\)@example.net>$/\1/p' | sort | paste -sd ' '
}

# each NAME PATH NONE BOARD VAULT BOTH [CURL-OPTION...]: a claim for who has these tokens
each() {
	local who n=2
	for who in none board vault both; do
		n=$((n + 1))
		is "$1, with the token of $who" "${!n}" "$(mails "$who" "$2" "${@:7}")"
	done
}

# way WHO PATH: which list the mail came over that is given
way() {
	as "$1"
	ask "$2" "${as[@]}" >/dev/null
	sed -n 's/^X-Way: through \(.*\)word$/\1/p' "$W/out"
}

# Until there is an index of open lists each mail is looked at, of all lists, too.
serve_start --workers 1
thread=ternid-lamp@example.net/t.mbox.gz
each 'a thread that goes through all' "/all/$thread" 'ternid-end ternid-lamp' \
	'lamp-1 ternid-end ternid-lamp' 'lamp-2 ternid-end ternid-lamp' \
	'lamp-1 lamp-2 ternid-end ternid-lamp'
each 'in one of them' /board/lamp-1@example.net/t.mbox.gz 401 lamp-1 401 lamp-1
as both
ask "/all/$thread" "${as[@]}" >/dev/null
is 'as they arrived, whichever list was added first' 'ternid-lamp lamp-1 lamp-2 ternid-end' \
	"$(gzip -dc <"$W/out" | sed -n 's/^Message-ID: <\(.*\)@.*/\1/p' | paste -sd ' ')"
each 'found' '/all/?x=m&q=hedgehog+s:lamp' 'ternid-end' 'lamp-1 ternid-end' \
	'lamp-2 ternid-end' 'lamp-1 lamp-2 ternid-end' -X POST
each 'found with its thread' '/all/?x=m&t=1&q=mid:ternid-end@example.net' 'ternid-end ternid-lamp' \
	'lamp-1 ternid-end ternid-lamp' 'lamp-2 ternid-end ternid-lamp' \
	'lamp-1 lamp-2 ternid-end ternid-lamp' -X POST
each 'found in one list' '/board/?x=m&q=hedgehog+s:plan' 401 boardid-plan 401 boardid-plan -X POST
each 'found in the thread alone' '/board/lamp-1@example.net/?x=m&q=hedgehog' 401 \
	lamp-1 401 lamp-1 -X POST
each 'all mails' /all/all.mbox.gz 'sharedid ternid-end ternid-lamp' \
	'boardid-old boardid-own boardid-own2 boardid-own2-re boardid-plan bothid idea-0 lamp-1 seen-0 sharedid ternid-end ternid-lamp' \
	'bothid lamp-2 plan-0 sharedid ternid-end ternid-lamp vaultid-idea vaultid-new vaultid-seen' \
	'boardid-old boardid-own boardid-own2 boardid-own2-re boardid-plan bothid idea-0 lamp-1 lamp-2 plan-0 seen-0 sharedid ternid-end ternid-lamp vaultid-idea vaultid-new vaultid-seen'
each 'a mail of one' /all/idea-0@example.net/raw 404 idea-0 404 idea-0
each 'of one, in the other' /vault/idea-0@example.net/raw 401 401 404 404
each 'a mail of two' /all/bothid@example.net/raw 404 bothid bothid bothid
each 'of all' /all/sharedid@example.net/raw sharedid sharedid sharedid sharedid
is 'as one list has it' board "$(way board /all/bothid@example.net/raw)"
is 'as the other has it' vault "$(way vault /all/bothid@example.net/raw)"
is 'as all have it' '' "$(way none /all/sharedid@example.net/raw)"
is 'as a list has what others have, too' vault "$(way vault /vault/sharedid@example.net/raw)"

as board
get 'a thread whose first mail is on the other list' 200 /board/boardid-plan@example.net/t/ "${as[@]}"
holds 'is called as its first mail here' '<title>Re: plan of boardword'
holds 'says that there is one before' 'not here: plan-0@'
holds 'and how many there are' '1 mail in this thread|a mail in this thread'
get 'one that goes through both' 200 /board/lamp-1@example.net/t/ "${as[@]}"
holds 'tells what the own list says' 'So says boardword'
holds 'and what came after' 'It is dim now'
is 'with its title, though it is that of the mail above' 2 "$(grep -c 'lamp: the end' "$W/out")"
get 'a series that only the own list spoke of' 200 /board/boardid-own2@example.net/_/series/ "${as[@]}"
holds 'has its reviews' 'Boardword Sato'
get 'and is there for git am' 200 /board/boardid-own2@example.net/_/am "${as[@]}"
holds 'with its reviews' '^Reviewed-by: Boardword Sato'
get 'one that the other list reviewed' 401 /board/seen-0@example.net/_/series/ "${as[@]}"
holds 'is not told in part' 'a part of this series is on a private list'
get 'nor made for git am' 401 /board/seen-0@example.net/_/am "${as[@]}"
get 'one that the other list took further' 401 /board/boardid-old@example.net/_/series/ "${as[@]}"
get 'nor is it compared with that' 401 \
	"/board/boardid-old@example.net/_/compare/?from=boardid-old@example.net&to=vaultid-new@example.net" "${as[@]}"
get 'its thread is there' 200 /board/boardid-old@example.net/t/ "${as[@]}"
lacks 'without how it stands' 'superseded|is newer'
# A topic is what of it may be read: its title, who began it, and how many there are.
topics() {
	as "$1"
	ask "/$2/" "${as[@]}" >/dev/null
	sed -n 's,.*"><bdi>\(.*\)</bdi></a></p>,\1,p; s,.*>\([0-9]* mails\{0\,1\}\, [0-9]* [a-z]*\)<.*,  \1,p' "$W/out"
}
topics vault vault >"$W/topics"
holds 'the topics of a list begin with what may be read' '^plan of vaultword' "$W/topics"
holds 'if that is an answer, too' '^Re: idea of vaultword' "$W/topics"
is 'and count that' '  3 mails, 2 people' "$(grep -A1 lamp "$W/topics" | tail -n 1)"
lacks 'and nothing else' boardword "$W/topics"
is 'all of it, with both tokens' '  4 mails, 3 people' \
	"$(topics both vault | grep -A1 lamp | tail -n 1)"

as both
get 'with both tokens' 200 /board/seen-0@example.net/_/series/ "${as[@]}"
holds 'it has the review' 'Vaultword Sato'
get 'and the version' 200 /board/boardid-old@example.net/_/series/ "${as[@]}"
holds 'that came after it' 'vaultid-new@example.net'
get 'and the thread' 200 /board/boardid-plan@example.net/t/ "${as[@]}"
holds 'its own title' '<title>plan of vaultword'

# named WHO: the lists on the first page and in the manifest
named() {
	as "$1"
	ask / "${as[@]}" >/dev/null
	grep -oE '<a href="/(board|tern|vault)/"' "$W/out" | cut -d / -f 2 | sort -u | paste -sd ' '
	ask /manifest.js.gz "${as[@]}" >/dev/null
	gzip -dc <"$W/out" | grep -oE '"/(board|tern|vault)/' | cut -d / -f 2 | sort -u | paste -sd ' '
}
cloned() { # WHO LIST
	rm -rf "$W/clone"
	git -c http.extraHeader="Authorization: Bearer $1-token" clone -q --mirror "$url/$2/0" "$W/clone" \
		2>/dev/null && git -C "$W/clone" rev-parse HEAD
}
clones() {
	is 'git clones the own list' "$(git -C "$W/board/git/0.git" rev-parse HEAD)" "$(cloned board board)"
	is 'not the other one' '' "$(cloned board vault)"
	is 'both with both' "$(git -C "$W/vault/git/0.git" rev-parse HEAD)" "$(cloned both vault)"
}
is 'lists that all know' $'tern\ntern' "$(named none)"
is 'that who has a token knows' $'board tern\nboard tern' "$(named board)"
is 'who has the other' $'tern vault\ntern vault' "$(named vault)"
is 'who has both' $'board tern vault\nboard tern vault' "$(named both)"
clones

{ routes board,vault "${ids[@]}"; questions; } | sort -u >"$W/addresses"
as vault
walk "$W/addresses" "${as[@]}" >"$W/told"
is 'every address has an answer for who has one token' "$(wc -l <"$W/addresses")" \
	"$(grep -c '^ADDRESS [234]' "$W/told")"
is 'that tells nothing of the other list' '' "$(leaks board <"$W/told")"
[ "$(leaks vault <"$W/told" | wc -l)" -gt 100 ]
say 'but much of its own'

as board
get 'how series stand may be asked for in the own list' 200 '/board/?x=m&q=state:superseded' \
	"${as[@]}" -X POST
git config --file "$config" serve.strict true
get 'unless that is closed' 401 '/board/?x=m&q=state:superseded' "${as[@]}" -X POST
get 'for words it is not' 200 '/board/?x=m&q=hedgehog' "${as[@]}" -X POST
get 'nor for who has all tokens' 200 '/board/?x=m&q=state:superseded' \
	-H 'Authorization: Bearer both-token' -X POST
get 'a page of a thread' 200 /board/boardid-own2@example.net/t/ "${as[@]}"
lacks 'does not say then how its series stands' 'is newer|class="chip'
git config --file "$config" --unset serve.strict

# With an index of open lists who has one token is everybody else on all other addresses.
tidings sync >/dev/null 2>&1
each 'the thread' "/all/$thread" ternid-lamp ternid-lamp ternid-lamp \
	'lamp-1 lamp-2 ternid-end ternid-lamp'
each 'in one of them' /board/lamp-1@example.net/t.mbox.gz 401 lamp-1 401 lamp-1
each 'a mail of two' /all/bothid@example.net/raw 404 404 404 bothid
each 'a question for states' '/all/?x=m&q=state:superseded' 404 404 404 \
	'boardid-old boardid-own' -X POST
projects() {
	as "$1"
	ask /api/1.3/projects/ "${as[@]}" >/dev/null
	json '" ".join(sorted(p["link_name"] for p in d))' "$W/out"
}
is 'projects for everybody' tern "$(projects none)"
is 'for who has a token' tern "$(projects board)"
is 'for who has both' 'board tern vault' "$(projects both)"
as vault
for what in patches series events covers; do
	get "$what" 200 "/api/1.3/$what/" "${as[@]}"
	lacks 'are those that all see' 'boardword|vaultword'
	get "$what of the list that may be read" 200 "/api/1.3/$what/?project=vault" "${as[@]}"
	is 'are none there' '[]' "$(cat "$W/out")"
done
for who in none board; do
	as "$who"
	get "a person, for $who" 404 '/_/person/?a=boardword@example.net' "${as[@]}"
done
as both
get 'for both' 200 '/_/person/?a=boardword@example.net' "${as[@]}"
holds 'it is there' 'boardword: own'
is 'the first page and the manifest are what all see' $'tern\ntern' "$(named board)"
is 'but for who has both' $'board tern vault\nboard tern vault' "$(named both)"
clones
# A list that all may read again is not in the index of open lists before the next sync.
git config --file "$config" list.board.private false
get 'a list that is open again, before the next sync' 200 /board/boardid-own@example.net/raw
holds 'is there for everybody' boardword
each 'the other one is not' /all/plan-0@example.net/raw 404 404 plan-0 plan-0
git config --file "$config" list.board.private true
get 'nor is this one, private again' 401 /board/boardid-own@example.net/raw
as board
walk "$W/addresses" "${as[@]}" >"$W/told"
is 'and no address tells of the other list' '' "$(leaks vault <"$W/told")"
serve_stop
say 'the server ends well'
finish
