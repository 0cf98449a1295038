#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# tidings thread and tidings show: a mail by its name, its thread, what is known of it.
. "${SOURCE:?the source tree}/tests/cli/lib.sh"

sample v2 "$W/list"
succeeds 'a list is added' tidings add tern "$W/list"
v1=20260302-queue-limit-v1-0-5b7e21aa90c4@harbour.example.com
part=20260302-queue-limit-v1-2-5b7e21aa90c4@harbour.example.com
review=87ecm5fq2j.fsf@example.org

succeeds 'a thread is shown' tidings thread --width 120 "$v1"
holds 'its heading counts' '^8 mails, 2026-03-02 to 2026-03-03 '
holds 'the mail that was asked for is marked' '^> 2026-03-02 .* \[PATCH 0/3\] queue: bounded memory'
holds 'patches hang below their cover letter' '├─\[PATCH 2/3\] queue: refuse what is over the limit'
holds 'an answer hangs below its patch' '│ └─Re:'
holds 'an answer to it, deeper' '│   └─Re:'
holds 'a reply shows the trailer that it gives' 'Re:  *Reviewed-by: '
holds 'a robot is told from people' 'bot'
is 'a line a mail and a heading' 10 "$(wc -l <"$W/out")"

cp "$W/out" "$W/expected"
# What was brought in at once has one day of arrival: a thread says when its mails were sent.
for n in 1 2; do
	printf '%s\n' "From ann@example.org Tue Jun  9 10:00:0$n 2026" 'From: Ann <ann@example.org>' \
		"Date: $((2 * n)) Jun 2026 09:00:00 +0000" "Message-ID: <brought-$n@example.org>" \
		"In-Reply-To: <brought-$((n - 1))@example.org>" 'Subject: brought in' '' 'Well.' ''
done >"$W/brought.mbox"
succeeds 'what was brought in' tidings add --quiet brought "$W/brought.mbox"
tidings thread --width 120 brought-2@example.org >"$W/out"
holds 'is of the days of its mails' '^2 mails, 2026-06-02 to 2026-06-04 [(]UTC[)]$'
holds 'each' '^> 2026-06-04 09:00 Ann '
# A Message-ID may begin as an option does.
printf '%s\n' 'From ann@example.org Tue Jun  9 10:00:03 2026' 'From: Ann <ann@example.org>' \
	'Date: 6 Jun 2026 09:00:00 +0000' 'Message-ID: <-w4Tz-x_w=@example.org>' \
	'Subject: dashing' '' 'Well.' '' >"$W/dashing.mbox"
succeeds 'a mail with a dash in front' tidings add --quiet dashing "$W/dashing.mbox"
succeeds 'is found by its id as it is' tidings thread --ids -w4Tz-x_w=@example.org
is 'and is that one' '-w4Tz-x_w=@example.org' "$(cat "$W/out")"
fails 'an option that is none is still told' 64 'Unknown option -w4Tz' tidings thread -w4Tz
succeeds 'the id may be in <>' tidings thread --width 120 "<$v1>"
same 'and is the same mail' "$W/expected" "$W/out"
succeeds 'a link is taken' tidings thread --width 120 "https://lore.example.org/tern/$v1/T/#u"
same 'and is the same mail' "$W/expected" "$W/out"
succeeds 'a reply is in the same thread' tidings thread --ids "$review"
is 'all Message-IDs of it' 8 "$(sort -u "$W/out" | wc -l)"
is 'the root is first' "$v1" "$(head -n 1 "$W/out")"

succeeds 'JSON' tidings thread --json "$v1"
is 'it counts' 8 "$(json 'd["count"]' "$W/out")"
is 'with parents' "$part" \
	"$(json "[m for m in d['mails'] if m['message_id'] == '$review'][0]['parent']" "$W/out")"
is 'and depths' 2 \
	"$(json "[m for m in d['mails'] if m['message_id'] == '$review'][0]['depth']" "$W/out")"

succeeds 'an mbox' tidings thread --mbox "$v1"
mkdir "$W/split"
is 'git splits it into the mails' 8 "$(git mailsplit -o"$W/split" --mboxrd <"$W/out")"
sed '1d;$d' "$W/split/0001" >"$W/first"
same 'the first is the cover letter, byte for byte' "$corpus/sample/03-cover.eml" \
	"$W/first"

# What others refer to and no list has.
succeeds 'a thread without its root' tidings thread 20260305140002.9-3-ravi@chips.example.net
holds 'names the mail that is missing' '<20260305140002.9-1-ravi@chips.example.net>[)]$'
holds 'as one that is not there' '^ {41}[(]not in the index:'
succeeds 'on a narrow terminal' tidings thread --width 50 "$v1"
is 'only what cannot be broken is wider' '' "$(awk 'length($0) > 50' "$W/out" | grep -v ' [^ ]*$')"
holds 'days have no minutes, and names less room' '^  2026-03-02 [^:]{12}  .*─'

cat >"$W/reader" <<'SH'
#!/bin/sh
grep -c '^From mboxrd@z' "$2" >"$1"
SH
chmod +x "$W/reader"
succeeds 'a program of the own reads it' tidings thread --reader "$W/reader $W/read" "$v1"
is 'it was given the whole thread' 8 "$(cat "$W/read")"
fails 'a program that fails says so' 74 "exit code 3" tidings thread --reader 'exit 3;' "$v1"

succeeds 'a mail as it is' tidings show --raw "$part"
same 'byte for byte' "$corpus/sample/05-v1-2.eml" "$W/out"
succeeds 'a mail for people' tidings show "$part"
holds 'its sender' '^From:  +[A-Z]'
holds 'its list' '^Lists: +tern$'
holds 'its series' "^Series: +\[PATCH 0/3\] queue: bounded memory"
holds 'its thread' '^Thread: +8 mails'
holds 'its text' '^diff --git '
succeeds 'a cover letter is shown as its series' tidings show "$v1"
holds 'how it stands' '[Ss]uperseded'
holds 'its versions' 'v2'
succeeds 'so is an answer that is asked for so' tidings show --series "$review"
holds 'the same series' 'queue: bounded memory'
holds 'its answers are counted, those of people and the others' '^  people .*; 3 answers$'
holds 'and the sum is right' '^Answers: 4, 1 of them notices or of machines$'
cp "$W/out" "$W/whole"
succeeds 'in few columns' tidings show --width 60 --series "$v1"
is 'only what cannot be broken is wider' '' "$(awk 'length($0) > 60' "$W/out" | grep -v '<[^ ]*>$')"
holds 'a title goes on below its front' '^ {31}[a-z]'
holds 'an id that has no room is below' '^ {11}<20260302-queue-limit'
lacks 'what nobody looks at is not broken' '^ {31}[a-z]|^ {11}<' "$W/whole"
succeeds 'a cover letter itself' tidings show --mail "$v1"
holds 'has its text' '^Best regards,'
succeeds 'a series as JSON' tidings show --json "$v1"
is 'with its state' superseded "$(json 'd["series"]["state"]' "$W/out")"
fails 'a mail of no series' 66 'belongs to no series' \
	tidings show --series 20260302071241.GA2211@users.example.net
succeeds 'in colours' tidings show --color always "$part"
holds 'added lines are green' $'^\x1b\\[32m\\+'
succeeds 'a mail as JSON' tidings show --json "$part"
is 'as parse says it' "$(tidings parse "$corpus/sample/05-v1-2.eml" | json 'd["patch_id"]' /dev/stdin)" \
	"$(json 'd["patch_id"]' "$W/out")"

fails 'an id that is not there' 66 'no list here has the mail <nobody@example.org>' tidings show nobody@example.org
fails 'no id at all' 64 'missing' tidings show
fails 'two forms at once' 64 'exclude' tidings thread --json --ids "$v1"

# A list that puts its own name into From.
mkdir -p "$W/tide/cur" "$W/tide/new" "$W/tide/tmp"
printf 'From: "Ann Able via Tide" <tide@lists.example.org>\nReply-To: Ann Able <ann@example.org>\nSubject: [PATCH] gauge: read it twice\nMessage-ID: <gauge@example.org>\nDate: Mon, 01 Jan 2024 10:00:00 +0000\n\nWhy.\n---\ndiff --git a/a b/a\n--- a/a\n+++ b/a\n@@ -1 +1 @@\n-a\n+b\n' >"$W/tide/cur/1704103200.1.eml"
printf 'From: '\''Bob Baker'\'' via Tide <tide@lists.example.org>\nReply-To: bob@example.org\nSubject: Re: [PATCH] gauge: read it twice\nMessage-ID: <gauge.re@example.org>\nIn-Reply-To: <gauge@example.org>\nDate: Mon, 01 Jan 2024 11:00:00 +0000\n\nFine.\n' >"$W/tide/cur/1704106800.2.eml"
tidings add --quiet tide "$W/tide"
tidings thread --width 120 gauge@example.org >"$W/out"
lacks 'who wrote is not the list' ' via '
holds 'but a person' 'Bob Baker  +'
is 'in JSON, too' 'ann@example.org bob@example.org' \
	"$(tidings thread --json gauge@example.org | json "' '.join(m['from']['address'] for m in d['mails'])" /dev/stdin)"

# The second patch arrives before the first, and the clock of who answers is years ahead.
mkdir -p "$W/flow/cur" "$W/flow/new" "$W/flow/tmp"
flow() { # ID DATE ARRIVED SUBJECT [ANSWERS]
	printf 'From: Ann Able <ann@example.org>\nSubject: %s\nMessage-ID: <flow%s@example.org>\n%sDate: %s\n\nText.\n' \
		"$4" "$1" "${5:+In-Reply-To: <$5@example.org>$'\n'}" "$2" >"$W/flow/cur/$3.$1.eml"
}
day='Mon, 01 Jan 2024'
flow 0 "$day 10:00:00 +0000" 1704103204 '[PATCH 0/2] gauge: flow'
flow 2 "$day 10:00:02 +0000" 1704103205 '[PATCH 2/2] gauge: flow' flow0
flow 3 'Fri, 01 Jan 2034 10:00:00 +0000' 1704103207 'Re: [PATCH 0/2] gauge: flow' flow0
flow 1 "$day 10:00:01 +0000" 1704103209 '[PATCH 1/2] gauge: flow' flow0
tidings add --quiet flow "$W/flow"
is 'answers stand as they were sent, where that can be' 'flow0 flow1 flow2 flow3' \
	"$(tidings thread --ids flow0@example.org | sed 's/@.*//' | xargs)"
finish
