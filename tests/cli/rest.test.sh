#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# What patchwork's clients ask tidings serve for: docs/rest.md. git-pw and pwclient do it
# themselves where they are installed (PWCLIENT may say where).
. "${SOURCE:?the source tree}/tests/cli/lib.sh"
. "$SOURCE/tests/cli/serve-lib.sh"

sample v2 "$W/list"
succeeds 'a list is added' tidings add tern "$W/list"

# A series that goes onto a tree, and what it got.
git init -q "$W/tree"
export GIT_AUTHOR_DATE='2026-03-09T10:00:00Z' GIT_COMMITTER_DATE='2026-03-09T10:00:00Z'
in_tree() {
	git -C "$W/tree" -c user.name=Ann -c user.email=ann@example.org "$@"
}
printf '%s\n' a b c d e f g >"$W/tree/pump.c"
in_tree add . && in_tree commit -qm 'pump: begin' && base=$(in_tree rev-parse HEAD)
sed -i 's/^b$/B/' "$W/tree/pump.c" && in_tree commit -qam 'pump: a large b'
sed -i 's/^f$/F/' "$W/tree/pump.c" && in_tree commit -qam 'pump: and a large f'
# git takes the clock for the ids of all, and for the date of the cover letter.
in_tree format-patch -q --thread --cover-letter --stdout --subject-prefix='PATCH pump' "$base" |
	sed -E -e 's/^(Message-ID|In-Reply-To|References): <(cover|[0-9a-f]+)\.[0-9]+\./\1: <pump-\2./' \
		-e 's/^(Date: ).*/\1Mon, 9 Mar 2026 10:00:00 +0000/' >"$W/pump.mbox"
target=$(sed -n 's/^Message-ID: <\(.*\)>/\1/Ip' "$W/pump.mbox" | sed -n 2p)
cat >>"$W/pump.mbox" <<END

From mboxrd@z Thu Jan  1 00:00:00 1970
From: Bob <bob@example.org>
Date: Mon, 9 Mar 2026 11:00:00 +0000
Subject: Re: [PATCH pump 1/2] pump: a large b
Message-ID: <answer@example.org>
In-Reply-To: <$target>
References: <$target>

Good.

Reviewed-by: Bob <bob@example.org>
END
in_tree reset -q --hard "$base"
succeeds 'and one of an mbox' tidings add pump "$W/pump.mbox"
# The same for another tree, whose keeper took one of the two.
sed -e 's/pump/pond/g' -e 's/^Good\.$/Applied, thanks!/' -e '/^Reviewed-by/d' \
	-e 's/^\(Message-I[Dd]\|In-Reply-To\|References\): </&pond-/' "$W/pump.mbox" >"$W/pond.mbox"
succeeds 'and one of which a part was taken' tidings add weir "$W/pond.mbox"
ledger=$XDG_DATA_HOME/tidings/ledger.sqlite
v2=20260304-queue-limit-v2-0-5b7e21aa90c4@harbour.example.com
patch=${v2/-v2-0-/-v2-2-}

succeeds 'a token is made' tidings token ann --email ann@example.org
token=$(cat "$W/out")
is 'of forty digits' 40 ${#token}
succeeds 'a token for one list' tidings token bob --list tern
succeeds 'one that is taken back' tidings token eve
gone=$(cat "$W/out")
succeeds 'is taken back' tidings token --revoke eve
succeeds 'users are listed' tidings token
is 'with what they may do' "ann ann@example.org all lists
bob bob@localhost.localdomain tern
eve eve@localhost.localdomain (revoked)" "$(tr '\t' ' ' <"$W/out")"
fails 'a token for a list that is not there' 66 "there is no list 'none'" tidings token --list none zoe
fails 'a name that is none' 64 'is no name' tidings token 'a b'
fails 'taking back what nobody has' 66 'nobody here is called' tidings token --revoke zoe
lacks 'no token is kept' "$token" "$ledger"

serve_start --workers 2
auth="Authorization: Token $token"

get 'the interface tells where things are' 200 /api/
is 'all eight' 8 "$(json 'len(d)' "$W/out")"
header 'as JSON' '^content-type: application/json'
get 'in each version' 200 /api/1.0/
is 'with addresses of that version' "$url/api/1.0/patches/" "$(json 'd["patches"]' "$W/out")"
get 'but in no other' 404 /api/0.9/
is 'and says so' 'Not found.' "$(json 'd["detail"]' "$W/out")"
get 'without its slash it is sent there' 301 /api/patches
get 'what is none' 404 /api/nothing/

get 'projects' 200 /api/projects/
is 'are lists' 'tern sample.lists.example.org sample@lists.example.org' \
	"$(json '" ".join((d[1]["link_name"], d[1]["list_id"], d[1]["list_email"]))' "$W/out")"
project=$(json 'd[1]["id"]' "$W/out")
get 'one of them by name' 200 /api/projects/tern/
get 'and by number' 200 "/api/1.2/projects/$project/"
get 'none' 404 /api/projects/none/

get 'patches' 200 '/api/patches/?project=tern&per_page=250'
cp "$W/out" "$W/patches"
all=$(json 'len(d)' "$W/patches")
is 'are in the order of their numbers' True "$(json '[p["id"] for p in d] == sorted(p["id"] for p in d)' "$W/out")"
is 'which end in that of the list' True "$(json "all(p['id'] % 1000 == $project for p in d)" "$W/out")"
get 'a page of them' 200 '/api/patches/?order=-date&per_page=3&page=2&project=tern'
header 'says where the others are, the next one first' \
	"^Link: <$url/api/patches/\?order=-date&page=3&per_page=3&project=tern>; rel=\"next\", <$url/api/patches/\?order=-date&per_page=3&project=tern>; rel=\"prev\", <$url/api/patches/\?order=-date&page=1&per_page=3&project=tern>; rel=\"first\", <"
is 'newest first' True "$(json '[p["date"] for p in d] == sorted((p["date"] for p in d), reverse=True)' "$W/out")"
pages=0
for ((page = 1; page < 50; page++)); do
	[ "$(ask "/api/patches/?per_page=3&page=$page&project=tern")" = 200 ] || break
	pages=$((pages + $(json 'len(d)' "$W/out")))
done
is 'all pages have all of them' "$all" "$pages"
is 'the page after the last is none' 'Invalid page.' "$(json 'd["detail"]' "$W/out")"
get 'a page that is no number' 404 '/api/patches/?page=x'
get 'the last page by its name' 200 '/api/patches/?per_page=3&page=last&project=tern'
cp "$W/out" "$W/last"
get 'is that of its number' 200 "/api/patches/?per_page=3&page=$((page - 1))&project=tern"
same 'with the same patches' "$W/last" "$W/out"
get 'and where all fit on one' 200 '/api/covers/?per_page=250&page=last&project=tern'
get 'events have one, too' 200 '/api/events/?page=last&project=tern'
get 'more at once than there may be' 200 '/api/patches/?per_page=100000'

get 'a patch by its Message-ID' 200 "/api/patches/?msgid=$patch"
is 'one' 1 "$(json 'len(d)' "$W/out")"
id=$(json 'd[0]["id"]' "$W/out")
series=$(json 'd[0]["series"][0]["id"]' "$W/out")
get 'whole' 200 "/api/patches/$id/"
cp "$W/out" "$W/patch"
etag=$(sed -n 's/^etag: //Ip' "$W/head" | tr -d '\r')
get 'once is enough' 304 "/api/patches/$id/" -H "If-None-Match: $etag"
is 'its name keeps what is no PATCH' '[v2,2/3] queue: refuse what is over the limit' "$(json 'd["name"]' "$W/patch")"
is 'and its prefixes' "['v2', '2/3']" "$(json 'd["prefixes"]' "$W/patch")"
is 'it says who, where and when' "True True True" \
	"$(json "' '.join(str(x) for x in ('@' in d['submitter']['email'], d['web_url'] == '$url/project/tern/patch/$patch/', len(d['date']) == 19))" "$W/patch")"
is 'its diff begins where it does' 'diff --git ' "$(json 'd["diff"][:11]' "$W/patch")"
for version in '1.0 False' '1.1 True' '1.3 True'; do
	get "projects of ${version% *}" 200 "/api/${version% *}/projects/"
	is 'say what subjects they take from 1.1 on' "${version#* }" "$(json '"subject_match" in d[0]' "$W/out")"
done
get 'in 1.0 a patch has no comments' 200 "/api/1.0/patches/$id/"
is 'and no web_url' 'False False' "$(json '"%s %s" % ("comments" in d, "web_url" in d)' "$W/out")"
get 'the number of a cover letter is no patch' 404 "/api/patches/$series/"
get 'a number that nothing has' 404 /api/patches/999999999/
get 'a number that is none' 404 /api/patches/x1/
get 'of a series' 200 "/api/patches/?series=$series"
is 'all three' 3 "$(json 'len(d)' "$W/out")"
get 'by state' 200 '/api/patches/?state=new&state=superseded&per_page=250'
is 'either of them' "['new', 'superseded']" "$(json 'sorted(set(p["state"] for p in d))' "$W/out")"
get 'a series of which one was taken' 200 '/api/patches/?project=weir&order=id'
is 'has that one accepted alone' "['accepted', 'under-review']" "$(json '[p["state"] for p in d]' "$W/out")"
get 'by a state that is none' 200 '/api/patches/?state=nonsense'
is 'there are none' '[]' "$(cat "$W/out")"
get 'by who sent it' 200 "/api/patches/?submitter=$(json 'd["submitter"]["email"].upper()' "$W/patch")&per_page=250"
by_address=$(json 'len(d)' "$W/out")
get 'and by the number of that person' 200 "/api/patches/?submitter=$(json 'd["submitter"]["id"]' "$W/patch")&per_page=250"
is 'are the same' "$by_address" "$(json 'len(d)' "$W/out")"
get 'by hash' 200 "/api/patches/?hash=$(json 'd["hash"]' "$W/patch")&per_page=250"
is 'that one' "[$id]" "$(json '[p["id"] for p in d]' "$W/out")"
get 'all of a list' 200 '/api/patches/?project=tern&per_page=250'
# One line is what json gives.
json '" ".join("%d/%s" % (p["id"], p["hash"]) for p in d if not p["pull_url"])' "$W/out" |
	tr ' /' '\n ' >"$W/hashes"
is 'has many' True "$([ "$(grep -cE ' [0-9a-f]{40}$' "$W/hashes")" -gt 5 ] && echo True)"
while read -r one hash; do
	ask "/api/patches/?hash=${hash^^}&per_page=250" >/dev/null
	json "$one in [p['id'] for p in d] and all(p['hash'] == '$hash' for p in d)" "$W/out"
done <"$W/hashes" >"$W/found"
is 'each has its hash and is found by it' "$(sed 's/.*/True/' "$W/hashes")" "$(cat "$W/found")"
get 'by what is no hash' 200 '/api/patches/?hash=%2A'
is 'there is none' '[]' "$(cat "$W/out")"
get 'by the hash of nothing' 200 '/api/patches/?hash=0123456789012345678901234567890123456789'
is 'is none' '[]' "$(cat "$W/out")"
get 'by name' 200 '/api/patches/?q=REFUSE%20what&per_page=250'
is 'whatever its case' True "$(json 'len(d) > 0 and all("refuse what" in p["name"] for p in d)' "$W/out")"
get 'by words, as patchwork has them' 200 '/api/patches/?q=what,QUEUE%20refuse&per_page=250'
is 'each of which is there' True \
	"$(json 'len(d) > 0 and all("queue" in p["name"] and "refuse what" in p["name"] for p in d)' "$W/out")"
get 'by two orders' 200 '/api/patches/?order=-state,nothing,date&per_page=250&project=tern'
is 'what is alike by the first goes by the second' True \
	"$(json '[p["date"] for p in d if p["state"] == "new"] == sorted(p["date"] for p in d if p["state"] == "new") and len(set(p["state"] for p in d)) > 1' "$W/out")"
is 'and the first goes before' True \
	"$(json '(lambda s: all(s.index(x) + s.count(x) == len(s) - s[::-1].index(x) for x in set(s)))([p["state"] for p in d])' "$W/out")"
get 'since then' 200 '/api/patches/?since=2026-03-04T00:00:00&per_page=250&project=tern'
since=$(json 'len(d)' "$W/out")
get 'and before' 200 '/api/patches/?before=2026-03-04T00:00:00&per_page=250&project=tern'
is 'make all' "$all" $((since + $(json 'len(d)' "$W/out")))

get 'series' 200 '/api/series/?order=-date'
get 'one of them' 200 "/api/1.3/series/$series/"
is 'whole, with its cover letter' "3 3 True 2 $series" \
	"$(json '"%d %d %s %d %d" % (d["total"], d["received_total"], d["received_all"], d["version"], d["cover_letter"]["id"])' "$W/out")"
get 'covers' 200 /api/covers/
get 'one of them' 200 "/api/covers/$series/"
get 'what was answered to a patch' 200 "/api/patches/$id/comments/"
comment=$(json 'd[0]["id"]' "$W/out")
is 'is a comment, not dealt with' False "$(json 'd[0]["addressed"]' "$W/out")"
get 'which has an address' 200 "/api/1.3/patches/$id/comments/$comment/"
get 'but not in 1.2' 404 "/api/1.2/patches/$id/comments/$comment/"

get 'a method that it does not have' 405 "/api/patches/$id/" -X DELETE -H "$auth"
is 'is named' 'Method "DELETE" not allowed.' "$(json 'd["detail"]' "$W/out")"
get 'people are for those who are known' 403 /api/people/
is 'which is said' 'Authentication credentials were not provided.' "$(json 'd["detail"]' "$W/out")"
get 'and told to them' 200 '/api/people/?q=ann' -H "$auth"
get 'one by number' 200 "/api/people/$(json 'd["submitter"]["id"]' "$W/patch")/" -H "$auth"
get 'users likewise' 200 '/api/users/?q=ann' -H "$auth"
ann=$(json 'd[0]["id"]' "$W/out")
get 'a token that was taken back' 403 /api/users/ -H "Authorization: Token $gone"
get 'a token as a password' 200 /api/users/ -u "ann:$token"
get 'a wrong one' 403 /api/users/ -H "Authorization: Token 0$token"
get 'bundles are none' 200 /api/bundles/
is 'at first' '[]' "$(cat "$W/out")"

get 'nobody changes a patch' 403 "/api/patches/$id/" -X PATCH -d state=accepted
get 'a state that is none' 400 "/api/patches/$id/" -X PATCH -d state=nonsense -H "$auth"
is 'is told so' True "$(json '"Invalid state nonsense" in d["state"][0]' "$W/out")"
get 'a delegate who is none' 400 "/api/patches/$id/" -X PATCH -d delegate=4711 -H "$auth"
get 'what is no JSON' 400 "/api/patches/$id/" -X PATCH -d '{' -H "$auth" -H 'Content-Type: application/json'
get 'a form' 200 "/api/patches/$id/" -X PATCH -d state=under-review -d commit_ref=abc -d "delegate=$ann" -H "$auth"
get 'or JSON' 200 "/api/patches/$id/" -X PATCH -d '{"archived": "yes", "state": "Accepted"}' -H "$auth" -H 'Content-Type: application/json'
get 'changes it' 200 "/api/patches/$id/"
is 'each its part' 'accepted True abc ann' "$(json '"%s %s %s %s" % (d["state"], d["archived"], d["commit_ref"], d["delegate"]["username"])' "$W/out")"
get 'who had it has it no longer' 200 "/api/patches/$id/" -H "If-None-Match: $etag"
said='<span>set to <span class="chip accepted">accepted</span></span>|<span>delegated to <bdi>ann</bdi></span>|<span>archived</span>|<span>as <code>abc</code></span>'
mail=/tern/$(json 'd["msgid"].strip("<>")' "$W/out")
get 'who reads the site has the mail' 200 "$mail/"
is 'with what was said of it' 4 "$(grep -oE "$said" "$W/out" | wc -l)"
page=$(sed -n 's/^etag: //Ip' "$W/head" | tr -d '\r')
get 'as it is' 304 "$mail/" -H "If-None-Match: $page"
get 'and the page of its series' 200 "$mail/_/series/"
holds 'under its number' '^<li class="facts"><span>patch 2</span>$'
is 'the same' 4 "$(grep -oE "$said" "$W/out" | wc -l)"
get 'that of all lists' 200 "/all${mail#/tern}/"
holds 'says of which' '^<li class="facts"><span>in tern</span>$'
brief='<span class="by">set to <span class="chip accepted">accepted</span>( [(]2[)])?</span> <span class="by">delegated to <bdi>ann</bdi></span>'
get 'the table of series' 200 /tern/_/series/
is 'has it in one line' 1 "$(grep -cE "$brief" "$W/out")"
holds 'with its number' 'accepted</span> [(]2[)]</span>'
get 'the thread' 200 "$mail/t/"
holds 'has it beside the patch' "^<li class=\"d[0-9].*$brief</li>$"
holds 'and above it, with its number' '^<p class="facts"> <span class="by">set to .*accepted</span> [(]2[)]</span>'
is 'and nowhere else' 2 "$(grep -c 'set to' "$W/out")"
get 'what patchwork does not read as yes or no filters nothing' 200 '/api/patches/?archived=yes&per_page=250&project=tern'
cp "$W/out" "$W/all"
get 'as if it were not there' 200 '/api/patches/?per_page=250&project=tern'
same 'the same patches' "$W/all" "$W/out"
get 'and it is found by that' 200 '/api/patches/?archived=true&delegate=ann&state=accepted'
is 'alone' 1 "$(json 'len(d)' "$W/out")"
get 'a check' 201 "/api/patches/$id/checks/" -d 'state=fail&context=ci&target_url=http://ci.example.org/1' -H "$auth"
check=$(json 'd["id"]' "$W/out")
get 'a mail that was looked at before' 200 "$mail/" -H "If-None-Match: $page"
holds 'has it, too' '<span class="chip fail">fail</span> <a rel="noreferrer" href="http://ci.example.org/1"><bdi>ci</bdi></a>'
get 'the table of series' 200 /tern/_/series/
holds 'has its check, too' '<span class="chip fail" title="checks">1 fail</span>'
get 'the thread, flat' 200 "$mail/T/"
holds 'and this' '<span class="chip fail" title="checks">1 fail</span></li>$'
get 'nobody adds one' 403 "/api/patches/$id/checks/" -d 'state=success&context=ci'
get 'nor with a token that was taken back' 403 "/api/patches/$id/checks/" -d 'state=success&context=ci' -H "Authorization: Token $gone"
get 'a check without a state' 400 "/api/patches/$id/checks/" -d context=ci -H "$auth"
slug=$(printf 'ci_-%.0s' {1..64})
get 'one whose name is longer than patchwork has room for' 400 "/api/patches/$id/checks/" -d "state=fail&context=$slug" -H "$auth"
is 'is told so' True "$(json '"valid \"slug\"" in d["context"][0]' "$W/out")"
get 'one of a letter less' 201 "/api/patches/$id/checks/" -d "state=pending&context=${slug:1}" -H "$auth"
get 'one whose name has a blank' 400 "/api/patches/$id/checks/" -d 'state=fail&context=c+i' -H "$auth"
get 'a check with a script for an address' 400 "/api/patches/$id/checks/" -d 'state=fail&target_url=javascript:1' -H "$auth"
# by USER: the states of the checks by that user
by() {
	ask "/api/patches/$id/checks/?user=$1" >"$W/status"
	json '" ".join(sorted(c["state"] for c in d))' "$W/out"
}
is 'by whom they are' 'fail pending' "$(by ANN)"
is 'or by number' 'fail pending' "$(by "$(json 'd[0]["user"]["id"]' "$W/out")")"
is 'and by nobody else' '' "$(by bob)$(by 4711)"
get 'it can be read' 200 "/api/patches/$id/checks/$check/"
get 'and counts' 200 "/api/patches/$id/"
is 'for the patch' fail "$(json 'd["check"]' "$W/out")"
get 'nobody deals with a comment' 403 "/api/patches/$id/comments/$comment/" -X PATCH -d addressed=true
get 'so it stays' 200 "/api/patches/$id/comments/$comment/"
is 'as it was' False "$(json 'd["addressed"]' "$W/out")"
get 'a comment is dealt with' 200 "/api/patches/$id/comments/$comment/" -X PATCH -d addressed=true -H "$auth"
is 'which is kept' True "$(json 'd["addressed"]' "$W/out")"
get 'a method that nothing has' 405 "/api/patches/$id/" -X DELETE -H "$auth"

get 'events' 200 '/api/events/?project=tern'
is 'newest first' True "$(json '[e["date"] for e in d] == sorted((e["date"] for e in d), reverse=True)' "$W/out")"
cp "$W/out" "$W/all"
get 'the other way round' 200 '/api/events/?project=tern&order=date'
is 'oldest first' True "$(json '[e["date"] for e in d] == sorted(e["date"] for e in d) and len(d) > 1' "$W/out")"
cp "$W/all" "$W/out"
is 'what readers did is among them' 'check-created patch-delegated patch-state-changed' \
	"$(json '" ".join(sorted(set(e["category"] for e in d if e["actor"])))' "$W/out")"
get 'of one kind' 200 '/api/events/?category=series-completed'
is 'alone' "{'series-completed'}" "$(json 'set(e["category"] for e in d)' "$W/out")"
get 'of one patch' 200 "/api/events/?patch=$id"
is 'alone' "{$id}" "$(json 'set(e["payload"]["patch"]["id"] for e in d)' "$W/out")"
get 'comments are events' 200 '/api/events/?category=patch-comment-created'
is 'each with its own' True "$(json 'len(d) > 0 and all("url" in e["payload"]["comment"] for e in d)' "$W/out")"
get 'in 1.2 comments are no events' 200 '/api/1.2/events/?category=patch-comment-created'
is 'at all' '[]' "$(cat "$W/out")"
get 'since then' 200 '/api/events/?since=2026-11-28T00:00:00&actor='"$ann"
ids=$(ask '/api/events/' >"$W/status" && json '[e["id"] for e in d]' "$W/out")

# Bundles: ann's, with a look at what bob may do with them.
bob=$(tidings token bob --list tern)
bob="Authorization: Token $bob"
read -ra some < <(json '" ".join(str(p["id"]) for p in d[:3])' "$W/patches")
foreign=$(ask '/api/patches/?project=pump' >"$W/status" && json 'd[0]["id"]' "$W/out")
made='name=hot%20fix&patches='${some[2]}'&patches='${some[0]}
get 'nobody makes a bundle' 403 /api/bundles/ -d "$made"
get 'nor does 1.1' 405 /api/1.1/bundles/ -d "$made" -H "$auth"
get 'a user does' 201 /api/1.2/bundles/ -d "$made" -H "$auth"
bundle=$(json 'd["id"]' "$W/out")
header 'and is told where' "^location: $url/api/1.2/bundles/$bundle/\$"
is 'in its order, for its owner' "[${some[2]}, ${some[0]}] False ann tern" \
	"$(json '"%s %s %s %s" % ([p["id"] for p in d["patches"]], d["public"], d["owner"]["username"], d["project"]["name"])' "$W/out")"
is 'with ways to it' "$url/bundle/ann/hot%20fix/ $url/bundle/ann/hot%20fix/mbox/" \
	"$(json 'd["web_url"] + " " + d["mbox"]' "$W/out")"
get 'the name again' 400 /api/bundles/ -d "$made" -H "$auth"
is 'is taken' True "$(json '"already" in d["name"][0]' "$W/out")"
refuses() {
	get "$1" 400 /api/bundles/ -H "$auth" -H 'Content-Type: application/json' -d "$3"
	is 'which is said' "$2" "$(json 'list(d)[0]' "$W/out")"
}
refuses 'no name' name "{\"patches\": [${some[0]}]}"
refuses 'an empty one' name "{\"name\": \" \", \"patches\": [${some[0]}]}"
refuses 'a long one' name "{\"name\": \"$(printf 'x%.0s' {1..51})\", \"patches\": [${some[0]}]}"
refuses 'one of two lines' name "{\"name\": \"a\\nb\", \"patches\": [${some[0]}]}"
refuses 'one that is a way up' name "{\"name\": \"..\", \"patches\": [${some[0]}]}"
refuses 'no patches' patches '{"name": "x"}'
refuses 'an empty list of them' patches '{"name": "x", "patches": []}'
refuses 'what is none' patches '{"name": "x", "patches": [999999999]}'
refuses 'a cover letter' patches "{\"name\": \"x\", \"patches\": [$series]}"
refuses 'what is no number' patches '{"name": "x", "patches": [["y"]]}'
refuses 'patches of two lists' patches "{\"name\": \"x\", \"patches\": [${some[0]}, $foreign]}"
refuses 'too many' patches "{\"name\": \"x\", \"patches\": [$(printf '1,%.0s' {1..250})1]}"
refuses 'neither yes nor no' public "{\"name\": \"x\", \"patches\": [${some[0]}], \"public\": \"maybe\"}"
get 'who may not write to a list' 403 /api/bundles/ -d "name=x&patches=$foreign" -H "$bob"
for who in '' "$bob"; do
	get 'others do not see it' 404 "/api/bundles/$bundle/" -H "$who"
	get 'nor in the list' 200 /api/bundles/ -H "$who"
	is 'at all' '[]' "$(cat "$W/out")"
	get 'nor as a page' 404 /bundle/ann/hot%20fix/ -H "$who"
	get 'nor as an mbox' 404 /bundle/ann/hot%20fix/mbox/ -H "$who"
	lacks 'not of what list' tern
	get 'nor change it' 404 "/api/bundles/$bundle/" -X PATCH -d public=true -H "$who"
	get 'nor remove it' 404 "/api/bundles/$bundle/" -X DELETE -H "$who"
done
get 'its owner does' 200 "/api/bundles/$bundle/" -H "$auth"
etag=$(sed -n 's/^etag: //Ip' "$W/head" | tr -d '\r')
get 'once is enough' 304 "/api/bundles/$bundle/" -H "$auth" -H "If-None-Match: $etag"
get 'a list in JSON' 200 "/api/bundles/$bundle/" -X PATCH -H "$auth" -H 'Content-Type: application/json' \
	-d "{\"patches\": [${some[0]}, ${some[1]}, ${some[0]}, ${some[2]}], \"public\": true}"
is 'is in place of the old one, each once' "[${some[0]}, ${some[1]}, ${some[2]}] True" \
	"$(json '"%s %s" % ([p["id"] for p in d["patches"]], d["public"])' "$W/out")"
get 'who had it has it no longer' 200 "/api/bundles/$bundle/" -H "$auth" -H "If-None-Match: $etag"
get 'a patch of another list is not put beside' 400 "/api/bundles/$bundle/" -X PATCH -d "patches=$foreign&patches=${some[0]}" -H "$auth"
get 'all of it has to be said at once' 400 "/api/bundles/$bundle/" -X PUT -d public=true -H "$auth"
get 'now all see it' 200 "/api/bundles/$bundle/"
get 'but do not change it' 403 "/api/bundles/$bundle/" -X PATCH -d public=false -H "$bob"
get 'nor remove it' 403 "/api/bundles/$bundle/" -X DELETE
get 'bob has one, too' 201 /api/bundles/ -d "name=hot%20fix&public=yes&patches=${some[1]}" -H "$bob"
other=$(json 'd["id"]' "$W/out")
of() {
	get "bundles: $1" 200 "/api/bundles/?$1"
	is 'are those' "$2" "$(json '[b["id"] for b in d]' "$W/out")"
}
of '' "[$bundle, $other]"
of 'order=-id' "[$other, $bundle]"
of 'order=name' "[$bundle, $other]"
of 'order=-owner' "[$other, $bundle]"
of 'owner=ANN' "[$bundle]"
of "owner=$ann&owner=bob" "[$bundle, $other]"
of 'owner=nobody' '[]'
of 'q=HOT' "[$bundle, $other]"
of 'q=cold' '[]'
of 'project=tern' "[$bundle, $other]"
of "project=$project" "[$bundle, $other]"
of 'project=pump' '[]'
of 'public=true' "[$bundle, $other]"
of 'public=false' '[]'
of 'per_page=1&page=2' "[$other]"
header 'the one before is linked' '^Link: .*rel="prev"'
get 'a page past the last one' 404 '/api/bundles/?page=2'
get 'in 1.0' 200 "/api/1.0/bundles/$bundle/"
is 'it has no web_url' False "$(json '"web_url" in d' "$W/out")"
get 'its mbox' 200 /bundle/ann/hot%20fix/mbox/
header 'has its name' "^Content-Disposition: attachment; filename=bundle-$bundle-hot-fix\.mbox\$"
is 'and its patches in their order' "${some[*]}" \
	"$(sed -n 's/^X-Patchwork-Id: //p' "$W/out" | tr '\n' ' ' | sed 's/ $//')"
get 'its page' 200 /bundle/ann/hot%20fix/
is 'leads to each of them' 3 "$(sed -n '/<ol>/,/<\/ol>/p' "$W/out" | grep -c '<li><a href="/tern/')"
get 'of a user who has none' 404 /bundle/eve/hot%20fix/
get 'of nobody' 404 /bundle/nobody/hot%20fix/mbox/
get 'a name with what an address minds' 201 /api/bundles/ -H "$auth" -H 'Content-Type: application/json' \
	-d "{\"name\": \"a/<b>?&\u00e4\", \"patches\": [${some[0]}]}"
mbox=$(json 'd["mbox"]' "$W/out")
get 'can be read there' 200 "${mbox#"$url"}" -H "$auth"
get 'and as a page' 200 "$(dirname "${mbox#"$url"}")/" -H "$auth"
holds 'where it breaks nothing' 'a/&lt;b&gt;'
get 'one is removed' 204 "/api/bundles/$other/" -X DELETE -H "$bob"
is 'without a word' '' "$(cat "$W/out")"
get 'and gone' 404 "/api/bundles/$other/" -H "$bob"

get 'a patch as an mbox' 200 "/project/tern/patch/$patch/mbox/"
header 'that has a name' '^Content-Disposition: attachment; filename=v2-2-3-queue-refuse-what-is-over-the-limit\.patch$'
cp "$W/out" "$W/mbox"
holds 'it begins as one' '^From patchwork ' "$W/mbox"
holds 'and says which it is' "^X-Patchwork-Id: $id\$" "$W/mbox"
holds 'and whose it is now' '^X-Patchwork-Delegate: ann@example.org$' "$W/mbox"
sed '/^---$/,$d' "$W/mbox" >"$W/message"
holds 'it has what it got' '^Reviewed-by: Tomas Beran' "$W/message"
get 'one of the version before' 200 "/project/tern/patch/20260302-queue-limit-v1-1-5b7e21aa90c4@harbour.example.com/mbox/"
holds 'has what that got' '^Reviewed-by: Mei Tanaka'
get 'with those before it' 200 "/project/tern/patch/${v2/-v2-0-/-v2-3-}/mbox/?series=*"
is 'all three' 3 "$(grep -c '^From patchwork ' "$W/out")"
get 'of another series' 404 "/project/tern/patch/$patch/mbox/?series=1"
get 'its diff' 200 "/project/tern/patch/$patch/raw/"
is 'and nothing else' 'diff --git' "$(head -c 10 "$W/out")"
get 'a cover letter' 200 "/project/tern/cover/$v2/mbox/"
get 'a series' 200 "/series/$series/mbox/"
header 'has a name' '^Content-Disposition: attachment; filename=[A-Za-z0-9._-]*\.patch$'
is 'and three patches' 3 "$(grep -c '^From patchwork ' "$W/out")"
get 'a number leads to the mail' 302 "/patch/$id/"
header 'where it is read' "^location: $url/tern/$patch/\$"
get 'an old address of an mbox' 302 "/patch/$id/mbox/"
get 'a comment' 302 "/comment/$comment/"
get 'a patch in its project' 302 "/project/tern/patch/$patch/"
get 'a list in its project' 302 '/project/tern/list/'
header 'is the list' "^location: $url/tern/\$"
get 'settings for pwclient' 200 /project/tern/pwclientrc/
holds 'name this site' "^url = $url/api/\$"

# Both workers have the ledger open, and who else opens it and ends takes its log from
# neither: a token that is made now counts, and what is written is there for others.
for i in 1 2 3 4 5 6 7 8; do
	curl -sS --max-time 60 -o "$W/users.$i" -H "$auth" "$url/api/users/" &
	asking[i]=$!
done
wait "${asking[@]}"
later=$(tidings token frank)
for i in 1 2 3 4; do
	get 'a token that was made meanwhile' 200 /api/users/ -H "Authorization: Token $later"
done
if [ -d "/proc/$server/fd" ]; then
	# shellcheck disable=SC2010
	is 'no log is written that is gone' 0 \
		"$(ls -l "/proc/$server/fd" | grep -c 'ledger.*(deleted)')"
fi

# What is large is read into a table beside the workers (patchwork/stock.h), who have no thread
# of that name.
if grep -q . "/proc/$server/task/$server/comm" 2>/dev/null; then
	is 'tables are made beside the workers' 1 "$(cat "/proc/$server"/task/*/comm | grep -cx tables)"
fi

# A bundle whose list goes is in nobody's way.
get 'a bundle of another list' 201 /api/bundles/ -d "name=wet&public=true&patches=$foreign" -H "$auth"
orphan=$(json 'd["id"]' "$W/out")
succeeds 'its list is removed' tidings remove pump
get 'it is not there any more' 404 "/api/bundles/$orphan/" -H "$auth"
get 'its name is taken' 400 /api/bundles/ -d "name=wet&patches=${some[0]}" -H "$auth"
is 'by which one' True "$(json "'number $orphan' in d['name'][0]" "$W/out")"
get 'another user cannot remove it' 404 "/api/bundles/$orphan/" -X DELETE -H "$bob"
get 'nor can nobody' 404 "/api/bundles/$orphan/" -X DELETE
get 'its owner can' 204 "/api/bundles/$orphan/" -X DELETE -H "$auth"
get 'once' 404 "/api/bundles/$orphan/" -X DELETE -H "$auth"
get 'then its name is free' 201 /api/bundles/ -d "name=wet&patches=${some[0]}" -H "$auth"
get 'and again' 204 "/api/bundles/$(json 'd["id"]' "$W/out")/" -X DELETE -H "$auth"
succeeds 'the list comes back' tidings add pump "$W/pump.mbox"

# Another index of the same archive says the same.
serve_stop
say 'it ends'
cp "$W/patch" "$W/before"
rm -f "$XDG_DATA_HOME"/tidings/index.sqlite*
succeeds 'the index is made again' tidings sync
serve_start --workers 1
get 'a patch has its number' 200 "/api/patches/$id/"
is 'and what was said of it' 'accepted True abc fail' "$(json '"%s %s %s %s" % (d["state"], d["archived"], d["commit_ref"], d["check"])' "$W/out")"
is 'its hash and series' "$(sed "s/127.0.0.1:[0-9]*//g" "$W/before" >"$W/b" && json '(d["hash"], d["series"])' "$W/b")" \
	"$(sed "s/127.0.0.1:[0-9]*//g" "$W/out" >"$W/a" && json '(d["hash"], d["series"])' "$W/a")"
get 'a bundle is there still' 200 "/api/bundles/$bundle/"
is 'whole' "[${some[0]}, ${some[1]}, ${some[2]}]" "$(json '[p["id"] for p in d["patches"]]' "$W/out")"
ask /api/events/ >"$W/status"
is 'events have their numbers' "$ids" "$(json '[e["id"] for e in d]' "$W/out")"

# The clients themselves.
ask '/api/series/?project=pump' >"$W/status"
pump=$(json 'd[0]["id"]' "$W/out")
second=$(json 'd[0]["patches"][1]["id"]' "$W/out")
if ! command -v git-pw >/dev/null; then
	skip 'git-pw' 'git-pw is not installed'
else
	in_tree config pw.server "$url/api/1.2"
	in_tree config pw.token "$token"
	in_tree config pw.project tern
	in_tree config user.name Ann
	in_tree config user.email ann@example.org
	pw() {
		(cd "$W/tree" && PAGER='cat' timeout 300 git-pw "$@")
	}
	succeeds 'git-pw lists series' pw series list
	succeeds 'and shows one' pw series show "$series"
	holds 'with its patches' '\[v2,3/3\]'
	succeeds 'downloads it' pw series download "$series" "$W/series.mbox"
	is 'whole' 3 "$(grep -c '^From patchwork ' "$W/series.mbox")"
	succeeds 'lists patches' pw patch list
	succeeds 'of a state and a submitter' pw patch list --state accepted --archived \
		--submitter "$(json 'd["submitter"]["email"]' "$W/patch")"
	holds 'finds it' "$id"
	succeeds 'of somebody by name' pw patch list --submitter "$(json 'd["submitter"]["name"].split()[0]' "$W/patch")"
	succeeds 'shows one' pw patch show "$id"
	holds 'with its delegate' 'Delegate *[|] ann'
	succeeds 'downloads one' pw patch download "$id" "$W/one.mbox"
	succeeds 'downloads a diff' pw patch download --diff "$id"
	succeeds 'changes one' pw patch update --state rejected --commit-ref 123 --delegate bob --archived false "$id"
	holds 'and it is changed' 'State *[|] rejected'
	holds 'to somebody else' 'Delegate *[|] bob'
	succeeds 'lists bundles' pw bundle list
	holds 'by name and owner' 'hot fix .*ann .*yes'
	succeeds 'shows one' pw bundle show 'hot fix'
	holds 'with its patches' "${some[1]}"
	succeeds 'applies a series' pw series apply "$pump"
	is 'all of it' 3 "$(in_tree rev-list --count HEAD)"
	in_tree log --format=%B >"$W/log"
	holds 'with what it got' '^Reviewed-by: Bob <bob@example.org>$' "$W/log"
	in_tree reset -q --hard "$base"
	first=$(ask '/api/patches/?project=pump' >"$W/status" && json 'd[0]["id"]' "$W/out")
	succeeds 'makes a bundle' pw --project pump bundle create pumps "$second"
	holds 'which says where it is' "URL .*$url/bundle/ann/pumps/"
	made=$(sed -n 's/^| ID *| \([0-9]*\).*/\1/p' "$W/out")
	succeeds 'puts another patch before' pw bundle add "$made" "$first"
	holds 'both are in it' "$first.*1/2"
	succeeds 'downloads it' pw bundle download "$made" "$W/pumps.mbox"
	is 'in its order' "$first $second" "$(sed -n 's/^X-Patchwork-Id: //p' "$W/pumps.mbox" | tr '\n' ' ' | sed 's/ $//')"
	succeeds 'and under its own name' pw bundle download "$made"
	succeeds 'applies it' pw bundle apply "$made"
	is 'all of it' 3 "$(in_tree rev-list --count HEAD)"
	in_tree log --format=%B >"$W/log"
	holds 'with what it got' '^Reviewed-by: Bob <bob@example.org>$' "$W/log"
	in_tree reset -q --hard "$base"
	succeeds 'gives it another name' pw bundle update --name piping --public "$made"
	holds 'and opens it' 'Public *[|] True'
	succeeds 'takes a patch out' pw bundle remove "$made" "$first"
	lacks 'which is gone' "$first"
	succeeds 'deletes it' pw bundle delete "$made"
	! pw bundle show "$made" >"$W/out" 2>"$W/err" && grep -q 'Resource not found' "$W/err"
	say 'it is not there'
	succeeds 'applies a patch and those before it' pw patch apply --deps "$second"
	is 'both' 3 "$(in_tree rev-list --count HEAD)"
	in_tree reset -q --hard "$base"
fi

pwclient=${PWCLIENT:-$(command -v pwclient)}
if [ -z "$pwclient" ]; then
	skip 'pwclient' 'pwclient is not installed'
else
	printf '[options]\ndefault = tern\n[tern]\nbackend = rest\nurl = %s/api/\ntoken = %s\n' \
		"$url" "$token" >"$HOME/.pwclientrc"
	pc() {
		(cd "$W" && timeout 300 "$pwclient" "$@")
	}
	succeeds 'pwclient lists projects' pc projects
	holds 'by name' tern
	succeeds 'lists patches' pc list -s new
	succeeds 'of a submitter' pc list -w "$(json 'd["submitter"]["email"]' "$W/patch")"
	succeeds 'of a delegate' pc list -d ann
	succeeds 'by Message-ID' pc list -m "$patch"
	holds 'one' "^$id"
	succeeds 'by hash' pc list -H "$(json 'd["hash"]' "$W/patch")"
	holds 'the same' "^$id"
	succeeds 'shows one' pc info "$id"
	succeeds 'prints one' pc view "$id"
	holds 'as an mbox' '^X-Patchwork-Id: '
	succeeds 'saves one' pc get "$id"
	holds 'under its name' 'v2-2-3-queue-refuse-what-is-over-the-limit.patch'
	succeeds 'changes one' pc update -s 'Under Review' -c 4711 "$id"
	succeeds 'archives one' pc update -a yes "$id"
	succeeds 'which is seen' pc info "$id"
	holds 'by others' '^- state *: under-review'
	succeeds 'adds a check' pc check-create -c lint -s warning -u http://ci.example.org/2 -d 'so so' "$id"
	succeeds 'reads checks' pc check-list -u ann "$id"
	succeeds 'lists events' pc event-list
	holds 'of all kinds' series-completed
	first=$(ask '/api/patches/?project=pump' >"$W/status" && json 'd[0]["id"]' "$W/out")
	succeeds 'applies a patch' bash -c "cd '$W/tree' && git config user.name Ann && git config user.email ann@example.org && timeout 300 '$pwclient' git-am $first"
	in_tree log --format=%B >"$W/log"
	holds 'with what it got' '^Reviewed-by: Bob <bob@example.org>$' "$W/log"
fi

serve_stop
say 'it ends again'
finish
