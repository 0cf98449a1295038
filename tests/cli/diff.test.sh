#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Two versions of a series beside git range-diff of the commits that they were made of.
. "${SOURCE:?the source tree}/tests/cli/lib.sh"

export GIT_AUTHOR_NAME='Ann Example' GIT_AUTHOR_EMAIL=ann@example.org
export GIT_COMMITTER_NAME=Ann GIT_COMMITTER_EMAIL=ann@example.org
export GIT_AUTHOR_DATE='1700000000 +0000' GIT_COMMITTER_DATE='1700000000 +0000'
tree=$W/tree

git_in() {
	git -C "$tree" "$@"
}

# change FILE SED MESSAGE: a commit
change() {
	sed -i "$2" "$tree/$1"
	git_in add -A
	git_in commit -q -m "$3"
}

# mail VERSION: the branch as a Maildir, with a cover letter that has a changelog
mail() {
	mkdir -p "$W/v$1/new" "$W/v$1/tmp"
	git_in format-patch -q --cover-letter -v "$1" -o "$W/v$1/cur" "base..v$1"
	sed -i "s/\*\*\* SUBJECT HERE \*\*\*/better files/
		s/\*\*\* BLURB HERE \*\*\*/Better.\n\nChanges in v$1:\n - what is new in $1\n\nChanges in v0:\n - none/" \
		"$W/v$1"/cur/*-0000-*
}

# The ids of commits and patches are left out.
masked() {
	sed -E 's/(:  )[0-9a-f]{7,40}/\1ID/g; s/(:  )-{7,40}/\1ID/g'
}

git init -q "$tree"
git_in checkout -q -b base
seq 1 60 | sed 's/^/line /' >"$tree/one.c"
{
	echo 'int main(void)'
	seq 1 40 | sed 's/^/\tstatement /'
} >"$tree/two.c"
git_in add -A
git_in commit -q -m base
git_in checkout -q -b v1
change one.c 's/line 10$/line ten/' 'one: say ten'
change one.c 's/line 40$/line forty/' 'one: say forty'
change two.c 's/statement 20$/statement twenty/' 'two: say twenty'
git_in checkout -q -b v2 base
change two.c '1i #include <main.h>' 'two: include what is used'
change one.c 's/line 10$/line TEN/' 'one: say ten

A word on why, with a	tab.'
change one.c 's/line 40$/line forty/' 'one: say forty'
git_in checkout -q base
mail 1
mail 2

git_in range-diff --no-color base..v1 base..v2 | masked >"$W/expected"
tidings diff -q "$W/v1" "$W/v2" | masked >"$W/out"
same 'it reads like git range-diff' "$W/expected" "$W/out"
git_in range-diff --color base..v1 base..v2 | masked >"$W/expected"
tidings diff -q --color always "$W/v1" "$W/v2" | masked >"$W/out"
same 'in its colours' "$W/expected" "$W/out"
# git's own colours for errors in blanks are not ours.
git_in -c core.whitespace=-blank-at-eol,-space-before-tab range-diff --color --no-dual-color \
	base..v1 base..v2 | masked >"$W/expected"
tidings diff -q --color always --no-dual-color "$W/v1" "$W/v2" | masked >"$W/out"
same 'and in the simple ones' "$W/expected" "$W/out"
git_in range-diff --no-color --creation-factor=0 base..v1 base..v2 | masked >"$W/expected"
tidings diff -q --creation-factor 0 "$W/v1" "$W/v2" | masked >"$W/out"
same 'and with another creation factor' "$W/expected" "$W/out"
git_in range-diff --no-color -s base..v1 base..v2 | masked >"$W/expected"
tidings diff -q --no-patch "$W/v1" "$W/v2" | masked >"$W/out"
same 'and without patches' "$W/expected" "$W/out"

tidings diff --summary "$W/v1" "$W/v2" >"$W/out"
holds 'the head says what changed' '^1 of 3 patches changed, 1 new, 1 dropped$'
holds 'and what the author says' '^    - what is new in 2$'
lacks 'of this version only' 'none'
lacks 'and no patch' '^1: '
cat "$W"/v1/cur/* >"$W/mails"
sed 's/^From [0-9a-f]\{40\} /From ann@example.org /' "$W/mails" >"$W/v1.mbox"
tidings diff "$W/v1.mbox" "$W/v2" >"$W/out"
tidings diff "$W/v1" "$W/v2" >"$W/expected"
sed -i '/^     [0-9-]*, 3 patches/d' "$W/out" "$W/expected"
same 'an mbox is as good as a Maildir' "$W/expected" "$W/out"

tidings diff --json "$W/v1" "$W/v2" >"$W/json"
is 'JSON has the counts' '1 1 1 1' \
	"$(json '"%(same)d %(changed)d %(added)d %(dropped)d" % d["counts"]' "$W/json")"
is 'and the pairs' "['changed', 'same', 'dropped', 'added']" \
	"$(json 'sorted([p["status"] for p in d["patches"]], key=["changed", "same", "dropped", "added"].index)' "$W/json")"
is 'and the lines' '@@ Metadata' \
	"$(json '[p["lines"][0] for p in d["patches"] if p["status"] == "changed"][0]' "$W/json")"
is 'and the changelog' '- what is new in 2' "$(json 'd["changelog"].strip()' "$W/json")"
is 'and when each was sent, by its Date' '2023-11-14T22:13:20Z 2023-11-14T22:13:20Z' \
	"$(json 'd["older"]["sent"] + " " + d["newer"]["sent"]' "$W/json")"
holds 'as the text does' '^     2023-11-14, 3 patches' <(tidings diff "$W/v1" "$W/v2")

# On a tree: git itself, and nothing of it is written.
before=$(cd "$tree" && find . -type f | sort | xargs sha1sum)
git_in range-diff --no-color base..v1 base..v2 | masked >"$W/expected"
tidings diff -q -C "$tree" "$W/v1" "$W/v2" | masked >"$W/out"
same 'on a tree git says it' "$W/expected" "$W/out"
git_in range-diff --color base..v1 base..v2 | grep -v '^.\[3.m *[0-9-]*: ' | masked >"$W/expected"
tidings diff -q --color always -C "$tree" "$W/v1" "$W/v2" | grep -v '^.\[3.m *[0-9-]*: ' |
	masked >"$W/out"
same 'in the same colours' "$W/expected" "$W/out"
is 'and nothing in it has changed' "$before" "$(cd "$tree" && find . -type f | sort | xargs sha1sum)"
git clone -q --bare "$tree" "$W/it's \"bare\""
succeeds 'a bare one will do' tidings diff -C "$W/it's \"bare\"" --base base "$W/v1" "$W/v2"
# Mails that name no blobs, and a tree that went on: where HEAD was when they were sent, or the
# commit that they became.
git clone -q "$tree" "$W/later"
git -C "$W/later" checkout -q -b main origin/base
for v in 1 2; do
	mkdir -p "$W/w$v/new" "$W/w$v/tmp" "$W/w$v/cur"
	for mail in "$W/v$v"/cur/*; do
		sed '/^index /d' "$mail" >"$W/w$v/cur/${mail##*/}"
	done
done
# spoil TIME: nothing applies to what this leaves
spoil() {
	sed -i 's/line/LINE/' "$W/later/one.c"
	GIT_COMMITTER_DATE="$1 +0000" git -C "$W/later" commit -qam spoil
}
spoil 1700000100
git_in range-diff --no-color base..v1 base..v2 | masked >"$W/expected"
tidings diff -q -C "$W/later" "$W/w1" "$W/w2" | masked >"$W/out"
same 'HEAD of the time will do' "$W/expected" "$W/out"
git -C "$W/later" reset -q --hard origin/base
GIT_COMMITTER_DATE='1700000100 +0000' git -C "$W/later" cherry-pick origin/base..origin/v2 >"$W/err" 2>&1
spoil 1699999999
tidings diff -q -C "$W/later" "$W/w1" "$W/w2" | masked >"$W/out"
same 'so will what it became' "$W/expected" "$W/out"
git init -q "$W/other"
(cd "$W/other" && git commit -q --allow-empty -m nothing)
fails 'a tree without the files is said' 66 'v1: does not apply' \
	tidings diff -C "$W/other" "$W/v1" "$W/v2"
fails 'so is no tree' 66 'no git tree' tidings diff -C "$W/v1" "$W/v1" "$W/v2"

printf 'From: a@example.org\nSubject: hello\n\nhello\n' >"$W/hello"
fails 'a mail without patches is said' 1 'no patches' tidings diff "$W/hello" "$W/v2"
tidings diff -q "$W"/v1/cur/*-0001-* "$W"/v2/cur/*-0002-* | masked >"$W/out"
holds 'two mails are two versions' '^1:  ID ! 1:  ID one: say ten$'
fails 'one version is too few' 64 'diff' tidings diff
fails 'five are too many' 64 'diff' tidings diff a b c d e
fails 'no such file' 66 '"nowhere": No such file' tidings diff nowhere "$W/v2"
fails 'no such message' 64 'neither a Message-ID' tidings diff nowhere nothing
fails 'a wrong factor' 64 'creation-factor' tidings diff --creation-factor 99999 "$W/v1" "$W/v2"
fails 'nothing to show' 64 'summary' tidings diff -q -s "$W/v1" "$W/v2"

# A list that has both: by the name of a mail.
epoch=$W/list/git/0.git
git init -q --bare "$epoch"
parent=()
for file in "$W"/v1/cur/*0000* "$W"/v1/cur/*000[1-9]* "$W"/v2/cur/*0000* "$W"/v2/cur/*000[1-9]*; do
	version=${file#"$W"/v} number=${file##*-000}
	version=${version%%/*}
	{
		echo "Message-ID: <v$version-${number%%-*}@example.org>"
		[ "${number%%-*}" = 0 ] || echo "In-Reply-To: <v$version-0@example.org>"
		sed 1d "$file"
	} >"$W/mail"
	blob=$(git -C "$epoch" hash-object -w "$W/mail")
	root=$(printf '100644 blob %s\tm\n' "$blob" | git -C "$epoch" mktree)
	commit=$(git -C "$epoch" commit-tree "${parent[@]}" -m m "$root")
	parent=(-p "$commit")
done
git -C "$epoch" update-ref HEAD "$commit"
succeeds 'a list is added' tidings add list "$W/list"
tidings diff -q "$W/v1" "$W/v2" >"$W/expected"
tidings diff -q v1-0@example.org v2-0@example.org >"$W/out"
same 'two messages name two series' "$W/expected" "$W/out"
tidings diff -q '<v1-2@example.org>' https://lore.kernel.org/list/v2-1@example.org/ >"$W/out"
same 'any mail of it, or a link, will do' "$W/expected" "$W/out"
tidings diff -q v1-3@example.org >"$W/out"
same 'one message means the last two versions' "$W/expected" "$W/out"
tidings diff -q v1-3@example.org v1 2 >"$W/out"
same 'versions may be named' "$W/expected" "$W/out"
tidings diff -q v2-0@example.org 1 >"$W/out"
same 'the newer one may be left out' "$W/expected" "$W/out"
fails 'a version that is not there is said' 66 'no v3 .*there is v1, v2' \
	tidings diff v1-0@example.org 1 3
fails 'so is a mail that is not' 66 'no list here has' tidings diff v9@example.org
fails 'and a wrong version' 64 'no version' tidings diff v1-0@example.org 1 x

# What a mail may hold is shown, not obeyed.
mkdir -p "$W/bad/cur" "$W/bad/new" "$W/bad/tmp"
for file in "$W"/v2/cur/*; do
	sed 's/line TEN/line \x1b[31mTEN/' "$file" >"$W/bad/cur/${file##*/}"
done
tidings diff "$W/v1" "$W/bad" >"$W/out"
lacks 'control characters of a mail do not come through' $'\x1b'

finish
