#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# tidings serve, the pages for people: each address answers, as valid markup, with what it
# should say. A browser looks at them in browser.test.sh.
. "${SOURCE:?the source tree}/tests/cli/lib.sh"
. "$SOURCE/tests/cli/serve-lib.sh"

sample v2 "$W/list"
"$corpus/make-hostile" "$W/mails"
mkdir -p "$W/hostile/new" "$W/hostile/cur" "$W/hostile/tmp"
cp "$W/mails"/* "$SOURCE/tests/corpus/notices/autosel.eml" "$W/hostile/new/"
tidings add tern "$W/list" >/dev/null 2>&1
tidings add gull "$W/hostile" >/dev/null 2>&1
git config --file "$XDG_CONFIG_HOME/tidings/config" list.tern.description 'Ponds & <terns>'
for hour in 09 11 10; do
	printf '%s\n' "Received: by mx.example.org; Tue, 3 Mar 2026 $hour:00:00 +0000" 'From: Ann <ann@example.org>' \
		'Date: Mon, 2 Mar 2026 10:00:00 +0000' "Subject: $hour" "Message-ID: <$hour@example.org>" 'In-Reply-To: <09@example.org>' '' 'Hello.' >"$W/$hour.eml"
done
"$corpus/make-archive" --clock "$W/moved" "$W/09.eml" "$W/11.eml" "$W/10.eml" >/dev/null
tidings add moved "$W/moved" >/dev/null 2>&1
for n in 0 1 2 3 4; do
	printf '%s\n' '' "From mboxrd@z Thu Jan  1 00:00:0$n 1970" 'From: Ann <ann@example.org>' \
		"Date: Mon, 2 Mar 2026 10:00:0$n +0000" "Message-ID: <carried-$n@example.org>" \
		"In-Reply-To: <carried-0@example.org>" "Subject: [PATCH $n/4] carried $n" '' 'Well.' ''
	[ "$n" = 0 ] || { [ "$n" = 2 ] || echo 'Reviewed-by: Bob <bob@example.org>'
		printf '%s\n' 'Signed-off-by: Ann <ann@example.org>' '---' ' x | 1 +' '' "diff --git a/x$n b/x$n" \
			"--- a/x$n" "+++ b/x$n" '@@ -1 +1,2 @@' ' x' "+$n"; }
done | sed 1d >"$W/carried.mbox"
tidings add carried "$W/carried.mbox" >/dev/null 2>&1
for n in 1 2 3; do
	printf '%s\n' '' 'From mboxrd@z Thu Jan  1 00:00:00 1970' 'From: Ann <ann@example.org>' \
		"Date: $((n * n)) Jun 2026 10:00:00 +0000" "Message-ID: <wade-$n@example.org>" \
		"Subject: [PATCH v$n] wade: count steps" '' 'Well.' '' 'Signed-off-by: Ann <ann@example.org>' '---' \
		"v$n:" "- see https://example.org/$n" "- after https://lore.kernel.org/r/wade-$((n - 1))%40example.org/T/#u, it" '' 'diff --git a/wade b/wade' '--- a/wade' '+++ b/wade' \
		'@@ -1 +1,3 @@' ' water' '+steps' "+$n"
done | sed 1d >"$W/wade.mbox"
tidings add wade "$W/wade.mbox" >/dev/null 2>&1
for year in 2024 2026; do
	printf '%s\n' '' 'From mboxrd@z Thu Jan  1 00:00:00 1970' 'From: Ann <ann@example.org>' \
		"Date: 3 Jun $year 10:00:00 +0000" "Message-ID: <moult-$year@example.org>" \
		"Subject: moulting in $year" '' 'Well.'
done | sed 1d >"$W/moult.mbox"
tidings add moult "$W/moult.mbox" >/dev/null 2>&1
v1=20260302-queue-limit-v1-0-5b7e21aa90c4@harbour.example.com
patch=20260302-queue-limit-v1-2-5b7e21aa90c4@harbour.example.com
report=20260302071241.GA2211@users.example.net
review=87ecm5fq2j.fsf@example.org

# markup NAME: every element of the last page is closed, and no id is there twice
markup() {
	if command -v xmllint >/dev/null; then
		sed 's/<!DOCTYPE html>//' "$W/out" >"$W/page.xml"
		xmllint --noout --nonet "$W/page.xml" 2>"$W/err"
		say "$1" || note <"$W/err"
	fi
	is 'no id is there twice' '' \
		"$(grep -oE ' id="[^"]*"' "$W/out" | sort | uniq -d | head -n 3)"
	is 'each place that it leads to on itself is there' '' \
		"$(comm -23 <(grep -oE ' href="#[^"]+"' "$W/out" | cut -d '"' -f 2 | tr -d '#' | sort -u) \
			<(grep -oE ' id="[^"]*"' "$W/out" | cut -d '"' -f 2 | sort) | head -n 3)"
}

serve_start --workers 2
get 'the lists' 200 /
holds 'are linked' '<a href="/tern/">tern</a>'
holds 'with a line on what they are about' '<p class="soft">Ponds &amp; &lt;terns&gt;</p>'
holds 'with their mails of each day' '<svg class="spark"'
holds 'of a silent one those up to its newest' '<svg class="spark past" [^>]* aria-label="Mails a day up to the newest, at most 1">'
holds 'which is said' '>1 mail in the 60 days up to the newest, <time '
markup 'and are well formed'
header 'a script must be a file of ours' "script-src 'self'"

style=$(grep -oE '/_/style\.css\?[0-9]+' "$W/out")
get 'the style' 200 "$style"
header 'is kept for long' '^cache-control: .*immutable'
header 'and has its type' '^content-type: text/css'
get 'the script' 200 /_/site.js
get 'and no other file' 404 /_/passwd

get 'what is new in a list' 200 /tern/
holds 'by threads' "href=\"/tern/$v1/t/#u\""
holds 'and what it is about' '<p class="lead">Ponds &amp; &lt;terns&gt;</p>'
topics=$(grep -c '<p class="title">' "$W/out")
holds 'with the state of a series' '<span class="chip superseded">superseded</span>'
markup 'well formed'
for text in help color config mirror; do
	get "$text is a page like the others" 200 "/tern/_/text/$text/"
	holds 'with the way to them' '<nav aria-label="This list">'
	holds 'and to others' 'href="../(mirror|help)/">'
	markup 'well formed'
done
get 'what is not there' 404 /tern/a/b/c/d/
holds 'is a page like the others, too' '<form .*role="search"|<a href="/">Lists</a>'
markup 'well formed'
get 'by when threads began' 200 /tern/topics_new.html
holds 'which is said' 'topics_new.html" aria-current="true"'
get 'by when they were last heard of' 200 /tern/topics_active.html
lacks 'a list need not name itself' '<span>tern</span>'
get 'all lists as one' 200 /all/
holds 'names the list of each thread' '<span>(tern|gull)</span>'
markup 'well formed'
get 'before a moment' 200 '/tern/?t=20260302120000'
is 'what came later is not there' 1 "$(grep -c '<p class="title">' "$W/out" | awk -v all="$topics" '{ print $1 < all }')"
get 'and before a mail' 200 '/tern/?t=20990101000000&p=2'
is 'there is one, of the thread that it began' 1 "$(grep -c '<p class="title">' "$W/out")"
get 'nothing was before the first' 200 '/tern/?t=20990101000000&p=1'
holds 'which is said' 'There is no mail here'
get 'before the first mail' 200 '/tern/?t=19900101000000'
holds 'there is none' 'There is no mail here'

get 'a mail' 200 "/tern/$patch/"
holds 'has its subject' '<h1 class="title" id="u"><bdi>\[PATCH 2/3\] queue: refuse'
holds 'its diff is coloured' '<span class="add">+'
holds 'and says where it stands in its thread' 'id="r" aria-current="page"'
holds 'and how to reply' "^    --in-reply-to=&#39;$patch&#39;"
holds 'it leads to its series' "href=\"/tern/$v1/_/series/\">series"
markup 'well formed'
get 'without its slash' 301 "/tern/$patch"
get 'a thread, nested' 200 "/tern/$v1/t/"
holds 'whose answers stand further in without a style, too' '<li class="d2"><span class="unstyled" aria-hidden="true">&#160;&#160;&#160;&#160;</span><a '
is 'with all its mails' 8 "$(grep -c '<article class="mail' "$W/out")"
holds 'the answers stand further in' '<article class="mail d2" id="m[0-9a-f]{40}">'
holds 'each has its anchor' "id=\"m$(printf %s "$review" | sha1sum | cut -c 1-40)\""
holds 'a hunk leads to what is said of it' '<span class="said">↳ <a href="#m[0-9a-f]{40}-[0-9]+">'
hunk=$(grep -oE 'class="back" id="[^"]*" href="#[^"]*"' "$W/out" | head -n 1 | sed 's/.*href="#//; s/"//')
holds 'and that back to it' "<span class=\"hunk\" id=\"$hunk\">"
markup 'well formed'
get 'a thread of mails that were brought in later' 200 /moved/09@example.org/t/
is 'says when each was sent, in the list above and above its text' '3 3' \
	"$(grep -c 'datetime="2026-03-02T10:00:00Z" title=' "$W/out") $(grep -c 'datetime="2026-03-02T10:00:00Z">' "$W/out")"
get 'a thread with a patch of one file' 200 /tern/20260302093015.18420-1-mei.tanaka@chips.example.net/t/
holds 'says so' '<span>1 file <span class="plus">'
get 'flat' 200 "/tern/$v1/T/"
lacks 'nothing stands further in' '<article class="mail d1'
get 'part of it' 200 "/tern/$v1/t/?o=5"
holds 'says so' 'Mails 6 to 8 of 8'
markup 'well formed, without the mails before'
get 'not a number' 400 "/tern/$v1/t/?o=x"
etag=$(sed -n 's/^etag: //Ip' "$W/head" | tr -d '\r')
ask "/tern/$v1/t/" >/dev/null
etag=$(sed -n 's/^etag: //Ip' "$W/head" | tr -d '\r')
get 'a page that is known' 304 "/tern/$v1/t/" -H "If-None-Match: $etag"

attached=f3a1c6de-20b1-4a7e-9f50-6a2f5a1f3f10@example.net
get 'a mail with an attachment' 200 "/tern/$attached/"
holds 'leads to it' "href=\"/tern/$attached/2-queue.diff\""
get 'which is there' 200 "/tern/$attached/2-queue.diff"
header 'as text' '^content-type: text/plain; charset=UTF-8'
holds 'decoded' '^diff --git a/src/queue.c b/src/queue.c'
get 'a part that there is not' 404 "/tern/$attached/7-x"
get 'what is no part' 404 "/tern/$attached/queue.diff"
get 'a thread without its slash' 301 "/tern/$attached/t"
get 'the newest mails' 200 /tern/new.html
holds 'are there' "<a href=\"/tern/$attached/\">"
markup 'well formed'

get 'an id of one mail' 200 "/tern/$v1/d/"
holds 'says so' 'names 1 mails'
for word in one other; do
	printf 'From: a@example.org\nSubject: x\nMessage-ID: <twice@example.org>\n\n%s\n' $word >"$W/$word.eml"
done
"$corpus/make-archive" "$W/twins" "$W/one.eml" "$W/other.eml" >/dev/null
tidings add twins "$W/twins" >/dev/null 2>&1
many=$(printf 'p%s@example.org, ' 1 2 3 4 5 6 7 8 9)last@example.org
printf 'From: a@example.org\nTo: b@example.org\nCc: %s\nSubject: many\nMessage-ID: <many@example.org>\n\nx\n' \
	"$many" >"$W/many.eml"
"$corpus/make-archive" "$W/many" "$W/many.eml" >/dev/null
tidings add many "$W/many" >/dev/null 2>&1
serve_stop
serve_start
get 'an id of two mails' 200 /twins/twice@example.org/d/
holds 'shows what differs' '<span class="del">-one'
holds 'in both' '<span class="add">.other'
markup 'well formed'
get 'their thread' 200 /twins/twice@example.org/t/
is 'has both' 2 "$(grep -c '<article class="mail' "$W/out")"
is 'and the way to each' '' "$(diff <(grep -o '<a href="#m[^"]*"><bdi>' "$W/out" | cut -d '"' -f 2 | tr -d '#' | sort) \
	<(grep -oE '<article class="mail[^>]*>' "$W/out" | sed 's/.* id="//; s/">//' | sort))"
markup 'well formed'

# Pages of a thread have most in common, and that is made once: each is as it would be
# from a server that was asked for nothing before.
serve_stop
serve_start --workers 1
shared=("$v1/t/" "$v1/T/" "$patch/t/" "$review/T/" "$review/t/?o=3" "$patch/T/" "$review/t/")
for page in "${shared[@]}"; do
	get "$page after others" 200 "/tern/$page"
	mv "$W/out" "$W/shared.$(printf %s "$page" | tr '/?' __)"
done
for page in "${shared[@]}"; do
	serve_stop
	serve_start --workers 1
	get "$page alone" 200 "/tern/$page"
	cmp "$W/out" "$W/shared.$(printf %s "$page" | tr '/?' __)"
	say 'is the same'
done

# A commit makes nothing anew of a thread that it does not touch: the archive is not read for
# it, and need not be there. One that it touches is another thread.
# letter ID [REPLY-TO-ID]: a mail of an mbox
letter() {
	printf 'From mboxrd@z Thu Jan  1 00:00:00 1970\nFrom: Ann <ann@example.org>\nSubject: of a pond\n'
	printf 'Date: Mon, 2 Mar 2026 10:00:00 +0000\nMessage-ID: <%s@example.org>\n' "$1"
	[ -z "${2-}" ] || printf 'In-Reply-To: <%s@example.org>\n' "$2"
	printf '\nThis is %s.\n\n' "$1"
}
{ letter heron; letter rushes heron; } >"$W/pond.mbox"
tidings add pond "$W/pond.mbox" >/dev/null 2>&1
serve_stop
serve_start --workers 1
get 'a thread of a list' 200 "/tern/$v1/t/"
get 'again, so that it is worth keeping' 200 "/tern/$v1/t/"
get 'and one of another' 200 /pond/heron@example.org/t/
is 'with its mails' 2 "$(grep -c '<article class="mail' "$W/out")"
letter frog heron >>"$W/pond.mbox"
succeeds 'another mail comes' tidings sync pond
mv "$W/list" "$W/away"
get 'the thread that it is not in' 200 "/tern/$v1/t/"
cmp "$W/out" "$W/shared.${v1}_t_"
say 'is as it was'
get 'and another page of it' 200 "/tern/$review/T/"
cmp "$W/out" "$W/shared.${review}_T_"
say 'is, too'
mv "$W/away" "$W/list"
get 'the one that it is in' 200 /pond/heron@example.org/t/
is 'has it' 3 "$(grep -c '<article class="mail' "$W/out")"
holds 'with its text' 'This is frog'
# More mails than a page has: each is led to from both.
{ letter reed; for i in {1..255}; do letter "reed$i" "reed$((i % 7 ? i - 1 : 0))" | sed 's/<reed0@/<reed@/'; done; } >"$W/reeds.mbox"
tidings add reeds "$W/reeds.mbox" >/dev/null 2>&1
get 'a long thread' 200 /reeds/reed@example.org/t/
is 'is on two pages' 250 "$(grep -c '<article class="mail' "$W/out")"
markup 'the first is well formed'
is 'and leads to the other' 6 "$(grep -oE '<a href="\?o=250#m[0-9a-f]{40}"' "$W/out" | wc -l)"
get 'which' 200 '/reeds/reed@example.org/T/?o=250'
markup 'is well formed, too'
is 'and leads back' 250 "$(grep -oE '<a href="\?o=0#m[0-9a-f]{40}"' "$W/out" | wc -l)"

get 'half a Message-ID' 300 "/tern/${v1%%@*}/"
holds 'leads to the whole one' "href=\"/all/$v1/\""
get 'no such mail' 404 /tern/nobody-sent-this@example.org/
holds 'is looked for elsewhere' 'https://lore.kernel.org/all/nobody-sent-this'
get 'a mail of another list' 300 "/gull/$v1/"
holds 'leads there' "<a href=\"/tern/$v1/\">tern</a>"
markup 'well formed'

get 'a mail to many' 200 /many/many@example.org/
is 'a copy each, where it is said how to reply' 11 "$(grep -c '^    --cc=&#39;[a-z0-9]*@example.org&#39; ' "$W/out")"
is 'and one whom it is to' 1 "$(grep -c '^    --to=&#39;a@example.org&#39; ' "$W/out")"
holds 'has the first of them, and the others folded' \
	'<summary><bdi>p1@example.org</bdi>, .*<bdi>p4@example.org</bdi> <span class="soft">and 6 more</span></summary> <bdi>p5@'
markup 'well formed'

get 'a search' 200 '/tern/?q=s:queue'
holds 'finds' "<a href=\"/tern/$v1/\">"
holds 'and counts by months' '<title>Mar 2026: [0-9]+ mails</title>'
is 'above the hits as a picture, below as a table' 'counts-most hits months' \
	"$(grep -oE 'class="(counts-most|hits)"| id="months"' "$W/out" | cut -d '"' -f 2 | paste -sd ' ')"
markup 'well formed'
get 'the oldest first' 200 '/tern/?q=s:queue&o=-1&l=1'
holds 'is another page' '<title>s:queue - search - tern</title>'
get 'with pages' 200 '/tern/?q=s:queue&l=1&o=1'
holds 'there' '<a href="\?q=s%3Aqueue&amp;l=1&amp;o=2" rel="next"'
holds 'and back' 'rel="prev">before</a>$'
get 'by threads' 200 '/tern/?q=s:queue&t=1'
get 'by what tells most' 200 '/all/?q=queue&r=1'
holds 'of all lists with their names' '<span>(tern|gull)</span>'
get 'what cannot be read' 400 '/tern/?q=s:queue+AND'
holds 'is pointed at' '<mark>AND</mark>'
get 'a class that there is not' 400 '/tern/?q=class:nosuch'
holds 'is pointed at' '<mark>nosuch</mark>'
get 'nothing' 404 '/tern/?q=xyzzyxyzzy'
holds 'leads to where it may be' '<a href="/all/\?q=xyzzyxyzzy">'
lacks 'without an order of nothing' 'oldest first'
get 'nothing in all lists' 404 '/all/?q=xyzzyxyzzy'
lacks 'leads nowhere' 'the same in all lists'
get 'only the list is searched' 404 '/gull/?q=s:queue+AND+f:harbour'
get 'markup in a query' 404 '/tern/?q=%3Cscript%3Exyzzy%3C/script%3E'
lacks 'stays text' '<script>'

get 'the series' 200 /tern/_/series/
holds 'are a table' '<th scope="col">Title, author</th>'
markup 'well formed'
lacks 'of one list, whose name nobody has to read' '<span class="by">tern</span>'
get 'those of all lists' 200 /all/_/series/
holds 'say which has them' '</bdi></a></span> <span class="by">tern</span></th>'
markup 'well formed'
get 'those to be looked at' 200 '/tern/_/series/?state=open'
holds 'are there' '<span class="chip (new|updated|reviewed)">'
lacks 'what came to its end is not' '<td><span class="chip (applied|superseded)">'
holds 'as the form says' '<option value="open" selected'
get 'those in a state' 200 '/tern/_/series/?state=superseded'
holds 'are there' '<span class="chip superseded">'
lacks 'and no others' '<td><span class="chip applied">'
get 'all filters at once' 200 '/tern/_/series/?state=&author=&title=queue&path=&version=1&since=2020-01-01&order=replies'
holds 'what was typed stays' 'name="title" value="queue"'
holds 'when another state is clicked, too' '<a href="\?state=reviewed&amp;title=queue&amp;version=1&amp;since=2020-01-01&amp;order=replies">reviewed</a>'
holds 'and it is said which is shown' '<a href="\?title=queue&amp;version=1&amp;since=2020-01-01&amp;order=replies" aria-current="true">all</a>'
get 'several states at once' 200 '/tern/_/series/?state=new,superseded'
holds 'stay in the form' '<option value="new,superseded" selected="">new,superseded</option>'
get 'series of the other list' 200 '/gull/_/series/'
lacks 'have no backport' 'count to three'
get 'with those that programs sent' 200 '/gull/_/series/?class=all'
holds 'it is there' 'count to three'
holds 'as the form says' '<option value="all" selected'
get 'a state that is none' 400 '/tern/_/series/?state=happy'
holds 'is said in the page' 'role="alert">&#39;happy&#39; is no state'
get 'a series' 200 "/tern/$v1/_/series/"
holds 'with its versions' '<h2>Versions</h2>'
holds 'and its patches' '<td class="(changed|same)" data-of="v[0-9]">'
markup 'well formed'
v2=$(grep -oE '<option value="[^"]*"' "$W/out" | tail -n 1 | cut -d '"' -f 2)
get 'what changed' 200 "/tern/$v1/_/compare/?from=$v1&to=$v2"
holds 'patch by patch' '<section class="pair">'
markup 'well formed'
get 'from nothing' 302 "/tern/$v1/_/compare/"
header 'leads to where versions are chosen' "^location: http://[^/]*/tern/$v1/_/series/#compare"
get 'from it to nothing' 302 "/tern/$v1/_/compare/?from=$v1&to="
get 'which is' 200 "/tern/$v1/_/series/"
holds 'in the page of the series' '<form class="filter" id="compare" '
holds 'that says how many patches there are' '<span>3 patches</span>'
get 'from what is none' 404 "/tern/$v1/_/compare/?from=x@example.org&to=$v1"
get 'a series for git am' 200 "/tern/$v1/_/am"
header 'is a file' '^content-disposition: attachment; filename=.*\.mbx'
git mailsplit -o"$W" --mboxrd <"$W/out" >"$W/count"
is 'with its patches' 3 "$(cat "$W/count")"
get 'a series with a discussion' 200 "/tern/$v1/_/series/"
is 'which is a tree: an answer to an answer stands below it' 'd0 d1' \
	"$(sed -n '/<h2>Discussion/,/<\/ol>/s/^<li class="\(d[01]\)".*/\1/p' "$W/out" | sort -u | paste -sd ' ')"
get 'a tag that many patches have' 200 /carried/carried-0@example.org/_/series/
holds 'is said once, with all of them' \
	'^<li><bdi class="trailer">Reviewed-by: Bob &lt;bob@example.org&gt;</bdi> <span class="soft">patches 1, 3, 4 carry it</span></li>$'
is 'and nothing else' 1 "$(grep -c 'class="trailer"' "$W/out")"
get 'what changed from the first to the last' 200 '/wade/wade-3@example.org/_/compare/?from=wade-1@example.org&to=wade-3@example.org'
holds 'offers others' '<form class="filter" id="compare" action="/wade/wade-3@example.org/_/compare/">'
is 'with those that are shown chosen' 'wade-1@example.org wade-3@example.org' \
	"$(grep -oE '"[^"]*" selected=' "$W/out" | cut -d '"' -f 2 | paste -sd ' ')"
holds 'and what its author wrote with links' '^<h2>What its author says</h2>$'
holds 'which lead there' '<a [^>]*href="https://example.org/3">'
markup 'well formed'
to_v2='after <a [^>]*>https://lore.kernel.org/r/wade-2%40example.org/T/#u</a> <a class="local" href="/wade/wade-2@example.org/">\[here\]</a>, it$'
holds 'and where a mail that it names is here' "$to_v2"
get 'the newest of them' 200 /wade/wade-3@example.org/
holds 'says so, too' "$to_v2"
get 'and its thread' 200 /wade/wade-3@example.org/T/
holds 'as well' "$to_v2"
get 'what is named and is not here' 200 /wade/wade-1@example.org/
lacks 'is elsewhere' 'class="local"'
get 'in a list that has it not' 200 /all/wade-3@example.org/
holds 'it is in another' '<a class="local" href="/all/wade-2@example.org/">'
get 'the days of these' 200 /wade/_/update/since/
holds 'have it' '<a class="local" href="/wade/wade-2@example.org/">'
holds 'lead to what changed' \
	'<a href="/wade/wade-3@example.org/_/compare/\?from=wade-2%40example.org&amp;to=wade-3%40example.org">since v2: '
holds 'to the series' '<a href="/wade/wade-3@example.org/_/series/"><span class="chip updated">'
holds 'to who sent it' '<a class="who" href="/_/person/\?a=ann%40example.org"><bdi>Ann</bdi></a>'
holds 'also from the table' '<th scope="row"><a href="/_/person/\?a=ann%40example.org"><bdi>Ann</bdi></a>'
markup 'well formed'
get 'a mail of a series' 200 "/tern/$patch/"
holds 'says how it stands' '^<p class="facts versions"><span><span class="chip superseded">'
holds 'which version it is' "<a href=\"/tern/$v1/_/series/\">v1</a>, 3 patches</span>"
holds 'and which is newer' "<strong><a href=\"/tern/$v2/_/series/\">v2</a> is newer:</strong>"
lacks 'where none was before' 'came before'
get 'its thread' 200 "/tern/$patch/t/"
holds 'says so too' "<a href=\"/tern/$v2/_/series/\">v2</a> is newer"
get 'the newer one' 200 "/tern/$v2/"
holds 'says what was before' "<a href=\"/tern/$v1/_/series/\">v1</a> came before"
lacks 'and that nothing is newer' 'is newer'
get 'an answer' 200 "/tern/$review/"
holds 'says how what it answers stands' "<a href=\"/tern/$v1/_/series/\">v1</a>, 3 patches"
markup 'well formed'
get 'a mail that is about no patch' 200 "/tern/$report/"
lacks 'says nothing' 'facts versions'
get 'a mail of no series' 404 "/tern/$review/_/series/"

# A patch that v2 left out, of three versions; two who answer have one name.
# dam ID SUBJECT FROM ANSWERS [LINE]...: a mail of it
dam() {
	printf '%s\n' "From: $3" "Date: Tue, 3 Mar 2026 1$dams:00:00 +0000" "Subject: $2" "Message-ID: <$1@example.org>"
	[ -z "$4" ] || printf 'In-Reply-To: <%s@example.org>\n' "$4"
	printf '\n%s\n' "${@:5}" 'Well.'
	dams=$((dams + 1))
} >"$W/dam/$1.eml"
mkdir "$W/dam"
dams=0
for version in '' ' v2' ' v3'; do
	last=1
	[ -n "$version" ] || last=2
	for ((i = 0; i <= last; i++)); do
		above=
		[ "$i" = 0 ] || above=dam${version# }-0
		dam "dam${version# }-$i" "[PATCH$version $i/$last] dam: $( [ "$i" = 0 ] && echo rise || echo "part $i")" \
			'Di Dam <di@example.org>' "$above"
	done
done
dam dam-re1 'Re: [PATCH v3 0/1] dam: rise' 'Cy Dam <cy@example.org>' damv3-0
dam dam-re2 'Re: [PATCH v3 0/1] dam: rise' 'Cy Dam <cy@example.net>' damv3-0
"$corpus/make-archive" "$W/dams" "$W"/dam/*.eml >/dev/null
tidings add dams "$W/dams" >/dev/null 2>&1
get 'a series of three versions' 200 /dams/damv3-0@example.org/_/series/
is 'that a patch was dropped is said once' 1 "$(grep -o '>dropped</td>' "$W/out" | wc -l)"
holds 'in the version that had it no more' '<td class="gone" data-of="v2">dropped</td><td></td></tr>'
get 'who answers there' 200 /dams/_/stats/
is 'two of one name are told apart' 'example.net example.org' \
	"$(grep -oE 'Cy Dam.*<span class="by">[a-z.]*' "$W/out" | sed 's/.*>//' | sort | tr '\n' ' ' | sed 's/ $//')"

get 'a week of one author' 200 /dams/_/update/2026-W10/
holds 'counts one as one' '<caption>1 author of patches, each patch once, however often posted</caption>'

# A version that was sent twice, in part first.
mkdir "$W/weir"
dams=0
weir() { # ID SUBJECT [ANSWERS]
	dam "$1" "$2" 'Di Dam <di@example.org>' "${3:-}"
	mv "$W/dam/$1.eml" "$W/weir/"
}
weir weir-0 '[PATCH 0/2] weir: rise'
weir weir-1 '[PATCH 1/2] weir: stone' weir-0
weir weir-2 '[PATCH 2/2] weir: sand' weir-0
weir weirv2-0 '[PATCH v2 0/2] weir: rise'
weir weirv2-1 '[PATCH v2 1/2] weir: stone' weirv2-0
weir weirv2b-0 '[PATCH v2 0/2] weir: rise'
weir weirv2b-1 '[PATCH v2 1/2] weir: stone' weirv2b-0
weir weirv2b-2 '[PATCH v2 2/2] weir: sand' weirv2b-0
weir weir-gone1 'Re: sluice' weir-gone
weir weir-gone2 'Re: sluice' weir-gone
"$corpus/make-archive" "$W/weirs" "$W"/weir/*.eml >/dev/null
tidings add weirs "$W/weirs" >/dev/null 2>&1
get 'a version that was sent twice' 200 /weirs/weir-0@example.org/_/series/
is 'has a name each time' 'v1 v2 (1) v2 (2)' \
	"$(sed -n '/<thead>/,/<\/thead>/p' "$W/out" | head -n 5 | grep -oE '>v[^<]*<' | tr -d '<>' | xargs)"
holds 'to choose from, too' '>v2 \(2\)</option>'
get 'a thread whose first mail is not here, nested' 200 /weirs/weir-gone2@example.org/t/
holds 'says so' 'A mail that is not here: weir-gone@example.org'
markup 'well formed'
get 'and flat' 200 /weirs/weir-gone2@example.org/T/
markup 'well formed, too'

get 'the updates' 200 /tern/_/update/
holds 'are by week' 'href="/tern/_/update/2026-W10/">2026, week 10</a>'
markup 'well formed'
lacks 'lead to no others, as there are none' 'earlier weeks|later weeks'
get 'the updates of years' 200 /moult/_/update/
holds 'have the last of them' '2026-W23/'
lacks 'and not the first' '2024-W23/'
holds 'and lead to the weeks where mail is' 'href="/moult/_/update/\?before=2024-W24" rel="prev">earlier weeks'
lacks 'and to no later ones' 'later weeks'
get 'these' 200 '/moult/_/update/?before=2024-W24'
holds 'have the first' '2024-W23/'
lacks 'and not the last' '2026-W23/'
lacks 'lead to none before' 'earlier weeks'
later=$(grep -oE '\?before=[^"]*" rel="next">later weeks' "$W/out" | cut -d '"' -f 1)
get 'and back' 200 "/moult/_/update/$later"
holds 'to the last' '2026-W23/'
get 'what is no week changes nothing' 200 '/moult/_/update/?before=2024-W77'
holds 'as before' '2026-W23/'
get 'a day' 200 /tern/_/update/2026-03-02/
holds 'has its name' '<h1>Monday, 2 March 2026</h1>'
holds 'and what came in it' "href=\"/tern/$v1/\""
lacks 'leads to none before, as there was no mail' 'rel="prev">earlier'
markup 'well formed'
lacks 'one bar is no plot' '<figure>'
get 'a week' 200 /tern/_/update/2026-W10/
holds 'has its name, and its days' '<h1>Week 10 of 2026, 2 Mar to 8 Mar</h1>'
holds 'and a plot of its days' '<figure>'
get 'a day between others' 200 /wade/_/update/2026-06-04/
holds 'leads to the last with mail' 'href="/wade/_/update/2026-06-01/" rel="prev">earlier'
holds 'and to the next one' 'href="/wade/_/update/2026-06-09/" rel="next">later'
get 'the last day' 200 /wade/_/update/2026-06-09/
lacks 'leads to no later one' '>later<'
get 'a day without mail, too' 200 /wade/_/update/2026-06-06/
holds 'leads back' 'href="/wade/_/update/2026-06-04/" rel="prev"'
holds 'and on' 'href="/wade/_/update/2026-06-09/" rel="next"'
get 'a week' 200 /wade/_/update/2026-W24/
holds 'leads to weeks' 'href="/wade/_/update/2026-W23/" rel="prev"'
get 'a day of all lists' 200 /all/_/update/2026-06-06/
holds 'leads back to mail' 'href="/all/_/update/2026-06-04/" rel="prev"'
get 'a day without mail' 200 /tern/_/update/2020-02-29/
holds 'says so' 'No mail came'
get 'a day that there is not' 404 /tern/_/update/2026-02-29/
get 'a week that there is not' 404 /tern/_/update/2025-W53/
get 'of all lists' 200 /all/_/update/2026-03-02/
holds 'too' "href=\"/all/$v1/\""
get 'since I last looked' 200 /tern/_/update/since/
holds 'nothing is remembered at first' 'Nothing is remembered yet'
mark=$(grep -oE 'name="read" value="[0-9]+"' "$W/out" | grep -oE '[0-9]+')
get 'that one has read it' 303 /tern/_/update/since/ -d "read=$((mark - 1))" -c "$W/cookies"
header 'is said to nobody else' '^set-cookie: .*HttpOnly; SameSite=Strict'
get 'then' 200 /tern/_/update/since/ -b "$W/cookies"
lacks 'it is remembered' 'Nothing is remembered yet'
holds 'and one mail is new' '<dt>Mails</dt><dd>1<'
get 'or by a bookmark' 200 "/tern/_/update/since/?after=$mark"
holds 'nothing is new' 'No mail came'
get 'read what' 400 /tern/_/update/since/ -d read=x

get 'statistics' 200 /tern/_/stats/
holds 'by month' '<title>Mar 2026: [0-9]+ patches</title>'
holds 'by who writes' '<h2>Who writes patches</h2>'
holds 'each patch counts once, whichever version it is' '<bdi>Anna Lindqvist</bdi>.*<td>3</td>'
holds 'and how long series wait' 'within a day<svg'
markup 'well formed'
get 'of other years' 200 '/all/_/stats/?days=30'
holds 'says which' '<a href="\?days=30" aria-current="true">'
get 'of no days' 400 '/tern/_/stats/?days=x'
who=$(tidings parse "$corpus/sample/03-cover.eml" | python3 -c 'import json, sys
print(json.loads(sys.stdin.readline())["from"]["address"])')
get 'a person' 200 "/_/person/?a=$who"
holds 'with their mails' "href=\"/all/$v1/\""
holds 'their series' "href=\"/all/$v1/_/series/\""
holds 'and their lists' '>in tern</a>'
lacks 'and no plot of tags, where they gave none' '<h2>Tags given'
markup 'well formed'
get 'nobody' 404 '/_/person/?a=nobody@example.invalid'
get 'no address' 400 '/_/person/'
get 'a pattern is no address' 400 '/_/person/?a=*@*'

for feed in "_/person/atom?a=$who" "tern/new.atom" "all/new.atom" "tern/atom.xml" "tern/topics_new.atom" \
	"tern/$v1/t.atom" "tern/?q=s:queue&x=A" "tern/_/series/atom" \
	"tern/_/series/atom?state=superseded" "tern/$v1/_/series/atom" \
	"tern/_/path.atom?p=src/queue.c" "gull/new.atom"; do
	get "a feed: $feed" 200 "/$feed"
	header 'is one' '^content-type: application/atom.xml'
	if command -v xmllint >/dev/null; then
		xmllint --noout --nonet --relaxng "$SOURCE/tests/cli/atom.rng" "$W/out" 2>"$W/err"
		say 'and as RFC 4287 wants it' || note <"$W/err"
	fi
done
get 'a thread as a feed' 200 "/tern/$v1/t.atom"
is 'has all its mails' 8 "$(grep -c '<entry>' "$W/out")"
holds 'with whole addresses' "href=\"$url/tern/$v1/\""
uuid=$(printf %s "$v1" | sha1sum | sed -E 's/^(.{8})(.{4})(.{4})(.{4})(.{12}).*/\1-\2-\3-\4-\5/')
holds 'ids as public-inbox makes them' "<id>urn:uuid:$uuid</id>"
holds 'and who answers whom' "<thr:in-reply-to ref=\"urn:uuid:$uuid\""
get 'a feed of a question' 200 '/gull/?q=*&x=A'
is 'has as much as a page of hits' 200 "$(grep -c '<entry>' "$W/out")"
get 'the feed of an archive that was brought in from elsewhere' 200 /moved/new.atom
is 'has what was received last first, as public-inbox has it' '11 10 09' \
	"$(sed -n 's:.*<entry>::; s:^<title>\([0-9]*\)</title>$:\1:p' "$W/out" | xargs)"
holds 'and says when that was' '<updated>2026-03-03T11:00:00Z</updated>'
get 'a feed of a query that cannot be read' 400 '/tern/?q=s:x+AND&x=A'

# What means harm is shown and not obeyed.
get 'the hostile list' 200 /gull/
markup 'is well formed'
grep -oE 'href="/gull/[^"]*/t/#u"' "$W/out" | cut -d '"' -f 2 | sed 's/#u$//; s/&amp;/\&/g; s/&#39;/'"'"'/g' |
	head -n 40 >"$W/threads"
bad=0
while IFS= read -r path; do
	[ "$(ask "$path")" = 200 ] || { echo "# $path"; bad=$((bad + 1)); }
	if command -v xmllint >/dev/null; then
		sed 's/<!DOCTYPE html>//' "$W/out" | xmllint --noout --nonet - 2>"$W/err" ||
			{ echo "# $path"; bad=$((bad + 1)); }
	fi
	grep -qE '<(script>|iframe|object|img)|javascript:' <(sed 's/<pre>.*//' "$W/out") && bad=$((bad + 1))
done <"$W/threads"
is 'its threads are, each of them' 0 $bad

git config --file "$XDG_CONFIG_HOME/tidings/config" --unset list.tern.description
get 'a list of which nothing is said' 200 /tern/
holds 'says where one writes to' '<p class="lead">sample@lists.example.org</p>'
get 'the lists' 200 /
holds 'say so too' '<p class="soft">sample@lists.example.org</p>'

succeeds 'the server ends well' serve_stop
finish
