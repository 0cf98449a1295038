#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# tidings update NAME: from the index, since the last look, the page an archive gives.
. "${SOURCE:?the source tree}/tests/cli/lib.sh"

# A list that was there before has the same mails, each with other headers and a footer.
mkdir "$W/copies"
for mail in "$corpus"/sample/*.eml; do
	{
		echo 'Received: from another.example.org by archive'
		cat "$mail"
		grep -qiE 'multipart|base64|quoted-printable' "$mail" ||
			printf '%s\n' '' '--' 'To unsubscribe from this mailing list: ask.'
	} >"$W/copies/${mail##*/}"
done
"$corpus/make-archive" "$W/first" "$W"/copies/*.eml >/dev/null
succeeds 'a list with copies is added' tidings add first "$W/first"

sample v2 "$W/list" --epochs 2
mapfile -t ids <"$W/list.ids"
succeeds 'a list is added' tidings add tern "$W/list"
# SQLite's file format, 1.3.12: whether it vacuums incrementally.
is 'unused pages of an index can be given back' 1 \
	"$(od -An -tu1 -j67 -N1 "$XDG_DATA_HOME/tidings/index.sqlite" | tr -d ' ')"

# Another one with a damaged mail, one that is missing and a commit without any.
sample v2 "$W/hurt"
mapfile -t hurt <"$W/hurt.ids"
git=$W/hurt/git/0.git
for i in 5 18; do
	blob=$(git --git-dir "$git" rev-parse "${hurt[i]}:m")
	object=$git/objects/${blob:0:2}/${blob:2}
	chmod u+w "$object"
	printf 'damaged' >"$object"
done
rm -f "$object"
tree=$(git --git-dir "$git" rev-parse 'HEAD^{tree}')
none=$(git --git-dir "$git" -c user.name=N -c user.email=n@example.org commit-tree -p HEAD -m none "$tree")
git --git-dir "$git" update-ref HEAD "$none"
succeeds 'a list with damaged mails is added' tidings add hurt "$W/hurt"

# And one that took a mail back.
sample v2 "$W/less" --remove 2
mapfile -t less <"$W/less.ids"
succeeds 'a list that took a mail back is added' tidings add less "$W/less"
tidings search --ids --limit 0 d:2000-01-01.. >"$W/ids"
is 'the copies are the same mails' "$(sort -u "$W/ids" | wc -l)" "$(wc -l <"$W/ids")"

# The same range gives the same page, from the index or not.
mv "$HOME/.local/share/tidings" "$W/kept"
# compare LIST RANGE...
compare() {
	local format list=$1
	shift
	for format in text markdown html json mbox atom classic; do
		mv "$W/kept" "$HOME/.local/share/tidings"
		tidings update "$list" "$@" -f $format >"$W/indexed" 2>"$W/indexed.err"
		mv "$HOME/.local/share/tidings" "$W/kept"
		tidings update "$list" "$@" -f $format >"$W/plain" 2>"$W/plain.err"
		same "$format of $list $* is the same without the index" "$W/plain" "$W/indexed"
		same "so is what is said of it" "$W/plain.err" "$W/indexed.err"
	done
}
compare tern "${ids[9]}..${ids[24]}"
compare tern "..${ids[12]}"
compare tern "${ids[2]}.."
compare tern --since '2026-03-03 00:00' --until '2026-03-05 00:00'
compare tern -n 7
compare tern HEAD~9..HEAD~3
compare tern --since '2026-03-03 00:00' HEAD~2
compare less HEAD~12..HEAD~1
compare less --since '2026-03-04 12:00'
compare hurt HEAD~14..HEAD~2
compare hurt --until '2026-03-05 00:00' -n 9
compare first "..${ids[12]}"
compare less "..${less[20]}"
compare less "${less[0]}.."
compare hurt "${hurt[2]}.."
compare hurt "${hurt[2]}..${hurt[9]}"
compare hurt "${hurt[6]}..${hurt[12]}"
mv "$W/kept" "$HOME/.local/share/tidings"
tidings update "$W/list" "${ids[2]}.." >"$W/folder"
tidings update tern "${ids[2]}.." >"$W/named"
same 'the folder of a list goes by its name' "$W/named" "$W/folder"

# What is new since the last look.
succeeds 'a look that is not to be remembered' tidings update tern --peek
holds 'it says how far it looks back' 'the first look: its last week$' "$W/err"
succeeds 'a first look' tidings update tern
holds 'it says what comes after it' 'the first look: its last week; from now on what is new' "$W/err"
fails 'then there is nothing new' 1 'nothing new on tern since 2026-03-06' tidings update tern
fails 'however often one looks' 1 'nothing new' tidings update tern
fails 'a wrong word is told all the same' 64 'nosuch' tidings update tern --class nosuch

sample v2 "$W/short"
git -C "$W/short/git/0.git" branch -q all HEAD
git -C "$W/short/git/0.git" update-ref HEAD "$(sed -n 20p "$W/short.ids")"
succeeds 'a list that will grow' tidings add grows "$W/short"
succeeds 'it is looked at' tidings update grows
git -C "$W/short/git/0.git" update-ref HEAD all
fails 'what is not indexed is not new yet' 1 'nothing new' tidings update grows
holds 'but told' '12 mails are not indexed yet' "$W/err"
tidings sync -q
succeeds 'what came since then is looked at' tidings update --peek grows
cp "$W/out" "$W/new"
holds 'only that, and from where' '^grows mailing list update from [0-9a-f]{9} to'
holds 'no more mails' '^ +11  mails'
holds 'a review of a series of before is told' 'posted 2026-03-04'
holds 'and that it was applied' '^Applied \([1-9]'
tidings update --peek grows --waiting 1 --parts waiting >"$W/out"
holds 'older series that nobody answers wait, too' 'posted 2026-03-0[1-4]'
succeeds 'a look that peeks is not remembered' tidings update --peek grows
same 'the next one is the same' "$W/new" "$W/out"

# A page that could not be written whole was not read.
fails 'a page into a full device' 74 'No space' tidings update grows -o /dev/full
succeeds 'is new again' tidings update --peek grows
same 'all of it' "$W/new" "$W/out"
succeeds 'with the range alone' tidings update --peek --no-history grows
lacks 'older series are left out' 'posted 2026-03-04'
succeeds 'then it is read' tidings update grows -o "$W/page"
same 'into a file' "$W/new" "$W/page"
fails 'and not new any more' 1 'nothing new' tidings update grows

# The history of the list was rewritten below the reader.
git -C "$W/short/git/0.git" update-ref HEAD "$(git -C "$W/short/git/0.git" \
	-c user.name=Nobody -c user.email=nobody@example.org commit-tree -p "$(sed -n 31p "$W/short.ids")" -m other 'HEAD^{tree}')"
tidings sync -q
tidings update grows >"$W/out" 2>"$W/err"
holds 'a history that was rewritten is followed' '^ +1  mail: 1 other mail'

# Who waits, what is another than before.
tidings update tern -n 100 --parts waiting --waiting 1 >"$W/out"
holds 'who waits is told' '^=== Waiting for an answer: [1-9]'
tidings update tern -n 100 --parts series >"$W/out"
holds 'a new version says what changed' 'since v1: 2 of 3 patches changed'
tidings update tern -n 100 --format json >"$W/page.json"
PROGRAM=$TIDINGS python3 "$SOURCE/tests/oracle/changes.py" "$W/page.json" >"$W/out" 2>&1
holds 'what tidings diff says of the same two' '^[1-9][0-9]* agree, 0 differ'
fails 'no history without an index' 64 'is in no index' \
	tidings update "$W/list" -n 5 --history

# Outlook puts quotes around names, and gateways around whom they write for.
cat >"$W/reed.eml" <<'END'
From: Ann Author <ann@example.org>
Subject: [PATCH] reed: cut
Date: Mon, 2 Mar 2026 10:00:00 +0000
Message-ID: <reed@example.org>

Because.

Signed-off-by: Ann Author <ann@example.org>
---
diff --git a/r.c b/r.c
--- a/r.c
+++ b/r.c
@@ -1,2 +1,2 @@
 one
-two
+three
END
cat >"$W/cut.eml" <<'END'
From: "'Fay Field'" <fay@example.org>
Subject: Re: [PATCH] reed: cut
Date: Mon, 2 Mar 2026 11:00:00 +0000
Message-ID: <cut@example.org>
In-Reply-To: <reed@example.org>

Reviewed-by: 'Fay Field' <fay@example.org>
END
cat >"$W/too.eml" <<'END'
From: "'Gus Grove' via reeds" <reeds@example.org>
Subject: Re: [PATCH] reed: cut
Date: Mon, 2 Mar 2026 12:00:00 +0000
Message-ID: <too@example.org>
In-Reply-To: <reed@example.org>

Tested-by: Gus Grove <gus@example.org>
END
"$corpus/make-archive" "$W/reeds" "$W/reed.eml" "$W/cut.eml" "$W/too.eml" >/dev/null
tidings update "$W/reeds" >"$W/out" 2>&1
holds 'who answered is called as git would' '^ *[0-9].* Fay Field'
lacks 'and without quotes' "'Fay|'Gus"
finish
