#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# An update that knows the past says of a series what the table of series does.
. "${SOURCE:?the source tree}/tests/cli/lib.sh"
. "$SOURCE/tests/cli/box-lib.sh"

ann='Ann Able <ann@example.org>'
bob='Bob Baker <bob@example.org>'
now() {
	tidings series --stale=0 --no-pager "$@"
}
stands() {
	json "[s['state'] for s in d['series'] if s['message_id'] == '$1@example.org'][0]" "$W/json"
}
box=$W/alike
mkdir -p "$box/cur" "$box/new" "$box/tmp"
third() {
	patch alike/3.c 'the third thing' 'is the first' 'that was seen' 'of the three'
}
third | mail alone "$ann" 02 '[PATCH] third: what else is wanted here'
printf 'Now in parts.\n' | mail set.0 "$ann" 12 '[PATCH v2 0/5] alike: what there is to do'
for n in 1 2 4 5; do
	patch "alike/$n.c" "part $n of alike" "comes before $n" |
		mail "set.$n" "$ann" 12 "[PATCH v2 $n/5] alike: prepare part $n" 'In-Reply-To: <set.0@example.org>'
done
third | mail set.3 "$ann" 12 '[PATCH v2 3/5] alike: add a third thing to what is there' 'In-Reply-To: <set.0@example.org>'
patch sent/a.c 'sent once' 'and again' | mail sent.old "$ann" 03 '[PATCH] sent: do it at last'
patch sent/a.c 'sent once' 'and again' | mail sent.new "$ann" 17 '[PATCH RESEND] sent: do it at last'
# Who forgets to count, or to say RESEND, sends it again all the same; somebody else does not.
patch twice/a.c 'sent once' 'and again' | mail twice.old "$ann" 05 '[PATCH] twice: do it for the first time'
patch twice/a.c 'sent once' 'and again' | mail twice.new "$ann" 05 '[PATCH] twice: do it for the first time'
patch taken/a.c 'of one' 'sent by two' | mail taken.old "$ann" 06 '[PATCH] taken: do what the other one does'
patch taken/a.c 'of one' 'sent by two' | mail taken.new "$bob" 16 '[PATCH] taken: do what the other one does'
# Nor is what goes to one old branch a version of what goes to another.
patch old/a.c 'of old' 'and new' | mail old.old "$ann" 07 '[PATCH 6.1.y] old: bring it back to where it was'
patch old/a.c 'of old' 'and new' | mail old.new "$ann" 17 '[PATCH v2 5.10.y] old: bring it back to where it was'
{
	printf 'From: %s\n\n' "$ann"
	patch lent/a.c 'of another' 'sent on' | sed "s/^Signed.*/&\nReviewed-by: $bob/"
} | mail lent "$bob" 04 '[PATCH] lent: send it on'
# What follows a copy of somebody else's follows what that is of.
patch copied/a.c 'of two' 'said once' | mail copied.old "$ann" 08 '[PATCH] copied: do what two want done'
for n in again 'two'; do
	{
		printf 'From: %s\n\n' "$ann"
		patch copied/a.c 'of two' "said ${n/again/once}"
	} | mail "copied.$n" "$bob" "$([ "$n" = two ] && echo 18 || echo 09)" \
		"[PATCH$([ "$n" = two ] && echo ' v2')] copied: do what two want done"
done
# What a patch got is its own where it comes again unchanged.
patch given/a.c 'of one' 'as it was' | mail given.old "$ann" 02 '[PATCH] given: leave it as it was'
printf 'Reviewed-by: %s\n' "$bob" | mail given.word "$bob" 03 'Re: [PATCH] given: leave it as it was' 'In-Reply-To: <given.old@example.org>'
patch given/a.c 'of one' 'as it was' | mail given.new "$ann" 14 '[PATCH RESEND] given: leave it as it was'
# Who acks the whole, and wrote a part of it, says nothing new of that.
printf 'Two people wrote this.\n' | mail own.0 "$ann" 02 '[PATCH 0/2] own: what two people wrote'
patch own/a.c 'of one' 'alone' | mail own.1 "$ann" 02 '[PATCH 1/2] own: the first of these' 'In-Reply-To: <own.0@example.org>'
{
	printf 'From: %s\n\n' "$bob"
	patch own/b.c 'of the other' 'alone'
} | mail own.2 "$ann" 02 '[PATCH 2/2] own: the second of these' 'In-Reply-To: <own.0@example.org>'
printf 'For the series:\n\nAcked-by: %s\n' "$bob" | mail own.word "$bob" 03 'Re: [PATCH 0/2] own: what two people wrote' 'In-Reply-To: <own.0@example.org>'
# Its next version went to another list alone.
patch moved/a.c 'here' 'and there' | mail moved.old "$ann" 10 '[PATCH] moved: do it where it belongs'
# Of one title twice the lines say whether it is one patch, whatever file they are in.
patch lines/a.c 'what is here' 'and there' | mail lines.0 "$ann" 02 '[PATCH] lines: fix this'
patch lines/a.c 'quite another thing' 'and more' 'and more than that' | mail lines.1 "$ann" 99 '[PATCH 1/2] lines: fix this'
patch lines/b.c 'quite another thing, too' | mail lines.2 "$ann" 99 '[PATCH 2/2] lines: fix all that is left' 'In-Reply-To: <lines.1@example.org>'
printf 'Applied, thanks.\n' | mail lines.3 "$bob" 101 'Re: [PATCH 1/2] lines: fix this' 'In-Reply-To: <lines.1@example.org>'
patch here/a.c 'what both trees have' 'in two places' | mail tree.old "$ann" 03 '[PATCH] tree: do it in both'
{
	printf 'From: %s\n\n' "$ann"
	patch there/a.c 'what both trees have' 'in two places'
} | mail tree.1 "$bob" 14 '[PATCH] tree: do it in both'
printf 'Applied, thanks.\n' | mail tree.re "$bob" 16 'Re: [PATCH] tree: do it in both' 'In-Reply-To: <tree.1@example.org>'
# What lost its number is in v3, which follows the v2 before both.
patch lost/a.c 'a number' 'is lost here' | mail lost.1 "$ann" 02 '[PATCH] lost: say which number it has'
patch lost/a.c 'a number' 'is lost here' 'again' | mail lost.2 "$ann" 04 '[PATCH v2] lost: say which number it has'
patch lost/a.c 'a number' 'is lost' 'again' 'but not for long' | mail lost.x "$ann" 12 '[PATCH] lost: say which number it has'
patch lost/a.c 'a number' 'is lost here' 'again' 'but not for long' |
	mail lost.3 "$ann" 16 "$(printf '[PATCH v3] lost: say which number it has\nIn-Reply-To: <lost.2@example.org>')"
# Parts of a set may go on from number to number, and one of these be of more patches.
for n in 1 2; do
	patch "more/$n.c" "part $n of more" "comes before $n" |
		mail "more.1.$n" "$ann" 02 "[PATCH $n/2] more: prepare part $n" 'In-Reply-To: <more.1.0@example.org>'
done
patch more/2.c 'part 2 of more' 'comes before 2' 'and 3' |
	mail more.2 "$ann" 03 '[PATCH v2 2/2] more: prepare part 2' 'In-Reply-To: <more.1.2@example.org>'
for n in 2 3; do
	patch "more/$n.c" "part $n of more" "comes before $n" 'and 4' |
		mail "more.3.$n" "$ann" 04 "[PATCH v3 $n/3] more: prepare part $n" 'In-Reply-To: <more.2@example.org>'
done
patch more/2.c 'part 2 of more' 'comes before 2' 'and 5' |
	mail more.4 "$ann" 05 '[PATCH v4 2/2] more: prepare part 2' 'In-Reply-To: <more.3.2@example.org>'
# Mails that the list put its own name on are not all of one person.
patch via/a.c 'by way of' 'a list' | mail via.0 'Ann Able via Alike <alike@lists.example.org>' 02 '[PATCH] via: go by way of a list' "X-Original-From: $ann" "Reply-To: $ann"
printf 'Looks good, I will apply this one.\n' | mail via.re 'Bob Baker via Alike <alike@lists.example.org>' 03 'Re: [PATCH] via: go by way of a list' 'In-Reply-To: <via.0@example.org>' "Reply-To: $bob"
# A trailer is of whom this mail is from, however that address signs elsewhere.
patch name/a.c 'one name' 'and another' | mail name.0 "$ann" 02 '[PATCH] name: have but one'
printf 'Reviewed-by: Dee Dark <dee@example.net>\n' | mail name.re 'darkone <dark@example.com>' 03 'Re: [PATCH] name: have but one' 'In-Reply-To: <name.0@example.org>'
printf 'Fine with me.\n' | mail name.other 'Dee Dark <dark@example.com>' 20 'Re: [PATCH] lent: send it on' 'In-Reply-To: <lent@example.org>'
# Where a mail is missing, what answers it is for what it names with that title.
patch hole/a.c 'what is missing' 'is not here' | mail hole.0 "$ann" 02 '[PATCH] hole: go on over what is missing'
printf 'NAK, we want no such thing.\n' | mail hole.re "$bob" 05 'Re: [PATCH] hole: go on over what is missing' \
	'In-Reply-To: <gone@example.org>' 'References: <hole.0@example.org> <gone@example.org>'
# A set may be called as one of its patches.
patch called/1.c 'what 1 needs' 'for 1' | mail called.old "$ann" 02 '[PATCH] called: do what 1 needs'
printf 'All.\n' | mail called.0 "$ann" 10 '[PATCH 0/4] called: finish it at last'
patch called/4.c 'what ends it' 'at last' |
	mail called.4 "$ann" 10 '[PATCH 4/4] called: finish it at last' 'In-Reply-To: <called.0@example.org>'
for n in 1 2 3; do
	patch "called/$n.c" "what $n needs" "for $n" |
		mail "called.$n" "$ann" 10 "[PATCH $n/4] called: do what $n needs" 'In-Reply-To: <called.0@example.org>'
done
printf 'Hi,\n\nare available in the Git repository at:\n\n  https://git.example.org/x.git tags/for-next\n\nfor you to fetch changes up to 76543210:\n\n----------------------------------------------------------------\nAnn Able (1):\n      called: finish it at last\n\n called/4.c | 2 ++\n 1 file changed, 2 insertions(+)\n' |
	mail called.pull "$bob" 12 '[GIT PULL] called for next'
epoch=$W/alike.git
git init -q --bare "$epoch"
parent=()
for file in "$box"/cur/*.eml; do
	when=${file##*/}
	tree=$(printf '100644 blob %s\tm\n' "$(git -C "$epoch" hash-object -w "$file")" | git -C "$epoch" mktree)
	commit=$(GIT_AUTHOR_DATE="@${when%%.*} +0000" GIT_COMMITTER_DATE="@${when%%.*} +0000" \
		git -C "$epoch" -c user.name=List -c user.email=list@example.org \
		commit-tree "${parent[@]}" -m m "$tree")
	parent=(-p "$commit")
done
git -C "$epoch" update-ref HEAD "$commit"
succeeds 'a list in git is added' tidings add --quiet alike "$epoch"
box=$W/beside
mkdir -p "$box/cur" "$box/new" "$box/tmp"
patch moved/a.c 'here' 'and everywhere' | mail moved.new "$ann" 12 '[PATCH v2] moved: do it where it belongs'
succeeds 'so is another one' tidings add --quiet beside "$box"
now alike --json >"$W/json"
succeeds 'an update of it' tidings update alike --since 2024-01-01 --history --peek --parts series --class all -f json -o "$W/update.json"
for id in alone set.0 sent.old sent.new twice.old twice.new taken.old taken.new old.old old.new lent copied.old copied.again copied.two moved.old given.old given.new own.0 \
	lines.0 lines.1 tree.old tree.1 lost.1 lost.2 lost.x lost.3 more.1.1 more.2 more.3.2 more.4 via.0 name.0 hole.0 called.old called.0; do
	is "both say the same of $id" "$(stands $id)" \
		"$(json "[s['status'] for s in d['series'] if s['message_id'] == '$id@example.org'][0]" "$W/update.json")"
done
is 'as what followed the copy' superseded "$(stands copied.old)"
is 'and what was said of it before' reviewed "$(stands given.new)"
is 'but not where a patch is of who said it' new "$(stands own.0)"
is 'and what went to another list' superseded "$(stands moved.old)"
is 'one came from another in part only' True "$(now --json set.0@example.org | json "d['versions'][0]['follows']['partly']" /dev/stdin)"
is 'what was sent again has its title still' 'it came again' \
	"$(json "[s['evidence_text'] for s in d['series'] if s['message_id'] == 'sent.old@example.org'][0]" "$W/update.json")"
is 'one title with other lines is another patch' new "$(stands lines.0)"
is 'the same lines are one in any file' applied "$(stands tree.old)"
is 'what lost its number was sent again' superseded "$(stands lost.x)"
is 'what came of more patches is no part' superseded "$(stands more.1.1)"
is 'somebody else said that he applies it' applied "$(stands via.0)"
is 'a trailer is not of whom another mail is from' new "$(stands name.0)"
is 'a no over a gap' rejected "$(stands hole.0)"
is 'a list of titles has patches' 'partly applied' "$(stands called.0)"
finish
