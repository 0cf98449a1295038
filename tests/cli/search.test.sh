#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# tidings search: the language, what it prints, and what it says of a wrong query.
. "${SOURCE:?the source tree}/tests/cli/lib.sh"

sample v2 "$W/list"
succeeds 'a list is added' tidings add tern "$W/list"

# count NAME NUMBER QUERY...: so many mails
count() {
	local name=$1 number=$2
	shift 2
	tidings search --ids -- "$@" >"$W/out" 2>"$W/err"
	is "$name" "$number" "$(wc -l <"$W/out")"
}

# alike NAME QUERY QUERY: both find the same mails, and some
alike() {
	tidings search --ids -- "$2" >"$W/one" 2>"$W/err"
	tidings search --ids -- "$3" >"$W/two" 2>>"$W/err"
	[ -s "$W/one" ] && cmp -s "$W/one" "$W/two"
	say "$1" || diff -u "$W/one" "$W/two" | note
}

v1=20260302-queue-limit-v1-0-5b7e21aa90c4@harbour.example.com
part=20260302-queue-limit-v1-2-5b7e21aa90c4@harbour.example.com
all=$(tidings search --ids '*' | wc -l)

is 'a star is every mail' "$(sort -u "$W/list.ids" | wc -l)" "$all"
succeeds 'a subject is found' tidings search 's:"queue: bounded memory"'
holds 'with its time, sender and subject' \
	'^2026-03-02 [0-9:]{5}  [A-Z][^ ].*  \[PATCH 0/3\] queue: bounded memory'
succeeds 'a mail that its list changed is found' tidings search 's:tern-top f:sample'
holds 'with the sender, not the list that put itself there' '  Ravi Kumar   .*tern-top'
count 'an id is one mail' 1 "mid:$part"
count 'in <> as well' 1 "mid:<$part>"
count 'and as a link' 1 "mid:https://lore.example.org/tern/$part/"
is 'which it prints' "$part" "$(cat "$W/out")"
count 'a part of an id' 1 "m:$part"
count 'the thread of a mail' 8 "thread:$part"
count 'the threads of what a query finds' 8 "thread:{mid:$part}"
count 'a query within it may have operators' 8 "thread:{(mid:$part OR xyzzy) queu*}"
count 'the series of a mail' 4 "series:$part"
alike 'words beside each other are both there' 's:queue s:limit' 's:queue AND s:limit'
alike 'parentheses take a prefix' 's:(queue limit)' 's:queue AND s:limit'
alike 'plus says nothing new' '+s:queue +s:limit' 's:queue s:limit'
alike 'minus is NOT' 's:queue -s:limit' 's:queue NOT s:limit'
tidings search --ids -- 's:queue -s:limit' >"$W/wanted"
for order in 's:queue -s:limit' '-s:limit s:queue' '-n 0 s:queue -s:limit' 's:queue -- -s:limit'; do
	# shellcheck disable=SC2086
	tidings search --ids $order >"$W/one" 2>"$W/err"
	same "a word of its own, too: $order" "$W/wanted" "$W/one"
done
tidings search --ids -- 'limit -queue' >"$W/wanted"
succeeds 'a word without a prefix, too' tidings search --ids limit -queue
same 'which is left out' "$W/wanted" "$W/out"
fails 'one letter is an option' 64 'Unknown option -x' tidings search -x limit
fails 'so is what begins with two' 64 'Unknown option --queue' tidings search --queue limit
alike 'NOT may come first' 'NOT s:queue' '* -s:queue'
alike 'OR binds less than words' 's:queue s:limit OR s:sample' '(s:queue s:limit) OR s:sample'
alike 'XOR is one of them alone' 's:queue XOR s:limit' \
	'(s:queue -s:limit) OR (s:limit -s:queue)'
alike 'a word finds others of its stem' 's:limited' 's:limits'
alike 'case does not matter' 's:QUEUE' 's:queue'
alike 'a hyphen makes a phrase' 'nq:Reviewed-by' 'nq:"reviewed by"'
alike 'curly quotes quote' 's:“bounded memory”' 's:"bounded memory"'
alike 'exact ones beside each other are alternatives' "mid:$part mid:$v1" \
	"mid:$part OR mid:$v1"
alike 'but not with AND' "mid:$part AND mid:$part" "mid:$part"
alike 'a day is a day' 'd:2026-03-02' 'd:20260302..20260302'
alike 'and from midnight to midnight' 'd:2026-03-02' 'dt:20260302000000..20260302235959'
alike 'notmuch has other names' 'from:example.org subject:queue' 'f:example.org s:queue'
alike 'sizes may have units' 'z:1k..' 'z:1024..'
alike 'a version is that of the series' 'v:2' 'v:v2..v2'
count 'a version of a series: its mails' 4 "v:2 thread:{s:queue}"
count 'mails that name another one' 7 "references:$v1"
alike 'a domain by a name in it' 'org:harbour' 'org:harbour.example.com'
count 'who reviewed, in the trailer itself' 0 'rb:xyzzy'
tidings search --ids 'nq:"Reviewed-by"' >"$W/said"
tidings search --ids 'rb:example' >"$W/out"
[ -s "$W/out" ] && ! grep -qvxFf "$W/said" "$W/out"
say 'reviews are where Reviewed-by is said'
alike 'a class' 'class:bot' 'class:bot *'
alike 'what is to be looked at' '(state:open OR state:superseded OR state:applied) s:PATCH' 's:PATCH state:open OR s:PATCH state:superseded OR s:PATCH state:applied'
alike 'a state is that of the series' 'state:superseded s:PATCH' 'v:1 state:superseded s:PATCH'
fails 'a class that is none' 64 'column 19: class: "nosuch" is none of human, ' \
	tidings search 's:queue AND class:nosuch'
holds 'is shown' '^                      \^~~~~~$' "$W/err"
fails 'one that no mail is in is one' 1 'nothing found' tidings search class:autosel
fails 'a state that is none' 64 'is none of open, new, updated' tidings search state:foo
count 'mails of a list' "$all" 'list:tern'
tidings search tern queue >/dev/null 2>"$W/err"
holds 'a list where other commands have it is a word' "'tern' is looked for as a word; list:tern is the list" "$W/err"
tidings search tern >/dev/null 2>"$W/err"
is 'which may be what was meant' '' "$(cat "$W/err")"

succeeds 'JSON' tidings search --json "mid:$part"
is 'with the keys of lei' 'blob c dt f m refs rt s t' \
	"$(json "' '.join(sorted(d[0]))" "$W/out")"
is 'an address is a pair' 2 "$(json 'len(d[0]["f"][0])' "$W/out")"
is 'its id' "$part" "$(json 'd[0]["m"]' "$W/out")"
is 'its references' "$v1" "$(json 'd[0]["refs"][0]' "$W/out")"
succeeds 'by relevance' tidings search --json --order relevance queue
is 'how well each answers' 99 "$(json 'd[0]["pct"]' "$W/out")"
is 'the best is the first' True \
	"$(json 'd == sorted(d, key=lambda x: -x["pct"])' "$W/out")"
succeeds 'an mbox' tidings search --mbox "mid:$part"
sed '1d;$d' "$W/out" >"$W/mail"
same 'has the mail, byte for byte' "$corpus/sample/05-v1-2.eml" "$W/mail"

tidings search --ids s:queue >"$W/newest"
tidings search --ids --order oldest s:queue >"$W/oldest"
is 'the oldest first is the other way round' "$(tac "$W/oldest")" "$(cat "$W/newest")"
is 'limit and offset cut a piece out' "$(sed -n 2,3p "$W/newest")" \
	"$(tidings search --ids --limit 2 --offset 1 s:queue 2>/dev/null)"
succeeds 'a limit' tidings search --limit 1 s:queue
holds 'says how much more there is' '^tidings: 1 of [0-9]+ found' "$W/err"
is 'whole threads' 8 "$(tidings search --ids --threads "mid:$part" | wc -l)"
succeeds 'whole threads in a table' tidings search --threads "mid:$part"
is 'mark what was found' 1 "$(grep -c '^> ' "$W/out")"
is 'one mail of a thread' 1 "$(tidings search --ids --collapse "thread:$part" | wc -l)"

# Mails about a commit: those that name it, cut or not, and the patch that became it.
count 'a commit that trailers name' 2 'commit:3f1c2ab94d01'
count 'by fewer digits' 2 'commit:3f1c2AB'
count 'by all digits, where mails have fewer' 2 'commit:3f1c2ab94d01abcdefabcdefabcdefabcdefabcd'
count 'but not one that goes on otherwise' 0 commit:3f1c2ab94d09
cat >"$W/applied.mbox" <<'END'
From x Mon Mar  2 10:00:00 2026
From: Ann <ann@harbour.example.com>
Date: Mon, 2 Mar 2026 10:00:00 +0000
Subject: [PATCH] tide: count from noon
Message-ID: <noon-1@harbour.example.com>

So that it is high at lunch.

Signed-off-by: Ann <ann@harbour.example.com>
---
diff --git a/tide.c b/tide.c
--- a/tide.c
+++ b/tide.c
@@ -1 +1 @@
-midnight
+noon

From x Mon Mar  2 12:00:00 2026
From: patchwork-bot+netdevbpf@kernel.org
Date: Mon, 2 Mar 2026 12:00:00 +0000
Subject: Re: [PATCH] tide: count from noon
Message-ID: <done@kernel.example.com>
In-Reply-To: <noon-1@harbour.example.com>
References: <noon-1@harbour.example.com>

Hello:

This patch was applied to tern/tern.git (main)
by Bob <bob@harbour.example.com>:

On Mon, 2 Mar 2026 10:00:00 +0000 you wrote:
> So that it is high at lunch.

Here is the summary with links:
  - tide: count from noon
    https://git.kernel.org/tern/tern/c/4ac1f9d2e8b3

You are awesome, thank you!
END
succeeds 'a list with a notice is added' tidings add noon "$W/applied.mbox"
count 'a commit is the patch that became it, and the notice' 2 'commit:4ac1f9d2e8b3'
holds 'which has the patch' '^noon-1@harbour.example.com$' "$W/out"
succeeds 'and is removed' tidings remove noon

# Queries that b4 makes.
alike "b4: a change-id" 'nq:"change-id: 20260302-queue-limit-5b7e21aa90c4"' \
	'changeid:20260302-queue-limit-5b7e21aa90c4'
count 'b4: subject, sender and dates' 1 \
	'(s:"queue: bounded memory" AND f:"harbour.example.com") AND d:2026-03-02..2026-03-02'
count 'b4: patch-ids' 0 'patchid:0123456789012345678901234567890123456789 OR patchid:0123456789012345678901234567890123456780 d:..20250101'

# A diff made by hand, of names from the root.
cat >"$W/root.eml" <<'END'
From: Ann <ann@harbour.example.com>
Date: Mon, 2 Mar 2026 10:00:00 +0000
Subject: what I have here
Message-ID: <root-1@harbour.example.com>

--- /srv/old/tide.c	2026-03-01 10:00:00.000000000 +0000
+++ /srv/new/tide.c	2026-03-02 10:00:00.000000000 +0000
@@ -1 +1 @@
-ebbtide
+floodtide
END
"$corpus/make-archive" "$W/root" "$W/root.eml" >/dev/null
succeeds 'a list with a diff of absolute names' tidings add root "$W/root"
count 'which is a diff' 1 'dfa:ebbtide dfb:floodtide dfn:srv/new/tide.c'
succeeds 'and is removed, too' tidings remove root

fails 'nothing found is 1' 1 'nothing found$' tidings search xyzzyxyzzy
fails 'as JSON, too' 1 'nothing found$' tidings search --json xyzzyxyzzy
is 'which is an array without anything in it' '[]' "$(json 'd' "$W/out")"
fails 'and what is no prefix is named' 1 'form: is no prefix' tidings search form:xyzzy
fails 'a link is text, and which mail it is, is said' 1 'that mail is mid:nobody@example.org' \
	tidings search https://lore.example.org/r/nobody@example.org/
fails 'and so is a header' 1 'that mail is mid:nobody@example.org' \
	tidings search 'Message-ID: <nobody@example.org>'
fails 'a missing operand' 64 'column 9: nothing follows this' tidings search 's:queue AND'
holds 'is shown' '^            \^~~$' "$W/err"
fails 'nothing before an operator' 64 'column 1: nothing is before this' \
	tidings search 'OR s:queue'
fails 'an open parenthesis' 64 'column 12: the parenthesis .* is not closed' \
	tidings search 's:queue OR (s:limit' 's:x'
fails 'one too many' 64 'column 8: no parenthesis is open' tidings search 's:queue)'
fails 'an open quotation' 64 'column 3: the quotation .* does not end' \
	tidings search 's:"queue'
fails 'a prefix with nothing behind it' 64 'column 9: nothing follows f:' \
	tidings search 's:queue f: ann'
fails 'a date that is none' 64 'column 3: .*not a date|means nothing' \
	tidings search 'd:someday'
for date in d:2026-13-01.. d:20260230 dt:20260301250000.. rt:..2026-02-29T10:00 d:2026-00; do
	fails "$date: a day that is none" 64 "column [3-6]: no calendar has \"2026" \
		tidings search "$date"
done
alike 'a month is all of its days' d:2026-03 d:2026-03-01..2026-03-31
alike 'and a year of its months' d:2026.. d:2026-01-01..
count 'one before' 0 d:2025
fails 'a range without an end' 64 'column 3: d: needs' tidings search 'd:..'
fails 'a number that is none' 64 'column 3: v: "x" is not a number' tidings search 'v:x'
fails 'an age that is none' 64 'column 5: "7q" is not an age' tidings search 'age:7q'
fails 'no query at all' 64 'what to search for' tidings search
fails 'no list of that name' 64 "column 14: list: no list of the name 'gull'" \
	tidings search 's:queue list:gull'
holds 'is shown' '^                 \^~~~$' "$W/err"
fails 'nor within braces' 64 "column 14: list: no list of the name 'gull'" \
	tidings search 'thread:{list:gull}'
fails 'NEAR is said to be unknown' 64 'column 3: NEAR' tidings search 'a NEAR b'
fails 'a commit that is none' 64 'column 8: commit: needs 7 to 40' tidings search 'commit:v6.12'
for word in L kw tag is uid folder mimetype lastmod property; do
	fails "$word: of another program" 64 "there is no $word: .*(:|names)" tidings search "$word:x"
done
fails 'two forms' 64 'exclude each other' tidings search --ids --json x
fails 'too deep' 64 'more than 20 parentheses' \
	tidings search "$(printf '(%.0s' {1..25}) a $(printf ')%.0s' {1..25})"
fails 'a column counts characters' 64 'column 9: nothing follows this' \
	tidings search 's:größe OR'
fails 'what begins with a sign wants quotes' 64 'as in s:"\[word"$' tidings search 's:[PATCH'
count 'and is found in these' "$(tidings search --ids 's:PATCH' | wc -l)" 's:"[PATCH"'
fails 'a number of mails below nothing' 64 'below 0' tidings search -n -1 '*'
succeeds 'a page as wide as asked' tidings search --width 60 -n 0 '*'
[ "$(wc -L <"$W/out")" -le 60 ]
say 'has no line that is wider'
tidings search -n 0 '*' >"$W/out" 2>"$W/err"
is 'what nobody looks at has a line a mail' "$all" "$(wc -l <"$W/out")"

# One mail that came by two lists, and one of the second list alone.
for list in ebb flow; do
	printf '%s\n' 'From: Ann <ann@example.org>' 'Date: Tue, 3 Mar 2026 10:00:00 +0000' 'Subject: tides' \
		'Message-ID: <tides@example.org>' "List-Id: <water-$list.lists.example.org>" '' 'To both.' >"$W/$list.eml"
done
printf '%s\n' 'Received: from a.example.org' '	by b.example.org with ESMTP id 1 2;' '	Wed, 4 Mar 2026 00:10:00 +0200 (EET)' \
	'From: Ann <ann@example.org>' 'Date: Tue, 3 Mar 2026 11:00:00 +0000' 'Subject: waves' \
	'Message-ID: <waves@example.org>' 'List-Id: <water-flow.lists.example.org>' '' 'To one.' >"$W/waves.eml"
"$corpus/make-archive" "$W/ebb" "$W/ebb.eml" >/dev/null
"$corpus/make-archive" "$W/flow" "$W/flow.eml" "$W/waves.eml" >/dev/null
tidings add ebb "$W/ebb" >/dev/null 2>&1
tidings add flow "$W/flow" >/dev/null 2>&1
count 'a mail of two lists is found by the id of the first' 1 l:water-ebb.lists.example.org
count 'and by that of the second' 2 l:water-flow.lists.example.org
count 'by a part of it' 2 'l:"flow lists"'
count 'or its beginning' 2 'l:flo*'
count 'with what else is asked for' 1 l:water-flow s:tides
count 'and not by that of neither' 1 l:water-flow NOT s:tides
count 'the last hop says when a mail was received' 1 s:waves rt:2026-03-03T22:10:00Z..2026-03-03T22:11:00Z
count 'not when it was sent, nor the clock of the archive' 0 s:waves rt:20260303..20260303210000
count 'without hops it is when it was sent' 1 s:tides rt:20260303
tidings search --json s:waves >"$W/out" 2>"$W/err"
is 'and JSON says so' 2026-03-03T22:10:00Z "$(json 'd[0]["rt"]' "$W/out")"

# A Date of another century, and none: it is that of arrival.
cat >"$W/undated.mbox" <<'END'
From x Wed Mar  4 10:00:00 2026
From: Ann <ann@example.org>
Date: Sat, 30 Dec 1899 00:00:00 -0700
Subject: gauges of old
Message-ID: <gauges-1@example.org>

One.

From x Wed Mar  4 11:00:00 2026
From: Ann <ann@example.org>
Subject: gauges of late
Message-ID: <gauges-2@example.org>

Two.
END
tidings add undated "$W/undated.mbox" >/dev/null 2>&1
count 'what has no good Date is of the day that it came' 2 's:gauges d:2026-03-04'
count 'and not of 1970' 0 's:gauges d:..2026-03-01'

# English words whose stem is not how they begin.
for word in die dying lie lying; do
	printf 'From x Thu Mar  5 10:00:00 2026\nFrom: Ann <ann@example.org>\nSubject: sleeping dogs %s\n' $word
	printf 'Date: Thu, 5 Mar 2026 10:00:00 +0000\nMessage-ID: <dogs-%s@example.org>\n\nThey do.\n\n' $word
done >"$W/dogs.mbox"
tidings add dogs "$W/dogs.mbox" >/dev/null 2>&1
count 'dogs that lie are lying' 2 's:dogs s:lie'
count 'and the other way round' 2 's:dogs s:lying'
alike 'those that die' 's:dogs s:dying' 's:dogs s:die'

# answer ID PARENT [SUBJECT]: a mail of a small list; the body is on standard input
answer() {
	printf 'From x Fri Mar  6 10:00:00 2026\nFrom: Ann <ann@example.org>\nSubject: %s\n' "${3:-Re: bells}"
	printf 'Date: Fri, 6 Mar 2026 10:00:00 +0000\nMessage-ID: <bell-%s@example.org>\n' "$1"
	[ -z "$2" ] || printf 'In-Reply-To: <bell-%s@example.org>\n' "$2"
	printf '\nIt rings.\n\n'
	cat
}
{
	answer a '' bells </dev/null
	answer b a </dev/null
	answer c b </dev/null
	answer d a </dev/null
	answer p a '[PATCH] bells: ring' <<-'END'
		---
		diff --git a/bell.c b/bell.c
		--- a/bell.c
		+++ b/bell.c
		@@ -1 +1 @@
		-ding
		+dong

	END
	answer e p 'Re: [PATCH] bells: ring' </dev/null
	answer f missing </dev/null
	answer g '' bells </dev/null
} >"$W/bells.mbox"
tidings add bells "$W/bells.mbox" >/dev/null 2>&1
tidings search --ids -- 's:bells' >"$W/bells"
is 'eight bells' 8 "$(wc -l <"$W/bells")"
# answered QUERY: the last letters of what it finds
answered() {
	tidings search --ids -- "s:bells $1" 2>"$W/err" | sed 's/bell-\(.\)@.*/\1/' | sort | paste -sd ' '
}
is 'answers of all are counted, but patches' a "$(answered replies:4)"
is 'those to a patch, too' 'b p' "$(answered replies:1)"
is 'and there may be none' 'c d e f g' "$(answered replies:0)"
is 'at least so many' 'a b p' "$(answered replies:1..)"
is 'at most' 'b c d e f g p' "$(answered replies:..3)"
is 'and between' a "$(answered replies:2..4)"

# What is attached is found by its name, however that is written.
cat >"$W/named" <<'END'
From mboxrd@z Sat Nov  1 10:00:00 2025
From: Ann <ann@example.org>
Date: Sat, 1 Nov 2025 10:00:00 +0000
Subject: one
Message-ID: <named-1@example.org>
Content-Type: text/plain
Content-Disposition: inline; filename=windlass.txt

It is all there is.

From mboxrd@z Sat Nov  1 10:00:00 2025
From: Ann <ann@example.org>
Date: Sat, 1 Nov 2025 10:00:00 +0000
Subject: two
Message-ID: <named-2@example.org>
Content-Type: multipart/mixed; boundary=x

--x
Content-Type: text/x-diff
Content-Disposition: attachment; filename*0*=UTF-8''gr%C3%BCne; filename*1=winde.patch

+a
--x--
END
succeeds 'mails with names' tidings add named "$W/named"
is 'of all of a mail' named-1@example.org "$(tidings search --ids n:windlass)"
is 'and of a part, in pieces' named-2@example.org "$(tidings search --ids n:grünewinde)"
finish
