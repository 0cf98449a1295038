#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# A mail that a list gave another form is shown once, whichever list was added first.
. "$SOURCE/tests/index/lib.sh"

# mail SUBJECT FROM TEXT: with one Message-ID and Date
mail() {
	printf '%s\n' "From: $2" "Subject: $1" 'Date: Mon, 02 Mar 2026 10:00:00 +0000' \
		'Message-ID: <one@example.org>' '' "$3"
}

mail 'heron: a question' 'Ann <ann@example.org>' 'What is it?' >"$W/plain.eml"
{
	mail '[LTP] heron: a question' 'Ann <ann@example.org>' 'What is it?'
	printf '%s\n' '' '-- ' 'Mailing list info: https://lists.example.org/listinfo/ltp'
} >"$W/formed.eml"
mail 'heron: a question' 'Ann <ann@example.org>' 'Send me your heron password.' >"$W/forged.eml"
for kind in plain formed forged; do
	"$corpus/make-archive" "$W/$kind" "$W/$kind.eml" >/dev/null
done

found() {
	tidings search --ids --limit 0 "$@" | wc -l
}

for order in 'plain formed forged' 'forged formed plain' 'formed plain forged'; do
	rm -rf "$HOME"
	mkdir -p "$HOME"
	for list in $order; do
		tidings add -q "$list" "$W/$list"
	done
	is "$order: the copy and the mail are one hit, the forged one another" 2 "$(found heron)"
	is "$order: a list has its own form" 1 "$(found heron list:formed)"
	tidings search --threads heron >"$W/out"
	is "$order: and once in the threads of what was found" 2 "$(grep -c heron "$W/out")"
	tidings search --threads heron list:formed >"$W/out"
	is "$order: marked there, too, where its copy was found" '> 1, lines 2' \
		"> $(grep -c '^> ' "$W/out"), lines $(grep -c heron "$W/out")"
	tool dump "$XDG_DATA_HOME/tidings/index.sqlite" >"$W/dump" 2>&1
	is "$order: a dump says whose copy it is" 'copy formed:1 of plain:1' \
		"$(grep ^copy "$W/dump")"
	tidings search 's:heron b:what' >"$W/out"
	lacks "$order: the mail is shown as it was sent" 'LTP'
	tidings thread one@example.org >"$W/out"
	is "$order: and once in its thread" 2 "$(grep -c heron "$W/out")"
	tidings remove -q plain 2>/dev/null || tidings remove plain >/dev/null 2>&1
	tidings search 's:heron b:what' >"$W/out"
	holds "$order: without the mail its copy is found" 'LTP'
done

# patch NUMBER SUBJECT FROM: of a series of two; who sent it is in Reply-To where the list
# made another From
patch() {
	printf '%s\n' "From: $3" "Subject: $2" "Date: Tue, 03 Mar 2026 10:0$1:00 +0000" \
		"Message-ID: <crane-$1@example.org>"
	test "$1" = 0 || printf '%s\n' 'In-Reply-To: <crane-0@example.org>' \
		'References: <crane-0@example.org>'
	test "$3" = 'Ann <ann@example.org>' || printf '%s\n' 'Reply-To: Ann <ann@example.org>'
	echo
	test "$1" = 0 && printf '%s\n' 'Two of them.' && return
	# Ann sends what Cid wrote.
	test "$1" = 2 && printf '%s\n' 'From: Cid <cid@example.org>' ''
	printf '%s\n' "What $1 is for." '' 'Signed-off-by: Ann <ann@example.org>' '---' \
		"diff --git a/crane-$1 b/crane-$1" 'new file mode 100644' 'index 0000000..5626abf' \
		'--- /dev/null' "+++ b/crane-$1" '@@ -0,0 +1 @@' '+one'
}

# answer SUBJECT
answer() {
	printf '%s\n' 'From: Bob <bob@example.net>' "Subject: Re: $1" \
		'Date: Wed, 04 Mar 2026 10:00:00 +0000' 'Message-ID: <crane-r@example.net>' \
		'In-Reply-To: <crane-1@example.org>' \
		'References: <crane-0@example.org> <crane-1@example.org>' '' \
		'Reviewed-by: Bob <bob@example.net>'
}

# The list breaks a word of the title, as mailman does, and rewrites From of one patch.
mkdir "$W/sent" "$W/made"
for i in 0 1 2; do
	patch $i "[PATCH $i/2] crane: {one,two} $i" 'Ann <ann@example.org>' >"$W/sent/$i.eml"
	patch $i "[LTP] [PATCH $i/2] crane: {one, two} $i" 'Ann <ann@example.org>' \
		>"$W/made/$i.eml"
done
patch 2 '[LTP] [PATCH 2/2] crane: {one, two} 2' 'Ann via ltp <ltp@lists.example.org>' \
	>"$W/made/2.eml"
answer '[PATCH 1/2] crane: {one,two} 1' >"$W/sent/r.eml"
answer '[LTP] [PATCH 1/2] crane: {one, two} 1' >"$W/made/r.eml"
printf '%s\n' '' '-- ' 'Mailing list info: https://lists.example.org/listinfo/ltp' >>"$W/made/r.eml"
for kind in sent made; do
	"$corpus/make-archive" "$W/$kind.v2" "$W/$kind"/*.eml >/dev/null
done

for order in 'sent made' 'made sent'; do
	rm -rf "$HOME"
	mkdir -p "$HOME"
	for list in $order; do
		tidings add -q "$list" "$W/$list.v2"
	done
	tidings series --json --limit 0 >"$W/out"
	is "$order: one series" 1 "$(grep -c '"message_id"' "$W/out")"
	tidings series --stale 0 crane-0@example.org >"$W/out"
	holds "$order: with each patch once" 'v1, 2 patches'
	is "$order: and no other version" 1 "$(grep -c '^.. v1' "$W/out")"
	is "$order: no patch came again" 0 "$(grep -c '^ *[0-9]+' "$W/out")"
	holds "$order: one answer" 'Answers: 1'
	tidings show crane-1@example.org >"$W/out"
	holds "$order: four mails" 'Thread:  *4 mails'
	tidings thread --mbox crane-0@example.org >"$W/out"
	is "$order: the thread as an mbox" 4 "$(grep -c '^Message-ID' "$W/out")"
	for list in sent made; do
		tidings series --list "$list" --json >"$W/out"
		is "$order: it is a series of $list" 1 "$(grep -c '"message_id"' "$W/out")"
	done
	tidings am -o "$W/mbox" crane-0@example.org >/dev/null 2>"$W/out"
	lacks "$order: am has nothing of the list's" 'ltp' "$W/mbox"
	is "$order: and the review once" 1 "$(grep -c '^Reviewed-by: Bob' "$W/mbox")"
	tidings remove sent >/dev/null 2>&1
	tidings series --json --limit 0 >"$W/out"
	is "$order: alone the other list has it" 1 "$(grep -c '"message_id"' "$W/out")"
	tidings series crane-0@example.org >"$W/out"
	holds "$order: whole" 'v1, 2 patches'
	lacks "$order: with all that one sender sent" '1/2'
done
finish
