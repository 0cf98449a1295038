#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Series, their versions and states, on a small list of our own.
. "${SOURCE:?the source tree}/tests/cli/lib.sh"
. "$SOURCE/tests/cli/box-lib.sh"

box=$W/box
mkdir -p "$box/cur" "$box/new" "$box/tmp"

ann='Ann Able <ann@example.org>'
bob='Bob Baker <bob@example.org>'
patch net/a.c 'first line of it' 'second line of it' |
	mail a1 "$ann" 01 '[PATCH] net: fix a leak in probe'
patch net/a.c 'first line of it' 'another line of it' |
	mail a2 'Ann Able <a.able@example.com>' 08 '[PATCH v2] net: fix a leak in probe'
printf 'Good.\n\nReviewed-by: %s\n' "$bob" |
	mail a3 "$bob" 09 'Re: [PATCH v2] net: fix a leak in probe' 'In-Reply-To: <a2@example.org>'
printf 'Two things.\n\nAnn Able (2):\n  one\n  two\n\n 2 files changed, 2 insertions(+)\n' |
	mail b0 "$ann" 10 '[PATCH 0/2] fs: two things of many'
patch fs/one.c 'one thing here' 'and there' |
	mail b1 "$ann" 10 '[PATCH 1/2] fs: one thing' 'In-Reply-To: <b0@example.org>'
patch fs/two.c 'two things here' 'and there' |
	mail b2 "$ann" 10 '[PATCH 2/2] fs: two things' 'In-Reply-To: <b0@example.org>'
printf 'Applied, thanks!\n\n[1/2] fs: one thing\n      commit: 0123456789abcdef0123456789abcdef01234567\n[2/2] fs: two things\n      commit: 0123456789abcdef0123456789abcdef01234568\n' |
	mail b3.b4-ty "$bob" 12 'Re: [PATCH 0/2] fs: two things of many' 'In-Reply-To: <b0@example.org>'
patch mm/c.c 'something of its own' 'to be seen' |
	mail c1 "$bob" 20 '[RFC PATCH] mm: what about this knob'
printf 'Not like this.\n\npw-bot: cr\n' |
	mail c2 "$ann" 21 'Re: [RFC PATCH] mm: what about this knob' 'In-Reply-To: <c1@example.org>'
{
	printf 'v1: https://lore.kernel.org/r/c1@example.org\n\n'
	patch mm/d.c 'all of it is new' 'and elsewhere'
} | mail d1 "$bob" 25 '[PATCH v2] mm: another name for it'

succeeds 'a Maildir is added' tidings add --quiet box "$box"
now() {
	tidings series --stale=0 --no-pager "$@"
}
succeeds 'series are listed' now --json
cp "$W/out" "$W/json"
state() {
	json "[s['state'] for s in d['series'] if s['message_id'].startswith('$1@')][0]" "$W/json"
}
is 'what has a later version is superseded' superseded "$(state a1)"
is 'what somebody else reviewed is reviewed' reviewed "$(state a2)"
is 'what a notice names is applied' applied "$(state b0)"
is 'a link to it supersedes an RFC' superseded "$(state c1)"
is 'a new version is updated' updated "$(state d1)"
is 'a state rests on a mail' a3@example.org \
	"$(json "[s['evidence'] for s in d['series'] if s['message_id'] == 'a2@example.org'][0]" "$W/json")"
is 'newest come first' d1@example.org "$(json "d['series'][0]['message_id']" "$W/json")"
is 'the page has a number' 2 "$(json "d['schema']" "$W/json")"

ids() {
	now --json "$@" >"$W/json" && json "' '.join(sorted(s['message_id'].split('@')[0] for s in d['series']))" "$W/json"
}
is 'by state' 'a2 b0' "$(ids --state=reviewed,applied)"
is 'those to be looked at' 'a2 d1' "$(ids --state=open)"
is 'by author' 'c1 d1' "$(ids --author=bob)"
is 'by path' 'a1 a2' "$(ids --path='net/*')"
is 'by folder' b0 "$(ids --path=fs/)"
is 'by folder as it is called' b0 "$(ids --path=fs)"
is 'but not by the front of a name' '' "$(ids --path=f)"
is 'by reviewer' a2 "$(ids --reviewer=bob@)"
is 'by title' b0 "$(ids --subject='fs: two*')"
is 'by version' 'a2 d1' "$(ids --version=2)"
is 'by answers' 'a2 c1' "$(ids --min-replies=1)"
is 'by the number of patches' b0 "$(ids --patches=2)"
is 'by at least so many' b0 "$(ids --patches=2..)"
is 'by at most so many' 'a1 a2 c1 d1' "$(ids --patches=..1)"
is 'by from so many to so many' 'a1 a2 b0 c1 d1' "$(ids --patches=1..2)"
fails 'no number of patches' 64 "'5..3' is no range of numbers" now --patches=5..3
is 'by time' 'c1 d1' "$(ids --since=2024-01-15)"
is 'before a time' a1 "$(ids --until=2024-01-05)"
is 'by list' 'a1 a2 b0 c1 d1' "$(ids --list=box)"
is 'so many' d1 "$(ids --limit=1)"
succeeds 'a table of as many as were asked for' now --limit 1
lacks 'does not say that there are more' 'the first 1' "$W/err"
is 'so many, as one word' d1 "$(ids -n1)"
is 'a value that looks like one stays what it is' '' "$(ids --author -n1)"
fails 'none is said so' 1 'no series' now --path=nowhere
is 'and no table is printed' '' "$(cat "$W/out")"
is 'stale is what nothing happened to' 'a2 d1' \
	"$(tidings series --json --state=stale >"$W/json" && json "' '.join(sorted(s['message_id'].split('@')[0] for s in d['series']))" "$W/json")"

tidings series --json >"$W/json"
is 'beside what it was' 'reviewed True updated True applied False' \
	"$(json "' '.join('%s %s' % (s['state'], s['stale']) for i in ('a2', 'd1', 'b0') for s in d['series'] if s['message_id'] == i + '@example.org')" "$W/json")"
is 'and it is found as that, too' 'a2' \
	"$(tidings series --json --state=reviewed >"$W/json" && json "' '.join(s['message_id'].split('@')[0] for s in d['series'])" "$W/json")"
succeeds 'a table of what waits' tidings series --no-pager --color=never --width=80
holds 'tells both' '^reviewed, stale v2 +1 '
is 'on lines that are not too long' '' "$(awk 'length($0) > 80' "$W/out")"
succeeds 'a table with an RFC' now --color=never --width=80
holds 'names it so, and columns stay' '^superseded RFC v1 +1 ' "$W/out"
holds 'for all' '^reviewed   v2     +1 ' "$W/out"

succeeds 'a table' now --width=80 --color=never
is 'no line is wider than asked' '' "$(awk 'length($0) > 80' "$W/out")"
lacks 'and none has a Message-ID' '<.*@example.org>'
holds 'a row has who it is of' '^reviewed +v2 +1 .* 1/0/0 Ann Able$'
holds 'and below, whole, what it is about' '^ {11}net: fix a leak in probe$'
succeeds 'a wide one' now --width=100 --color=never
holds 'has both beside each other' '^reviewed +v2 +1 .* 1/0/0 Ann Able +net: fix a leak in probe$'

succeeds 'a table that nobody looks at' now --ids --subject='net: fix*'
is 'nothing in it is cut' 0 "$(grep -c '…' "$W/out")"
holds 'and each row has its Message-ID, if asked' '^ +<a2@example.org>$'

# A robot's backport is no news to a reader.
cp "$SOURCE/tests/corpus/notices/autosel.eml" "$box/new/"
succeeds 'a backport comes' tidings sync --quiet
succeeds 'a table has what people sent' now --since=2020-01-01
lacks 'and no backport' 'count to three'
holds 'but says that there are some' '--class=all shows it' "$W/err"
succeeds 'all classes' now --class=all
holds 'have it' 'count to three'
lacks 'and no word on what is left out' 'class=all' "$W/err"
succeeds 'a class by its name' now --class=autosel
is 'has that alone' 2 "$(wc -l <"$W/out")"
fails 'a class that is none' 64 "'robots' is none of human" tidings series --class=robots
succeeds 'as JSON all are there' now --json
is 'with their class' 'autosel human' "$(json "' '.join(sorted({s['class'] for s in d['series']}))" "$W/out")"

succeeds 'a page of one series by a link' now https://lore.kernel.org/r/a2@example.org
holds 'it names the version before' '<a1@example.org>'
holds 'and why it is one' 'follows v1 by title'
holds 'and who said what' 'Reviewed-by: Bob Baker'
succeeds 'a page by an answer' now --json a3@example.org
is 'the page is that of what it answers' a2@example.org "$(json "d['series']['message_id']" "$W/out")"
is 'versions are in order' 'a1 a2' "$(json "' '.join(v['message_id'].split('@')[0] for v in d['versions'])" "$W/out")"
is 'a version tells its rule' title "$(json "d['versions'][1]['follows']['rule']" "$W/out")"
succeeds 'a renamed version has a page' now --json d1@example.org
is 'it follows by its link' link "$(json "d['versions'][1]['follows']['rule']" "$W/out")"

fails 'a list that is not there' 66 "no list 'x'" tidings series x
fails 'a state that is none' 64 "none of open, new" tidings series --state=good
fails 'an order that is none' 64 "no order" tidings series --order=x

# What answers say of patches, in a list of its own: one rule for series, show, update and am.
box=$W/words
mkdir -p "$box/cur" "$box/new" "$box/tmp"
three() { # three ID DAY
	local n
	printf 'Three things.\n' | mail "$1.0" "$ann" "$2" "[PATCH 0/3] $1: three things of many"
	for n in 1 2 3; do
		patch "$1/$n.c" "thing $n of $1" "and more of $n" |
			mail "$1.$n" "$ann" "$2" "[PATCH $n/3] $1: thing $n" "In-Reply-To: <$1.0@example.org>"
	done
}
re() { # re ID DAY FROM TEXT: answers ID
	printf '%b' "$4" | mail "$1.re$2" "$3" "$2" "Re: [PATCH] $1" "In-Reply-To: <$1@example.org>"
}
three some 01
re some.0 02 "$bob" 'For patches 1-2:\nReviewed-by: Bob Baker <bob@example.org>\n'
three every 03
re every.1 04 "$bob" 'For the whole series:\nReviewed-by: Bob Baker <bob@example.org>\n'
three wrong 05
re wrong.0 06 'Eve Else <eve@example.org>' 'Reviewed-by: Bob Baker <bob@example.org>\n'
three no 07
re no.2 08 "$bob" 'NAK. This is done by the core.\n'
three again 09
re again.0 10 "$bob" 'Does not apply any more. Can you please rebase?\n'
three fine 11
re fine.0 12 "$bob" 'Please rebase.\n'
re fine.0 13 "$bob" 'It applies after all.\n\nReviewed-by: Bob Baker <bob@example.org>\n'
three own 14
re own.0 15 "$ann" 'I will resend. Please rebase your work on it then.\n'
patch filed/a.c 'what was trivial' 'is in already' |
	mail filed "$ann" 16 '[COMMITTED][PATCH] filed: fix a typo'
patch later/a.c 'what was trivial' 'is not in yet' | mail later "$ann" 17 '[PATCH] later: fix a bug'
re later 18 "$bob" 'Hi Ann,\n\npatchset merged, thanks!\n'
three first 19
re first.1 20 "$bob" 'Reviewed-by: Bob Baker <bob@example.org>\n'
printf 'Three things, the third another one.\n' | mail second.0 "$ann" 21 '[PATCH v2 0/3] first: three things of many'
for n in 1 2 3; do
	patch "first/$n.c" "thing $n of first" "and more of $([ $n = 3 ] && echo it || echo $n)" |
		mail "second.$n" "$ann" 21 "[PATCH v2 $n/3] first: thing $n" 'In-Reply-To: <second.0@example.org>'
done
printf 'Late.\n\nAcked-by: Cid Cook <cid@example.org>\n' |
	mail first.late 'Cid Cook <cid@example.org>' 22 'Re: [PATCH 2/3] first: thing 2' 'In-Reply-To: <first.2@example.org>'
printf 'Two things go here, and nobody counted them.\n' | mail plain.0 "$ann" 23 'plain: a cover letter that is not called one'
for n in 1 2; do
	patch "plain/$n.c" "thing $n of plain" "and more of $n" |
		mail "plain.$n" "$ann" 23 "[PATCH $n/2] plain: thing $n" 'In-Reply-To: <plain.0@example.org>'
done
re plain.0 24 "$bob" 'Acked-by: Bob Baker <bob@example.org>\n'
printf 'Two things go here, too.\n' | mail taken.0 "$ann" 23 'taken: neither is this one'
for n in 1 2; do
	patch "taken/$n.c" "thing $n of taken" "and more of $n" |
		mail "taken.$n" "$ann" 23 "[PATCH $n/2] taken: thing $n" 'In-Reply-To: <taken.0@example.org>'
done
re taken.0 24 "$bob" 'Applied, thanks.\n'
# What a notice answers is lost: it speaks of the last patch of that title before it.
for day in 04 05 20; do
	patch "lone/$day.c" "done on day $day" "with what belongs to $day" |
		mail "lone.$day" "$([ $day = 04 ] && echo "$bob" || echo "$ann")" $day '[PATCH] lone: known by its title'
done
printf 'Applied, thanks!\n\n[1/1] lone: known by its title\n      commit: 0123456789abcdef0123456789abcdef01234569\n' |
	mail lone.b4-ty "$bob" 12 'Re: [PATCH] lone: known by its title' 'In-Reply-To: <lost@example.org>'
# A day before its patches it is no cover letter of theirs, but what is said there is of them.
printf 'Two things will go here.\n' | mail afar.0 "$ann" 22 'afar: neither is this one, a day before'
for n in 1 2; do
	patch "afar/$n.c" "thing $n of afar" "and more of $n" |
		mail "afar.$n" "$ann" 23 "[PATCH $n/2] afar: thing $n" 'In-Reply-To: <afar.0@example.org>'
done
re afar.0 24 "$bob" 'Applied, thanks.\n\nAcked-by: Bob Baker <bob@example.org>\n'
printf 'Two.\n' | mail gap.0 "$ann" 25 '[PATCH 0/2] gap: two things, one of them lost'
patch gap/1.c 'thing 1 of gap' 'and more' | mail gap.1 "$ann" 25 '[PATCH 1/2] gap: thing 1' 'In-Reply-To: <gap.0@example.org>'
printf 'Acked-by: Bob Baker <bob@example.org>\n' |
	mail gap.re "$bob" 26 'Re: [PATCH 2/2] gap: thing 2' 'In-Reply-To: <gap.0@example.org>'
# A maintainer sends a patch on in a round of his, and that is what a notice names.
patch own/lock.c 'take the lock' 'and give it back' | mail round.own "$ann" 27 '[PATCH] own: hold the lock while it is read'
patch round/a.c 'what went on' 'to others' | mail round.old "$ann" 27 '[PATCH] round: fix what went on'
patch round/a.c 'what went on' 'to many' | mail round.new "$ann" 28 '[PATCH v2] round: fix what went on'
printf 'Four patches.\n' | mail round.0 "$bob" 29 '[PATCH net 0/4] round of the day'
{
	printf 'From: %s\n\n' "$ann"
	patch own/lock.c 'take the lock' 'and give it back'
} | mail round.1 "$bob" 29 '[PATCH net 1/4] own: hold the lock while it is read' 'In-Reply-To: <round.0@example.org>'
{
	printf 'From: %s\n\n' "$ann"
	patch round/a.c 'what went on' 'to many'
} | mail round.2 "$bob" 29 '[PATCH net 2/4] round: fix what went on' 'In-Reply-To: <round.0@example.org>'
for n in 3 4; do
	patch "other/$n.c" "what is $n" 'to others' | mail "round.$n" "$bob" 29 "[PATCH net $n/4] other: number $n" 'In-Reply-To: <round.0@example.org>'
done
printf 'Applied, thanks!\n\n[1/4] own: hold the lock while it is read\n      commit: 0123456789abcdef0123456789abcdef01234567\n[2/4] round: fix what went on\n      commit: 0123456789abcdef0123456789abcdef01234568\n' |
	mail round.b4-ty 'Net <net@example.org>' 30 'Re: [PATCH net 0/4] round of the day' 'In-Reply-To: <round.0@example.org>'
patch two/a.c 'one of two' 'is here' | mail two.1 "$ann" 27 '[PATCH 1/2] two: one'
patch two/b.c 'two of two' 'is there' | mail two.2 "$ann" 27 '[PATCH 2/2] two: two' 'In-Reply-To: <two.1@example.org>'
re two.2 28 "$bob" 'Both merged. Thanks for testing it!\n'
# Parts that were sent again do not supersede the set; a whole one after them does.
again() { # again ID VERSION DAY PARENT N...: some of the three of ID
	local id=$1 version=$2 day=$3 parent=$4 n
	shift 4
	for n; do
		patch "$id/$n.c" "thing $n of $id" "in $version" |
			mail "$id.$version.$n" "$ann" "$day" "[PATCH $version $n/3] $id: thing $n" "In-Reply-To: <$parent@example.org>"
	done
}
three part 02
again part v2 03 part.2 2
again part v3 04 part.v2.2 2
three grown 02
again grown v2 03 grown.2 2
again grown v3 04 grown.1 1 2 3
# Nobody numbers these.
patch twice/a.c 'one of twice' 'and one more' | mail twice.old "$ann" 02 '[PATCH] twice: do it a second time'
patch twice/a.c 'one of twice' 'and another' | mail twice.new "$ann" 29 '[PATCH] twice: do it a second time'
# The word of it answers an answer.
patch deep/a.c 'far down' 'and up again' | mail deep "$ann" 05 '[PATCH] deep: look below'
re deep 06 "$bob" 'Why so deep?\n'
printf 'Applied, thanks.\n' |
	mail deep.done "$bob" 07 'Re: [PATCH] deep: look below' 'In-Reply-To: <deep.re06@example.org>'
# A mail between what was applied and the word of it is missing.
patch bridge/a.c 'over it' 'and back' | mail bridge "$ann" 05 '[PATCH] bridge: cross the river'
printf 'Applied to next, thanks.\n' |
	mail bridge.re "$bob" 06 'Re: [PATCH] bridge: cross the river' 'In-Reply-To: <gone@example.org>' 'References: <bridge@example.org> <gone@example.org>'
printf 'Applied to next, thanks.\n' |
	mail will.re "$bob" 27 'Re: [PATCH] bridge: another river' 'In-Reply-To: <gone@example.org>' 'References: <will@example.org> <gone@example.org>'
patch will/a.c 'one more' 'is here' | mail will "$ann" 27 '[PATCH] will: fix it'
re will 28 "$ann" 'Good catch, will fix in v2.\n'
patch work/a.c 'one more' 'is here' | mail work "$ann" 27 '[PATCH] work: fix it'
re work 28 "${ann%% <*} <at.home@example.org>" 'I will fix that in v2.\n'
succeeds 'another list is added' tidings add --quiet words "$box"
now words --json >"$W/json"
stands() { # stands ID: its state and how many reviewed and acked it
	json "[s['state'] + ' %d/%d' % (s['reviewed'], s['acked']) for s in d['series'] if s['message_id'] == '$1@example.org'][0]" "$W/json"
}
is 'what is for some patches does not make all reviewed' 'new 1/0' "$(stands some.0)"
is 'what is for the series does, wherever it was said' 'reviewed 1/0' "$(stands every.0)"
is 'what somebody else sent counts for nothing' 'new 0/0' "$(stands wrong.0)"
is 'a plain no rejects' 'rejected 0/0' "$(stands no.0)"
is 'another version may be asked for' 'changes requested 0/0' "$(stands again.0)"
is 'and who asked may be content after all' 'reviewed 1/0' "$(stands fine.0)"
is 'nobody asks himself for changes' 'new 0/0' "$(stands own.0)"
is 'what an older version got counts where the patch is the same, late or not' 'updated 1/1' "$(stands second.0)"
is 'what was applied out of a round is applied' 'applied 0/0' "$(stands round.own)"
is 'so is its last version, and those before are superseded' 'applied 0/0 superseded 0/0' "$(stands round.new) $(stands round.old)"
is 'both are all' 'applied 0/0' "$(stands two.1)"
is 'a set stands as it did where a part of it came again' 'new 0/0 updated 0/0' "$(stands part.0) $(stands part.v3.2)"
is 'and is superseded by all of it' 'superseded 0/0 updated 0/0' "$(stands grown.0) $(stands grown.v3.1)"
is 'what answers an answer speaks of the patch' 'applied 0/0' "$(stands deep)"
is 'what was applied is known over a mail that is missing' 'applied 0/0' "$(stands bridge)"
is 'an author may promise another version' 'changes requested 0/0' "$(stands will)"
is 'from whatever address' 'changes requested 0/0' "$(stands work)"
is 'a cover letter need not be called one' 'reviewed 0/1' "$(stands plain.0)"
is 'what is said of it is said of all' 'applied 0/0' "$(stands taken.0)"
is 'a title alone says what was applied' 'new 0/0 applied 0/0 new 0/0' \
	"$(stands lone.04) $(stands lone.05) $(stands lone.20)"
is 'a day before, too' 'applied 0/1' "$(stands afar.1)"
is 'an answer to a lost patch is not for the others' 'new 0/1' "$(stands gap.0)"
succeeds 'the page of one with a trailer of another person' now wrong.0@example.org
holds 'tells it' 'Reviewed-by: Bob Baker <bob@example.org> .not counted: somebody else sent it.'
succeeds 'that of one with words on patches' now some.0@example.org
holds 'tells for which' 'Reviewed-by: Bob Baker <bob@example.org> # patches 1-2$'
succeeds 'that of one without a cover letter of that name' now plain.1@example.org
holds 'has the answers to it' 'Acked-by: Bob Baker'
is 'what is posted as committed is applied' applied "$(state filed)"
is 'a maintainer says so in words' applied "$(state later)"
tidings update words --peek -n 200 --format json >"$W/page"
given() { # given ID: numbers of patches with trailers of Bob
	json "' '.join(str(t['number']) for s in d['series'] if s['message_id'] == '$1@example.org' for t in s['trailers'] if t['key'] == 'Reviewed-by' and not t['mismatch'])" "$W/page"
}
is 'and has parts that came again likewise' 'new superseded' \
	"$(json "' '.join(s['status'] for i in ('part.0', 'grown.0') for s in d['series'] if s['message_id'] == i + '@example.org')" "$W/page")"
tidings update words --peek --no-pager -n 200 | sed -n '/^New versions (/,/^Requests/p' >"$W/out"
holds 'what comes again is a new version, numbered or not' 'twice: do it a second time$'
is 'the page of an update counts alike: some' '1 2' "$(given some.0)"
is 'all' 0 "$(given every.0)"
is 'none' '' "$(given wrong.0)"
tidings am some.0@example.org >"$W/mbox" 2>/dev/null
# A notice without a title speaks of an earlier posting, whichever list comes first.
whole=$box
box=$W/solo
mkdir -p "$box/cur" "$box/new" "$box/tmp"
patch solo/a.c 'alone here' 'and there' | mail solo.own "$ann" 02 '[PATCH] solo: fix what is alone'
box=$W/sent-on
mkdir -p "$box/cur" "$box/new" "$box/tmp"
printf 'Four of them.\n' | mail crowd.0 "$bob" 09 '[PATCH net 0/4] crowd: what came today'
{
	printf 'From: %s\n\n' "$ann"
	patch solo/a.c 'alone here' 'and there'
} | mail solo.on "$bob" 09 '[PATCH net 1/4] solo: fix what is alone' 'In-Reply-To: <crowd.0@example.org>'
for n in 2 3 4; do
	patch "crowd/$n.c" "who is $n" 'among many' |
		mail "crowd.$n" "$bob" 09 "[PATCH net $n/4] crowd: number $n" 'In-Reply-To: <crowd.0@example.org>'
done
printf 'Applied, thanks.\n' | mail solo.re 'Net <net@example.org>' 10 'Re: [PATCH net 1/4] solo: fix what is alone' 'In-Reply-To: <solo.on@example.org>'
for order in 'solo sent-on' 'sent-on solo'; do
	rm -f "$W/solo.sqlite"*
	for name in $order; do
		tidings add --index "$W/solo.sqlite" --quiet "$name" "$W/$name"
	done
	now --index "$W/solo.sqlite" --json >"$W/solo.json"
	is "first $order" 'partly applied, applied' \
		"$(json "', '.join(s['state'] for s in d['series'])" "$W/solo.json")"
done
box=$whole

# What comes later is taken to where it belongs, as if all had come at once.
mv "$box/cur/"*.first.late.eml "$W/late.eml"
alone=(--index "$W/alone.sqlite")
succeeds 'a list without a late answer' tidings add "${alone[@]}" --quiet late "$box"
now "${alone[@]}" late --json >"$W/json"
is 'counts without it' 'updated 1/0' "$(stands second.0)"
cp "$W/late.eml" "$box/cur/1705999999.first.late.eml"
succeeds 'which then comes' tidings sync "${alone[@]}" --quiet late
now "${alone[@]}" late --json >"$W/json"
is 'and is carried to the next version' 'updated 1/1' "$(stands second.0)"
succeeds 'whose page' now "${alone[@]}" --no-pager second.0@example.org
is 'says whom it counts for that' \
	$'   Acked-by: Cid Cook <cid@example.org>\n   Reviewed-by: Bob Baker <bob@example.org>' \
	"$(sed -n '/^  Given to an earlier version/,/^$/p' "$W/out" | sed '1d;$d')"
is 'in JSON, too' '["Acked-by: Cid Cook <cid@example.org>", "Reviewed-by: Bob Baker <bob@example.org>"]' \
	"$(now "${alone[@]}" --json second.0@example.org | json "json.dumps(d['earlier'])" /dev/stdin)"
tidings am some.0@example.org >"$W/mbox" 2>/dev/null
is 'so does am' 2 "$(grep -c '^Reviewed-by: Bob' "$W/mbox")"
box=$W/dev
mkdir -p "$box/cur" "$box/new" "$box/tmp"
# A maintainer takes a patch along: his posting of it is no later version of it.
patch dev/e.c 'one line of dev' 'and one more' |
	mail e1 "$ann" 10 '[PATCH] dev: count them all'
{
	printf 'From: %s\n\n' "$ann"
	patch dev/e.c 'one line of dev' 'and one more'
} | mail e2 "$bob" 12 '[PATCH] dev: count them all'
patch dev/f.c 'one line of dev' 'and one more' |
	mail f1 "$ann" 13 '[PATCH] dev: name them all'
{
	printf 'From: %s\n\n' "$ann"
	patch dev/f.c 'one line of dev' 'and one more'
} | mail f2 "$bob" 14 '[PATCH] dev: name them all'
patch dev/f.c 'one line of dev' 'and others' |
	mail f3 "$ann" 15 '[PATCH v2] dev: name them all' 'In-Reply-To: <f2@example.org>'
# Nor is what its author carries to an older branch.
patch dev/g.c 'what the old one lacks' 'all of it' | mail g1 "$ann" 16 '[PATCH] dev: count to three'
patch dev/g.c 'what the old one lacks' 'all of it' |
	mail g2 "$ann" 18 '[PATCH v5.10.y] dev: count to three'
# What has its name later on may be something else altogether.
patch dev/h.c 'one comment' 'put right' | mail h1 "$ann" 02 '[PATCH] dev: fix some comments'
patch dev/i.c 'quite another' 'put right, too' | mail h2 "$ann" 19 '[PATCH] dev: fix some comments'
printf 'Applied, thanks.\n' |
	mail h3 "$bob" 20 'Re: [PATCH] dev: fix some comments' 'In-Reply-To: <h2@example.org>'
tidings add --quiet dev "$box"
now dev --json >"$W/json"
is 'what somebody else posts again is superseded by nothing' 'new 0/0' "$(stands e1)"
is 'but by what follows that' 'superseded 0/0' "$(stands f1)"
is 'nor what goes to an older branch, too' 'new 0/0' "$(stands g1)"
is 'what is applied is the patch that was meant' 'applied 0/0' "$(stands h2)"
is 'and not another of its name' 'new 0/0' "$(stands h1)"
fails 'what is not in git has no past to look at' 64 'is not kept in git' \
	tidings update dev --history --peek --since 2024-01-01
# A patch that a larger set of its author has, too, whichever list comes first.
box=$W/alone
mkdir -p "$box/cur" "$box/new" "$box/tmp"
patch taken/a.c 'the first of them' 'and its end' | mail took.old "$ann" 02 '[PATCH] taken: fix the first of them'
patch taken/c.c 'the third of them' 'and its end' | mail took.other "$ann" 02 '[PATCH] taken: fix another one of them'
box=$W/together
mkdir -p "$box/cur" "$box/new" "$box/tmp"
printf 'Both.\n' | mail took.0 "$ann" 09 '[PATCH 0/3] taken: all that there are'
patch taken/z.c 'what is needed' | mail took.1 "$ann" 09 '[PATCH 1/3] taken: prepare it' 'In-Reply-To: <took.0@example.org>'
patch taken/a.c 'the first of them' 'and another end' |
	mail took.2 "$ann" 09 '[PATCH 2/3] taken: fix the first of them' 'In-Reply-To: <took.0@example.org>'
patch taken/b.c 'the second of them' | mail took.3 "$ann" 09 '[PATCH 3/3] taken: fix the second of them' 'In-Reply-To: <took.0@example.org>'
for order in 'alone together' 'together alone'; do
	for name in $order; do
		tidings add --quiet "$name" "$W/$name"
	done
	is "a larger set took it in ($order)" superseded "$(now --json took.old@example.org | json "d['series']['state']" /dev/stdin)"
	is 'and is what that rests on' took.0@example.org \
		"$(now --json took.old@example.org | json "d['series']['evidence']" /dev/stdin)"
	is 'what is not in it stands' new "$(now --json took.other@example.org | json "d['series']['state']" /dev/stdin)"
	[ "$order" = 'alone together' ] || break
	tidings remove together
	is 'without that set it stands, too' new "$(now --json took.old@example.org | json "d['series']['state']" /dev/stdin)"
	tidings remove alone
done
# The page of a range says the same, of what it can see.
mkdir -p "$W/both"
cp -r "$W/alone/cur" "$W/alone/new" "$W/alone/tmp" "$W/both"
cp "$W/together"/cur/* "$W/both/cur"
succeeds 'an update of both' tidings update "$W/both" --parts series -f json -o "$W/update.json"
of_page() {
	json "' '.join(s['$2'] for s in d['series'] if s['message_id'] == '$1@example.org')" "$W/update.json"
}
is 'a page says so, too' superseded "$(of_page took.old status)"
is 'and rests on the same mail' took.0@example.org "$(of_page took.old evidence)"
is 'in words' 'all of it came again in a larger set' "$(of_page took.old evidence_text)"
is 'what is not in it stands there, too' new "$(of_page took.other status)"
is 'and so does the larger set' new "$(of_page took.0 status)"

# What is applied is told of the same patch elsewhere.
box=$W/elsewhere
mkdir -p "$box/cur" "$box/new" "$box/tmp"
cy='Cy Collect <cy@example.org>'
patch round/a.c 'the first of the round' 'and its end' |
	mail pulled.old "$ann" 02 '[PATCH] round: fix the first of them'
printf 'Please pull.\n' | mail pulled.0 "$cy" 05 '[GIT PULL 0/4] fixes of this week'
{
	printf 'From: %s\n\n' "$ann"
	patch round/a.c 'the first of the round' 'and its end'
} | mail pulled.1 "$cy" 05 '[PATCH 1/4] round: fix the first of them' 'In-Reply-To: <pulled.0@example.org>'
for n in 2 3 4; do
	patch "round/$n.c" "what is $n" "and its end" |
		mail "pulled.$n" "$cy" 05 "[PATCH $n/4] round: whatever is $n" 'In-Reply-To: <pulled.0@example.org>'
done
printf 'Pulled, thanks!\n' | mail pulled.re "$bob" 06 'Re: [GIT PULL 0/4] fixes of this week' 'In-Reply-To: <pulled.0@example.org>'
patch again/a.c 'what was forgotten' 'and its end' | mail four.1 "$ann" 10 '[PATCH v4] again: remember what was forgotten'
patch again/a.c 'what was forgotten' 'and its end' | mail four.2 "$ann" 12 '[RESEND PATCH v4] again: remember what was forgotten'
printf 'Applied, thanks.\n' | mail four.3 "$bob" 14 'Re: [PATCH v4] again: remember what was forgotten' 'In-Reply-To: <four.1@example.org>'
patch late/a.c 'what comes late' 'and its end' | mail late.1 "$ann" 10 '[PATCH v4] late: wait for what comes late'
printf 'Applied, thanks.\n' | mail late.2 "$bob" 14 'Re: [PATCH v4] late: wait for what comes late' 'In-Reply-To: <late.1@example.org>'
patch late/a.c 'what comes late' 'and its end' | mail late.3 "$ann" 16 '[RESEND PATCH v4] late: wait for what comes late'
succeeds 'a list with a round' tidings add --quiet elsewhere "$box"
is 'who pulls a round pulls each of its patches' 'applied pulled.re@example.org' \
	"$(now --json pulled.old@example.org | json "'%s %s' % (d['series']['state'], d['series']['evidence'])" /dev/stdin)"
is 'what was sent again is applied with the first' 'applied four.3@example.org' \
	"$(now --json four.2@example.org | json "'%s %s' % (d['series']['state'], d['series']['evidence'])" /dev/stdin)"
is 'but not what came after that' resent "$(now --json late.3@example.org | json "d['series']['state']" /dev/stdin)"

# A long list, and a series that is called otherwise for a while.
box=$W/long
mkdir -p "$box/cur" "$box/new" "$box/tmp"
for n in $(seq 1 48); do
	patch "long/$n.c" "line of $n" "and its end" | mail "long.$n" "$ann" 02 "[PATCH] long: what is $n"
done
for version in 1 2 3 4; do
	title='long: the renamed'
	[ $version = 2 ] || [ $version = 3 ] && title='long: those that were renamed'
	printf 'Two of them.\n' | mail "name.$version" "$ann" "1$version" "[PATCH v$version 0/2] $title" \
		"In-Reply-To: <name.$((version - 1))@example.org>"
	for n in 1 2; do
		patch "long/name$n.c" "line of $n" "and its end" |
			sed "s/^Signed-off-by/Reviewed-by: Bob Baker <bob@example.org>\n&/" |
			mail "name.$version.$n" "$ann" "1$version" "[PATCH v$version $n/2] long: name $n" \
				"In-Reply-To: <name.$version@example.org>"
	done
done
printf 'Good.\n\nReviewed-by: Cid Cook <cid@example.org>\n' |
	mail gap.re 'Cid Cook <cid@example.org>' 16 'Re: [PATCH v4 1/2] long: name 1' \
		'In-Reply-To: <nowhere@example.org>' 'References: <name.4@example.org> <name.4.1@example.org> <nowhere@example.org>'
for n in 1 2; do
	patch "lone/$n.c" "what is $n" 'and alone' | mail "strewn.$n" "$ann" 17 "[PATCH $n/2] strewn: number $n"
	printf 'Good.\n' | mail "strewn.$n.re" "$bob" 18 "Re: [PATCH $n/2] strewn: number $n" "In-Reply-To: <strewn.$n@example.org>"
done
succeeds 'a long list' tidings add --quiet long "$box"
succeeds 'of which a table shows the newest' now long
holds 'says so' 'the first 50; --limit 0 shows all' "$W/err"
lacks 'but not in the table' 'the first 50'
succeeds 'the page of one that was renamed' now --width=80 name.4@example.org
is 'says each name where it begins' \
	'v1 / as long: those that were renamed / as long: the renamed' \
	"$(sed -n -e 's/^   \(v1\) .*/\1/p' -e 's/^ *\(as .*\)/\1/p' "$W/out" | paste -sd / | sed 's,/, / ,g')"
holds 'has what answers a mail that is missing' '^              Reviewed-by: Cid Cook <cid@example.org>$'
lacks 'and of it nothing else' 'earlier version'
holds 'and a tag once, with its patches' '^   Reviewed-by: Bob Baker <bob@example.org> \(1, 2\)$'
is 'of patches that are a thread each all answers are there' 'strewn.1.re strewn.2.re' \
	"$(now --json strewn.1@example.org | json "' '.join(a['message_id'].split('@')[0] for a in d['answers'])" /dev/stdin)"
holds 'and what a patch adds and takes away' '^   1 +1 file +\+2 +-0  long: name 1$'
finish
