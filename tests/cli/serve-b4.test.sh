#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# b4 as Debian has it, pointed at tidings serve: it fetches, applies, compares and collects
# trailers. A tree, two versions of a series made of it, and answers to them.
. "${SOURCE:?the source tree}/tests/cli/lib.sh"
. "$SOURCE/tests/cli/serve-lib.sh"

if ! command -v b4 >/dev/null; then
	echo '1..0 # SKIP b4 is not installed (apt-get install b4)'
	exit 0
fi

export XDG_CACHE_HOME=$W/cache GIT_CONFIG_GLOBAL=$W/gitconfig
export GIT_COMMITTER_DATE='2026-03-02T10:00:00Z' GIT_AUTHOR_DATE='2026-03-02T10:00:00Z'
git config --global user.name 'Anna Lindqvist'
git config --global user.email anna@harbour.example.com
git config --global init.defaultBranch main
git config --global advice.detachedHead false

# The tree, and v1 of two patches.
tree=$W/tree
git init -q "$tree"
{ echo 'int limit;' && for ((i = 0; i < 20; i++)); do echo "/* $i */"; done; } >"$tree/queue.c"
echo 'All about queues.' >"$tree/README"
# Newer b4 looks for the last commit of somebody else.
git -C "$tree" add .
GIT_COMMITTER_EMAIL=other@example.org git -C "$tree" commit -q -m 'start'
git -C "$tree" checkout -q -b v1

# change MESSAGE FILE SED-EXPRESSION
change() {
	sed -i "$3" "$tree/$2"
	git -C "$tree" commit -q -a -s -m "$1"
}

# mails VERSION: the series as git format-patch writes it, in $W/VERSION
mails() {
	git -C "$tree" format-patch -q --thread --cover-letter --to=tern@example.org \
		-v "${1#v}" -o "$W/$1" "main..$1"
	sed -i -e 's/\*\*\* SUBJECT HERE \*\*\*/pond: bounded water/' \
		-e 's/\*\*\* BLURB HERE \*\*\*/A limit for every queue./' \
		-e "s/<cover\\./<$1-cover./" "$W/$1/"*.patch
}

change 'pond: count bytes' queue.c 's/^int limit;/int limit, bytes;/'
change 'pond: say what a limit is' README 's/$/ Each has a limit./'
mails v1
git -C "$tree" checkout -q -b v2 main
export GIT_COMMITTER_DATE='2026-03-05T10:00:00Z' GIT_AUTHOR_DATE='2026-03-05T10:00:00Z'
change 'pond: count bytes' queue.c 's/^int limit;/int limit, bytes, peak;/'
change 'pond: say what a limit is' README 's/$/ Each has a limit./'
mails v2

# id FILE
id() {
	sed -n 's/^Message-Id: <\(.*\)>$/\1/Ip' "$1"
}

# answer NAME FROM TO-FILE DAY TEXT: a mail in $W/NAME.eml
answer() {
	cat >"$W/$1.eml" <<END
From: $2
To: Anna Lindqvist <anna@harbour.example.com>
Cc: tern@example.org
Subject: Re: $(sed -n 's/^Subject: //p' "$3" | head -n 1)
Date: $4
Message-ID: <$1@example.net>
In-Reply-To: <$(id "$3")>
References: <$(id "$3")>

$5
END
}
v1=("$W"/v1/*.patch)
v2=("$W"/v2/*.patch)
answer review 'Ravi Menon <ravi@chips.example.net>' "${v2[1]}" 'Thu, 5 Mar 2026 12:00:00 +0000' \
	'Reviewed-by: Ravi Menon <ravi@chips.example.net>'
answer ack 'Mia Sato <mia@example.net>' "${v2[0]}" 'Thu, 5 Mar 2026 13:00:00 +0000' \
	'Acked-by: Mia Sato <mia@example.net>'
answer talk 'Mia Sato <mia@example.net>' "${v1[2]}" 'Mon, 2 Mar 2026 13:00:00 +0000' 'Why?'
"$corpus/make-archive" "$W/list" "${v1[@]}" "$W/talk.eml" "${v2[@]}" "$W/review.eml" \
	"$W/ack.eml" >/dev/null
"$corpus/make-archive" "$W/other" >/dev/null
tidings add tern "$W/list" >/dev/null
tidings add other "$W/other" >/dev/null

serve_start --workers 2
git config --global b4.midmask "$url/all/%s"
git config --global b4.linkmask "$url/all/%s/"
git config --global b4.searchmask "$url/all/?x=m&t=1&q=%s"
git config --global b4.attestation-policy off
cover1=$(id "${v1[0]}")
cover2=$(id "${v2[0]}")
unset GIT_COMMITTER_DATE GIT_AUTHOR_DATE

# in_tree BRANCH COMMAND...: in a tree of its own that stands at that branch
in_tree() {
	rm -rf "$W/work"
	git clone -q -b "$1" "$tree" "$W/work"
	(cd "$W/work" && timeout 600 "${@:2}")
}
mkdir "$W/mbox" "$W/answer" "$W/am" "$W/newer" "$W/root"
b4() {
	command b4 --no-stdin "$@"
}

succeeds 'b4 mbox' b4 mbox -o "$W/mbox" "$cover2"
is 'has the thread' 5 "$(grep -c '^From ' "$W/mbox/"*.mbx)"
succeeds 'b4 mbox of an answer' b4 mbox -o "$W/answer" review@example.net
is 'has the same thread' 5 "$(grep -c '^From ' "$W/answer/"*.mbx)"
b4 mbox -o "$W/none" nothing@example.net >"$W/out" 2>"$W/err" </dev/null
[ $? -ne 0 ]
say 'b4 mbox of a mail that nobody has fails'

succeeds 'b4 am' in_tree main b4 am -o "$W/am" "$cover2"
holds 'finds the trailer of a patch' 'Reviewed-by: Ravi Menon' "$W/err"
holds 'and that of the cover letter' 'Acked-by: Mia Sato' "$W/err"
git -C "$W/work" am -q "$W/am/"*.mbx
is 'git am takes it' "$(git -C "$tree" rev-parse 'v2^{tree}')" "$(git -C "$W/work" rev-parse 'HEAD^{tree}')"
is 'with the trailer where it belongs' 1 \
	"$(git -C "$W/work" log -1 --format=%B HEAD~1 | grep -c '^Reviewed-by: Ravi Menon')"
succeeds 'b4 am finds a newer version' in_tree main b4 am -c -o "$W/newer" "$cover1"
is 'and takes it' v2_ "$(basename "$(ls "$W/newer/"*.mbx)" | cut -c 1-3)"
succeeds 'b4 shazam applies' in_tree main b4 shazam "$cover2"
is 'the series' "$(git -C "$tree" rev-parse 'v2^{tree}')" "$(git -C "$W/work" rev-parse 'HEAD^{tree}')"

git -C "$tree" checkout -q v2
succeeds 'b4 diff' bash -c 'cd "$1" && command b4 --no-stdin diff "$2"' . "$tree" "$cover2"
sed -i 's/\x1b\[[0-9;]*m//g' "$W/out"
holds 'shows what changed' '^1: .* > *[-1]:.*pond: count bytes|^-: .* > 1: .*pond: count bytes'
holds 'and what did not' '^2: .* = 2: .*pond: say what a limit is'

succeeds 'b4 trailers' in_tree v2 bash -c \
	'yes | b4 --no-stdin trailers -u --since 2026-03-01 -F "$1"' . "$cover2"
is 'puts them into the commits' 1 \
	"$(git -C "$W/work" log -1 --format=%B HEAD~1 | grep -c '^Reviewed-by: Ravi Menon')"

# A mask that is not /all/: b4 asks at the root which list has the mail.
git config --global b4.midmask "$url/%s"
rm -rf "$XDG_CACHE_HOME"
succeeds 'b4 finds the list by itself' b4 mbox -o "$W/root" "$cover2"
is 'and the thread' 5 "$(grep -c '^From ' "$W/root/"*.mbx)"
serve_stop
say 'the server ends well'
finish
