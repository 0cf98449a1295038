#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Every kind of archive, and what may be wrong with one.
. "${SOURCE:?the source tree}/tests/cli/lib.sh"

sample v2 "$W/v2"
sample v2 "$W/epochs" --epochs 3
sample bare "$W/bare.git"
sample v1 "$W/v1.git"
sample maildir "$W/maildir"
sample mboxrd "$W/mboxrd"
sample mboxo "$W/mboxo"
sample mboxrd "$W/mbox.gz"

# The first line names commits, which Maildir and mbox have not; all below it is the same
# for every kind.
update() {
	tidings update "$1" -f text --color never --width 90 --parts "$lists" --name sample
}
lists=totals,domains,contributors,reviewers,series,messages,pulls,applied,threads,discussions
body() {
	sed 1d "$1"
}

succeeds 'a v2 inbox is read' update "$W/v2"
body "$W/out" >"$W/expected"
holds 'and its patches are on the page' 'queue: bounded memory'
for kind in epochs bare.git v1.git maildir mboxrd mboxo mbox.gz v2/git v2/git/0.git; do
	succeeds "$kind is read" update "$W/$kind"
	body "$W/out" >"$W/actual"
	same "$kind gives the same lists" "$W/expected" "$W/actual"
done

# A range over two repositories of one list.
from=$(sed -n 5p "$W/epochs.ids")
to=$(sed -n 30p "$W/epochs.ids")
succeeds 'a range may begin in one epoch and end in another' \
	tidings parse "$W/epochs" "$from..$to"
is 'and holds the mails between' 25 "$(wc -l <"$W/out")"
succeeds 'abbreviations are taken' tidings parse "$W/epochs" "${from:0:10}..${to:0:10}"
is 'and mean the same' 25 "$(wc -l <"$W/out")"
succeeds 'so is what git counts back' tidings parse "$W/v2" HEAD~3..HEAD
is 'and it is that many' 3 "$(wc -l <"$W/out")"
succeeds 'the last mails are taken by number' tidings update "$W/epochs" -n 4 -f json --class all
is 'and they are that many' 4 "$(json 'd["totals"]["mails"]' "$W/out")"
# A date without a time is the time of day it is now, as git has it: so the time is given.
succeeds 'a range by date' tidings update "$W/v2" --since '2026-03-04 00:00' --until '2026-03-05 00:00' -f json
holds 'has what arrived in it' 'queue-limit-v2-0'
lacks 'and nothing else' '20260306'

# A mail that was taken out again.
sample v2 "$W/removed" --remove 2
succeeds 'an inbox with a removal is read' tidings update "$W/removed" -f json
is 'the removal is counted' 1 "$(json 'd["totals"]["removed"]' "$W/out")"
lacks 'and the mail is gone' '"message_id": *"20260302093015.18420-1-mei'
sample v1 "$W/removed.git" --remove 2
succeeds 'so in v1' tidings update "$W/removed.git" -f json
lacks 'where it is gone too' '"message_id": *"20260302093015.18420-1-mei'

# A clone that does not reach back to the first mail.
git clone -q --bare --depth 10 "file://$W/bare.git" "$W/shallow.git" 2>"$W/git" || note <"$W/git"
succeeds 'a shallow clone is read as far as it goes' tidings update "$W/shallow.git"
holds 'and that is said' '[Ss]hallow' "$W/err"

# A damaged object, in the middle of the archive.
cp -r "$W/bare.git" "$W/corrupt.git"
blob=$(git --git-dir "$W/corrupt.git" rev-parse HEAD~10:m)
object=$W/corrupt.git/objects/${blob:0:2}/${blob:2}
chmod u+w "$object"
printf 'damaged' >"$object"
succeeds 'an archive with a damaged mail is read' tidings update "$W/corrupt.git" -f json --class all
is 'the damage is counted' 1 "$(json 'd["totals"]["corrupt"]' "$W/out")"
is 'the other mails are there' 31 "$(json 'd["totals"]["mails"]' "$W/out")"
holds 'and it is said once' 'damaged|corrupt|could not be read' "$W/err"
rm -f "$object"
succeeds 'so it is where the object is missing' tidings update "$W/corrupt.git" -f json --class all
is 'which is counted too' 1 "$(json 'd["totals"]["corrupt"]' "$W/out")"

# An empty commit, a commit that is no mail.
git clone -q --bare "$W/bare.git" "$W/none.git"
tree=$(git --git-dir "$W/none.git" rev-parse 'HEAD^{tree}')
commit=$(GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@example.org GIT_COMMITTER_NAME=a \
	GIT_COMMITTER_EMAIL=a@example.org git --git-dir "$W/none.git" commit-tree \
	-p HEAD -m same "$tree")
empty=$(git --git-dir "$W/none.git" hash-object -w -t tree /dev/null)
commit=$(GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@example.org GIT_COMMITTER_NAME=a \
	GIT_COMMITTER_EMAIL=a@example.org git --git-dir "$W/none.git" commit-tree \
	-p "$commit" -m empty "$empty")
git --git-dir "$W/none.git" update-ref HEAD "$commit"
succeeds 'commits without a mail are passed over' tidings update "$W/none.git" -f json --class all
is 'and no mail is lost' 32 "$(json 'd["totals"]["mails"]' "$W/out")"
finish
