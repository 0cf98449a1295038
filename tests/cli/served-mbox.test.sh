#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# A patch as patchwork serves it: what its own tests of that say (views/test_utils.py),
# pw-unit-124 to 133 of the facts that peers assert.
. "${SOURCE:?the source tree}/tests/cli/lib.sh"
. "$SOURCE/tests/cli/serve-lib.sh"

# mail ID SUBJECT [FIELD...]: a mail; its text comes on stdin
mail() {
	local id=$1 subject=$2
	shift 2
	printf '\nFrom mboxrd@z Thu Jan  1 00:00:00 1970\n'
	[ $# -gt 0 ] && printf '%s\n' "$@"
	printf '%s\n' "Message-ID: <$id@example.org>" "Subject: $subject" 'To: List <list@example.org>' \
		'Date: Fri, 7 Jun 2013 15:42:54 +1000' ''
	cat
}

diff='diff --git a/pump.c b/pump.c
index 1234567..89abcde 100644
--- a/pump.c
+++ b/pump.c
@@ -1 +1 @@
-a
+b'

# patch ID SUBJECT TEXT [FIELD...]; answer ID TO TEXT
patch() {
	local id=$1 subject=$2 text=$3
	shift 3
	printf '%s\n%s\n' "$text" "$diff" | mail "$id" "$subject" "${@:-From: Ann <ann@example.org>}"
}
answer() {
	printf '%s\n' "$3" |
		mail "$1" "Re: about $2" 'From: Bob <bob@example.org>' "In-Reply-To: <$2@example.org>"
}

{
	patch tags '[PATCH] pump: tags' $'One text.\n\nAcked-by: One <one@example.org>\n---\nupdate' \
		'From: Ann <ann@example.org>' 'Cc: CC Person <cc@example.com>' \
		'List-Id: Pumps <pumps.example.org>' 'Content-Transfer-Encoding: 8bit' \
		'Content-Type: text/plain; charset=utf-8'
	answer tags-1 tags $'Two text.\n\nAcked-by: Bob <bob@example.org>'
	patch none '[PATCH] valve: no text' $'---\n pump.c | 2 +-\n 1 file changed, 1 insertion(+), 1 deletion(-)\n'
	answer none-1 none 'Acked-by: Bob <bob@example.org>'
	patch blank '[PATCH] hose: a blank' $'A text.\n\nSigned-off-by: Ann <ann@example.org>\n---'
	answer blank-1 blank $'Fine.\n\nAcked-by:\u00a0 Bob <bob@example.org>'
	patch list '[PATCH] tank: by a list' $'A text.\n\nSigned-off-by: Dan <dan@example.org>\n---' \
		'From: Dan via List <list@example.org>' 'Reply-To: Dan <dan@example.org>' \
		'List-Post: <mailto:list@example.org>'
	patch first '[PATCH 1/2] tap: first' $'The first.\n\nSigned-off-by: Ann <ann@example.org>\n---'
	patch second '[PATCH 2/2] tap: second' $'The second.\n\nSigned-off-by: Ann <ann@example.org>\n---' \
		'From: Ann <ann@example.org>' 'In-Reply-To: <first@example.org>'
	printf '%s\n' '--x' 'Content-Type: text/plain' '' 'A text.' '' \
		'Signed-off-by: Ann <ann@example.org>' '---' "$diff" '--x' \
		'Content-Type: application/pgp-signature' '' 'none' '--x--' |
		mail signed '[PATCH] pipe: signed' 'From: Ann <ann@example.org>' \
			'Content-Type: multipart/signed; boundary=x'
} | sed 1d >"$W/pumps.mbox"
succeeds 'a list is added' tidings add pumps "$W/pumps.mbox"
serve_start --workers 2

# served ID [QUERY]: its mbox in $W/out
served() {
	get "$1 as an mbox" 200 "/project/pumps/patch/$1@example.org/mbox/${2-}"
}
# tells NAME LINES: they stand in it, one after the other
tells() {
	python3 - "$W/out" "$2" <<'PY'
import sys
sys.exit(("\n" + sys.argv[2] + "\n") not in "\n" + open(sys.argv[1], encoding="utf-8").read())
PY
	say "$1"
}

served tags
tells 'an answer'"'"'s tag stands right below those of the patch, above the dashes' \
	$'Acked-by: One <one@example.org>\nAcked-by: Bob <bob@example.org>\n---\nupdate'
tells 'To goes through' 'To: List <list@example.org>'
tells 'Cc goes through' 'Cc: CC Person <cc@example.com>'
tells 'From goes through' 'From: Ann <ann@example.org>'
tells 'List-Id goes through' 'List-Id: Pumps <pumps.example.org>'
tells 'the date is that of the mail' 'Date: Fri, 7 Jun 2013 15:42:54 +1000'
holds 'it says which it is' '^X-Patchwork-Id: [1-9][0-9]*$'
tells 'and whose' 'X-Patchwork-Submitter: Ann <ann@example.org>'
is 'the type and the encoding are our own' 2 "$(grep -c '^Content-T' "$W/out")"
served none
tells 'tags stand above dashes that are all' \
	$'Acked-by: Bob <bob@example.org>\n---\n pump.c | 2 +-\n 1 file changed, 1 insertion(+), 1 deletion(-)'
served blank
holds 'a blank that is not to be broken is a plain one, as in what git am gets' '^Acked-by: Bob <bob@example.org>$'
served signed
lacks 'nothing says that it is signed' 'multipart/signed'
served list
tells 'who sent it is From' 'From: Dan <dan@example.org>'
tells 'and what the list made of it is kept' 'X-Patchwork-Original-From: Dan via List <list@example.org>'
served second '?series=*'
is 'those before it in the series are there' 2 "$(grep -c '^From patchwork ' "$W/out")"
series=$(curl -s "$url/api/patches/?msgid=second@example.org" | python3 -c \
	'import json, sys; print(json.load(sys.stdin)[0]["series"][0]["id"])')
served second "?series=$series"
is 'by its number, too' 2 "$(grep -c '^From patchwork ' "$W/out")"
get 'a series that is not there' 404 '/project/pumps/patch/second@example.org/mbox/?series=999'
get 'one that is no number' 404 '/project/pumps/patch/second@example.org/mbox/?series=foo'
serve_stop
say 'it ends well'
finish
