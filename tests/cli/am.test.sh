#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# A series in three versions with answers of every kind goes through git am for real.
. "${SOURCE:?the source tree}/tests/cli/lib.sh"

export GIT_AUTHOR_NAME='Ann Author' GIT_AUTHOR_EMAIL=ann@example.org
export GIT_AUTHOR_DATE='2025-11-01T10:00:00Z' GIT_COMMITTER_DATE='2025-11-01T10:00:00Z'
cat >"$HOME/.gitconfig" <<'END'
[user]
	name = Max Maintainer
	email = max@example.org
[class "bot"]
	from = robot@example.org
END
export GIT_CONFIG_GLOBAL=$HOME/.gitconfig
mkdir -p "$W/list/cur" "$W/list/new" "$W/list/tmp"

# The standard input is a mail of the list, a minute after the one before.
post() {
	local n
	n=$(find "$W/list/cur" -type f | wc -l)
	{
		echo 'List-Id: <pump.example.org>'
		cat
	} >"$W/list/cur/$((1762000000 + 60 * n)).M$n.host:2,S"
}

# answer ID PARENT SENDER SUBJECT: the text is on standard input
answer() {
	{
		printf 'From: %s\nDate: Mon, 3 Nov 2025 10:00:00 +0000\nSubject: %s\n' "$3" "$4"
		printf 'Message-ID: <%s@example.org>\nIn-Reply-To: <%s>\n\n' "$1" "$2"
		cat
	} | post
}

# send VERSION SUBJECT-PREFIX: the branch vN above base, as git format-patch writes it, with
# Message-IDs vN-0, vN-1, ...
send() {
	local n=0 mail
	rm -rf "$W/mails"
	GIT_COMMITTER_NAME='Ann Author' GIT_COMMITTER_EMAIL=ann@example.org \
		git format-patch -q -v"$1" --subject-prefix="$2" --cover-letter --base=base \
		--cover-from-description=none --from='Ann Author <ann@example.org>' \
		--to list@example.org -o "$W/mails" "base..v$1"
	for mail in "$W"/mails/*.patch; do
		sed "1s/^From .*/Message-ID: <v$1-$n@example.org>/" "$mail" |
			if [ $n -eq 0 ]; then
				sed 's/^Subject: \(.*\) \*\*\* SUBJECT HERE.*/Subject: \1 pump: three changes/'
			else
				sed "1a In-Reply-To: <v$1-0@example.org>"
			fi | post
		n=$((n + 1))
	done
}

git init -q -b main "$W/tree"
cd "$W/tree" || exit 1
printf 'one\ntwo\nthree\n' >a.txt
printf 'dos\r\nends\r\n' >dos.txt
git add . && git -c core.autocrlf=false commit -qm 'start' && git branch base

make() {
	git checkout -q -B "v$1" base
	printf 'ONE\ntwo\nthree\n' >a.txt
	git commit -qam 'pump: one is large

It was small.

Signed-off-by: Ann Author <ann@example.org>'
	printf 'ONE\n%s\nthree\n' "$2" >a.txt
	git commit -qam 'pump: two grows

From here on it grows.

Signed-off-by: Ann Author <ann@example.org>
Signed-off-by: Max Maintainer <max@example.org>'
	printf 'dos\r\nENDS\r\n' >dos.txt
	git commit -qam 'pump: grüße, an end' --author 'Bea Builder <bea@example.org>'
}
make 1 TWO
send 1 PATCH
answer r1 v1-1@example.org 'Cai Checker <cai@example.org>' 'Re: [PATCH v1 1/3] pump: one is large' <<'END'
> It was small.
Good.

Reviewed-by: Cai Checker <cai@example.org>
END
answer r2 v1-2@example.org 'Cai Checker <cai@example.org>' 'Re: [PATCH v1 2/3] pump: two grows' <<'END'
Acked-by: Cai Checker <cai@example.org>
END
make 2 TWOTWO
send 2 PATCH
answer c1 v2-0@example.org 'Dora Doer <dora@example.org>' 'Re: [PATCH v2 0/3] pump: three changes' <<'END'
> Reported-by: Quoted Quoter <quoted@example.org>

Tested-by: Dora Doer <dora+pump@example.org> # on a big pump
END
answer c2 v2-0@example.org 'Eve Expert <eve@example.org>' 'Re: [PATCH v2 0/3] pump: three changes' <<'END'
For patches 1-2:
Reviewed-by: Eve Expert <eve@example.org>

-- 
Acked-by: Signature <signature@example.org>
END
answer p2 v2-2@example.org 'Dora Doer <dora@example.org>' 'Re: [PATCH v2 2/3] pump: two grows' <<'END'
Boss says:
Acked-by: Big Boss <boss@example.org>
END
answer p3 v2-3@example.org 'Cai Checker <cai@example.org>' 'Re: [PATCH v2 3/3] pump: an end' <<'END'
> -ends
What does it do?
END
answer p3a p3@example.org '"Fixer, Finn" <finn@example.com>' 'Re: [PATCH v2 3/3] pump: an end' <<'END'
> What does it do?
It ends.

Acked-by: Finn Fixer (Acme) <finn@example.org>
Cc: nobody@example.org
END
answer p1 v2-1@example.org 'Gus Guest <gus@example.org>' '[PATCH v2 1/3] pump: one is large' <<'END'
> It was small.

Acked-by: Gus Guest <gus@example.org>
END
answer bot v2-1@example.org 'Robot <robot@example.org>' 'Re: [PATCH v2 1/3] pump: one is large' <<'END'
Tested-by: Robot <robot@example.org>
END

# apply NAME OPTION...: what am prints, by git am above base; its messages are in $W/log
apply() {
	local name=$1
	shift
	tidings am --archive "$W/list" "$@" >"$W/mbox" 2>"$W/said"
	say "$name: it is found" || note <"$W/said"
	git -C "$W/tree" checkout -q -B applied base
	succeeds "$name: git am takes it" git -C "$W/tree" am "$W/mbox"
	git -C "$W/tree" log --reverse --format='%an <%ae>%n%B' base..applied >"$W/log"
}

apply 'a series' v2-0@example.org
cat >"$W/expected" <<'END'
Ann Author <ann@example.org>
pump: one is large

It was small.

Signed-off-by: Ann Author <ann@example.org>
Acked-by: Gus Guest <gus@example.org>
Reviewed-by: Cai Checker <cai@example.org>
Tested-by: Dora Doer <dora+pump@example.org> # on a big pump
Reviewed-by: Eve Expert <eve@example.org>

Ann Author <ann@example.org>
pump: two grows

From here on it grows.

Signed-off-by: Ann Author <ann@example.org>
Tested-by: Dora Doer <dora+pump@example.org> # on a big pump
Reviewed-by: Eve Expert <eve@example.org>
Signed-off-by: Max Maintainer <max@example.org>

Bea Builder <bea@example.org>
pump: grüße, an end

Acked-by: Finn Fixer (Acme) <finn@example.org>
Tested-by: Dora Doer <dora+pump@example.org> # on a big pump

END
same 'each patch has its trailers, in order' "$W/expected" "$W/log"
is 'the tree is the one that was sent, with CR at ends of lines' \
	"$(git rev-parse 'v2^{tree}')" "$(git rev-parse 'applied^{tree}')"
holds 'the version is told' '"pump: three changes", v2 .*: 3 patches' "$W/said"
holds 'a mismatch is told' '! Acked-by: Big Boss' "$W/said"
holds 'with who sent it' '<p2@example.org> of Dora Doer <dora@example.org>.*--sloppy' "$W/said"
holds 'a machine is told' '- Tested-by: Robot' "$W/said"
holds 'what is carried is told' '<r1@example.org>.*given to v1' "$W/said"
holds 'what is for some patches is told' 'for 1-2' "$W/said"
holds 'the base is told' "base-commit: $(git rev-parse base)" "$W/said"
lacks 'quotes and signatures give nothing' 'Quoted|Signature' "$W/said"

apply 'any mail of it' '<p3a@example.org>' --sloppy --bots
holds 'sloppy takes what somebody else sent' '^Acked-by: Big Boss' "$W/log"
holds 'bots takes what machines sent' '^Tested-by: Robot' "$W/log"
apply 'a link' https://lore.kernel.org/pump/v2-1@example.org/T/#u -T -l -i -s
lacks 'no trailers are taken' 'Reviewed-by' "$W/log"
holds 'but a link' '^Link: https://patch.msgid.link/v2-3@example.org$' "$W/log"
holds 'and the Message-ID' '^Message-ID: <v2-3@example.org>$' "$W/log"
is 'and the own name last' 3 "$(grep -A1 '^Signed-off-by: Max' "$W/log" | grep -c '^$')"
git config --global b4.linkmask 'https://example.org/r/%s'
apply 'some patches' v2-2@example.org -P 1-2 --add-link --no-cover-trailers
is 'only these' 2 "$(git rev-list --count base..applied)"
holds 'a link as b4 is told' '^Link: https://example.org/r/v2-2@example.org$' "$W/log"
lacks 'none of the cover letter' 'Dora' "$W/log"
apply 'the first version' v2-0@example.org v1
is 'it is that tree' "$(git rev-parse 'v1^{tree}')" "$(git rev-parse 'applied^{tree}')"
holds 'that there is a newer one is told' 'v2 is newer than v1' "$W/said"
apply 'the second without the first' v2-0@example.org --no-parent
lacks 'has nothing of it' 'Cai' "$W/log"
succeeds 'the one named' tidings am --archive "$W/list" -q v2-3@example.org -P _
is 'is one' 1 "$(grep -c '^From mboxrd@z' "$W/out")"
is 'quiet is quiet' '' "$(cat "$W/err")"

{
	printf 'What about this instead?\n\n'
	git diff v2~ v2
} | answer instead v2-3@example.org 'Dora Doer <dora@example.org>' 'Re: [PATCH v2 3/3] pump: an end'
apply 'an answer with a diff' instead@example.org
holds 'that it brings one is told' "diff of its own, which 'tidings show --raw instead@example.org' has" \
	"$W/said"
apply 'an answer without' c1@example.org
lacks 'that brings none' 'diff of its own' "$W/said"

mkdir "$W/folder"
succeeds 'a folder is written' tidings am --archive "$W/list" v2-0@example.org -o "$W/folder"
is "under b4's names" 'v2_20251101_ann_pump_three_changes.cover v2_20251101_ann_pump_three_changes.mbx' \
	"$(cd "$W/folder" && echo *)"
holds 'the cover letter is readable' '^Subject: \[PATCH v2 0/3\] pump: three changes' \
	"$W/folder/v2_20251101_ann_pump_three_changes.cover"

# v3 brings 2/3 alone, in answer to v2's.
make 3 TWOTHREE
send_one() {
	git format-patch -q -1 --stdout -v3 --start-number 2 -N --subject-prefix="PATCH v3 2/3" v3~1 |
		sed '1s/.*/Message-ID: <v3-2@example.org>\nIn-Reply-To: <v2-2@example.org>/' |
		sed 's/^Subject: .*/Subject: [PATCH v3 2\/3] pump: two grows/'
}
send_one | post
apply 'a partial reroll' v2-0@example.org
is 'is filled up' "$(git rev-parse 'v3^{tree}')" "$(git rev-parse 'applied^{tree}')"
holds 'and that is told' 'partial reroll' "$W/said"
holds 'and for which patches its cover letter was not' ', not for 2/3$' "$W/said"
fails 'as it came it is not whole' 66 '2 of 3 patches are missing' \
	tidings am --archive "$W/list" v3-2@example.org --no-partial-reroll
is 'and nothing is written' '' "$(cat "$W/out")"
succeeds 'unless that is wanted' \
	tidings am --archive "$W/list" v3-2@example.org --no-partial-reroll --partial
is 'then what is there is' 1 "$(grep -c '^From mboxrd@z' "$W/out")"

# Without a cover letter: one mail, its patch attached, in another charset.
git checkout -q -b alone base
printf 'one\ntwo\nthree\nfünf\n' >a.txt
git commit -qam 'pump: five'
{
	printf 'From: Ann Author <ann@example.org>\nDate: Sat, 1 Nov 2025 10:00:00 +0000\n'
	printf 'Subject: [PATCH] pump: five\nMessage-ID: <alone@example.org>\nMIME-Version: 1.0\n'
	printf 'Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n\n'
	printf 'It was missing.\n\nFrom here there is one more.\n\n--x\n'
	printf 'Content-Type: text/x-patch; charset=iso-8859-1\nContent-Transfer-Encoding: 8bit\n\n'
	git diff base alone | iconv -f utf-8 -t iso-8859-1
	printf '\n--x--\n'
} | post
apply 'an attached patch' alone@example.org
is 'is what was sent' "$(git rev-parse 'alone^{tree}')" "$(git rev-parse 'applied^{tree}')"
holds 'with its message' '^From here there is one more' "$W/log"

# A list that puts its own name into From: who wrote the plain cover letter sent the patches, too.
git checkout -q -b rewritten base
printf 'ONE\ntwo\nthree\n' >a.txt && git commit -qam 'pump: left'
printf 'ONE\ntwo\nTHREE\n' >a.txt && git commit -qam 'pump: right'
from_list() { printf 'From: Ann Author via Pump <pump@example.org>\nReply-To: Ann Author <ann@example.org>\n'; }
{
	from_list
	printf 'Date: Sat, 1 Nov 2025 10:00:00 +0000\nSubject: pump: both sides\n'
	printf 'Message-ID: <side-0@example.org>\n\nOne, then the other.\n'
} | post
for side in 1 2; do
	{
		from_list
		printf 'Message-ID: <side-%s@example.org>\nIn-Reply-To: <side-0@example.org>\n' $side
		git format-patch --stdout -1 --start-number $side "rewritten~$((2 - side))" |
			sed "1d;/^From: /d;s/^Subject: \[PATCH\]/Subject: [PATCH $side\/2]/"
	} | post
done
answer sides side-0@example.org 'Cai Checker <cai@example.org>' 'Re: pump: both sides' <<'END'
Tested-by: Cai Checker <cai@example.org>
END
apply 'a set from a list that rewrote From' side-1@example.org
is 'what was given to its plain cover letter is for both' 2 "$(grep -c '^Tested-by: Cai' "$W/log")"
is 'its author is no list' 'Ann Author <ann@example.org>' "$(head -n 1 "$W/log")"

# The second of two anew, without a number, then a third time with one; these References are
# newest first.
git checkout -q -b turn base
printf 'TURN\ntwo\nthree\n' >a.txt && git commit -qam 'pump: left turn'
printf 'TURN\ntwo\nright\n' >a.txt && git commit -qam 'pump: right turn'
git branch again && git checkout -q again
printf 'TURN\ntwo\nRIGHT\n' >a.txt && git commit -qa --amend -m 'pump: right turn'
# turn ID SUBJECT COMMIT: further lines of the header are on standard input
turn() {
	{
		printf 'Message-ID: <%s@example.org>\n' "$1"
		cat
		git format-patch --stdout -1 "$3" | sed "1d;s/^Subject: .*/Subject: $2/"
	} | post
}
turn turn-1 '[PATCH 1\/2] pump: left turn' turn~ </dev/null
turn turn-2 '[PATCH 2\/2] pump: right turn' turn <<<'In-Reply-To: <turn-1@example.org>'
turn again-1 '[PATCH v2] pump: right turn' again <<<'In-Reply-To: <turn-2@example.org>'
turn again-2 '[PATCH v3 2\/2] pump: right turn' again <<'END'
In-Reply-To: <again-1@example.org>
References: <again-1@example.org> <turn-2@example.org> <turn-1@example.org>
END

# Two attached to one mail as git format-patch wrote them: two commits of their own.
{
	printf 'From: Sam Sender <sam@example.org>\nDate: Tue, 4 Nov 2025 10:00:00 +0000\n'
	printf 'Subject: [PATCH] both turns attached\nMessage-ID: <both@example.org>\n'
	printf 'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n'
	printf -- '--x\nContent-Type: text/plain\n\nPlease apply, tested here.\n\n'
	for commit in turn~ turn; do
		printf -- '--x\nContent-Type: text/x-patch\nContent-Transfer-Encoding: base64\n\n'
		git format-patch --stdout -1 $commit | base64
	done
	printf -- '--x--\n'
} | post
answer boths both@example.org 'Cai Checker <cai@example.org>' 'Re: [PATCH] both turns attached' <<'END'
Tested-by: Cai Checker <cai@example.org>
END
apply 'attached patches of format-patch' both@example.org
is 'are what was sent' "$(git rev-parse 'turn^{tree}')" "$(git rev-parse 'applied^{tree}')"
is 'each a commit' \
	"$(printf 'pump: left turn\npump: right turn\n')" "$(grep '^pump' "$W/log")"
is 'each with what was given to the mail' 2 "$(grep -c '^Tested-by: Cai' "$W/log")"
is 'by who wrote them' 2 "$(grep -c '^Ann Author <ann@example.org>' "$W/log")"
lacks 'what the sender says is for the reader' 'Please apply' "$W/log"
holds 'that there are two is told' 'patch 1 is a mail with 2 patches attached' "$W/said"

# Who wrote a cover letter for somebody else's patches, weeks before these came.
post <<'END'
From: Cal Coverer <cal@example.org>
Date: Wed, 1 Oct 2025 10:00:00 +0000
Subject: [PATCH 0/2] pump: turns that Ann wrote
Message-ID: <lone-0@example.org>

Both of them.
END
# one ID SENDER SUBJECT COMMIT: an answer with a patch
one() {
	{
		printf 'A turn.\n\nSigned-off-by: Ann Author <ann@example.org>\n---\n'
		git show --format= "$4"
	} | answer "$1" lone-0@example.org "$2" "$3"
}
one lone-x 'Sam Sender <sam@example.org>' '[PATCH] pump: what Sam thinks of it' turn
one lone-1 'Ann Author <ann@example.org>' '[PATCH 1/2] pump: left' turn~
one lone-2 'Ann Author <ann@example.org>' '[PATCH 2/2] pump: right' turn
succeeds 'a cover letter of somebody else' tidings am --archive "$W/list" lone-0@example.org
is 'is that of as many patches as it says' "$(printf 'Subject: %s\n' '[PATCH 1/2] pump: left' '[PATCH 2/2] pump: right')" \
	"$(grep '^Subject: .PATCH' "$W/out")"

# The same from the index of lists that were added, where versions are chained.
succeeds 'the list is added' tidings add -q pump "$W/list"
tidings am -q --archive "$W/list" v2-0@example.org v2 >"$W/expected"
succeeds 'its series is found' tidings am -q v2-0@example.org v2
same 'it is the same' "$W/expected" "$W/out"
tidings am -q --archive "$W/list" v2-0@example.org >"$W/expected"
succeeds 'the newest, too' tidings am v1-1@example.org
same 'from whichever version' "$W/expected" "$W/out"
holds 'all are told' 'v3 of v1, v2, v3' "$W/err"
lacks 'and nothing was sent twice' 'was sent' "$W/err"
fails 'no list has it' 66 'no list here has' tidings am no@example.org

# One version sent twice, with two texts: which one is taken is said, and how to get the other.
# twice N WORD: a patch of v2
twice() {
	cat <<-END
		From: Ann Author <ann@example.org>
		Date: Mon, 3 Nov 2025 1$1:00:00 +0000
		Subject: [PATCH v2] pump: seal the lid
		Message-ID: <seal-$1@example.org>

		Seal it.

		Signed-off-by: Ann Author <ann@example.org>
		---
		 lid.txt | 2 +-
		 1 file changed, 1 insertion(+), 1 deletion(-)

		diff --git a/lid.txt b/lid.txt
		--- a/lid.txt
		+++ b/lid.txt
		@@ -1 +1 @@
		-open
		+$2
	END
}
twice 1 shut | post
twice 2 sealed | post
tidings sync -q pump
# twice_by OPTION...: both ways to say which
twice_by() {
	succeeds 'of two v2 one is taken' tidings am "$@" seal-1@example.org
	holds 'the last' '^\+sealed'
	holds 'which is said' 'v2 was sent 2 times; taken is <seal-2@example.org>, the other by$' "$W/err"
	holds 'whose number is said once' '^tidings: "[^"]*", v2: 1 patch$' "$W/err"
	holds 'with the way to the other' '  tidings am seal-1@example.org v2$' "$W/err"
	succeeds 'that way' tidings am "$@" seal-1@example.org v2
	holds 'leads there' '^\+shut'
	holds 'and back' '  tidings am seal-2@example.org v2$' "$W/err"
}
twice_by
twice_by --archive "$W/list"

# A maintainer sends it on in a round whose other patches went elsewhere.
twice 3 closed | sed 's/seal the lid/close the tap/; s/seal-3/tap-1/; s/ v2/ net/' | post
twice 4 closed | sed 's/seal the lid/close the tap/; s/seal-4/tap-2/; s/ v2/ net 4\/4/
	s/^From: .*/From: Max Keeper <max@example.org>/
	s/^Seal it/From: Ann Author <ann@example.org>\n\nSeal it/' | post
tidings sync -q pump
succeeds 'what is whole is taken' tidings am tap-1@example.org
holds 'of two postings' 'v1 was sent 2 times; taken is <tap-1@example.org>' "$W/err"

# Some call what they send first v0.
# valve VERSION HOUR WORD
valve() {
	twice 1 "$3" | sed -e "s/seal the lid/turn the valve/; s/v2/$1/; s/<seal-1@/<valve-$1@/" \
		-e "s/ 11:00:00/ $2:00:00/"
}
valve v0 11 left | post
valve v1 12 right | post
tidings sync -q pump
# version_zero OPTION...: both ways to say which
version_zero() {
	succeeds 'of v0 and v1' tidings am "$@" valve-v0@example.org
	holds 'the newest is taken' '^\+right'
	succeeds 'v0 where it is asked for' tidings am "$@" valve-v1@example.org v0
	holds 'is v0' '^\+left'
}
version_zero
version_zero --archive "$W/list"
for word in 0 v0; do
	succeeds "series are found by $word" tidings series --version $word --ids
	holds 'it' '<valve-v0@example.org>'
	lacks 'and not the next one' '<valve-v1@'
done
succeeds 'and compared' tidings diff valve-v1@example.org v0 v1
holds 'as v0' '^v0 '

# What answers a mail by In-Reply-To answers it however References are written.
tidings am -q --archive "$W/list" turn-1@example.org v3 >"$W/expected"
is 'two patches' 2 "$(grep -c '^From mboxrd@z' "$W/expected")"
succeeds 'a reroll with References newest first is found' tidings am again-2@example.org
same 'and filled up, indexed or not' "$W/expected" "$W/out"
holds 'from the set' 'v3 is a partial reroll' "$W/err"
succeeds 'one patch without a number' tidings am again-1@example.org v2
is 'stands alone, as in b4' 1 "$(grep -c '^From mboxrd@z' "$W/out")"
holds 'which is told' 'v2 is 2/2 of v1 alone: --partial-reroll' "$W/err"
succeeds 'unless it is to be filled up' tidings am again-1@example.org v2 --partial-reroll
is 'then the set is whole' 2 "$(grep -c '^From mboxrd@z' "$W/out")"
lacks 'and nothing is left alone' 'alone' "$W/err"
succeeds 'so from an archive' \
	tidings am --archive "$W/list" again-1@example.org v2 --partial-reroll
is 'it is whole, too' 2 "$(grep -c '^From mboxrd@z' "$W/out")"
succeeds 'and without' tidings am --archive "$W/list" again-1@example.org v2
is 'alone' 1 "$(grep -c '^From mboxrd@z' "$W/out")"

fails 'a mail that is not there' 66 'has no mail' tidings am --archive "$W/list" no@example.org
fails 'a version that is not there' 66 'there is no v7' \
	tidings am --archive "$W/list" v2-0@example.org v7
fails 'no version at all' 64 'no version' tidings am --archive "$W/list" v2-0@example.org x
fails 'a pick that is none' 64 'cherry-pick' \
	tidings am --archive "$W/list" v2-0@example.org -P 2-9
fails 'no message' 64 'which series' tidings am
# A patch of a later version takes the place of the one it answers; below the cover letter
# it is a version that lacks the others.
post <<'END'
From: Ann Author <ann@example.org>
Date: Tue, 4 Nov 2025 10:00:00 +0000
Subject: [PATCH 0/2] dial: both ways
Message-ID: <dial-0@example.org>

Up and down.
END
below='In-Reply-To: <dial-0@example.org>'
turn dial-1 '[PATCH 1\/2] dial: up' turn~ <<<"$below"
turn dial-2 '[PATCH 2\/2] dial: down' turn <<<"$below"
turn dial-3 '[PATCH v2 2\/2] dial: down' again <<<"$below"
fails 'v2 2/2 below a cover letter' 66 '1 of 2 patches is missing' tidings am --archive "$W/list" dial-0@example.org

# A version with a dot has some patches of the one before it anew, whatever they answer.
post <<'END'
From: Ann Author <ann@example.org>
Date: Tue, 4 Nov 2025 10:00:00 +0000
Subject: [PATCH v3 0/2] gauge: both ways
Message-ID: <gauge-0@example.org>

Up and down.
END
below='In-Reply-To: <gauge-0@example.org>'
turn gauge-1 '[PATCH v3 1\/2] gauge: up' turn~ <<<"$below"
turn gauge-2 '[PATCH v3 2\/2] gauge: down' turn <<<"$below"
turn gauge-3 '[PATCH v3.1 2\/2] gauge: down' again <<<"$below"
apply 'v3.1 2/2 below a cover letter' gauge-0@example.org
is 'has the first patch of v3' "$(git rev-parse 'again^{tree}')" "$(git rev-parse 'applied^{tree}')"
holds 'which is told' 'v3.1 is a partial reroll' "$W/said"
lacks 'as no second v3' 'was sent' "$W/said"
apply 'v3 before it' gauge-0@example.org v3
is 'is as it came' "$(git rev-parse 'turn^{tree}')" "$(git rev-parse 'applied^{tree}')"
lacks 'and was sent once' 'was sent' "$W/said"
turn gauge-4 '[PATCH v3.2 2\/3] gauge: down' again <<<"$below"
fails 'one of three is none of these two' 66 '2 of 3 patches are missing' \
	tidings am --archive "$W/list" gauge-0@example.org
turn gauge-5 '[PATCH v3.3] gauge: down' again <<<"$below"
tidings am --archive "$W/list" gauge-0@example.org >"$W/out" 2>"$W/err"
is 'nor is one without a number' 1 "$(grep -c '^From mboxrd@z' "$W/out")"

# Of two mails of one number the first is taken, unless the other one is a mended form of it.
post <<'END'
From: Ann Author <ann@example.org>
Date: Sat, 1 Nov 2025 10:00:00 +0000
Subject: [PATCH 0/2] lever: both ways
Message-ID: <lever-0@example.org>

Up and down.
END
below='In-Reply-To: <lever-0@example.org>'
turn lever-1 '[PATCH 1\/2] lever: up' turn~ <<<"$below"
turn lever-2 '[PATCH 2\/2] lever: down' turn <<<"$below"
turn lever-3 '[PATCH 2\/2] lever: and down' again <<<"$below"
apply 'a number that two have' lever-0@example.org
is 'is that of the first' "$(git rev-parse 'turn^{tree}')" "$(git rev-parse 'applied^{tree}')"
holds 'which is told' 'patch 2 was sent twice: <lever-3@example.org> is left out' "$W/said"
turn lever-4 '[RESEND][PATCH 2\/2] lever: down (mended)' again <<<'In-Reply-To: <lever-2@example.org>'
apply 'a patch that was mended' lever-0@example.org
is 'is as it is now' "$(git rev-parse 'again^{tree}')" "$(git rev-parse 'applied^{tree}')"
holds 'which is told, too' 'patch 2 was sent twice: <lever-2@example.org> is left out' "$W/said"
finish
